"""What the XML of an xlsx sheet holds, told without building anything from it.

calamine makes a dense grid from the furthest cell: two cells in far corners would take 500 GB. So where the furthest
cell stands is found first: most sheets show at a glance that they are small, the others are followed cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from models.sheets.forms.references import column_number
from models.sheets.reading.sheet import Marks

Pieces = Callable[[], Iterator[bytes]]
"""Gives a part's bytes from the beginning, as often as it is asked."""

_LONGEST = 4 * 2**20  # bytes from one tag to the next; a cell of Excel holds 32,767 letters
# Any cell that is not within A1:Z199999, or within A1:ZZ9999, or does not say where it is.
_BEYOND_LONG = re.compile(rb'<c(?! r="[A-Z]1?\d{1,5}"|[A-Za-z])')
_BEYOND_WIDE = re.compile(rb'<c(?! r="[A-Z]{1,2}\d{1,4}"|[A-Za-z])')
_PREFIXED = re.compile(rb":c[\s/>]")
_ATTRIBUTES = rb"""([^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)"""
_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?(row|c)(?=[\s/>])(?:" + _ATTRIBUTES + rb"(>))?")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{0,3})(\d{0,7})["']""")

_SMALLEST_CELL = len('<c t="s"><v>0</v></c>')
_MOST_TEXTS = 2**22  # each is said twice, where it begins and where it ends
_TEXT_END = re.compile(rb"</(?:[\w.-]+:)?si>")
_SHARED = re.compile(rb"v[^<>]*>\s*(\d{1,9})")

# What is looked for in every piece begins with a byte that sheets seldom hold: asked for alone first, in a tenth of the
# time, it spares most searches.
_ANY_HIDDEN = re.compile(rb"h(?<= h)idden=")
_ANY_MERGED = re.compile(rb"m(?<=<m)ergeCell ")
_ANY_FORMULA = re.compile(rb"f(?<=<f)")
_ANY_ERROR = re.compile(rb'e(?<= t="e)"')

_HIDDEN = rb"""[^<>]*\shidden=["'](?:1|true)["']"""
_HIDDEN_ROW = re.compile(rb'<row(?=[^<>]*\sr="(\d+)")' + _HIDDEN)
_HIDDEN_COLUMNS = re.compile(rb'<col(?=[^<>]*\smin="(\d+)")(?=[^<>]*\smax="(\d+)")' + _HIDDEN)
_CELL = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_FORMULA = rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(_CELL + rb'[^<>]*\st="e"[^<>]*>(?:' + _FORMULA + rb")?<v>([^<]*)</v>")
_NO_RESULT = re.compile(_CELL + rb'(?![^<>]*\st="str")[^<>]*>' + _FORMULA + rb"(?:</c>|<v\s*/>|<v></v>)")


class Unfit(Exception):
    """No program writes a sheet like this."""


def fits(pieces: Pieces, span: int) -> bool:
    """Whether the grid that calamine will make has no more cells than that; 7 million where it shows at a glance."""
    for beyond in (_BEYOND_LONG, _BEYOND_WIDE):
        if not any(beyond.search(piece) or (b":" in piece and _PREFIXED.search(piece)) for piece in _tags(pieces())):
            return True
    rows, columns = _furthest(pieces())
    return rows * columns <= span


def _tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in whole(pieces, b"<"):
        if len(piece) > _LONGEST:
            raise Unfit("a piece without end")
        yield piece


def _furthest(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Rows and columns up to the furthest value. As calamine places them: cells without an address come one by one."""
    row = column = bottom = right = 0
    for tag in chain.from_iterable(map(_TAG.finditer, _tags(_plain(pieces)))):
        closing, name, attributes, end = tag.groups()
        if end is None:
            raise Unfit("an unfinished tag")
        empty, (letters, digits) = attributes.endswith(b"/"), _place(attributes)
        if name == b"row":
            row = int(digits) - 1 if digits else row
            if closing or empty:
                row, column = row + 1, 0
        elif not closing:
            at, column = (int(digits) - 1, column_number(letters) - 1) if digits else (row, column)
            if not empty:
                bottom, right = max(bottom, at + 1), max(right, column + 1)
            column += 1
    return bottom, right


def _plain(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Refuses what could hide a cell from a reader that does not build a tree: comments and entities."""
    for piece in pieces:
        if b"<!" in piece:
            raise Unfit("comments or entities")
        yield piece


def _place(attributes: bytes) -> tuple[str, str]:
    found = _PLACE.search(attributes)
    return (found[1].decode().upper(), found[2].decode()) if found else ("", "")


def marks(pieces: Pieces) -> Marks:
    """Hidden rows and columns, merged cells, errors, and formulas that were saved without a result."""
    found = Marks()
    for piece in whole(pieces(), b"<row"):
        if b"h" in piece and _ANY_HIDDEN.search(piece):
            found.hide_rows(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
            found.hidden_columns += [(int(low) - 1, int(high) - 1) for low, high in _HIDDEN_COLUMNS.findall(piece)]
        if b"m" in piece and _ANY_MERGED.search(piece):
            found.merged += [(*_at(*area[:2]), *_at(*area[2:])) for area in _MERGED.findall(piece)]
        if _ANY_ERROR.search(piece):
            found.faults |= {_at(*cell[:2]): cell[2].decode(errors="replace") for cell in _ERROR.findall(piece)}
        if b"f" in piece and _ANY_FORMULA.search(piece):
            found.faults |= {_at(*cell): "" for cell in _NO_RESULT.findall(piece)}
    return found


def _at(letters: bytes, digits: bytes) -> tuple[int, int]:
    return int(digits) - 1, column_number(letters.decode()) - 1


def few(pieces: Pieces, cells: int) -> bool:
    """Whether no more cells than that hold something, though all may be said to stand at one place.

    Slashes are counted faster than what ends with one, and are hardly more.
    """
    return any(sum(piece.count(sign) for piece in pieces()) <= 2 * 2 * cells for sign in (b"/", b"</"))


def text_fits(strings: bytes, sheets: Iterable[Pieces], size: int, most: int) -> bool:
    """Whether shared texts take no more bytes than that once each cell has its own; `size` is that of all sheets."""
    if strings.count(b"si") > _MOST_TEXTS:
        return False
    end = _TEXT_END.search(strings)
    if end is None:
        return True
    lengths = [len(text) for text in strings[max(strings.find(b"<si"), 0) :].split(end[0])]
    if max(lengths) * (size // _SMALLEST_CELL) <= most:
        return True
    total = 0
    for piece in chain.from_iterable(whole(pieces(), b"<") for pieces in sheets):
        total += sum(lengths[at] for at in map(int, _SHARED.findall(piece)) if at < len(lengths))
        if total > most:
            return False
    return True


def whole(pieces: Iterable[bytes], beginning: bytes) -> Iterator[bytes]:
    """The same bytes, cut where something begins; anywhere, when it is long in beginning."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = len(piece) if len(piece) > _LONGEST else max(piece.rfind(beginning), 0)
        if cut:
            yield piece[:cut]
        rest = piece[cut:]
    yield rest
