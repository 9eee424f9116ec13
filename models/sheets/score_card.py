"""Writes an assessment sheet as a workbook of our own form: to be printed, filled in by hand, or sent to a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from models.files import written_beside
from models.sheets.writing import A4, OPTIONS, sheet_name

_WIDE, _NARROW = 34, 9  # characters of a column of texts, and of one of numbers
_LETTERS = 16  # Chinese letters that a wide column holds in a line
_LINE = 16  # points of a line of text


@dataclass(frozen=True)
class ScoreCard:
    """Title, a line of facts, headings, rows as they stand, and which rows are parents and sums."""

    title: str
    facts: str
    heading: Sequence[str]
    rows: Sequence[Sequence[object]]
    strong: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    foot: str = ""


def write_score_card(path: Path, card: ScoreCard) -> None:
    """One sheet, upright on A4, its headings on every page, room for signatures below."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, OPTIONS)
    sheet = book.add_worksheet(sheet_name(card.title))
    looks = _looks(book)
    last = len(card.heading) - 1
    wide = [_WIDE if _is_wide(card, at) else _NARROW for at in range(last + 1)]
    for at, width in enumerate(wide):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, last, card.title, looks["title"])
    sheet.set_row(0, 32)
    sheet.merge_range(1, 0, 1, last, card.facts, looks["facts"])
    sheet.set_row(1, 20)
    for at, heading in enumerate(card.heading):
        sheet.write_string(2, at, heading, looks["heading"])
    for number, row in enumerate(card.rows):
        _write_row(sheet, number, row, card, looks, wide)
    sheet.merge_range(len(card.rows) + 3, 0, len(card.rows) + 3, last, card.foot, looks["facts"])
    sheet.set_row(len(card.rows) + 3, 30)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    book.close()
    with written_beside(path) as beside:
        beside.write_bytes(made.getvalue())


def _is_wide(card: ScoreCard, at: int) -> bool:
    texts = [str(row[at]) for row in card.rows if at < len(row) and isinstance(row[at], str)]
    return any(len(text) > _NARROW for text in texts)


def _write_row(
    sheet: Any, number: int, row: Sequence[object], card: ScoreCard, looks: dict[str, Any], wide: list[int]
) -> None:
    lines = 1
    for at, _ in enumerate(card.heading):
        value = row[at] if at < len(row) else ""
        strong = "strong " if number in card.strong else ""
        look = looks[f"{strong}number" if at in card.numbers else f"{strong}text"]
        if isinstance(value, int | float):
            sheet.write_number(number + 3, at, value, look)
        else:
            sheet.write_string(number + 3, at, str(value), look) if value else sheet.write_blank(
                number + 3, at, None, look
            )
            fit = _LETTERS if wide[at] == _WIDE else _NARROW // 2
            lines = max(lines, sum(-(-max(len(part), 1) // fit) for part in str(value or "").splitlines()))
    sheet.set_row(number + 3, max(22, lines * _LINE + 4))


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    cell = plain | {"border": 1, "text_wrap": True}
    number = cell | {"align": "center"}
    looks: dict[str, dict[str, object]] = {
        "title": plain | {"font_size": 16, "bold": True, "align": "center"},
        "facts": plain,
        "heading": number | {"bold": True, "bg_color": "#EEF3F7"},
        "text": cell,
        "number": number,
        "strong text": cell | {"bold": True},
        "strong number": number | {"bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}
