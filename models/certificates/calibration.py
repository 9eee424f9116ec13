"""The calibration sheet: a page like any other, with a cross and millimetre rules in each corner."""

from __future__ import annotations

from collections.abc import Iterator

from models.certificates.layouts import Frame, Layout, Paper, TextBox
from models.certificates.pages import Page, page
from models.certificates.printers import CORNERS, MARK, Point, marks
from models.words import say

_REACH = 12  # millimetres of rule on each side of a cross's middle
_THIN = 0.15


def sheet(paper: Paper, paper_name: str, fonts: dict[str, list[tuple[str, int]]]) -> Page:
    """The sheet to print for a paper."""
    frames = tuple(frame for mark in marks(paper) for frame in _cross(mark))
    corners = [say(f"printers.{name}") for name in CORNERS]
    texts = [_named(mark, corner, paper) for mark, corner in zip(marks(paper), corners, strict=True)]
    told = say("printers.sheet", paper=paper_name, mark=f"{MARK:.0f}")
    wide = min(paper.width - 4 * MARK, 180)
    left, top = (paper.width - wide) / 2, paper.height / 2 - 30
    texts.append(TextBox(left, top, wide, 60, say=told, font="黑体", size=12, smallest=7, indent=2, running=True))
    layout = Layout("calibration", say("printers.title"), "printer", paper, fonts, tuple(texts), frames)
    return page(layout, 0, paper_name, {})


def _cross(mark: Point) -> Iterator[Frame]:
    x, y = mark
    yield Frame(x - _REACH, y, 2 * _REACH, thickness=_THIN)
    yield Frame(x, y - _REACH, 0, 2 * _REACH, thickness=_THIN)
    for at in range(-_REACH, _REACH + 1):
        long = 2.5 if at % 10 == 0 else 1.8 if at % 5 == 0 else 1.0
        yield Frame(x + at, y - long / 2, 0, long, thickness=_THIN)
        yield Frame(x - long / 2, y + at, long, thickness=_THIN)


def _named(mark: Point, corner: str, paper: Paper) -> TextBox:
    """Beside the cross, towards the middle of the sheet."""
    x = mark[0] + 4 if mark[0] < paper.width / 2 else mark[0] - 44
    y = mark[1] + 4 if mark[1] < paper.height / 2 else mark[1] - 12
    align = "left" if mark[0] < paper.width / 2 else "right"
    return TextBox(x, y, 40, 8, say=corner, font="黑体", size=9, smallest=6, align=align)
