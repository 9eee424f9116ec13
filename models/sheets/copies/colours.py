"""The styles of a workbook while cells of it are coloured: what it has stays, new ones are put behind."""

from __future__ import annotations

import copy

from lxml import etree

from models.sheets.copies.package import MAIN, parsed, serialised

ERROR, DOUBT = "FFFFC9CF", "FFFFEA9E"  # so that nobody else's pink and yellow are taken for ours
_TEXT = "49"  # Excel's number for the format @
_NOTHING = {"indexed": "64"}
_LOOKS = {
    "title": '<font xmlns="{}"><b/><sz val="14"/><name val="宋体"/></font>',
    "heading": '<font xmlns="{}"><b/><sz val="11"/><name val="宋体"/></font>',
    "note": '<font xmlns="{}"><sz val="11"/><color rgb="FF5F6B76"/><name val="宋体"/></font>',
    "link": '<font xmlns="{}"><u/><sz val="11"/><color rgb="FF0563C1"/><name val="宋体"/></font>',
    "plain": '<font xmlns="{}"><sz val="11"/><name val="宋体"/></font>',
}


class Colours:
    """Styles by their number: the one of a cell, the same in colour, and back."""

    def __init__(self, xml: bytes) -> None:
        self.tree = parsed(xml)
        self.fonts, self.fills, self.formats = (self._list(word) for word in ("fonts", "fills", "cellXfs"))
        self.known: dict[tuple[str, str, bool], str] = {}

    def _list(self, word: str) -> etree._Element:
        found = self.tree.find(f"{MAIN}{word}")
        if found is None:
            raise KeyError(word)
        return found

    def coloured(self, style: str, colour: str, as_text: bool) -> str:
        """The style of a cell in a colour; `as_text` keeps every digit that is typed over it."""
        key = (style, colour, as_text)
        if key not in self.known:
            made = self._copied(style)
            made.set("fillId", self._fill(colour, self._seen(made)))
            made.set("applyFill", "1")
            if as_text:
                made.set("numFmtId", _TEXT)
                made.set("applyNumberFormat", "1")
            self.known[key] = self._added(self.formats, made)
        return self.known[key]

    def is_ours(self, style: str) -> bool:
        """Whether a style has one of our colours."""
        fill = self._fill_of(self.formats[int(style)])
        return fill is not None and any(one.get("rgb") in (ERROR, DOUBT) for one in fill.iter(f"{MAIN}fgColor"))

    def uncoloured(self, style: str) -> str:
        """The style as it was before it was coloured: our fill remembers the colour that it covers."""
        key = (style, "", False)
        if key not in self.known:
            made = self._copied(style)
            covered = self._fill_of(made)
            under = None if covered is None else covered.find(f"{MAIN}patternFill/{MAIN}bgColor")
            was = _words(under)
            made.set("fillId", "0" if was == _NOTHING else self._fill("", was))
            self.known[key] = self._added(self.formats, made)
        return self.known[key]

    def look(self, name: str) -> str:
        """A style of the list's own: title, heading, link or plain."""
        font = self._added(self.fonts, etree.fromstring(_LOOKS[name].format(MAIN[1:-1])))
        made = etree.Element(f"{MAIN}xf", numFmtId="0", fontId=font, fillId="0", borderId="0", xfId="0", applyFont="1")
        if name not in ("title", "note"):
            made.set("applyAlignment", "1")
            etree.SubElement(made, f"{MAIN}alignment", vertical="top", wrapText="1")
        return self._added(self.formats, made)

    def written(self) -> bytes:
        """The part."""
        return serialised(self.tree)

    def _copied(self, style: str) -> etree._Element:
        return copy.deepcopy(self.formats[int(style)])

    def _fill_of(self, made: etree._Element) -> etree._Element | None:
        at = int(made.get("fillId", "0"))
        return self.fills[at] if at < len(self.fills) else None

    def _seen(self, made: etree._Element) -> dict[str, str]:
        """The colour that a fill shows; nothing for a pattern."""
        fill = self._fill_of(made)
        solid = None if fill is None else fill.find(f"{MAIN}patternFill[@patternType='solid']")
        shown = None if solid is None else solid.find(f"{MAIN}fgColor")
        return _words(shown)

    def _fill(self, colour: str, under: dict[str, str]) -> str:
        """A solid fill; without a colour of ours the one that was covered comes up again."""
        fill = etree.Element(f"{MAIN}fill")
        pattern = etree.SubElement(fill, f"{MAIN}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{MAIN}fgColor", {"rgb": colour} if colour else under)
        etree.SubElement(pattern, f"{MAIN}bgColor", under if colour else _NOTHING)
        return self._added(self.fills, fill)

    def _added(self, to: etree._Element, made: etree._Element) -> str:
        to.append(made)
        to.set("count", str(len(to)))
        return str(len(to) - 1)


def _words(colour: etree._Element | None) -> dict[str, str]:
    """A colour as it is written: by its number, theme or value."""
    return _NOTHING if colour is None else {str(word): str(value) for word, value in colour.attrib.items()}
