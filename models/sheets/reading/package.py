"""The zip around xlsx, xlsb and ods: unpacked piece by piece and counted, whatever its headers claim.

What is handed on is packed anew from the parts that were counted, so that nobody can read another archive than we did.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import reduce

from models.sheets.reading.limits import Limits
from models.words import Refusal

_READ = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|mimetype|content\.xml|META-INF/manifest\.xml"
    r"|xl/[^/]+\.(xml|bin)|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.(xml|bin))",
    re.IGNORECASE,
)
_MACROS = re.compile(r"(vbaProject\.bin|xl/macrosheets/.*|Basic/.*\.xml|Scripts/.*)", re.IGNORECASE)
_ENTRY = b"PK\x01\x02"
_DOCTYPE = re.compile(rb"<!DOCTYPE")
_PIECE = 2**15
_LARGEST_PIECE = 2**20
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1


class Package:
    """The parts of a zip that a reader of workbooks needs: no pictures, no programs, no links to other files."""

    def __init__(self, content: bytes, limits: Limits, file: str) -> None:
        self.limits, self.file = limits, file
        self._content = memoryview(content)
        self._unpacked: dict[str, int] = {}
        entries = self._entries(content)
        self.macros = any(_MACROS.search(entry.filename) for entry in entries)
        self._parts = {name: entry for entry in entries if _READ.fullmatch(name := _plain(entry.filename))}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def size(self, name: str) -> int:
        """Bytes of a part that were unpacked."""
        return self._unpacked[name]

    def claimed(self, name: str) -> int:
        """Bytes that a part says to have; it may have any number of them."""
        return self._parts[name].file_size

    def read(self, name: str) -> bytes:
        """A whole part; empty when there is none."""
        return b"".join(self.pieces(name)) if name in self._parts else b""

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece; refused when all parts together grow beyond the limit.

        A document type is refused too: no workbook has one, and the entities it declares can multiply without end.
        """
        self._unpacked[name] = 0
        try:
            for piece in self._inflated(self._parts[name]):
                self._unpacked[name] += len(piece)
                if sum(self._unpacked.values()) > self.limits.unpacked:
                    raise Refusal("sheets.too_large_unpacked", file=self.file, limit=self.limits.unpacked // 2**20)
                if b"!" in piece and _DOCTYPE.search(piece):
                    raise Refusal("sheets.hostile", file=self.file)
                yield piece
        except (zlib.error, struct.error) as error:
            raise Refusal("sheets.damaged", file=self.file) from error

    def packed(self, part: str = "", instead: Sequence[bytes] = ()) -> bytes:
        """The archive anew, with the sizes that were counted; parts that were not unpacked stay out.

        Where a `part` is given, the pieces stand `instead` of what it holds.
        """
        local: list[bytes | memoryview] = []
        central: list[bytes] = []
        start = 0
        for name, size in self._unpacked.items():
            entry, title = self._parts[name], name.encode()
            data: Sequence[bytes | memoryview] = [self._packed(entry)]
            way, check, length = entry.compress_type, entry.CRC, len(data[0])
            if name == part:
                way, check, data = _STORED, reduce(lambda so_far, piece: zlib.crc32(piece, so_far), instead, 0), instead
                size = length = sum(map(len, instead))
            common = struct.pack("<5H3L2H", 20, 0x800, way, 0, 33, check, length, size, len(title), 0)
            central += [_ENTRY + b"\x14\x00", common, struct.pack("<3H2L", 0, 0, 0, 0, start), title]
            local += [b"PK\x03\x04", common, title, *data]
            start += 4 + len(common) + len(title) + length
        count, length = len(self._unpacked), sum(map(len, central))
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, length, start, 0)
        return b"".join([*local, *central, end])

    def _entries(self, content: bytes) -> list[zipfile.ZipInfo]:
        if content.count(_ENTRY) > self.limits.parts:
            raise Refusal("sheets.too_many_parts", file=self.file, limit=self.limits.parts)
        try:
            return zipfile.ZipFile(io.BytesIO(content)).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
            raise Refusal("sheets.damaged", file=self.file) from error

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        start = entry.header_offset
        title, extra = struct.unpack_from("<2H", self._content, start + 26)
        start += 30 + title + extra
        return self._content[start : start + entry.compress_size]

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal("sheets.password", file=self.file)
        if entry.compress_type not in (_STORED, _DEFLATED):
            raise Refusal("sheets.damaged", file=self.file)
        data = self._packed(entry)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for start in range(0, len(data), _PIECE):
            waiting = bytes(data[start : start + _PIECE])
            if entry.compress_type == _STORED:
                yield waiting
                continue
            piece = b""
            while waiting or len(piece) == _LARGEST_PIECE:
                piece = inflater.decompress(waiting, _LARGEST_PIECE)
                waiting = inflater.unconsumed_tail
                yield piece
        if entry.compress_type == _DEFLATED and not inflater.eof:
            raise Refusal("sheets.damaged", file=self.file)


def _plain(name: str) -> str:
    """A part's name as the standard spells it: some writers begin with a slash or part folders as Windows does."""
    return name.replace("\\", "/").removeprefix("/")
