"""The looks of cells, by the number under which a workbook keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from lxml import etree

from models.sheets.colours import Colours
from models.sheets.formats import BUILT_IN
from models.sheets.forms.elements import MAIN, attributes
from models.sheets.picture import Font, Look

Part = TypeVar("Part")

_SIDES = ("left", "top", "right", "bottom")
_PAPER = ("", "#FFFFFF")


def looks_of(styles: bytes | None, theme: bytes | None) -> list[Look]:
    """All looks of a workbook, in its own order; at least the usual one."""
    if styles is None:
        return [Look()]
    tree = etree.fromstring(styles)
    colours = Colours(theme, tree)
    fonts = [_font(one, colours) for one in tree.iterfind(f"{MAIN}fonts/{MAIN}font")]
    fills = [_fill(one, colours) for one in tree.iterfind(f"{MAIN}fills/{MAIN}fill")]
    borders = [_border(one) for one in tree.iterfind(f"{MAIN}borders/{MAIN}border")]
    return list(_looks(tree, fonts, fills, borders, _formats(tree))) or [Look()]


def _formats(tree: etree._Element) -> dict[str, str]:
    own = tree.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    known = {str(number): code for number, code in BUILT_IN.items()}
    return known | {str(one.get("numFmtId")): str(one.get("formatCode", "")) for one in own}


def _looks(
    tree: etree._Element,
    fonts: list[Font],
    fills: list[str],
    borders: list[tuple[str, str, str, str]],
    formats: dict[str, str],
) -> Iterator[Look]:
    for one in tree.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        held = one.find(f"{MAIN}alignment")
        placed = {} if held is None else dict(attributes(held))
        yield Look(
            font=_at(fonts, one.get("fontId"), Font()),
            fill=_at(fills, one.get("fillId"), ""),
            border=_at(borders, one.get("borderId"), ("", "", "", "")),
            across=placed.get("horizontal", "").replace("general", ""),
            down=placed.get("vertical", "bottom"),
            wrap=placed.get("wrapText") in ("1", "true"),
            shrink=placed.get("shrinkToFit") in ("1", "true"),
            turned=_turned(int(placed.get("textRotation", 0))),
            format=formats.get(one.get("numFmtId", "0"), ""),
        )


def _at(known: list[Part], number: str | None, usual: Part) -> Part:
    at = int(number or 0)
    return known[at] if at < len(known) else usual


def _turned(said: int) -> int:
    """Beyond 90 Excel counts clockwise."""
    return said if said in (255, *range(91)) else 90 - said


def _font(one: etree._Element, colours: Colours) -> Font:
    def said(word: str) -> bool:
        held = one.find(f"{MAIN}{word}")
        return held is not None and held.get("val", "1") not in ("0", "false", "none")

    size, name = one.find(f"{MAIN}sz"), one.find(f"{MAIN}name")
    return Font(
        name="" if name is None else str(name.get("val", "")),
        size=11 if size is None else float(size.get("val", 11)),
        bold=said("b"),
        italic=said("i"),
        underline=said("u"),
        colour=colours.of(one.find(f"{MAIN}color")),
    )


def _fill(one: etree._Element, colours: Colours) -> str:
    pattern = one.find(f"{MAIN}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    found = colours.of(pattern.find(f"{MAIN}fgColor"))
    return "" if found in _PAPER else found


def _border(one: etree._Element) -> tuple[str, str, str, str]:
    sides = (one.find(f"{MAIN}{word}") for word in _SIDES)
    left, top, right, bottom = ("" if side is None else side.get("style", "").replace("none", "") for side in sides)
    return left, top, right, bottom
