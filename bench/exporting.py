"""A ledger of 100,000 entries in ten columns, from the register to a workbook, beside openpyxl writing its cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from bench.measuring import Line, compared, seconds
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
    with Office(office) as opened:
        register = opened.register
        one, ids = register.schema["entry"], register.ids("entry")
        cells = list(rows(register, one, ids, COLUMNS))
        usual = seconds(lambda: _usual(office.parent / "usual.xlsx", cells), 1)
        written = seconds(lambda: _ours(office.parent / "ours.xlsx", cells), 3)
        read = seconds(lambda: _ours(office.parent / "ours.xlsx", rows(register, one, ids, COLUMNS)), 3)
    assert len(sheets.read_book(office.parent / "ours.xlsx")[0].rows) == len(cells) + 2
    return [
        compared("export of 100,000 rows / openpyxl write-only", written, usual, "≤ 0.25"),
        compared("the same, read from the register / openpyxl write-only alone", read, usual, "≤ 0.33"),
    ]


def _ours(target: Path, cells: object) -> None:
    columns = [sheets.Column(path) for path in COLUMNS]
    sheets.write_book(target, [sheets.Plan("参赛选手", columns, cells)])  # type: ignore[arg-type]


def _usual(target: Path, cells: list[list[Stored]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("参赛选手")
    sheet.append(COLUMNS)
    for row in cells:
        sheet.append(row)
    book.save(target)
