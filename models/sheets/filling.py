"""Fills the upper level's blank form: values go into the sheet's own XML, every other part stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from models.files import written_beside
from models.kinds import Stored
from models.sheets import proof
from models.sheets.patching import MAIN, SheetPatch
from models.sheets.references import Growth, moved_range
from models.words import Refusal

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORKBOOK, _WORKBOOK_RELS, _CONTENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_CALC_CHAIN = "xl/calcChain.xml"


@dataclass(frozen=True)
class Rows:
    """A list of a form: the values of its columns, row by row, from the template row down."""

    row: int
    columns: Sequence[str]
    values: Sequence[Sequence[Stored]]


@dataclass(frozen=True)
class Filled:
    """What goes into one sheet."""

    cells: dict[str, Stored] = field(default_factory=dict)
    lists: Sequence[Rows] = ()


@dataclass
class Form:
    """A blank workbook, unpacked."""

    path: Path
    parts: dict[str, bytes]
    sheets: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Form:
        """The form's parts; refused when it is no xlsx workbook."""
        try:
            with zipfile.ZipFile(path) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            return cls(path, parts, _sheet_parts(parts))
        except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
            raise Refusal("sheets.not_form", file=path.name) from error

    def part(self, sheet: str) -> str:
        """The part that holds a sheet; refused when the form has none of that name."""
        if sheet not in self.sheets:
            raise Refusal("sheets.no_sheet", file=self.path.name, sheet=sheet, known="、".join(self.sheets))
        return self.sheets[sheet]


def fill(path: Path, target: Path, filled: dict[str, Filled]) -> list[proof.Difference]:
    """Writes the filled form and proves it: what differs from the blank, refused when that is more than was meant."""
    form = Form.read(path)
    parts = dict(form.parts)
    patches = {name: SheetPatch(name, form.parts[form.part(name)], path.name) for name in form.sheets}
    for name, values in filled.items():
        _grow(form, parts, patches, name, values.lists)
        patches[name].put(values.cells, values.lists)
    for name, patch in patches.items():
        if patch.touched:
            parts[form.sheets[name]] = patch.written()
    _ask_for_calculation(parts)
    with written_beside(target) as beside:
        _pack(form, parts, beside)
        return proof.prove(path, beside, {form.part(name): patches[name] for name in filled})


def _grow(
    form: Form, parts: dict[str, bytes], patches: dict[str, SheetPatch], name: str, lists: Sequence[Rows]
) -> None:
    """Puts in the rows that lists need, from the bottom up, in this sheet and in whatever refers to it."""
    for rows in sorted(lists, key=lambda one: -one.row):
        growth = Growth(rows.row, len(rows.values) - 1)
        if growth.more <= 0:
            continue
        for patch in patches.values():
            patch.follow(name, growth)
        patches[name].grow(growth)
        parts[_WORKBOOK] = _grown_names(parts[_WORKBOOK], list(form.sheets).index(name), name, growth)


def _grown_names(workbook: bytes, index: int, sheet: str, growth: Growth) -> bytes:
    """Defined names, print areas among them, after rows were put in."""
    tree = etree.fromstring(workbook)
    for name in tree.iter(f"{MAIN}definedName"):
        if name.text and sheet in name.text:
            heads = (f"'{sheet}'!", f"{sheet}!")
            name.text = ",".join(
                next((head + moved_range(area[len(head) :], growth) for head in heads if area.startswith(head)), area)
                for area in name.text.split(",")
            )
    return _serialised(tree)


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts[_WORKBOOK_RELS])}
    found = {}
    for sheet in etree.fromstring(parts[_WORKBOOK]).iter(f"{MAIN}sheet"):
        target = str(targets[sheet.get(f"{_REL}id")])
        found[str(sheet.get("name"))] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _ask_for_calculation(parts: dict[str, bytes]) -> None:
    """Formulas are worked out anew on opening; the old order of calculation is dropped."""
    tree = etree.fromstring(parts[_WORKBOOK])
    setting = tree.find(f"{MAIN}calcPr")
    if setting is None:
        setting = etree.Element(f"{MAIN}calcPr")
        behind = [
            one for word in ("definedNames", "externalReferences", "sheets") for one in tree.iter(f"{MAIN}{word}")
        ]
        behind[0].addnext(setting)
    setting.set("fullCalcOnLoad", "1")
    parts[_WORKBOOK] = _serialised(tree)
    if parts.pop(_CALC_CHAIN, None) is None:
        return
    for part, word in ((_CONTENT, "PartName"), (_WORKBOOK_RELS, "Target")):
        tree = etree.fromstring(parts[part])
        for one in [one for one in tree if str(one.get(word)).endswith("calcChain.xml")]:
            tree.remove(one)
        parts[part] = _serialised(tree)


def _serialised(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _pack(form: Form, parts: dict[str, bytes], target: Path) -> None:
    """The parts in the order of the blank, each with its own date."""
    with zipfile.ZipFile(form.path) as blank, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in blank.infolist():
            if info.filename in parts:
                archive.writestr(info, parts[info.filename], zipfile.ZIP_DEFLATED)
