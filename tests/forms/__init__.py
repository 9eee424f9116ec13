"""Blank forms by several writers, each with something that fillers lose; all with a list on row 6 and a total below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.kinds import Stored
from models.sheets import Filled, Group, Groups, Rows

SHEET, OTHER = "表1", "汇总"
COLUMNS = ["A", "B", "C", "D", "E", "F"]
HEADINGS = ["序号", "单位名称", "类别", "职工", "会员", "女职工", "合计", "比率"]
ROW_FORMULAS = {"G": "SUM(D6:F6)", "H": "IF(D6>0,ROUND(E6/D6,4),0)"}
TOTAL_FORMULAS = {
    "B": "COUNTA(B6:B6)",
    "D": "SUM(D6:D6)",
    "E": "SUM($E$6:$E$6)",
    "F": 'SUMIF(C6:C6,"甲",F6:F6)',
    "G": "SUM(D7:F7)",
    "H": "AVERAGE(H6:H6)",
}
OTHER_FORMULAS = {"A1": "'表1'!D7*2", "A2": "SUM(表1!D6:D6)", "A3": "表1!G6+1", "A4": "MAX(表1!$D$6:$F$6)-MIN(A1:A2)"}

Filling = Callable[[int], dict[str, Filled]]


def line(number: int) -> list[Stored]:
    """One row of a list."""
    return [
        number,
        f"=单位&<{number}>",
        "甲" if number % 2 else "乙",
        number,
        number * 1.5,
        None if number % 3 else number,
    ]


def lines(count: int) -> list[list[Stored]]:
    """Rows of a list."""
    return [line(number) for number in range(1, count + 1)]


def plain(count: int) -> dict[str, Filled]:
    """One list of that many rows, and a cell above and below it."""
    return {SHEET: Filled({"A2": "=填报单位", "A9": "负责人：甲"}, [Rows(6, COLUMNS, lines(count))])}


@dataclass(frozen=True)
class Blank:
    """A blank form: who writes it, and how it is filled with a list of so many rows."""

    name: str
    make: Callable[[Path], None]
    fill: Filling = plain
    counts: Sequence[int] = (0, 1, 2, 500)


def removed(count: int) -> dict[str, Filled]:
    """A list whose row goes when there is nothing to put in."""
    return {SHEET: Filled({"A2": "甲"}, [Rows(6, COLUMNS, lines(count), spare="removed")])}


def ready(count: int) -> dict[str, Filled]:
    """Rows 6 to 15 are drawn in the blank."""
    return {SHEET: Filled({"A18": "甲"}, [Rows(6, COLUMNS, lines(count), until=15)])}


def ready_removed(count: int) -> dict[str, Filled]:
    """Rows 6 to 15 are drawn in the blank, and go when nothing fills them."""
    return {SHEET: Filled({"A18": "甲"}, [Rows(6, COLUMNS, lines(count), until=15, spare="removed")])}


def two(count: int) -> dict[str, Filled]:
    """A second list on row 11."""
    return {SHEET: Filled({"A9": "乙"}, [Rows(6, COLUMNS, lines(count)), Rows(11, COLUMNS, lines(count // 2 + 1))])}


def groups(count: int) -> dict[str, Filled]:
    """Groups of a heading, a list and a subtotal on rows 11 to 13."""
    made = [Group({"B11": f"第{number}组"}, lines(count // (number + 1))) for number in range(3)]
    return {SHEET: Filled({"A9": "乙"}, [Rows(6, COLUMNS, lines(count)), Groups(11, 13, 12, COLUMNS, made)])}
