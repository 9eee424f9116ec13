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
_NUMBER = "0"  # stands for all cells that are no text
_MARKS = ":：注说签盖章"
_HEADS = frozenset("合总小共备填负审裁统监联报制示例姓名单序号位")
"""What a total, a note, a signature line or a heading has at its head, and what notes and signatures have anywhere."""
_SIGNED = re.compile(r"^[^:]{2,12}:|\((签字|签名|签章|盖章|公章)\)|年月日$")


def data_rows(rows: list[list[sheets.Cell]], first: int, columns: list[int]) -> Iterator[int]:
    """Numbers (from 0) of the rows that hold data in any of those columns."""
    heading, data = rows[first - 1] if first else [], rows[first:]
    wide = bool(data) and len(data[0]) > 1
    doubtful = _doubtful([row[0] for row in data]) | _doubtful([row[1] for row in data]) if wide else range(len(data))
    for at, row in enumerate(data):
        if at not in doubtful or (
            any(_text(row, column) for column in columns) and not _aside(row) and not _said_again(row, heading, columns)
        ):
            yield first + at


def _doubtful(cells: list[sheets.Cell]) -> set[int]:
    """Most rows are told to be data by their first two cells, unless one is blank or begins as totals and notes do."""
    texts = [cell if isinstance(cell, str) else _NUMBER for cell in cells]
    heads, together = [text[:1] for text in texts], "\n".join(texts)
    found: set[int] = set()
    if odd := {head for head in set(heads) if head in _HEADS or not head.strip()}:
        found |= {at for at, head in enumerate(heads) if head in odd}
    for mark in _MARKS:
        if mark in together:
            found |= {at for at, text in enumerate(texts) if mark in text}
    return found


def _said_again(row: list[sheets.Cell], heading: list[sheets.Cell], columns: list[int]) -> bool:
    return all(_text(row, at) == _text(heading, at) for at in columns)


def _aside(row: list[sheets.Cell]) -> bool:
    """A total, a note or a signature line."""
    filled = list(dict.fromkeys(match_key(str(cell)) for cell in row if str(cell).strip()))
    if all(_SIGNED.search(text) for text in filled):
        return True
    return filled[0] in _TOTAL or bool(_NOTE.match(filled[0])) or (len(filled) > 1 and filled[1] in _TOTAL)


def _text(row: list[sheets.Cell], at: int) -> str:
    return str(row[at]).strip() if at < len(row) else ""
