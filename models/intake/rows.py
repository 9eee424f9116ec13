"""Which rows of a sheet are data: not blank lines, totals, notes, signatures, examples or headings said again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from models import sheets
from models.kinds import match_key
from models.kinds.base import as_typed

_TOTAL = re.compile(
    r"(.{0,12}(合计|总计|小计|共计)|总数|平均|均值)(数|值)?(\(.*\))?"
    r"|(上年|去年|上期)(同期)?数?|(同比|环比|比上年|较上年|增减|增长)[^:]{0,8}|其中[:,].+"
)
"""What sums up or compares: 合计, 甲厂小计, 总计(3家), 平均, 上年同期, 同比增减%, 其中:国有企业."""
_NOTE = re.compile(
    r"(注|说明|备注|填报说明|填表说明|单位负责人|负责人|填表人|填报人|经办人|审核人?|复核人?|裁判长|统分员|监督员|联系人"
    r"|联系电话|报出日期|填[报表]日期|制表人?|示例|例如|例)([:：(（、1一]|$)"
)
_ALONE = re.compile(
    r"(以上|以下|本表|截至|截止|续表|附[件注:]|\(?接上|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第?\d+页|共\d+页)"
)
"""What stands alone in a row and says something of other rows, or begins a group of them."""
_SUSPECT = re.compile(
    r":|：|签|盖章|合\s*计|总\s*计|小\s*计|共\s*计|页\s*\n"  # each begins with a letter of its own: found twice as fast
    r"|\n\s*(\n|[(（注说填例审附截]|备注|示例|单?位?负责|经办|复核|裁判长|统分|监督|联系|报出|制表|平均|均值|总数|[上去]年|上期"
    r"|同比|环比|[比较]上|增[减长]|其中|以[上下]|本表|续表|接上|[一二三四五六七八九十]+、)"
)
"""What a total, a note or a signature line has at its head, on a line of its own; every text the others find has it."""
_TOGETHER = 200  # cells looked at in one go: most such groups hold nothing suspect
_SIGNED = re.compile(r"^[^:]{2,12}:|\((签字|签名|签章|盖章|公章)\)|年月日$|^\d{4}年\d{1,2}月(\d{1,2}日)?$")
_ORDINAL = re.compile(r"(\d{1,3})(=.*)?")
_LETTERS = {"栏次", "栏号", "列次", "行次", "序号", *"甲乙丙丁戊己庚abcdefgh-"}
_EARLY = 3  # rows under a heading among which the numbers of its columns may stand


def data_rows(rows: list[list[sheets.Cell]], first: int, columns: list[int]) -> Iterator[int]:
    """Numbers (from 0) of the rows that hold data in any of those columns."""
    heading = rows[first - 1] if first else []
    doubtful = _doubtful({row[0] for row in rows[first:]} | {row[1] for row in rows[first:] if len(row) > 1})
    doubtful.update(heading[:2])
    for start in range(first, len(rows), _TOGETHER):
        group = rows[start : start + _TOGETHER]
        if start > first + _EARLY and _are_data(group, doubtful):
            yield from range(start, start + len(group))
            continue
        for number, row in enumerate(group, start):
            if number < first + _EARLY and _numbers_columns(row):
                continue
            if _are_data([row], doubtful) or (
                any(_text(row, at) for at in columns) and not _aside(row) and not _said_again(row, heading, columns)
            ):
                yield number


def _are_data(rows: list[list[sheets.Cell]], doubtful: set[sheets.Cell]) -> bool:
    """Whether the first two cells of each tell at once that it is data."""
    if any(len(row) < 2 for row in rows):
        return False
    firsts, seconds = [row[0] for row in rows], [row[1] for row in rows]
    return not any(map(eq, firsts, seconds)) and doubtful.isdisjoint(firsts) and doubtful.isdisjoint(seconds)


def _doubtful(cells: set[sheets.Cell]) -> set[sheets.Cell]:
    """Most rows are told to be data by their first two cells, unless one is blank or begins as totals and notes do."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    groups = (texts[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER))
    suspect = (group for group in groups if _SUSPECT.search("\n".join(["", *group, ""])))
    return {text for group in suspect for text in group if _SUSPECT.search(f"\n{text}\n")}


def _said_again(row: list[sheets.Cell], heading: list[sheets.Cell], columns: list[int]) -> bool:
    return all(_text(row, at) == _text(heading, at) for at in columns)


def _aside(row: list[sheets.Cell]) -> bool:
    """A total, a note, a signature line, or the title of a group of rows: one text merged over several cells."""
    cells = [match_key(str(cell)) for cell in row if str(cell).strip()]
    filled = list(dict.fromkeys(cells))
    if all(_SIGNED.search(text) for text in filled):
        return True
    if len(filled) == 1 and (_ALONE.match(filled[0]) or (len(cells) > 1 and not _is_number(filled[0]))):
        return True
    return bool(_NOTE.match(filled[0])) or any(_TOTAL.fullmatch(text) for text in filled[:2])


def _numbers_columns(row: list[sheets.Cell]) -> bool:
    """Whether a row only counts the columns: 甲 1 2 3=1+2."""
    cells = [text for cell in row if (text := match_key(as_typed(cell)).strip("()"))]
    told = [_ORDINAL.fullmatch(text) for text in cells]
    numbers = [int(found[1]) for found in told if found]
    if len(numbers) < 2 or not all(found or text in _LETTERS for text, found in zip(cells, told, strict=True)):
        return False
    begins_well = numbers[0] <= 1 + len(cells) - len(numbers)
    return begins_well and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _text(row: list[sheets.Cell], at: int) -> str:
    return str(row[at]).strip() if at < len(row) else ""
