"""The key of an encrypted office: random, never changed, sealed twice, under the passphrase and under a recovery code.

So a new passphrase seals a few bytes anew, and no register.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from models.sealed.cipher import spelled
from models.sealed.container import WrongSecret, seal_text, unseal_text
from models.sealed.held import KEYS, held, hold
from models.words import Refusal

SHORTEST = 8  # letters of a passphrase; Chinese ones count as much

_PASSPHRASE, _RECOVERY = "passphrase.sealed", "recovery.sealed"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for one another
_GROUPS, _GROUP = 6, 5  # 150 bits
_RAW = re.compile(r"x'[0-9a-f]{64}'")


def unlock(office: Path, secret: str) -> None:
    """Opens the key with the passphrase or the recovery code, and holds it."""
    hold(office, opened(office / KEYS, secret))


def sign(key: str) -> str:
    """Eight digits that tell keys apart and say nothing of them."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def opened(folder: Path, secret: str) -> str:
    """The key that lies sealed in a folder; refused when the secret is neither passphrase nor recovery code."""
    tries = [(_PASSPHRASE, spelled(secret))]
    if len(code := _as_code(secret)) == _GROUPS * _GROUP:
        tries.insert(0, (_RECOVERY, code))
    for name, said in tries:
        try:
            key = unseal_text(folder / name, said)
        except Refusal:
            continue
        if _RAW.fullmatch(key):
            return key
    raise WrongSecret("sealed.wrong_key")


def create(folder: Path, passphrase: str) -> tuple[str, str]:
    """Makes a key, seals it in the folder, and returns it with the recovery code."""
    key = f"x'{secrets.token_hex(32)}'"
    _seal_passphrase(folder, key, passphrase)
    return key, _seal_code(folder, key)


def change_passphrase(office: Path, passphrase: str) -> None:
    """Another passphrase for an office that is open; the recovery code stays."""
    _seal_passphrase(office / KEYS, held(office), passphrase)


def renew_code(office: Path) -> str:
    """Another recovery code for an office that is open; the one printed before opens nothing any more."""
    return _seal_code(office / KEYS, held(office))


def _seal_passphrase(folder: Path, key: str, passphrase: str) -> None:
    if len(spelled(passphrase)) < SHORTEST:
        raise Refusal("sealed.too_short", least=SHORTEST)
    seal_text(key, folder / _PASSPHRASE, passphrase)


def _seal_code(folder: Path, key: str) -> str:
    """Seals the key under a new code, in groups as it is printed."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)]
    seal_text(key, folder / _RECOVERY, "".join(groups))
    return "-".join(groups)


def _as_code(typed: str) -> str:
    """What was typed as a code has it: without gaps, and with the digits that letters were taken for."""
    bare = re.sub(r"[^0-9A-Z]", "", spelled(typed).upper())
    return bare.translate(str.maketrans("OIL", "011"))
