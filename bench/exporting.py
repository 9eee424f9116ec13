"""A ledger of 100,000 entries in ten columns, from the register to a workbook, beside openpyxl writing its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from bench.measuring import Line, compared, peak, seconds
from models import sheets
from models.kinds import Stored
from models.ledgers.rows import rows
from models.office import Office

COLUMNS = [
    *("competition", "number", "worker.name", "worker.nation", "worker.id_number", "worker.education", "worker.unit"),
    *("theory_score", "practical_score", "total_score"),
]


def run(office: Path) -> list[Line]:
    """Of the same cells; openpyxl is given them, ours reads them from the register too in the second line."""
    target = office.parent / "ledger.xlsx"
    with Office(office) as opened:
        cells = list(_cells(opened))
        usual = seconds(lambda: _usual(target, cells), 1)
        written = seconds(lambda: _ours(target, cells), 3)
        read = seconds(lambda: _ours(target, _cells(opened)), 3)
    assert len(sheets.read_book(target)[0].rows) == len(cells) + 2
    needed, needs = peak(export, office, target), peak(export_usual, office, target)
    return [
        compared("export of 100,000 rows / openpyxl write-only", written, usual, "≤ 0.25"),
        compared("the same, read from the register / openpyxl write-only alone", read, usual, "≤ 0.4"),
        compared("export: memory peak", needed, needs, "≤ 2", "MB", 1),
    ]


def export(office: str, target: str) -> None:
    """The whole work, for its memory."""
    with Office(Path(office)) as opened:
        _ours(Path(target), _cells(opened))


def export_usual(office: str, target: str) -> None:
    """The same by openpyxl, a row at a time."""
    with Office(Path(office)) as opened:
        _usual(Path(target), _cells(opened))


def _cells(office: Office) -> Iterable[Sequence[Stored]]:
    register = office.register
    return rows(register, register.schema["entry"], register.ids("entry"), COLUMNS)


def _ours(target: Path, cells: Iterable[Sequence[Stored]]) -> None:
    columns = [sheets.Column(path) for path in COLUMNS]
    sheets.write_book(target, [sheets.Plan("参赛选手", columns, cells)])


def _usual(target: Path, cells: Iterable[Sequence[Stored]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("参赛选手")
    sheet.append(COLUMNS)
    for row in cells:
        sheet.append(row)
    book.save(target)
