"""The first sheet of an error copy: every wrong cell with a link to it, what it holds, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.sax.saxutils import quoteattr

from models.sheets.cells import tail
from models.sheets.copies.package import MAIN
from models.words import say

_WIDTHS = (6, 18, 20, 24, 44, 44)  # in characters, of which a Chinese letter takes two
_LINE = 15  # points
_MOST_LINKS = 65_000  # a sheet takes no more
_HEADINGS = ("number", "place", "heading", "value", "wrong", "mend")


def list_sheet(
    entries: Iterable[tuple[str, str, list[str]]], note: str, selected: bool, look: Callable[[str], str]
) -> bytes:
    """The sheet's XML. An entry is its place in words, the place as a link (or ""), and its other cells."""
    links: list[str] = []
    rows = [_row(1, [say("marking.title")], [look("title")])]
    plain, link = look("plain"), look("link")
    rows.append(_row(2, [note], [look("note")]))
    rows.append(_row(3, [say(f"marking.{name}") for name in _HEADINGS], [look("heading")] * len(_HEADINGS)))
    for number, (place, to, cells) in enumerate(entries, 1):
        linked = to and len(links) < _MOST_LINKS
        styles = [plain, link if linked else plain, *[plain] * len(cells)]
        rows.append(_row(number + 3, [str(number), place, *cells], styles))
        if linked:
            links.append(f'<hyperlink ref="B{number + 3}" location={quoteattr(to)} display={quoteattr(place)}/>')
    return _whole(rows, links, selected)


def _row(number: int, texts: list[str], styles: list[str]) -> str:
    made = zip("ABCDEF", texts, map(int, styles), strict=False)
    cells = [f'<c r="{letter}{number}{tail(style)(text or None)}' for letter, text, style in made]
    lines = max(-(-2 * len(text) // width) for text, width in zip(texts, _WIDTHS, strict=False)) if number > 3 else 1
    height = f' ht="{lines * _LINE}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _whole(rows: list[str], links: list[str], selected: bool) -> bytes:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )
    pane = '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>'
    shown = ' tabSelected="1"' if selected else ""
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN[1:-1]}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{shown} workbookViewId="0">{pane}</sheetView></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{linked}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()
