"""All of a part but its cells: areas, rules, links and series, told in rows of the blank and laid beside it."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from models.sheets.forms.elements import MAIN, attributes
from models.sheets.proof.telling import Broken, Standing, Telling

_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_VIEW = {"selection", "numCache", "strCache", "multiLvlStrCache"}  # where the cursor is, and what a chart remembers
_SAYING = {"formula", "formula1", "formula2", "f", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
_ANCHORS = {"row", "rowOff", "Row", "Anchor"}  # laid side by side in `anchors`
_COPIED = {"mergeCell", "sparkline"}
_NOTES = {"comment", "threadedComment"}
_WATCHED = {"cellWatch", "inputCells"}
_PIECES = {"hyperlink"}
_DIGITS = re.compile(r"\d+")


class Around:
    """A part told in rows of the blank: the blank's own without those to be removed, or the result's pulled back."""

    def __init__(self, telling: Telling, sheet: str, is_result: bool) -> None:
        self.telling, self.sheet, self.is_result = telling, sheet.lower(), is_result
        self.origins = telling.origins.get(self.sheet)
        self._tell = telling.result if is_result else telling.blank

    def told(self, tree: etree._Element) -> Counter[str]:
        """What the part says, but for cells and anchors; each element that may come several times by itself."""
        found: Counter[str] = Counter()
        told = self._element(tree, Standing(self.sheet), found)
        found[told or ""] += 1
        return found

    def _element(self, one: etree._Element, at: Standing, found: Counter[str]) -> str | None:
        """An element with all in it; none when nothing of the rows that it was for is left."""
        word = etree.QName(one).localname
        areas = one.get("sqref") or one.get("ref") or one.findtext(f"{_XM}sqref") or ""
        if areas and self.origins is not None:
            first = _DIGITS.search(areas)
            at = at._replace(row=int(first[0]) if first else 0, kind="" if word in _COPIED else "rule")
            if not self._areas(areas, word, at):
                return None
        if word == "brk" and self._is_gone(one):
            return None
        if word == "definedName" and one.get("localSheetId"):
            at = at._replace(sheet=one.get("localSheetId", ""))
        if word == "definedName" and not one.get("name", "").startswith("_xlnm."):
            at = at._replace(kind="name")
        inside = [
            told
            for child in one
            if isinstance(child.tag, str) and child.tag != f"{MAIN}sheetData"
            if (told := self._child(child, at, found)) is not None
        ]
        if (
            len(one)
            and not inside
            and not {name for name, _ in attributes(one)} - {"count", "manualBreakCount"}
            and word != "sheetData"
        ):
            return None if not one.text or not one.text.strip() else word
        return f"<{one.tag} {self._attributes(one, word, at)}>{self._text(one, word, at)}{''.join(inside)}"

    def _child(self, child: etree._Element, at: Standing, found: Counter[str]) -> str | None:
        word = etree.QName(child).localname
        if word in _VIEW:
            return None
        told = self._element(child, at, found)
        if told is not None and word in _COPIED | _PIECES:
            found[told] = 1 if word in _PIECES else found[told] + (1 if self.is_result else self._times(child))
            return ""
        return told

    def _attributes(self, one: etree._Element, word: str, at: Standing) -> str:
        found = []
        for name, value in attributes(one):
            if name in ("sqref", "ref"):
                value = self._areas(value, word, at)
            elif (
                name in ("location", "textlink", "cellRange")
                or (name == "r" and word in _WATCHED)
                or (name == "val" and one.get("type") == "formula")
            ):
                value = self._tell(value, at)
            elif name == "id" and word == "brk" and self._is_row_break(one):
                value = self._break(int(value))
            elif name in ("count", "manualBreakCount", "topLeftCell"):
                continue
            found.append(f"{name}={value!r}")
        return " ".join(sorted(found))

    def _text(self, one: etree._Element, word: str, at: Standing) -> str:
        text = one.text or ""
        if word in _ANCHORS or not text.strip():
            return ""
        if word == "sqref":
            return self._areas(text, self._owner(one), at)
        return self._tell(text, at) if word in _SAYING else text

    def _owner(self, one: etree._Element) -> str:
        parent = one.getparent()
        return "" if parent is None else etree.QName(parent).localname

    def _areas(self, text: str, word: str, at: Standing) -> str:
        """Areas reach all that came of their rows; what comes with each copy of a row belongs to that copy."""
        standing = at if word in _COPIED else Standing(self.sheet, kind="" if word in _NOTES else "area")
        told = {self._tell(area, standing) for area in text.split(" ")}
        return " ".join(sorted(told - {"⟦⟧"}))

    def _is_row_break(self, one: etree._Element) -> bool:
        parent = one.getparent()
        return parent is not None and parent.tag == f"{MAIN}rowBreaks" and self.origins is not None

    def _is_gone(self, one: etree._Element) -> bool:
        """Whether a break of the blank stood below a row that was to be removed."""
        if self.origins is None or self.is_result or not self._is_row_break(one):
            return False
        return not self.origins.places(int(one.get("id", "0")))

    def _break(self, row: int) -> str:
        """A page ends after all that came of a row."""
        if self.origins is None:
            return str(row)
        if self.is_result and self.origins.places(self.origins.of(row))[-1] != row:
            raise Broken(f"brk {row}")
        return str(self.origins.of(row) if self.is_result else row)

    def _times(self, one: etree._Element) -> int:
        """How often an element of the blank is to be found in the result."""
        if self.origins is None:
            return 1
        rows = [int(row) for row in _DIGITS.findall(one.get("ref") or one.findtext(f"{_XM}sqref") or "")]
        kept = self.origins.kept(rows[0], rows[-1])
        return 0 if kept is None else self.origins.times(*kept)
