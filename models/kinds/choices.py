"""Values from a list that the office edits: one, several, or yes and no."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, match_key
from models.patterns import pattern

SEPARATOR = "；"
_BETWEEN = pattern(r"[、，,;；/\n]+")
_YES = {"是", "有", "√", "✓", "y", "yes", "true", "1", "对"}
_NO = {"否", "无", "×", "✗", "x", "n", "no", "false", "0", "没有"}


@dataclass(eq=False)
class Choice(Kind):
    """One value of a list. `also` leads other spellings to the value."""

    values: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @cached_property
    def _meant(self) -> dict[str, str]:
        meant = {match_key(spelling): value for spelling, value in self.also}
        return meant | {match_key(value): value for value in self.values}

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """The value itself or one of its other spellings."""
        return self._meant.get(match_key(text)) or Trouble("kinds.choice")

    def unread(self, column: str) -> str:
        """What is not in the list."""
        listed = ", ".join(quoted(value) for value in self.values)
        return f"{column} not in ({listed})"


class Choices(Choice):
    """Several values of a list, in the order given."""

    wide: ClassVar[int] = 20

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Parted by 、，；/ or line breaks; each must be in the list."""
        whole = super().understand(text, raw)
        if isinstance(whole, str):
            return whole
        parts = [super(Choices, self).understand(part, part) for part in _BETWEEN.split(text) if part.strip()]
        if not parts or not all(isinstance(part, str) for part in parts):
            return Trouble("kinds.choices")
        return SEPARATOR.join(dict.fromkeys(str(part) for part in parts))

    def unread(self, column: str) -> str:
        """Something stays when every listed value is taken away."""
        left = f"{SEPARATOR!r} || {column} || {SEPARATOR!r}"
        for value in sorted(self.values, key=len, reverse=True):
            left = f"replace({left}, {quoted(SEPARATOR + value + SEPARATOR)}, {quoted(SEPARATOR * 2)})"
        return f"replace({left}, {quoted(SEPARATOR)}, '') <> ''"


class YesNo(Kind):
    """Yes or no, kept as 1 and 0."""

    wide: ClassVar[int] = 8

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """是 否 有 无 √ × and the like."""
        word = match_key(text)
        return 1 if word in _YES else 0 if word in _NO else Trouble("kinds.yes_no")

    def show(self, value: Stored) -> str:
        """是 or 否."""
        return "是" if value == 1 else "否" if value == 0 else "" if value is None else str(value)

    def unread(self, column: str) -> str:
        """Any text."""
        return f"typeof({column}) = 'text'"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
