"""Tells a PDF which letters its shapes stand for, so that what is read or copied from it is what was written.

Qt names shapes by looking backwards through a font, within the basic plane: `𬭊` gets no name, `力` the name of the
radical that looks the same. The shapes of a font are numbered in the order in which they are first drawn; that order
is known here, so right tables are put behind the file's end as an update of it, as the format provides for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from ui.parts.painter.letters import Glyph

_FONT = re.compile(rb"\n(\d+) 0 obj\n<< /Type /Font\n/Subtype /Type0\n[^>]*/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"\n<([0-9A-F]{4})> <[0-9A-F]{4}> (?:\[([^\]]*)\]|<([0-9A-F]+)>)")
_TRAILER = re.compile(rb"trailer\n<<\n(.*?)>>\nstartxref\n(\d+) ", re.S)
_MOST = 100  # names in one block of a table
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class Naming:
    """The shapes drawn into a PDF, font by font in the order of first use."""

    def __init__(self) -> None:
        self._fonts: dict[str, dict[int, str]] = {}
        self._known: dict[int, tuple[Glyph, ...]] = {}  # rows that were noted already, kept so that no id is used again

    def add(self, drawn: Iterable[tuple[Glyph, ...]]) -> None:
        """Notes what has been drawn, row by row. Two letters of one shape bear the name of the first."""
        for row in drawn:
            if id(row) not in self._known:
                self._known[id(row)] = row
                for font, index, letters in row:
                    named = self._fonts.setdefault(font, {0: ""})
                    named[index] = named.get(index) or letters

    def put_into(self, pdf: Path) -> None:
        """Adds the right tables to a finished PDF."""
        content = pdf.read_bytes()
        tables = dict(self._tables(content))
        trailer = list(_TRAILER.finditer(content))
        if not tables or not trailer:
            return
        with pdf.open("ab") as file:
            file.write(_update(tables, len(content), trailer[-1][1], int(trailer[-1][2])))

    def _tables(self, content: bytes) -> Iterator[tuple[int, bytes]]:
        """Number and new content of each table; a font that Qt drew as outlines has none and is passed over."""
        known = iter(self._fonts.values())
        for _, number in sorted((int(font), int(table)) for font, table in _FONT.findall(content)):
            theirs = _names(content, number)
            ours = next((list(named.values()) for named in known if _agree(theirs, list(named.values()))), None)
            if ours is None:
                return
            yield number, _table(ours)


def _names(content: bytes, number: int) -> dict[int, str]:
    """What Qt called the shapes of a font."""
    start = content.index(b"\n%d 0 obj\n" % number)
    found = {}
    for first, several, single in _RANGE.findall(content[start : content.index(b"endstream", start)]):
        for at, code in enumerate((several or single).replace(b"<", b"").replace(b">", b"").split()):
            found[int(first, 16) + at] = chr(int(code, 16))
    return {at: name for at, name in found.items() if at}


def _agree(theirs: dict[int, str], ours: list[str]) -> bool:
    """Whether both speak of one font: most names are the same, or letters that look the same."""
    if theirs and max(theirs) >= len(ours):
        return False
    same = sum(normalize("NFKC", name).strip() == normalize("NFKC", ours[at]).strip() for at, name in theirs.items())
    return 2 * same >= len(theirs)


def _table(names: list[str]) -> bytes:
    lines = [f"<{at:04X}> <{name.encode('utf-16-be').hex().upper()}>" for at, name in enumerate(names) if name]
    blocks = [lines[at : at + _MOST] for at in range(0, len(lines), _MOST)]
    told = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_HEAD + told + _FOOT).encode("ascii")


def _update(tables: dict[int, bytes], end: int, trailer: bytes, before: int) -> bytes:
    """The changed objects, where they stand, and a trailer that leads to the earlier ones."""
    written, places = b"", b""
    for number, table in sorted(tables.items()):
        places += b"%d 1\n%010d 00000 n \n" % (number, end + len(written))
        written += b"%d 0 obj\n<< /Length %d >>\nstream\n%bendstream\nendobj\n" % (number, len(table), table)
    start = end + len(written)
    return written + b"xref\n%btrailer\n<<\n%b/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (places, trailer, before, start)
