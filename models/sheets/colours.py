"""Colours of a workbook as #RRGGBB: given outright, by the theme with a tint, or by their old number."""

from __future__ import annotations

import colorsys

from lxml import etree

from models.sheets.forms.elements import MAIN

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{at}" for at in range(1, 7)), "hlink", "folHlink")
_OFFICE = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
_EIGHT = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_OLD = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
_INDEXED = (*_EIGHT, *_EIGHT, *_OLD.split())


class Colours:
    """The colours of one workbook."""

    def __init__(self, theme: bytes | None, styles: etree._Element) -> None:
        self.theme = _theme(theme) if theme else list(_OFFICE)
        own = [
            str(one.get("rgb", ""))[-6:] for one in styles.iterfind(f"{MAIN}colors/{MAIN}indexedColors/{MAIN}rgbColor")
        ]
        self.indexed = own or list(_INDEXED)

    def of(self, element: etree._Element | None) -> str:
        """The colour that an element names; empty for none, and for the usual one."""
        if element is None:
            return ""
        if element.get("rgb"):
            return _tinted(str(element.get("rgb"))[-6:], element)
        for word, known in (("theme", self.theme), ("indexed", self.indexed)):
            at = element.get(word, "")
            if at.isdecimal() and int(at) < len(known):
                return _tinted(known[int(at)], element)
        return ""


def _theme(part: bytes) -> list[str]:
    scheme = etree.fromstring(part).find(f".//{_DRAWING}clrScheme")
    if scheme is None:
        return list(_OFFICE)
    named = {etree.QName(one).localname: one[0] for one in scheme if len(one)}
    colours = (named.get(name) for name in _THEME_ORDER)
    return ["000000" if one is None else str(one.get("lastClr") or one.get("val")) for one in colours]


def _tinted(colour: str, element: etree._Element) -> str:
    """Darker below zero, lighter above."""
    tint = float(element.get("tint") or 0)
    try:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "#" + "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))
