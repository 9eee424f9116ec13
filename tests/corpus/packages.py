"""Hand-made packages: what no library would write, as small as it can be."""

from __future__ import annotations

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def xlsx(sheet: str, extra: dict[str, bytes] | None = None, head: str = HEAD, prolog: str = "") -> bytes:
    """A workbook of one sheet; `sheet` is what stands inside its `worksheet` element."""
    return package(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"/>'.encode(),
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PARTS}"><Relationship Id="rId1" Type="{LINKS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PARTS}"><Relationship Id="rId1"'
            f' Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
            f' Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'{head}{prolog}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode(),
            **(extra or {}),
        }
    )


def package(parts: dict[str, bytes]) -> bytes:
    """A zip of those parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def text(at: str, value: str) -> str:
    """A cell with its text in place, as WPS and many programs write it."""
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(at: str, value: float) -> str:
    """A cell with a number."""
    return f'<c r="{at}"><v>{value}</v></c>'


def row(at: int, *cells: str, more: str = "") -> str:
    """A row of cells."""
    return f'<row r="{at}"{more}>{"".join(cells)}</row>'


def data(*rows: str) -> str:
    """The part of a sheet that holds its cells."""
    return f"<sheetData>{''.join(rows)}</sheetData>"


def texts(*values: str) -> bytes:
    """The texts that cells share."""
    items = "".join(f"<si><t>{value}</t></si>" for value in values)
    return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'.encode()


def lying(content: bytes) -> bytes:
    """The same archive whose headers claim that every part is of ten bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", changed, at + 24, 10)
        struct.pack_into("<L", changed, struct.unpack_from("<L", changed, at + 42)[0] + 22, 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)
