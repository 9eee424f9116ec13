"""A workbook as the parts of its zip file, and which part belongs to which."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from models.sheets.forms.elements import MAIN
from models.sheets.forms.values import shared_texts
from models.words import Refusal

WORKBOOK, WORKBOOK_RELS, CONTENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_CALC_CHAIN = "xl/calcChain.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_QUICKLY = 1  # a list of 20,000 rows packs in a third of the time, a tenth larger
_BROKEN = (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError)


@dataclass
class Form:
    """A blank workbook, unpacked; `parts` is what it becomes."""

    path: Path
    parts: dict[str, bytes]
    sheets: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Form:
        """The form's parts; refused when it is no xlsx workbook."""
        try:
            with zipfile.ZipFile(path) as archive:
                form = cls(path, {name: archive.read(name) for name in archive.namelist()})
            form._find_sheets()
        except _BROKEN as error:
            raise Refusal("sheets.not_form", file=path.name) from error
        return form

    def _find_sheets(self) -> None:
        """Sheets of cells by name, and the names of all sheets in order, sheets of charts among them."""
        found = {id_: (kind, part) for id_, kind, part in self._relations(WORKBOOK)}
        for sheet in etree.fromstring(self.parts[WORKBOOK]).iter(f"{MAIN}sheet"):
            name = str(sheet.get("name"))
            kind, part = found[str(sheet.get(_ID))]
            self.order.append(name)
            if kind == "worksheet":
                self.sheets[name] = part

    def part(self, sheet: str) -> str:
        """The part that holds a sheet; refused when the form has none of that name."""
        if sheet not in self.sheets:
            raise Refusal("sheets.no_sheet", file=self.path.name, sheet=sheet, known="、".join(self.sheets))
        return self.sheets[sheet]

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """Kind and name of the parts that a part names: drawing, comments, vmlDrawing, table, chart …"""
        return ((kind, target) for _, kind, target in self._relations(part) if target in self.parts)

    def named(self, part: str) -> Iterator[tuple[str, str]]:
        """The parts that a part names, by the names that it gives them."""
        return ((name, target) for name, _, target in self._relations(part) if target in self.parts)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        rels = self.parts.get(f"{folder}/_rels/{name}.rels")
        if rels is None:
            return []
        return [
            (str(one.get("Id")), str(one.get("Type")).rsplit("/", 1)[-1], _target(folder, str(one.get("Target"))))
            for one in etree.fromstring(rels)
            if one.get("TargetMode") != "External"
        ]

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share."""
        part = next((target for kind, target in self.related(WORKBOOK) if kind == "sharedStrings"), None)
        return shared_texts(self.parts[part]) if part else []

    def drop_calculation_chain(self) -> None:
        """The order of calculation is worked out anew by whoever opens the file."""
        if self.parts.pop(_CALC_CHAIN, None) is None:
            return
        for part, word in ((CONTENT, "PartName"), (WORKBOOK_RELS, "Target")):
            tree = etree.fromstring(self.parts[part])
            for one in [one for one in tree if str(one.get(word)).endswith("calcChain.xml")]:
                tree.remove(one)
            self.parts[part] = serialised(tree)

    def pack(self, target: Path) -> None:
        """Writes the parts in the order of the blank, each with its own date."""
        with zipfile.ZipFile(self.path) as blank, zipfile.ZipFile(target, "w") as archive:
            for info in blank.infolist():
                if info.filename in self.parts:
                    archive.writestr(info, self.parts[info.filename], zipfile.ZIP_DEFLATED, _QUICKLY)


def _target(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def serialised(tree: etree._Element) -> bytes:
    """A part's XML."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
