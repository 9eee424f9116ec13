"""How hard a passphrase is to guess, roughly: by its different letters and the alphabets they are taken from."""

from __future__ import annotations

import math

from models.sealed.cipher import spelled

_WEAK, _FAIR = 45, 65  # bits below which a passphrase is weak, fair
_ALPHABETS = ((str.isdigit, 10), (lambda letter: letter.isascii() and letter.isalpha(), 30), (str.isascii, 33))
_CHINESE = 300  # as many as people choose from, not as many as there are


def strength(passphrase: str) -> str:
    """`weak`, `fair` or `strong`; a letter that comes again, or follows the one before it, counts little."""
    said = spelled(passphrase)
    bits = 0.0
    for at, letter in enumerate(said):
        again = letter in said[:at] or (at and abs(ord(letter) - ord(said[at - 1])) == 1)
        bits += 1 if again else math.log2(next((size for holds, size in _ALPHABETS if holds(letter)), _CHINESE))
    return "weak" if bits < _WEAK else "fair" if bits < _FAIR else "strong"
