"""What this process has unlocked, by the office's folder, as long as it lives."""

from __future__ import annotations

from pathlib import Path

from models.words import Refusal

KEYS = "keys"
"""The folder of an office in which its sealed key lies."""

_held: dict[Path, str] = {}


class Locked(Refusal):
    """The office is encrypted, and nobody has said the passphrase."""


def is_encrypted(office: Path) -> bool:
    """Whether the office has a key."""
    return any((office / KEYS).glob("*.sealed"))


def held(office: Path) -> str:
    """The key of an office; blank where it is not encrypted. Refused as `Locked` until it has been unlocked."""
    if not is_encrypted(office):
        return ""
    if office.resolve() not in _held:
        raise Locked("sealed.locked", folder=office)
    return _held[office.resolve()]


def hold(office: Path, key: str) -> None:
    """The office's key is this from now on."""
    _held[office.resolve()] = key


def forget(office: Path) -> None:
    """The key must be unlocked again."""
    _held.pop(office.resolve(), None)
