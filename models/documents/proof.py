"""Compares a filled document with its blank: other parts byte for byte, and in the text all that was not asked for."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from models.documents.tables import FIELD, name_of
from models.sheets.forms.references import column_number, split
from models.sheets.forms.requests import Filled, Rows
from models.sheets.proof import Difference
from models.words import Refusal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = ("word/document", "word/header", "word/footer")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


def prove(blank: Path, result: Path, filled: dict[str, Filled]) -> list[Difference]:
    """What differs, refused when anything else than what was asked for was changed."""
    before, after = _parts(blank), _parts(result)
    found = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if old is None or new is None or not name.startswith(_TEXTS) or not _same(old, new, filled):
            raise Refusal("sheets.changed_too_much", file=blank.name, part=name)
        found.append(Difference(name, ""))
    asked = [(sheet, cell) for sheet, one in filled.items() for cell in one.cells]
    asked += [
        (sheet, f"{letters}{one.row + at}")
        for sheet, each in filled.items()
        for one in each.lists
        if isinstance(one, Rows)
        for at in range(len(one.values))
        for letters in one.columns
    ]
    return [*found, *(Difference("word/document.xml", f"{sheet}!{cell}".lstrip("!"), "value") for sheet, cell in asked)]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _same(old: bytes, new: bytes, filled: dict[str, Filled]) -> bool:
    """Whether two parts say the same but for texts of cells, rows of lists and paragraphs with fields."""
    before, after = etree.fromstring(old, _PARSER), etree.fromstring(new, _PARSER)
    if _drawn(before) > _drawn(after):
        return False
    for hint in [hint for tree in (before, after) for hint in tree.iter(f"{_W}showingPlcHdr")]:
        if (control := hint.getparent()) is not None:
            control.remove(hint)  # a content control that is filled shows none any more
    for tree in (before, after):
        tables = (one for one in tree.iterfind(f"{_W}body/{_W}tbl"))
        for at, table in enumerate(tables, 1):
            if name_of(at) in filled:
                _strip(table, filled[name_of(at)], is_result=tree is after)
    old_texts, new_texts = list(before.iter(f"{_W}p")), list(after.iter(f"{_W}p"))
    if len(old_texts) != len(new_texts):
        return False
    for one, other in zip(old_texts, new_texts, strict=True):
        if FIELD.search("".join(text.text or "" for text in one.iter(f"{_W}t"))):
            _empty(one)
            _empty(other)
    return etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def _drawn(tree: etree._Element) -> int:
    """How many pictures, boxes and embedded things there are."""
    return sum(1 for _ in tree.iter(*(f"{_W}{word}" for word in ("drawing", "pict", "object"))))


def _strip(table: etree._Element, filled: Filled, is_result: bool) -> None:
    """Takes out what was asked for: rows of lists whole, of single cells their texts."""
    rows = table.findall(f"{_W}tr")
    for address in filled.cells:
        letters, row = split(address)
        below = sum(_more(one) for one in filled.lists if isinstance(one, Rows) and one.last < row) if is_result else 0
        cell = _at(rows[row - 1 + below], column_number(letters))
        for inside in [one for one in cell if one.tag in (f"{_W}p", f"{_W}sdt")]:
            cell.remove(inside)
    for one in sorted((one for one in filled.lists if isinstance(one, Rows)), key=lambda each: -each.row):
        first = one.row - 1 + (sum(_more(each) for each in filled.lists if each.row < one.row) if is_result else 0)
        for row_of_list in rows[first : first + one.last - one.row + 1 + (_more(one) if is_result else 0)]:
            table.remove(row_of_list)


def _more(one: object) -> int:
    """By how many rows a list grew."""
    if not isinstance(one, Rows):
        return 0
    ready, wanted = one.last - one.row + 1, len(one.values)
    return max(wanted - ready, 0) if one.spare == "kept" or wanted > ready else wanted - ready


def _at(row: etree._Element, column: int) -> etree._Element:
    """The cell of a row that covers a column."""
    at = 0
    for cell in row.findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        at += 1 if span is None else int(span.get(f"{_W}val", "1"))
        if at >= column:
            return cell
    raise LookupError(column)


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        paragraph.remove(child)
