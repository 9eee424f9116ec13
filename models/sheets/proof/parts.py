"""All parts of a filled form beside those of its blank."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from lxml import etree

from models.sheets.forms.elements import MAIN, drop
from models.sheets.forms.package import CONTENT, WORKBOOK, WORKBOOK_RELS, Form
from models.sheets.forms.requests import Filled
from models.sheets.proof import still
from models.sheets.proof.anchors import compare_drawing, compare_notes, without_removed
from models.sheets.proof.around import Around
from models.sheets.proof.cells import Comparison
from models.sheets.proof.difference import Difference
from models.sheets.proof.origins import Origins
from models.sheets.proof.still import NotPlain
from models.sheets.proof.telling import Broken, Telling
from models.words import Refusal

_CALC_CHAIN = "xl/calcChain.xml"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)


def prove(blank: Path, result: Path, filled: dict[str, Filled]) -> list[Difference]:
    """What differs, refused when anything else than what was asked for was changed, in any part."""
    before, after = Form.read(blank), Form.read(result)
    proof = _Proof(before, filled)
    found: list[Difference] = []
    for part in sorted(before.parts.keys() | after.parts.keys()):
        old, new = before.parts.get(part), after.parts.get(part)
        if old == new and part not in proof.asked_parts:
            continue
        try:
            found += proof.compare(part, old, new)
        except (Broken, etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise Refusal("sheets.changed_too_much", file=blank.name, part=f"{part} {error}") from error
    return found


class _Proof:
    def __init__(self, blank: Form, filled: dict[str, Filled]) -> None:
        self.filled = filled
        self.sheets = {part: name for name, part in blank.sheets.items()}
        self.asked_parts = {blank.sheets[name] for name in filled}
        self.origins = {name.lower(): Origins(one) for name, one in filled.items()}
        self.telling = Telling(self.origins)
        self.owners = {
            part: (kind, name) for name, sheet in blank.sheets.items() for kind, part in blank.related(sheet)
        }
        self.order = blank.order

    def compare(self, part: str, old: bytes | None, new: bytes | None) -> list[Difference]:
        """What differs in a part; `Broken` where it is not what was meant."""
        if part == _CALC_CHAIN and new is None:
            return [Difference(part, "")]
        if old is None or new is None:
            raise Broken("")
        before = etree.fromstring(old, _PARSER)
        if part in self.sheets:
            return self._sheet(part, before, new, old != new)
        after = etree.fromstring(new, _PARSER)
        if part in (CONTENT, WORKBOOK_RELS):
            _compare_lists(before, after)
        else:
            self._other(part, before, after)
        return [Difference(part, "")]

    def _sheet(self, part: str, before: etree._Element, new: bytes, is_changed: bool) -> list[Difference]:
        name = self.sheets[part]
        comparison = Comparison(name, self.filled.get(name), self.telling)
        if self.telling.nothing_moved:
            with suppress(NotPlain):
                told = list(still.differences(before, new, comparison.asked))
                return [Difference(part, cell, what) for cell, what in told]
        after = etree.fromstring(comparison.look_quickly(before, new), _PARSER)
        found = [Difference(part, cell, what) for cell, what in comparison.differences(before, after)]
        if is_changed:
            self._same_around(name, before, after)
        return comparison.quick.differences(part) + found

    def _same_around(self, sheet: str, before: etree._Element, after: etree._Element) -> None:
        old = Around(self.telling, sheet, is_result=False).told(before)
        new = Around(self.telling, sheet, is_result=True).told(after)
        if old != new:
            raise Broken(_where(min(old - new or new - old)))

    def _other(self, part: str, before: etree._Element, after: etree._Element) -> None:
        kind, sheet = self.owners.get(part, ("", ""))
        origins = self.origins.get(sheet.lower())
        if part == WORKBOOK:
            for tree in (before, after):
                self._name_sheets(tree)
        elif kind == "drawing" and origins is not None:
            compare_drawing(before, after, origins)
        elif kind == "vmlDrawing" and origins is not None:
            compare_notes(before, after, origins)
            without_removed(before, origins)
        elif kind not in ("comments", "threadedComment", "table", "drawing") and not part.startswith("xl/charts/"):
            raise Broken("")
        self._same_around(sheet, before, after)

    def _name_sheets(self, tree: etree._Element) -> None:
        """Names of one sheet say which by its number: here by its name; how it is calculated is not compared."""
        for one in tree.iter(f"{MAIN}definedName"):
            local = one.get("localSheetId")
            if local is not None:
                one.set("localSheetId", self.order[int(local)].lower())
        for one in tree.findall(f"{MAIN}calcPr"):
            drop(one, "fullCalcOnLoad")
            if not one.attrib:
                tree.remove(one)


def _where(told: str) -> str:
    """The beginning of what differs, without the addresses of vocabularies."""
    return re.sub(r"\{[^}]*\}", "", told)[:120]


def _compare_lists(before: etree._Element, after: etree._Element) -> None:
    """The list of parts: the order of calculation is taken out, nothing else."""

    def told(tree: etree._Element) -> set[str]:
        items = (repr(sorted(one.items())) for one in tree)
        return {one for one in items if "calcChain" not in one}

    if told(before) != told(after):
        raise Broken("")
