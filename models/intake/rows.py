"""Which rows of a sheet are data: not blank lines, totals, notes, signatures, examples or headings said again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models import sheets
from models.kinds import match_key

_TOTAL = {"合计", "总计", "小计", "共计", "合计数", "总数"}
_NOTE = re.compile(
    r"^(注|说明|备注|填报说明|填表说明|单位负责人|负责人|填表人|填报人|审核人|裁判长|统分员|监督员|联系电话|报出日期|制表人?|示例|例如|例)"
    r"([:：(（、1一]|$)"
)
_SIGNED = re.compile(r"^[^:]{2,12}:|\((签字|签名|签章|盖章|公章)\)|年月日$")


def data_rows(rows: list[list[sheets.Cell]], first: int, columns: list[int]) -> Iterator[int]:
    """Numbers (from 0) of the rows that hold data in any of those columns."""
    heading = [_text(rows[first - 1], at) for at in columns] if first else []
    for number in range(first, len(rows)):
        row = rows[number]
        said = [_text(row, at) for at in columns]
        if any(said) and said != heading and not _aside(row):
            yield number


def _aside(row: list[sheets.Cell]) -> bool:
    """A total, a note or a signature line."""
    filled = list(dict.fromkeys(match_key(str(cell)) for cell in row if str(cell).strip()))
    if all(_SIGNED.search(text) for text in filled):
        return True
    return filled[0] in _TOTAL or bool(_NOTE.match(filled[0])) or (len(filled) > 1 and filled[1] in _TOTAL)


def _text(row: list[sheets.Cell], at: int) -> str:
    return str(row[at]).strip() if at < len(row) else ""
