"""A filled Word form's values by the addresses of its blank, for whoever checks them before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.documents.tables import draw
from models.kinds import Number, Stored
from models.sheets.forms.references import column_letters, column_number
from models.sheets.forms.requests import Filled, Rows
from models.sheets.picture import Picture


def work_out(path: Path, filled: dict[str, Filled]) -> Worked:
    """What its tables would hold."""
    return Worked({picture.name: picture for picture in draw(path)}, filled)


@dataclass(frozen=True)
class Worked:
    """All tables of a form with what is put in; a row of a list comes as often as it has records."""

    pictures: dict[str, Picture]
    filled: dict[str, Filled]

    @property
    def sheets(self) -> list[str]:
        """The tables' names, in order."""
        return list(self.pictures)

    def values(self, sheet: str, letters: str, row: int) -> list[Stored]:
        """What a cell of the blank holds, once for each time that its row comes."""
        filled = self.filled.get(sheet, Filled())
        for one in filled.lists:
            if isinstance(one, Rows) and one.row <= row <= one.last:
                return self._listed(one, sheet, letters, row)
        put = filled.cells.get(f"{letters}{row}")
        return [self._printed(sheet, letters, row) if put is None else put]

    def _listed(self, one: Rows, sheet: str, letters: str, row: int) -> list[Stored]:
        """Of rows drawn ready each holds a record, the last one all that are left."""
        first = row - one.row
        lines = one.values[first:] if row == one.last else one.values[first : first + 1]
        if letters in one.columns:
            return [line[one.columns.index(letters)] for line in lines]
        return [self._printed(sheet, letters, row)] * len(lines)

    def _printed(self, sheet: str, letters: str, row: int) -> Stored:
        """What the blank says there itself."""
        cell = self.pictures[sheet].cells.get((row, column_number(letters)))
        return Number().read(cell.text).value if cell and cell.text else None

    def columns(self, sheet: str, row: int) -> list[str]:
        """The columns in which that row of the blank holds a number anywhere."""
        every = map(column_letters, range(1, self.pictures[sheet].last_column + 1))
        return [letters for letters in every if self._counts(sheet, letters, row)]

    def rows(self, sheet: str, letters: str) -> list[int]:
        """The rows of the blank in which that column holds a number anywhere."""
        return [row for row in range(1, self.pictures[sheet].last_row + 1) if self._counts(sheet, letters, row)]

    def _counts(self, sheet: str, letters: str, row: int) -> bool:
        return any(isinstance(value, int | float) for value in self.values(sheet, letters, row))
