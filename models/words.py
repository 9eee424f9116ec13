"""Sentences for people, and the refusal: an unusable file or request, with a sentence that says what to do."""

from __future__ import annotations

from models import resources


def say(key: str, /, **values: object) -> str:
    """The sentence of that key in `words.toml`, its places filled."""
    return resources.sentence(key).format(**values)


class Refusal(Exception):
    """The program can't go on with what it was given; nothing was changed. `str()` is one Chinese sentence."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return say(self.key, **self.values)
