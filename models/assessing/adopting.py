"""Makes a scheme of an upper level's blank workbook: a file in the office's formats, the workbook beside it."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models import sheets
from models.assessing.schemes import Schemes
from models.files import safe_name, written_beside
from models.resources import Resources
from models.scoring.assessment import Headings, Scheme, Sheet, parse, read, scores
from models.scoring.assessment.items import BASE
from models.scoring.assessment.parsing import cell_of, number_in, text
from models.scoring.exact import shown
from models.words import Refusal, say

_ROLES = ("own", "assessed", "deduction", "remark")  # columns that are filled in, and so blank in a scheme


@dataclass(frozen=True)
class Terms:
    """What the workbook does not say: how it is called, which lines make a class, what a bonus may come to."""

    title: str = ""
    version: str = ""
    classes: Sequence[tuple[str, float]] = ()
    weights: Sequence[tuple[str, float]] = ()
    """Rounds that the whole is made of, and their weights."""
    bonus_cap: float | None = None
    vetoed: str = ""

    @classmethod
    def told(cls, title: str, version: str, classes: str, periods: str, bonus_cap: str, vetoed: str = "") -> Terms:
        """From words as people type them: classes 优秀=95，良好=85, periods 2024=50，2025=50; refused where unread."""
        cap = _number(bonus_cap) if bonus_cap.strip() else None
        return cls(title.strip(), version.strip(), _pairs(classes), _pairs(periods), cap, vetoed.strip())


def _pairs(words: str) -> list[tuple[str, float]]:
    """Names and numbers."""
    parts = (part.partition("=") for part in re.split("[,，;；、]", words) if part.strip())
    return [(name.strip(), _number(number)) for name, _, number in parts]


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError as error:
        raise Refusal("assessing.bad_number", value=word) from error


@dataclass(frozen=True)
class Adopted:
    """The new scheme, its file, and sentences about what the clerk should look at."""

    scheme: Scheme
    file: Path
    doubts: list[str] = field(default_factory=list)


def adopt(resources: Resources, schemes: Schemes, path: Path, terms: Terms) -> Adopted:
    """Keeps the scheme of a blank workbook; refused where no sheet is one, or the version is there already."""
    assert resources.formats is not None
    place, found = _found(path, schemes)
    title = terms.title or _title(place, found, path)
    version = terms.version or f"{datetime.date.today():%Y.%m.%d}"
    if schemes.of(title, version):
        raise Refusal("assessing.known", title=title, version=version)
    _check(found, path)
    folder = resources.formats / "assessments"
    name = safe_name(f"{title} {version}")
    form = f"{name}.xlsx" if _is_form(path) else ""
    told = {"title": title, "version": version, "source": path.name, "form": form}
    lines = _lines(place, found, terms, told, schemes.headings)
    file = folder / f"{name}.toml"
    with written_beside(file) as beside:
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if form:
        with written_beside(folder / form) as beside:
            shutil.copyfile(path, beside)
    _, words = resources.declarations("assessments")[name]
    scheme = read(name, words, file.name, schemes.headings, folder)
    return Adopted(scheme, file, list(_doubts(place, found, schemes, form)))


def _found(path: Path, schemes: Schemes) -> tuple[sheets.Sheet, Sheet]:
    """The sheet of the workbook with the most items."""
    parsed = []
    for one in sheets.read_book(path):
        try:
            parsed.append((one, parse(one.rows, schemes.headings)))
        except Refusal:
            continue
    if not parsed:
        raise Refusal("assessment.no_heading")
    return max(parsed, key=lambda both: len(list(both[1].leaves())))


def _title(place: sheets.Sheet, found: Sheet, path: Path) -> str:
    """The longest text in the first rows above the headings that is no fact; else the file's name."""
    above = [text(cell) for row in place.rows[: found.first] for cell in row[:1]]
    titles = [one for one in above[: found.first - 1] if one and "：" not in one and not one.startswith("附件")]
    return max(titles, key=len, default=path.stem)


def _check(found: Sheet, path: Path) -> None:
    bare = [leaf.title for leaf in found.leaves() if leaf.kind == BASE and leaf.worth is None]
    if bare:
        raise Refusal("assessing.no_full", file=path.name, items="、".join(bare[:5]))


def _is_form(path: Path) -> bool:
    """Whether the workbook can be filled as it is."""
    try:
        sheets.formula_cells(path, "")
    except Refusal as refusal:
        return refusal.key == "sheets.no_sheet"
    return True


def _lines(place: sheets.Sheet, found: Sheet, terms: Terms, told: dict[str, str], headings: Headings) -> Iterator[str]:
    """The scheme's file, line by line."""
    yield from (f"{word} = {_toml(value)}" for word, value in told.items() if value)
    if told["form"]:
        yield f"form_sheet = {_toml(place.name)}"
        yield f"form_row = {found.first}"
    yield f"full = {_toml(float(found.full))}"
    if terms.bonus_cap is not None:
        yield f"bonus_cap = {_toml(terms.bonus_cap)}"
    if terms.weights:
        yield 'periods = "weighted"'
        yield f"weights = {{ {', '.join(f'{_toml(name)} = {_toml(weight)}' for name, weight in terms.weights)} }}"
    yield f"vetoed = {_toml(terms.vetoed or say('assessing.vetoed'))}"
    yield f"heading = {_toml(_heading(place, found, headings))}"
    yield "rows = ["
    yield from (f"    {_toml(row)}," for row in _blank_rows(place, found))
    yield "]"
    for name, line in terms.classes:
        yield f"\n[[classes]]\nname = {_toml(name)}\nline = {_toml(line)}"


def _heading(place: sheets.Sheet, found: Sheet, headings: Headings) -> list[object]:
    """One row of headings: of two that stand one above the other the one that says what the column is for."""
    lower = place.rows[found.first - 1]
    upper = place.rows[found.first - 2] if not text(cell_of(lower, found.columns, "title")) else lower
    roles = {at: role for role, at in found.columns.items()}
    told = []
    for at, both in enumerate(zip(lower, upper, strict=True)):
        words = next(filter(None, map(text, both)), "")
        role = roles.get(at, "")
        known = role in ("", headings.meaning(words)) or (role == "title" and headings.meaning(words) == "content")
        told.append(words if known else next(word for word, meaning in headings.columns.items() if meaning == role))
    return list(told)


def _blank_rows(place: sheets.Sheet, found: Sheet) -> Iterator[list[object]]:
    """The rows as they stand, but with nothing filled in."""
    filled = {found.columns[role] for role in _ROLES if role in found.columns}
    for row in place.rows[found.first :]:
        yield ["" if at in filled else _plain(cell) for at, cell in enumerate(row)]


def _plain(cell: object) -> object:
    if isinstance(cell, datetime.date):  # Excel takes 1-2 for the second of January
        return f"{cell.month}-{cell.day}"
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else text(cell)


def _toml(value: object) -> str:
    """A value as TOML writes it, which is as JSON does for these."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _doubts(place: sheets.Sheet, found: Sheet, schemes: Schemes, form: str) -> Iterator[str]:
    if not form:
        yield say("assessing.no_form")
    if scores(found, schemes.headings):
        yield say("assessing.was_filled")
    heading = [str(word) for word in _heading(place, found, schemes.headings)]
    unknown = [word for word in heading if word and not schemes.headings.meaning(word)]
    if unknown:
        yield say("assessing.unknown_headings", headings="、".join(unknown))
    for row, key in found.totals.items():
        stated = number_in(cell_of(place.rows[row], found.columns, "full"))
        if not key and stated is not None and stated != found.full:
            yield say("assessing.sum_differs", stated=shown(stated), full=shown(found.full))
