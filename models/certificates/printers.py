"""What a printer does to a sheet, from what was read on its calibration sheet, and how to draw so that it comes right.

A point meant for `p` lands at `shift + turn(scale(p))`, in millimetres from the upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from models.certificates.layouts import Paper, sized
from models.register import Reader
from models.words import Refusal

MARK = 20.0
"""Millimetres from the edges to the middle of a cross on the calibration sheet."""
RECORD = "printer"
CORNERS = ("left_top", "right_top", "left_bottom", "right_bottom")
READINGS = tuple(f"{corner}_{way}" for corner in CORNERS for way in "xy")
MARGINS = ("margin_left", "margin_top", "margin_right", "margin_bottom")
_ROUNDS = 6
WORST = 1.0
"""Millimetres by which a reading may stray from the others."""

Point = tuple[float, float]


class Profile(NamedTuple):
    """A printer with a paper in a tray: shift in millimetres, scale, turn in degrees clockwise, unprintable margins."""

    x: float = 0
    y: float = 0
    across: float = 1
    down: float = 1
    turn: float = 0
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)

    def printed(self, point: Point) -> Point:
        """Where a point lands."""
        a, b, c, d = self._matrix()
        return self.x + a * point[0] + c * point[1], self.y + b * point[0] + d * point[1]

    def correction(self) -> tuple[float, float, float, float, float, float]:
        """The affine map under which to draw, as Qt writes one: x' = a x + c y + e, y' = b x + d y + f."""
        a, b, c, d = self._matrix()
        size = a * d - b * c
        return (
            d / size,
            -b / size,
            -c / size,
            a / size,
            (c * self.y - d * self.x) / size,
            (b * self.x - a * self.y) / size,
        )

    def _matrix(self) -> tuple[float, float, float, float]:
        sine, cosine = math.sin(math.radians(self.turn)), math.cos(math.radians(self.turn))
        return self.across * cosine, self.across * sine, -self.down * sine, self.down * cosine


def marks(paper: Paper) -> list[Point]:
    """The middles of the crosses: left top, right top, left bottom, right bottom."""
    return [(x, y) for y in (MARK, paper.height - MARK) for x in (MARK, paper.width - MARK)]


def solve(meant: Sequence[Point], found: Sequence[Point]) -> Profile:
    """The profile whose `printed` comes nearest to what was found, by least squares. Three points or more."""
    told = [0.0, 0.0, 1.0, 1.0, 0.0]
    for _ in range(_ROUNDS):
        rows, misses = [], []
        for (x, y), (seen_x, seen_y) in zip(meant, found, strict=True):
            sine, cosine = math.sin(told[4]), math.cos(told[4])
            right, low = told[2] * x, told[3] * y
            rows.append([1, 0, x * cosine, -y * sine, -right * sine - low * cosine])
            rows.append([0, 1, x * sine, y * cosine, right * cosine - low * sine])
            misses += [seen_x - told[0] - right * cosine + low * sine, seen_y - told[1] - right * sine - low * cosine]
        told = [old + step for old, step in zip(told, _least(rows, misses), strict=True)]
    return Profile(told[0], told[1], told[2], told[3], math.degrees(told[4]))


def find(
    reader: Reader, known: dict[str, Paper], printer: str, paper: Paper, tray: str = "", back: bool = False
) -> Profile:
    """The profile of a printer as registered for that size; refused when there is none or its readings are no readings.

    `known` are the papers that have a name.
    """
    where = "printer = ? and coalesce(tray, '') = ? and coalesce(back, 0) = ?"
    rows = reader.rows(RECORD, ["paper", *READINGS, *MARGINS], where, [printer, tray, int(back)])
    kept = [row[2:] for row in rows if sized(str(row[1]), known) == paper]
    if not kept:
        raise Refusal("printers.none", printer=printer, paper=f"{paper.width:g}×{paper.height:g}")
    readings, margins = kept[-1][: len(READINGS)], kept[-1][len(READINGS) :]
    if not all(isinstance(one, int | float) for one in readings):
        raise Refusal("printers.unread", printer=printer)
    solved, astray = read(paper, [float(one) for one in readings])
    if astray > WORST:
        raise Refusal("printers.misread", printer=printer)
    left, top, right, bottom = (float(one) if isinstance(one, int | float) else 0.0 for one in margins)
    return solved._replace(margins=(left, top, right, bottom))


def read(paper: Paper, readings: Sequence[float]) -> tuple[Profile, float]:
    """The profile that eight readings tell, corner by corner, and how far the worst of them strays from it."""
    found = _places(paper, readings)
    solved = solve(marks(paper), found)
    return solved, misfit(solved, marks(paper), found)


def misfit(profile: Profile, meant: Sequence[Point], found: Sequence[Point]) -> float:
    """How far the worst reading strays from the profile."""
    return max(math.dist(profile.printed(one), seen) for one, seen in zip(meant, found, strict=True))


def within_margins(profile: Profile, paper: Paper, corners: Sequence[Point]) -> bool:
    """Whether corners of what is to stand on the sheet lie where the printer can't print."""
    left, top, right, bottom = profile.margins
    return any(x < left or y < top or x > paper.width - right or y > paper.height - bottom for x, y in corners)


def _places(paper: Paper, readings: Sequence[float]) -> list[Point]:
    """Readings are taken from the nearest edges."""
    pairs = zip(readings[::2], readings[1::2], strict=True)
    return [
        (paper.width - x if mark[0] > MARK else x, paper.height - y if mark[1] > MARK else y)
        for (x, y), mark in zip(pairs, marks(paper), strict=True)
    ]


def _least(rows: Sequence[Sequence[float]], misses: Sequence[float]) -> list[float]:
    """The steps that make the misses smallest: normal equations, solved by elimination."""
    count = len(rows[0])
    table = [
        [sum(row[i] * row[j] for row in rows) for j in range(count)]
        + [sum(row[i] * miss for row, miss in zip(rows, misses, strict=True))]
        for i in range(count)
    ]
    for at in range(count):
        best = max(range(at, count), key=lambda i: abs(table[i][at]))
        table[at], table[best] = table[best], table[at]
        table[at] = [value / table[at][at] for value in table[at]]
        for other in range(count):
            if other != at:
                share = table[other][at]
                table[other] = [value - share * own for value, own in zip(table[other], table[at], strict=True)]
    return [row[count] for row in table]
