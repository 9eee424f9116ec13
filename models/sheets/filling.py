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
from models.sheets.package import CONTENT, MAIN, WORKBOOK, Package, serialised
from models.sheets.patching import SheetPatch
from models.sheets.references import Growth, moved_range
from models.words import Refusal

_WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"
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
    package: Package

    @property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet."""
        return self.package.sheets

    @classmethod
    def read(cls, path: Path) -> Form:
        """The form's parts; refused when it is no xlsx workbook."""
        try:
            return cls(path, Package.unpacked(path.read_bytes()))
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
    parts = form.package.parts
    patches = {name: SheetPatch(name, parts[form.part(name)], path.name) for name in form.sheets}
    for name, values in filled.items():
        _grow(form, parts, patches, name, values.lists)
        patches[name].put(values.cells, values.lists)
    for name, patch in patches.items():
        if patch.touched:
            parts[form.sheets[name]] = patch.written()
    _ask_for_calculation(parts)
    with written_beside(target) as beside:
        form.package.pack(beside)
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
        parts[WORKBOOK] = _grown_names(parts[WORKBOOK], list(form.sheets).index(name), name, growth)


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
    return serialised(tree)


def _ask_for_calculation(parts: dict[str, bytes]) -> None:
    """Formulas are worked out anew on opening; the old order of calculation is dropped."""
    tree = etree.fromstring(parts[WORKBOOK])
    setting = tree.find(f"{MAIN}calcPr")
    if setting is None:
        setting = etree.Element(f"{MAIN}calcPr")
        behind = [
            one for word in ("definedNames", "externalReferences", "sheets") for one in tree.iter(f"{MAIN}{word}")
        ]
        behind[0].addnext(setting)
    setting.set("fullCalcOnLoad", "1")
    parts[WORKBOOK] = serialised(tree)
    if parts.pop(_CALC_CHAIN, None) is None:
        return
    for part, word in ((CONTENT, "PartName"), (_WORKBOOK_RELS, "Target")):
        tree = etree.fromstring(parts[part])
        for one in [one for one in tree if str(one.get(word)).endswith("calcChain.xml")]:
            tree.remove(one)
        parts[part] = serialised(tree)
