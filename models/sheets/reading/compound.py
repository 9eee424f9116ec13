"""The compound file around an xls: its workbook stream taken out, and put into a clean file of its own.

A chain of sectors that bites its own tail makes a careless reader run for ever; the clean file has no such chain.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_LAST = 0xFFFFFFF9
_SMALL = 4096  # shorter streams stand among the small sectors
_IN_HEADER = 109


class Broken(Exception):
    """The sectors do not hang together."""


class Compound:
    """The streams of a compound file by name."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise Broken
        self._content = content
        self._size = 1 << min(struct.unpack_from("<H", content, 30)[0], 20)
        self._table = self._sector_table()
        directory = self._chained(struct.unpack_from("<L", content, 48)[0])
        self._entries = dict(_entries(directory))
        root = self._entries.get("Root Entry", (_END, 0))
        self._small = self._chained(root[0])
        self._small_table = _numbers(self._chained(struct.unpack_from("<L", content, 60)[0]))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """The bytes of one stream."""
        start, length = self._entries[name]
        if length < _SMALL:
            return b"".join(self._small[at * 64 : at * 64 + 64] for at in _chain(self._small_table, start))[:length]
        return self._chained(start)[:length]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(self._table, start)))

    def _sector_table(self) -> list[int]:
        places = list(struct.unpack_from(f"<{_IN_HEADER}L", self._content, 76))
        more = struct.unpack_from("<L", self._content, 68)[0]
        for _ in range(len(self._content) // self._size):
            if more > _LAST:
                break
            *numbers, more = _numbers(self._sector(more)) or [_END]
            places += numbers
        return [number for place in places if place <= _LAST for number in _numbers(self._sector(place))]


def _chain(table: list[int], at: int) -> Iterator[int]:
    """The sectors of a stream in their order; broken when they come round again."""
    for _ in range(len(table) + 1):
        if at > _LAST:
            return
        yield at
        if at >= len(table):
            raise Broken
        at = table[at]
    raise Broken


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack_from(f"<{len(sector) // 4}L", sector))


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", errors="replace")
        if kind:
            yield name, struct.unpack_from("<2L", directory, at + 116)


def wrapped(stream: bytes | bytearray, name: str) -> bytes:
    """A compound file that holds one stream, and nothing that could lead astray."""
    size = 4096
    stream = bytes(stream).ljust(_SMALL, b"\0")
    sectors = -(-len(stream) // size)
    tables = -(-(sectors + 1) // (size // 4 - 1))
    first = tables + 1  # after the table and the directory
    table = [_FAT] * tables + [_END] + [*range(first + 1, first + sectors), _END]
    entries = [_entry("Root Entry", 5, 1, first, 0), _entry(name, 2, _FREE, first, len(stream))]
    header = MAGIC + bytes(16) + struct.pack("<5H", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    header += struct.pack("<9L", 1, tables, tables, 0, _SMALL, _END, 0, _END, 0)
    places = [*range(tables), *[_FREE] * (_IN_HEADER - tables)]
    return b"".join(
        [
            (header + struct.pack(f"<{_IN_HEADER}L", *places)).ljust(size, b"\0"),
            struct.pack(f"<{len(table)}L", *table).ljust(tables * size, b"\xff"),
            b"".join(entries).ljust(size, b"\0"),
            stream.ljust(sectors * size, b"\0"),
        ]
    )


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<H2B3L", len(title), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<3L", start, length, 0)
