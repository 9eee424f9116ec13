"""A workbook unpacked: its parts, which of them are sheets, and how new parts are made known to the others."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from models.files import apart

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WORKBOOK, CONTENT = "xl/workbook.xml", "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass
class Package:
    """The parts of a workbook by name, in their order; `sheets` says which part holds the sheet of a name."""

    parts: dict[str, bytes]
    infos: dict[str, zipfile.ZipInfo]
    sheets: dict[str, str]

    @classmethod
    def unpacked(cls, content: bytes) -> Package:
        """Raises BadZipFile, KeyError or XMLSyntaxError when it is no such workbook."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = {info.filename: info for info in archive.infolist()}
            parts = {name: archive.read(info) for name, info in infos.items()}
        made = cls(parts, infos, {})
        for sheet in parsed(parts[WORKBOOK]).iterfind(f"{MAIN}sheets/{MAIN}sheet"):
            made.sheets[str(sheet.get("name"))] = made.targets(WORKBOOK)[str(sheet.get(f"{RELATION}id"))]
        return made

    def pack(self, target: Path) -> None:
        """The old parts in their order, each with its own date; behind them the new ones."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(self.infos.get(name, name), content, zipfile.ZIP_DEFLATED)

    def targets(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the id of the relation."""
        return {str(one.get("Id")): _resolved(part, one) for one in self._relations(part)}

    def related(self, part: str, kind: str) -> str:
        """The first part of a kind (`comments`) that a part refers to; empty when there is none."""
        found = (one for one in self._relations(part) if str(one.get("Type")).endswith(f"/{kind}"))
        return next((_resolved(part, one) for one in found), "")

    def relate(self, part: str, to: str, kind: str) -> str:
        """Makes a part known to another; returns the id of the relation."""
        relations = self._relations(part)
        known = {one.get("Id") for one in relations}
        made = next(name for number in range(1, len(known) + 2) if (name := f"rId{number}") not in known)
        etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship", Id=made, Type=f"{_KIND}{kind}", Target=f"/{to}")
        self.parts[_relations_of(part)] = serialised(relations)
        return made

    def put_first(self, name: str, content: bytes, selected: bool) -> None:
        """Puts a new sheet before all others, under a name that is free; shown first when `selected`."""
        part = self.free("xl/worksheets/sheet{}.xml")
        self.parts[part] = content
        self.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
        book = parsed(self.parts[WORKBOOK])
        listed = book.find(f"{MAIN}sheets")
        if listed is None:
            raise KeyError("sheets")
        number = max(int(one.get("sheetId", "0")) for one in listed) + 1
        called = apart([*self.sheets, name])[-1]
        made = etree.Element(f"{MAIN}sheet", name=called, sheetId=str(number))
        made.set(f"{RELATION}id", self.relate(WORKBOOK, part, "worksheet"))
        listed.insert(0, made)
        for one in book.iterfind(f"{MAIN}definedNames/{MAIN}definedName[@localSheetId]"):
            one.set("localSheetId", str(int(one.get("localSheetId", "0")) + 1))
        for view in book.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
            view.set("activeTab", "0" if selected else str(int(view.get("activeTab", "0")) + 1))
            view.set("firstSheet", "0")
        self.parts[WORKBOOK] = serialised(book)
        self.sheets = {called: part} | self.sheets

    def declare(self, part: str, content: str) -> None:
        """Says what a new part holds."""
        types = parsed(self.parts[CONTENT])
        etree.SubElement(types, f"{{{_CONTENT}}}Override", PartName=f"/{part}", ContentType=content)
        self.parts[CONTENT] = serialised(types)

    def declare_ending(self, ending: str, content: str) -> None:
        """Says what parts hold whose name ends like that."""
        types = parsed(self.parts[CONTENT])
        if not any(one.get("Extension") == ending for one in types):
            types.insert(0, etree.Element(f"{{{_CONTENT}}}Default", Extension=ending, ContentType=content))
            self.parts[CONTENT] = serialised(types)

    def free(self, pattern: str) -> str:
        """The first name like `xl/comments{}.xml` that no part has."""
        taken = {name.lower() for name in self.parts}
        return next(name for at in range(1, len(taken) + 2) if (name := pattern.format(at)).lower() not in taken)

    def _relations(self, part: str) -> etree._Element:
        found = self.parts.get(_relations_of(part))
        return parsed(found or f'<Relationships xmlns="{_PACKAGE}"/>'.encode())


def parsed(xml: bytes) -> etree._Element:
    """A part as a tree; nothing that it names outside itself is fetched, no entity is put in."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def serialised(tree: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _resolved(part: str, relation: etree._Element) -> str:
    """The part that a relation leads to; what lies outside the workbook stays as it is written."""
    target = str(relation.get("Target"))
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
