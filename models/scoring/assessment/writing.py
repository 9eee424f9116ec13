"""A scored sheet as the same rows that it came in: nothing else is touched."""

from __future__ import annotations

from fractions import Fraction

from models.scoring.assessment.items import BASE, Item, Scores, Sheet
from models.scoring.assessment.parsing import Headings, answered, number_in, text

Cell = object


def written(sheet: Sheet, scores: Scores, headings: Headings, subtotals: bool = True) -> list[list[Cell]]:
    """The rows with scores, deductions and remarks filled in; with subtotals also on parents and in total rows.

    A cell that says the same already stays as it was typed.
    """
    rows = [list(row) for row in sheet.rows]
    for item in sheet.leaves():
        if item.key in scores:
            one = scores[item.key]
            for role, value in (("own", one.own), ("assessed", one.assessed), ("deduction", one.deduction)):
                _put(sheet, rows, item.row, role, value)
            if one.vetoed is not None and one.vetoed != answered(sheet.rows[item.row], sheet.columns, headings):
                _put_text(sheet, rows, item.row, "assessed", headings.answer(one.vetoed))
            if one.remark:
                _put_text(sheet, rows, item.row, "remark", one.remark)
    if subtotals:
        for item in sheet.everything():
            if item.children:
                _sum(sheet, rows, item.row, [item], scores, item.kind)
        for row, key in sheet.totals.items():
            within = [item for item in sheet.everything() if item.key == key] if key else list(sheet.items)
            _sum(sheet, rows, row, within, scores, BASE)
    return rows


def _sum(sheet: Sheet, rows: list[list[Cell]], row: int, items: list[Item], scores: Scores, kind: str) -> None:
    """Own and assessed scores together, where every leaf has one."""
    leaves = [leaf for item in items for leaf in item.leaves() if leaf.kind == kind]
    shared = {leaf.row for leaf in leaves}
    if row in shared or not leaves:
        return
    own = [scores[leaf.key].own if leaf.key in scores else None for leaf in leaves]
    assessed = [scores[leaf.key].of(leaf.full) if leaf.key in scores else None for leaf in leaves]
    for role, values in (("own", own), ("assessed", assessed)):
        if None not in values:
            _put(sheet, rows, row, role, sum((value for value in values if value is not None), Fraction(0)))


def _put(sheet: Sheet, rows: list[list[Cell]], row: int, role: str, value: Fraction | None) -> None:
    at = sheet.columns.get(role)
    if at is None or value is None:
        return
    _widen(rows[row], at)
    if number_in(rows[row][at]) != value:
        rows[row][at] = value.numerator if value.denominator == 1 else float(value)  # Excel knows no other


def _put_text(sheet: Sheet, rows: list[list[Cell]], row: int, role: str, value: str) -> None:
    at = sheet.columns.get(role)
    if at is not None:
        _widen(rows[row], at)
        if text(rows[row][at]) != value:
            rows[row][at] = value


def _widen(row: list[Cell], at: int) -> None:
    row += [""] * (at + 1 - len(row))
