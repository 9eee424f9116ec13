"""Writes a sheet back as a workbook: the very form that its scheme was adopted from, or one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from models import sheets
from models.assessing.kept import SHEET, Kept
from models.assessing.schemes import Schemes
from models.intake.headings import heading_key
from models.kinds import Stored
from models.register import Reader
from models.scoring.assessment import Form, Scheme, written
from models.scoring.assessment.parsing import text
from models.words import say

_ASKED = re.compile(r"(.{2,12}?)\s*[：:]\s*_*")  # a fact that the form asks for: 被考核单位：____


def hand_back(reader: Reader, schemes: Schemes, scheme: Scheme, kept: Kept | None, target: Path) -> list[object]:
    """Writes the sheet, or a blank one; returns what differs from the form where there is one, proved."""
    rows = written(scheme.sheet, kept.scores if kept else {}, schemes.headings)
    if scheme.form is None:
        sheets.write_score_card(target, _card(scheme, kept, rows))
        return []
    facts = _facts(reader, kept) if kept else {}
    cells = dict(_cells(scheme.form, rows)) | dict(_asked(scheme.form, facts))
    return [*sheets.fill(scheme.form.path, target, {scheme.form.sheet: sheets.Filled(cells)})]


def _cells(form: Form, rows: list[list[object]]) -> Iterator[tuple[str, Stored]]:
    """What is other than in the form, but for cells that work themselves out."""
    own = sheets.formula_cells(form.path, form.sheet)
    blank = _rows(form)
    for at, row in enumerate(rows[1:], form.row):
        for column, value in enumerate(row):
            there = blank[at][column] if at < len(blank) and column < len(blank[at]) else ""
            cell = sheets.address(at, column)
            if text(there) != text(value) and not hasattr(there, "month") and cell not in own:
                yield cell, value if isinstance(value, int | float) else str(value) or None


def _asked(form: Form, facts: dict[str, str]) -> Iterator[tuple[str, Stored]]:
    """Whose sheet it is, wherever the form asks for it."""
    for at, row in enumerate(_rows(form)):
        for column, cell in enumerate(row):
            asked = _ASKED.fullmatch(text(cell))
            if asked and (value := facts.get(heading_key(asked[1]))):
                yield sheets.address(at, column), f"{text(cell).rstrip('_ ')}{value}"


def _rows(form: Form) -> list[list[object]]:
    return next(one.rows for one in sheets.read_book(form.path) if one.name == form.sheet)


def _facts(reader: Reader, kept: Kept) -> dict[str, str]:
    """The record's values by every word that a form may ask for them with."""
    one = reader.schema[SHEET]
    names = list(one.fields)
    values = dict(zip(names, reader.table(SHEET, [kept.row], names)[0], strict=True))
    return {heading_key(word): values[key] for key, each in one.fields.items() for word in (each.label, *each.also)}


def _card(scheme: Scheme, kept: Kept | None, rows: list[list[object]]) -> sheets.ScoreCard:
    told = {"who": kept.who, "round": kept.round, "assessor": kept.assessor} if kept else {}
    facts = say("assessing.card_facts", **({"who": "", "round": "", "assessor": ""} | told))
    parents = {item.row for item in scheme.sheet.everything() if item.children} | scheme.sheet.totals.keys()
    roles = ("number", "full", "own", "assessed", "deduction")
    numbers = frozenset(scheme.sheet.columns[role] for role in roles if role in scheme.sheet.columns)
    leaves = {leaf.row for leaf in scheme.sheet.leaves()}
    strong = frozenset(row - 1 for row in parents - leaves)
    return sheets.ScoreCard(
        scheme.title, facts, [text(cell) for cell in rows[0]], rows[1:], strong, numbers, say("assessing.card_foot")
    )
