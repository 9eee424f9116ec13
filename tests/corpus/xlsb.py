"""A binary workbook, record by record: no library here writes one."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.corpus.packages import HEAD, LINKS, PARTS, TYPES, package


def record(kind: int, data: bytes = b"") -> bytes:
    """One record: its kind and length in seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        length, rest = divmod(length, 128)
        size += bytes([rest | (0x80 if length else 0)])
        if not length:
            return head + size + data


def wide(text: str) -> bytes:
    """A text with its length."""
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Sequence[Sequence[object]], hidden: Sequence[int] = ()) -> bytes:
    """A workbook of one sheet; errors are given by their code in bytes, hidden rows by their number."""
    width = max(map(len, rows))
    sheet = record(0x81) + record(0x93, bytes(23)) + record(0x94, struct.pack("<4L", 0, len(rows) - 1, 0, width - 1))
    sheet += record(0x91)
    for number, row in enumerate(rows):
        flags = bytes([0, 0x10 if number + 1 in hidden else 0])
        sheet += record(0x00, struct.pack("<2LH", number, 0, 300) + flags + bytes(5))
        sheet += b"".join(_cell(at, value) for at, value in enumerate(row) if value is not None)
    sheet += record(0x92) + record(0x82)
    book = record(0x83) + record(0x99, bytes(12)) + record(0x8F)
    book += record(0x9C, struct.pack("<2L", 0, 1) + wide("rId1") + wide("Sheet1")) + record(0x90) + record(0x84)
    link = f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.bin"/>'
    return package(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"/>'.encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'{HEAD}<Relationships xmlns="{PARTS}">{link}</Relationships>'.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _cell(at: int, value: object) -> bytes:
    place = struct.pack("<2L", at, 0)
    if isinstance(value, bytes):
        return record(0x03, place + value)
    if isinstance(value, str):
        return record(0x06, place + wide(value))
    return record(0x05, place + struct.pack("<d", value))
