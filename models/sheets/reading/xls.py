"""The records of an xls workbook looked over before calamine reads them: where cells stand, and what marks them."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.sheets.reading.compound import Broken, Compound, wrapped
from models.sheets.reading.limits import Limits
from models.sheets.reading.sheet import Marks
from models.sheets.reading.xls_texts import lengths
from models.words import Refusal

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_STREAMS = ("Workbook", "Book")
_PROGRAMS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0206}
_FORMULAS = {0x0006, 0x0206, 0x0406}
_TEXT, _TEXT_FOLLOWS = 0x0207, bytes(6) + b"\xff\xff"
_COMPUTE_ON_LOAD = 2  # as programs without a calculator write a formula, with zero for its result
_MANY, _BOOL_OR_ERROR, _SHARED_TEXT = 0x00BD, 0x0205, 0x00FD
_ROW, _COLUMNS, _SIZE = 0x0208, 0x007D, 0x0200
_MERGED, _SINCE_1904 = 0x00E5, 0x0022
_GOING_ON = 0x003C
_LONGEST_TEXT = 3 * 2**15
_SHEET, _TEXTS, _PASSWORD, _END = 0x0085, 0x00FC, 0x002F, 0x000A
_MOST_COLUMNS = 256
_HARMLESS = 0x0FFF  # a record that nobody knows


@dataclass
class Looked:
    """What was seen in the workbook."""

    content: bytes
    """A clean file with the same sheets."""
    marks: list[Marks] = field(default_factory=list)
    """Of each sheet, in their order."""
    macros: bool = False
    since_1904: bool = False


def look(content: bytes, limits: Limits, file: str) -> Looked:
    """Finds the furthest cell of each sheet; refused where the grids would not fit, or the file is broken."""
    try:
        compound = Compound(content)
        name = next((name for name in _STREAMS if name in compound), "")
        if not name:
            raise Refusal("sheets.not_workbook", file=file)
        stream = bytearray(compound.stream(name))
        starts = _globals(stream, file)
        marks = [_sheet(stream, start, limits, file) for start in starts]
        _weigh(stream, starts, limits, file)
    except (Broken, struct.error, IndexError) as error:
        raise Refusal("sheets.damaged", file=file) from error
    since_1904 = any(kind == _SINCE_1904 and stream[at] == 1 for kind, at, _ in _records(stream, 0))
    return Looked(wrapped(stream, name), marks, any(each in compound for each in _PROGRAMS), since_1904)


def _records(stream: bytearray, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the data and length of each record, up to the end of this part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        yield kind, at + 4, length
        if kind == _END:
            return
        at += 4 + length


def _globals(stream: bytearray, file: str) -> list[int]:
    """Where the sheets begin; a count of texts that can't be true is refused."""
    starts = []
    for kind, at, length in _records(stream, 0):
        if kind == _PASSWORD and stream[at : at + 2] != b"\0\0":
            raise Refusal("sheets.password", file=file)
        if kind == _SHEET:
            starts.append(struct.unpack_from("<L", stream, at)[0])
        if kind == _TEXTS and length >= 8 and struct.unpack_from("<L", stream, at + 4)[0] > len(stream) // 3:
            raise Broken
    if len(set(starts)) < len(starts):
        raise Broken
    return starts


def _weigh(stream: bytearray, starts: list[int], limits: Limits, file: str) -> None:
    """Refuses texts that take too much once each cell has its own."""
    counts = Counter(
        struct.unpack_from("<L", stream, at + 6)[0]
        for start in starts
        for kind, at, _ in _records(stream, start)
        if kind == _SHARED_TEXT
    )
    if counts.total() * min(_LONGEST_TEXT, 3 * len(stream)) <= limits.text:
        return
    known = lengths(_texts(stream))
    if sum(times * known[at] for at, times in counts.items() if at < len(known)) > limits.text:
        raise Refusal("sheets.too_much_text", file=file, limit=limits.text // 2**20)


def _texts(stream: bytearray) -> list[bytes]:
    """The record of shared texts and those that go on with it."""
    found: list[bytes] = []
    for kind, at, length in _records(stream, 0):
        if kind == _TEXTS or (found and kind == _GOING_ON):
            found.append(bytes(stream[at : at + length]))
        elif found:
            break
    return found or [bytes(8)]


def _sheet(stream: bytearray, start: int, limits: Limits, file: str) -> Marks:
    marks = Marks()
    waiting: tuple[int, int] | None = None
    bottom = right = 0
    for kind, at, length in _records(stream, start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<2H", stream, at)
            last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == _MANY else column
            bottom, right = max(bottom, row + 1), max(right, column + 1, last + 1)
            if (fault := _fault(stream, kind, at)) is not None:
                marks.faults[row, column] = fault
            if kind in _FORMULAS and stream[at + 6 : at + 14] == _TEXT_FOLLOWS:
                marks.faults[row, column] = ""  # until the text comes
                waiting = (row, column)
        elif kind == _TEXT and waiting:
            marks.faults.pop(waiting, None)
            waiting = None
        elif kind == _SIZE:  # calamine makes room for what this claims
            struct.pack_into("<H", stream, at - 4, _HARMLESS)
        else:
            _mark(marks, stream, kind, at, length)
    if right > _MOST_COLUMNS:
        raise Broken
    if bottom * right > limits.span:
        raise Refusal("sheets.too_many_cells", file=file)
    return marks


def _mark(marks: Marks, stream: bytearray, kind: int, at: int, length: int) -> None:
    """Takes note of what is hidden or merged."""
    if kind == _ROW and stream[at + 12] & 0x20:
        marks.hide_rows(struct.unpack_from("<H", stream, at))
    elif kind == _COLUMNS and stream[at + 8] & 1:
        marks.hidden_columns.append(struct.unpack_from("<2H", stream, at))
    elif kind == _MERGED:
        areas = struct.iter_unpack("<4H", stream[at + 2 : at + 2 + (length - 2) // 8 * 8])
        marks.merged += [(top, left, bottom, right) for top, bottom, left, right in areas]


def _fault(stream: bytearray, kind: int, at: int) -> str | None:
    """The error that a cell shows, "" for a formula that was saved before anyone computed it; None for sound ones."""
    if kind == _BOOL_OR_ERROR and stream[at + 7]:
        return ERRORS.get(stream[at + 6], "#N/A")
    if kind in _FORMULAS and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
        return ERRORS.get(stream[at + 8], "#N/A")
    if kind in _FORMULAS and stream[at + 14] & _COMPUTE_ON_LOAD and not any(stream[at + 6 : at + 14]):
        return ""
    return None
