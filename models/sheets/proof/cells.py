"""The cells of a sheet, laid beside those of the blank: each row against the row that it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial

from lxml import etree

from models.sheets.forms.elements import MAIN, attributes
from models.sheets.forms.requests import Filled
from models.sheets.proof.asked import asked
from models.sheets.proof.origins import LAST, Origins
from models.sheets.proof.quick import QuickLook, frame_of
from models.sheets.proof.telling import Broken, Standing, Telling, column, letters

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_ASKED = object()
_PLAIN = (["r", "s"], ["r", "s", "t"], ["r"], ["r", "t"])

Tell = Callable[[str, Standing], str]
Looks = list[tuple[str, str]]


class Held:
    """A cell of the blank: its looks, and when they are asked for its content and its formula told from where it is."""

    def __init__(self, cell: etree._Element, side: Side) -> None:
        self.cell, self.side = cell, side

    @cached_property
    def looks(self) -> Looks:
        """Its attributes but for place and type."""
        return _looks(self.cell)

    @cached_property
    def content(self) -> bytes:
        """What it holds, as it stands."""
        return _content(self.cell)

    @cached_property
    def formula(self) -> str | None:
        """Its formula, told from where it stands."""
        return self.side.formula(self.cell)


class Side:
    """A sheet of the blank or of the result, its formulas told in rows of the blank."""

    def __init__(self, sheet: str, tree: etree._Element, tell: Tell) -> None:
        self.sheet, self.tell = sheet, tell
        self.rows = _numbered(tree.iterfind(f"{MAIN}sheetData/{MAIN}row"))
        self.columns = [
            (int(one.get("min", "0")), int(one.get("max", "0")), one.get("style")) for one in tree.iter(f"{MAIN}col")
        ]
        self.shared = {
            str(one.get("si")): tell(one.text, _at(sheet, one.getparent()))
            for one in tree.iter(f"{MAIN}f")
            if one.get("t") == "shared" and one.text
        }

    def formula(self, cell: etree._Element) -> str | None:
        """A cell's formula, told from where it stands: so it is the same for all cells that share one."""
        one = cell.find(f"{MAIN}f") if len(cell) else None
        if one is None:
            return None
        if one.get("t") == "shared" and not one.text:
            return self.shared[str(one.get("si"))]
        told = self.tell(one.text or "", _at(self.sheet, cell))
        if one.get("t") in ("array", "dataTable"):
            return f"{one.get('t')} {self.tell(str(one.get('ref')), _at(self.sheet, cell))} {told}"
        return told

    def usual(self, row: int, name: str) -> Looks:
        """How a cell looks that is not there: as its row says, or as its column does."""
        own = self.rows.get(row)
        if own is not None and own.get("customFormat") in ("1", "true"):
            style = own.get("s")
        else:
            at = column(name)
            style = next((style for first, last, style in self.columns if first <= at <= last), None)
        return [("s", style)] if style else []

    def held(self, row: int) -> dict[str, Held]:
        """The cells of a row by letters of their column."""
        found = {}
        for cell in self.rows[row].iterchildren(f"{MAIN}c") if row in self.rows else ():
            at = str(cell.get("r")).rstrip("0123456789")
            found[at] = Held(cell, self)
        return found


class Comparison:
    """One sheet, before and after."""

    def __init__(self, sheet: str, filled: Filled | None, telling: Telling) -> None:
        self.sheet, self.telling = sheet.lower(), telling
        self.origins = telling.origins.get(self.sheet) or Origins(None)
        self.asked = asked(filled, self.origins)
        self.quick = QuickLook(self.sheet, telling, self.origins, self.asked)

    def look_quickly(self, before: etree._Element, after: bytes) -> bytes:
        """The result without the rows of lists that are right at a glance."""
        side = Side(self.sheet, before, _as_written)
        rows = side.rows
        frames = {}
        for number in self.origins.repeated & rows.keys():
            formulas = {
                str(cell.get("r")).rstrip("0123456789"): self.telling.blank(text, _at(self.sheet, cell))
                for cell in rows[number]
                if (text := cell.findtext(f"{MAIN}f"))
            }
            first = next(iter(self.origins.places(number)), 0)
            line = self.asked.get(first, {})
            frame = frame_of(rows[number], formulas, {name: dict(side.usual(number, name)) for name in line})
            if frame:
                frames[number] = frame
        return self.quick.rest(after.decode(), frames).encode() if frames else after

    def differences(self, before: etree._Element, after: etree._Element) -> Iterator[tuple[str, str]]:
        """Cells that are not as they were, and whether a value or a formula; `Broken` at any that was not meant."""
        still = self.telling.nothing_moved and not any(one.get("t") == "shared" for one in before.iter(f"{MAIN}f"))
        blank = Side(self.sheet, before, _as_written if still else self.telling.blank)
        result = Side(self.sheet, after, _as_written if still else self.telling.result)
        held: dict[int, dict[str, Held]] = {}
        _same(self.quick.found.keys() & result.rows.keys(), set(), "row")
        for number, row in result.rows.items():
            origin = self.origins.of(number)
            if number == origin and number not in self.asked and _is_untouched(row, blank.rows.get(number), still):
                continue
            if origin not in held:
                held[origin] = blank.held(origin)
            if origin in blank.rows or len(row.attrib) > 1:
                _same(_looks(row, "spans"), _looks(blank.rows[origin], "spans") if origin in blank.rows else [], number)
            yield from self._cells(row, number, held[origin], result, partial(blank.usual, origin))
        pushed = {at for at, row in blank.rows.items() if at + self.origins.shift > LAST and not any(map(len, row))}
        wanted = {at for row in blank.rows.keys() - pushed if len(blank.rows[row]) for at in self.origins.places(row)}
        wanted |= {number for number, line in self.asked.items() if any(one is not None for one in line.values())}
        _same(wanted - result.rows.keys() - self.quick.found.keys(), set(), "row")

    def _cells(
        self, row: etree._Element, number: int, held: dict[str, Held], result: Side, usual: Callable[[str], Looks]
    ) -> Iterator[tuple[str, str]]:
        line, seen, end = self.asked.get(number, {}), 0, -len(str(number))
        for cell in row.iterchildren(f"{MAIN}c"):
            address = str(cell.get("r"))
            name = address[:end]
            old, value = held.get(name), line.get(name, _NOT_ASKED)
            _same(address[end:], str(number), address)
            if value is not _NOT_ASKED:
                if not _holds(cell, value) or not _looks_alike(cell, old.cell if old else usual(name)):
                    raise Broken(address)
                seen += 1
                yield address, "value"
            elif old is None:
                raise Broken(address)
            else:
                seen += 1
                if _is_changed(cell, old, address, result):
                    yield address, "formula"
        expected = held.keys() | {name for name, value in line.items() if value is not None}
        if seen < len(expected):
            raise Broken(str(number))


def _at(sheet: str, cell: etree._Element | None) -> Standing:
    address = "" if cell is None else str(cell.get("r"))
    name = address.rstrip("0123456789")
    return Standing(sheet, int(address[len(name) :]), column(name))


def _numbered(rows: Iterable[etree._Element]) -> dict[int, etree._Element]:
    """Rows by number; what does not say where it stands follows what is before it."""
    found: dict[int, etree._Element] = {}
    number = 0
    for row in rows:
        found[number := int(row.get("r", number + 1))] = row
        at = 0
        cells = list(row.iterchildren(f"{MAIN}c"))
        for cell in cells if None in [cell.get("r") for cell in cells] else ():
            at = column(str(cell.get("r")).rstrip("0123456789")) if cell.get("r") else at + 1
            cell.set("r", f"{letters(at)}{number}")
    return found


def _as_written(formula: str, _: Standing) -> str:
    """Where nothing moved, a formula must be what it was to the letter."""
    return formula


def _is_untouched(row: etree._Element, old: etree._Element | None, still: bool) -> bool:
    """Whether a row that stands where it stood says what it said to the letter, and nothing that should have moved."""
    if old is None:
        return False
    text = etree.tostring(row, with_tail=False)
    return text == etree.tostring(old, with_tail=False) and (still or row.find(f"*/{MAIN}f") is None)


def _is_changed(cell: etree._Element, old: Held, address: str, result: Side) -> bool:
    """Whether the formula or its result is other than in the blank; what is no formula must be as it was."""
    _same(_looks(cell), old.looks, address)
    if old.formula is None:
        _same(_content(cell), old.content, address)
        return False
    _same(result.formula(cell), old.formula, address)
    return _written(cell) != _written(old.cell)


def _same(one: object, other: object, where: object) -> None:
    if one != other:
        raise Broken(str(where))


def _looks(element: etree._Element, *without: str) -> Looks:
    return [one for one in attributes(element) if one[0] not in ("r", "t") and one[0] not in without]


def _looks_alike(cell: etree._Element, old: etree._Element | Looks) -> bool:
    """Whether a cell that was written looks as it did; what told of its old content went with it."""
    if isinstance(old, list):
        return _looks(cell) == old
    if cell.keys() in _PLAIN and old.keys() in _PLAIN:  # as most are: this is asked for each of thousands
        return cell.get("s") == old.get("s")
    return _looks(cell) == _looks(old, "cm", "vm")


def _content(cell: etree._Element) -> bytes:
    if not len(cell):
        return b""
    told = b"".join(etree.tostring(child, method="c14n", exclusive=True, with_tail=False) for child in cell)
    return cell.get("t", "n").encode() + told


def _written(cell: etree._Element) -> tuple[str | None, str | None]:
    return cell.findtext(f"{MAIN}f"), cell.findtext(f"{MAIN}v")


def _holds(cell: etree._Element, value: object) -> bool:
    """Whether a cell holds exactly that value: nothing, a number, or a text that is no formula."""
    if value is None:
        return not len(cell)
    if len(cell) != 1:
        return False
    inside = cell[0]
    if not isinstance(value, str):
        return inside.tag == f"{MAIN}v" and cell.get("t") is None and inside.text == repr(value)
    text = inside[0].text or "" if len(inside) else ""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return cell.get("t") == "inlineStr" and text == value
