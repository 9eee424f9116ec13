"""A PIN that locks the screen: kept as what scrypt makes of it, so that the settings don't tell it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from models.words import Refusal

SHORTEST = 4  # digits or letters
_COST = {"n": 1 << 14, "r": 8, "p": 1}


def kept(pin: str) -> str:
    """What is kept of a PIN; refused when it is too short to be one."""
    if len(pin) < SHORTEST:
        raise Refusal("locking.short", least=SHORTEST)
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_made(pin, salt)}"


def matches(pin: str, kept: str) -> bool:
    """Whether this is the PIN that was kept."""
    salt, _, made = kept.partition("$")
    try:
        return hmac.compare_digest(_made(pin, bytes.fromhex(salt)), made)
    except ValueError:
        return False


def _made(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST).hex()
