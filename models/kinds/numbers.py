"""Numbers as people write them: 1,234, 1.2万, 30人, 5万元 — exact, or kept as typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, plain
from models.patterns import pattern

_NUMBER = pattern(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(百|千|万|十万|百万|千万|亿)?(\D*)")
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_LARGEST = 10**15


def exact(number: Decimal) -> int | float | None:
    """The number as it can be kept without losing a digit, or None when it has more than fifteen of them."""
    if abs(number) > _LARGEST or len(number.normalize().as_tuple().digits) > 15:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def decimal(value: int | float) -> Decimal:
    """A kept number, exactly as written."""
    return Decimal(repr(value))


def written(number: Decimal) -> str:
    """In plain digits, without an exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(eq=False)
class Number(Kind):
    """A decimal number, negative ones included."""

    unit: str = ""
    decimals: int | None = None
    numeric: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Digits, thousands, 万 and 亿, and the field's own unit behind."""
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            number: Decimal | None = Decimal(repr(raw)) if abs(raw) <= _LARGEST else None
        else:
            number = self.worth(plain(text))
        if number is None:
            return Trouble(self.complaint())
        return self.accept(number)

    def worth(self, text: str) -> Decimal | None:
        """The number that a plain text writes, or None."""
        parts = _NUMBER.fullmatch(text)
        if parts is None:
            return None
        sign, whole, fraction, scale, tail = (part or "" for part in parts.groups())
        if not (whole or fraction) or tail not in self.units():
            return None
        return Decimal(f"{sign}{whole.replace(',', '')}{fraction}") * _SCALE[scale] * self.units()[tail]

    def units(self) -> dict[str, int]:
        """What may stand behind the digits, and what it multiplies by."""
        return {"": 1, plain(self.unit): 1}

    def accept(self, number: Decimal) -> Stored | Trouble:
        """The number as kept, if it is one that the kind allows."""
        value = exact(number)
        return Trouble("kinds.too_long") if value is None else value

    def complaint(self) -> str:
        """The sentence for what is no such number."""
        return "kinds.number"

    def show(self, value: Stored) -> str:
        """Plain digits; what was kept as typed is shown as typed."""
        return "" if value is None else value if isinstance(value, str) else written(decimal(value))

    def cell(self, value: Stored) -> Stored:
        """A number stays one in a workbook."""
        if value is None or isinstance(value, str):
            return value
        return exact(Decimal(self.show(value)))

    def unread(self, column: str) -> str:
        """Any text."""
        return f"typeof({column}) = 'text'"


class Count(Number):
    """A whole number, zero or more."""

    def accept(self, number: Decimal) -> Stored | Trouble:
        """Neither a part nor less than nothing."""
        if number < 0 or number != number.to_integral_value():
            return Trouble("kinds.count")
        return super().accept(number)

    def complaint(self) -> str:
        """Asks for a whole number."""
        return "kinds.count"


class Percent(Number):
    """A percentage: 30 means 30 %. A bare 0.3 may be either, as Excel keeps 30% so: it is asked for again."""

    def units(self) -> dict[str, int]:
        """The sign may stand behind."""
        return {"": 1, "%": 1}

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Below one only with its sign."""
        found = super().understand(text, raw)
        below = isinstance(found, float) and abs(found) < 1 and not plain(text).endswith("%")
        return Trouble("kinds.percent_part") if below else found

    def show(self, value: Stored) -> str:
        """Below one with its sign."""
        shown = super().show(value)
        return f"{shown}%" if isinstance(value, float) and abs(value) < 1 else shown

    def cell(self, value: Stored) -> Stored:
        """A number stays one in a workbook; below one it is a text with its sign."""
        return self.show(value) if isinstance(value, float) and abs(value) < 1 else super().cell(value)


@dataclass(eq=False)
class Money(Number):
    """An amount kept in yuan; typed and shown in `shown` (元 or 万元)."""

    shown: str = "元"

    def units(self) -> dict[str, int]:
        """A written 元 counts from one yuan, whatever the field is shown in."""
        return {"": 1, "元": 1}

    @property
    def scale(self) -> int:
        """Yuan in one of the unit that the field is shown in."""
        return _SCALE[self.shown.removesuffix("元")]

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Bare digits are in the field's unit; a written unit or 万 says otherwise."""
        typed = plain(text)
        if typed.lstrip("+-").replace(",", "").replace(".", "").isdigit() or not isinstance(raw, str):
            bare = super().understand(text, raw)
            return bare if isinstance(bare, Trouble | str | None) else self.accept(decimal(bare) * self.scale)
        return super().understand(text, raw)

    def complaint(self) -> str:
        """Asks for an amount."""
        return "kinds.money"

    def show(self, value: Stored) -> str:
        """In the field's unit, to the last digit kept."""
        if value is None or isinstance(value, str):
            return value or ""
        return written(decimal(value) / self.scale)
