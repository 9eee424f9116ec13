"""A layout as it is drawn up: every change is a new layout, so that undo is a list of old ones. Millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from models.certificates.layouts import Box, Code, Frame, Layout, Picture, TextBox

STEP = 0.1
"""Of an arrow key."""
_LEAST = 2.0
_BESIDE = 5.0  # millimetres from a box to its copy
_GROUPS = {"texts": TextBox, "frames": Frame, "pictures": Picture, "codes": Code}


class Spot(NamedTuple):
    """Which box of a layout: its group and its place in it."""

    group: str
    at: int


def boxes(layout: Layout) -> list[tuple[Spot, Box]]:
    """All boxes, those drawn last at the end."""
    order = ("pictures", "frames", "codes", "texts")
    return [(Spot(group, at), box) for group in order for at, box in enumerate(getattr(layout, group))]


def box_at(layout: Layout, spot: Spot) -> Box:
    """The box of a spot."""
    found: Box = getattr(layout, spot.group)[spot.at]
    return found


def with_box(layout: Layout, spot: Spot, box: Box) -> Layout:
    """The layout with another box in that spot."""
    group = list(getattr(layout, spot.group))
    group[spot.at] = box
    return _with(layout, spot.group, group)


def added(layout: Layout, box: Box) -> tuple[Layout, Spot]:
    """The layout with one more box, and where it is."""
    group = next(name for name, kind in _GROUPS.items() if type(box) is kind)
    found = [*getattr(layout, group), box]
    return _with(layout, group, found), Spot(group, len(found) - 1)


def without(layout: Layout, spots: Iterable[Spot]) -> Layout:
    """The layout without some boxes."""
    gone = set(spots)
    for group in _GROUPS:
        kept = [box for at, box in enumerate(getattr(layout, group)) if Spot(group, at) not in gone]
        layout = _with(layout, group, kept)
    return layout


def moved(layout: Layout, spots: Iterable[Spot], right: float, down: float) -> Layout:
    """Boxes moved together, kept on the paper."""
    chosen = [box_at(layout, spot) for spot in spots]
    paper = layout.paper
    right = max(-min(box.x for box in chosen), min([right, *(paper.width - box.x - box.width for box in chosen)]))
    down = max(-min(box.y for box in chosen), min([down, *(paper.height - box.y - box.height for box in chosen)]))
    return _each(layout, spots, lambda box: replace(box, x=_fine(box.x + right), y=_fine(box.y + down)))


def resized(layout: Layout, spot: Spot, left: float, top: float, right: float, bottom: float) -> Layout:
    """A box between four edges, not smaller than two millimetres; a line stays a line."""
    box = box_at(layout, spot)
    height = 0.0 if isinstance(box, Frame) and not box.height else max(bottom - top, _LEAST)
    width = max(right - left, _LEAST)
    made = replace(box, x=_fine(left), y=_fine(top), width=_fine(width), height=_fine(height))
    return with_box(layout, spot, made)


def aligned(layout: Layout, spots: list[Spot], how: str) -> Layout:
    """Boxes brought to one edge or middle of the first; a single one to that of the paper."""
    first = box_at(layout, spots[0])
    paper = Box(0, 0, layout.paper.width, layout.paper.height)
    to, rest = (first, spots[1:]) if len(spots) > 1 else (paper, spots)
    places: dict[str, Callable[[Box], Box]] = {
        "left": lambda box: replace(box, x=to.x),
        "center": lambda box: replace(box, x=_fine(to.x + (to.width - box.width) / 2)),
        "right": lambda box: replace(box, x=_fine(to.x + to.width - box.width)),
        "top": lambda box: replace(box, y=to.y),
        "middle": lambda box: replace(box, y=_fine(to.y + (to.height - box.height) / 2)),
        "bottom": lambda box: replace(box, y=_fine(to.y + to.height - box.height)),
    }
    return _each(layout, rest, places[how])


def raised(layout: Layout, spots: list[Spot], by: int) -> tuple[Layout, list[Spot]]:
    """Boxes drawn one later (1) or earlier (-1) among those of their kind, and where they are then."""
    places = {spot: spot for spot in spots}
    for spot in sorted(spots, key=lambda spot: -by * spot.at):
        group = list(getattr(layout, spot.group))
        to = spot.at + by
        if 0 <= to < len(group) and Spot(spot.group, to) not in places.values():
            group[spot.at], group[to] = group[to], group[spot.at]
            layout, places[spot] = _with(layout, spot.group, group), Spot(spot.group, to)
    return layout, [places[spot] for spot in spots]


def pasted(layout: Layout, copied: Iterable[Box]) -> tuple[Layout, list[Spot]]:
    """Copies of boxes beside where the boxes were, and where they are; those of a larger sheet come onto this one."""
    spots = []
    for box in copied:
        x, y = (
            max(min(start + _BESIDE, whole - side), 0.0)
            for start, side, whole in (
                (box.x, box.width, layout.paper.width),
                (box.y, box.height, layout.paper.height),
            )
        )
        layout, spot = added(layout, replace(box, x=_fine(x), y=_fine(y)))
        spots.append(spot)
    return layout, spots


def lines_of(layout: Layout, but: Iterable[Spot]) -> tuple[list[float], list[float]]:
    """Where edges and middles stand that a moved box may catch on: of the paper and of the other boxes."""
    left_out = set(but)
    others = [box for spot, box in boxes(layout) if spot not in left_out]
    others.append(Box(0, 0, layout.paper.width, layout.paper.height))
    across = [x for box in others for x in (box.x, box.x + box.width / 2, box.x + box.width)]
    down = [y for box in others for y in (box.y, box.y + box.height / 2, box.y + box.height)]
    return across, down


def caught(edges: Iterable[float], lines: Iterable[float], reach: float) -> float:
    """How far to go on so that the nearest of the edges lies on a line; 0 when none is within reach."""
    gaps = [line - edge for edge in edges for line in lines if abs(line - edge) <= reach]
    return min(gaps, key=abs, default=0.0)


def _each(layout: Layout, spots: Iterable[Spot], change: Callable[[Box], Box]) -> Layout:
    for spot in spots:
        layout = with_box(layout, spot, change(box_at(layout, spot)))
    return layout


def _with(layout: Layout, group: str, found: list[Box]) -> Layout:
    changed: Layout = replace(layout, **{group: tuple(found)})  # type: ignore[arg-type]
    return changed


def _fine(length: float) -> float:
    return round(length, 2)


class Drawing:
    """A layout under way, with the way back and on."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._back: list[Layout] = []
        self._on: list[Layout] = []
        self.saved = layout

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.layout != self.saved

    def become(self, layout: Layout) -> None:
        """A step."""
        if layout != self.layout:
            self._back.append(self.layout)
            self._on.clear()
            self.layout = layout

    def undo(self) -> None:
        """A step back, if there is one."""
        if self._back:
            self._on.append(self.layout)
            self.layout = self._back.pop()

    def redo(self) -> None:
        """A step on, if one was taken back."""
        if self._on:
            self._back.append(self.layout)
            self.layout = self._on.pop()
