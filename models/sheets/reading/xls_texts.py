"""The texts that cells of an xls workbook share: how long each is, without taking them out."""

from __future__ import annotations

import struct

_BYTES = 3  # of a letter, at most, once it is read
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def lengths(segments: list[bytes]) -> list[int]:
    """Bytes that each text will take; `segments` are the data of the record and of those that go on with it."""
    walk = _Walk(segments)
    count = struct.unpack("<L", walk.take(8)[4:])[0]
    return [walk.text() for _ in range(count)]


class _Walk:
    """Goes through the segments as if they were one, but for the byte with which a text goes on in the next."""

    def __init__(self, segments: list[bytes]) -> None:
        self._segments = iter(segments)
        self._here, self._at = next(self._segments), 0

    def take(self, length: int) -> bytes:
        """The next bytes, which no segment parts."""
        if self._at == len(self._here):
            self._next()
        self._at += length
        return self._here[self._at - length : self._at]

    def text(self) -> int:
        """Passes a text with its letters, formats and phonetics."""
        letters, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        more = struct.unpack("<L", self.take(4))[0] if flags & _EXTENDED else 0
        self._letters(letters, flags)
        self._skip(4 * runs + more)
        return int(letters) * _BYTES

    def _letters(self, left: int, flags: int) -> None:
        while left:
            width = 2 if flags & _WIDE else 1
            taken = min(left, (len(self._here) - self._at) // width)
            self._at += taken * width
            left -= taken
            if left:
                self._next()
                flags = self.take(1)[0]

    def _skip(self, length: int) -> None:
        while length:
            taken = min(length, len(self._here) - self._at)
            self._at += taken
            length -= taken
            if length:
                self._next()

    def _next(self) -> None:
        self._here, self._at = next(self._segments, b""), 0
        if not self._here:
            raise IndexError
