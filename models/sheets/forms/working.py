"""A filled form's values by the addresses of its blank, for whoever checks them before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import Stored
from models.sheets.forms.calculation import Calculation, Due
from models.sheets.forms.expressions import Unknown
from models.sheets.forms.layout import Scope
from models.sheets.forms.references import column_letters, column_number
from models.sheets.forms.values import Fault, Value


@dataclass(frozen=True)
class Worked:
    """All sheets of a form with what was put in; a row of a list comes as often as it has records."""

    layouts: dict[str, Scope]
    calculation: Calculation

    @property
    def sheets(self) -> list[str]:
        """Their names, in order."""
        return list(self.layouts)

    def values(self, sheet: str, letters: str, row: int) -> list[Stored]:
        """What a cell of the blank comes to, once for each time that its row comes; an error in a formula as text."""
        column = column_number(letters)
        spans = self.layouts[sheet].instances(row, row)
        return [self._value(sheet, at, column) for span in spans for at in range(span.first, span.last + 1)]

    def columns(self, sheet: str, row: int) -> list[str]:
        """The columns in which that row of the blank holds a number anywhere."""
        used = self.calculation.sheets[sheet.lower()].columns
        found = (column_letters(column) for column in sorted(used))
        return [one for one in found if any(_is_number(value) for value in self.values(sheet, one, row))]

    def rows(self, sheet: str, letters: str) -> list[int]:
        """The rows of the blank in which that column holds a number anywhere."""
        layout, column = self.layouts[sheet], column_number(letters)
        held = self.calculation.sheets[sheet.lower()].columns.get(column, {})
        last = max(held, default=0)
        return [row for row in range(1, last + 1) if layout.top(row) <= last and self._counts(sheet, letters, row)]

    def _counts(self, sheet: str, letters: str, row: int) -> bool:
        return any(_is_number(value) for value in self.values(sheet, letters, row))

    def _value(self, sheet: str, row: int, column: int) -> Stored:
        try:
            found = self.calculation.value(sheet.lower(), row, column)
        except Unknown:
            return None
        return _plain(found)


def _plain(value: Value | Due) -> Stored:
    if isinstance(value, Fault):
        return value.code
    if isinstance(value, bool):
        return int(value)
    return None if isinstance(value, Due) else value


def _is_number(value: Stored) -> bool:
    return isinstance(value, int | float)
