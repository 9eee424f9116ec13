"""Reads filled assessment sheets from a workbook: which scheme, whose, which round, and what stands on each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models import keying, sheets
from models.assessing.kept import SHEET, SUBJECT, begin, kept_sheets, put
from models.assessing.schemes import Schemes
from models.intake.allowance import limits
from models.intake.facts import facts_above
from models.intake.headings import heading_key
from models.keying import Given
from models.kinds import Stored, match_key
from models.register import Change, Reader, Register
from models.scoring.assessment import Scheme, Sheet, parse
from models.scoring.assessment.items import VETO, Item
from models.scoring.assessment.parsing import answered, cell_of, text
from models.words import Refusal, say

_FIELDS = {"own": "own_score", "assessed": "score", "deduction": "deduction", "remark": "remark"}
_ENOUGH = 0.8  # of a scheme's items that must stand on a sheet for it to be one of the scheme
_NAMING = ("competition", *SUBJECT, "round", "assessor")


@dataclass(frozen=True)
class Received:
    """One filled sheet: its scheme, the facts of its record, values by item, and sentences about what is odd."""

    place: str
    scheme: Scheme
    facts: Given
    lines: Mapping[str, Given]
    doubts: list[str] = field(default_factory=list)


def understand(reader: Reader, schemes: Schemes, path: Path, said: Mapping[str, str] | None = None) -> list[Received]:
    """All filled sheets of a workbook. What the clerk has `said` of a field of the record goes before what it tells.

    Refused where no sheet is one of a known scheme, or does not say whose it is.
    """
    book = sheets.read_book(path, limits(reader))
    found = [one for sheet in book if (one := _received(reader, schemes, sheet, path, said or {}))]
    if not found:
        known = "、".join(dict.fromkeys(one.title for one in schemes.known.values()))
        raise Refusal("assessing.none_found", file=path.name, known=known)
    return found


def _received(
    reader: Reader, schemes: Schemes, sheet: sheets.Sheet, path: Path, said: Mapping[str, str]
) -> Received | None:
    try:
        parsed = parse(sheet.rows, schemes.headings)
    except Refusal:
        return None
    scheme, pairs = _scheme(schemes, parsed)
    if scheme is None:
        return None
    facts = _facts(reader, scheme, sheet, parsed, path, said)
    lines = {item.key: _values(parsed, other, schemes) for item, other in pairs}
    lines = {key: values for key, values in lines.items() if values}
    return Received(sheet.name, scheme, facts, lines, list(_doubts(scheme, parsed, pairs)))


def _scheme(schemes: Schemes, parsed: Sheet) -> tuple[Scheme | None, list[tuple[Item, Item]]]:
    """The scheme whose items stand on the sheet, the latest of several; each of its items with that of the sheet."""
    best: tuple[Scheme | None, list[tuple[Item, Item]]] = (None, [])
    for scheme in sorted(schemes.known.values(), key=lambda one: one.version):
        pairs = _pairs(scheme, parsed)
        enough = len(pairs) >= _ENOUGH * len(list(scheme.sheet.leaves()))
        if enough and len(pairs) >= len(best[1]):
            best = (scheme, pairs)
    return best


def _pairs(scheme: Scheme, parsed: Sheet) -> list[tuple[Item, Item]]:
    """Items of the same words, those of one wording in their order."""
    there: dict[str, list[Item]] = {}
    for leaf in parsed.leaves():
        there.setdefault(match_key(leaf.title), []).append(leaf)
    here = ((leaf, there.get(match_key(leaf.title))) for leaf in scheme.sheet.leaves())
    return [(leaf, others.pop(0)) for leaf, others in here if others]


def _values(parsed: Sheet, item: Item, schemes: Schemes) -> dict[str, Stored]:
    """What stands on an item, as fields of its record; a text where a number should be is kept as typed."""
    row = parsed.rows[item.row]
    if item.kind == VETO:
        answer = answered(row, parsed.columns, schemes.headings)
        told: dict[str, Stored] = {} if answer is None else {"vetoed": int(answer)}
        remark = text(cell_of(row, parsed.columns, "remark"))
        return told | ({"remark": remark} if remark else {})
    words = {name: text(cell_of(row, parsed.columns, role)) for role, name in _FIELDS.items()}
    return {name: _stored(name, told) for name, told in words.items() if told}


def _stored(name: str, told: str) -> Stored:
    if name == "remark":
        return told
    number = told.removesuffix("分").strip()
    try:
        return int(number) if float(number).is_integer() else float(number)
    except ValueError:
        return told


def _facts(
    reader: Reader, scheme: Scheme, sheet: sheets.Sheet, parsed: Sheet, path: Path, said: Mapping[str, str]
) -> Given:
    one = reader.schema[SHEET]
    labels = {heading_key(word): key for key, each in one.fields.items() for word in (each.label, *each.also)}
    items = {item.row for item in parsed.everything()} | parsed.totals.keys()
    beside = [row for at, row in enumerate(sheet.rows) if at < parsed.first or (at >= parsed.first and at not in items)]
    told = {key: text(cell) for key, cell in facts_above(reader, one, labels, (), path.stem, beside).items()}
    told = {key: value for key, value in told.items() if key in (*_NAMING, "date") and value} | dict(said)
    words = " ".join([sheet.name, path.stem, *(text(cell) for row in beside for cell in row)])
    told.setdefault("unit", reader.named_in("unit", words))
    told.setdefault("round", _round(scheme, words))
    if not told["unit"]:
        raise Refusal("assessing.whose", file=path.name, sheet=sheet.name)
    facts = {key: keying.understood(reader, one.fields[key], [value])[0] for key, value in told.items() if value}
    facts |= {key: int(value) for key, value in said.items() if value.isdigit() and one.fields[key].of}
    return facts if "competition" in facts else facts | {"competition": _competition(reader, scheme, path)}


def _round(scheme: Scheme, words: str) -> str:
    """The one round of the scheme that the sheet names."""
    named = [word for word in scheme.weights if word in words]
    return named[0] if len(named) == 1 else ""


def _competition(reader: Reader, scheme: Scheme, path: Path) -> int:
    """Where nothing names it: the only one that the scheme is used in, or the only one that is assessed at all."""
    used = reader.ask("select distinct competition from assessment where scheme = ?", [scheme.title])
    if not used:
        used = [(row,) for key in reader.schema[SHEET].under for row in reader.ids(key)]
    if len(used) != 1 or not isinstance(used[0][0], int):
        raise Refusal("assessing.which_competition", file=path.name)
    return used[0][0]


def _doubts(scheme: Scheme, parsed: Sheet, pairs: list[tuple[Item, Item]]) -> Iterator[str]:
    ours, theirs = {item.key for item, _ in pairs}, {item.key for _, item in pairs}
    missing = [leaf.title for leaf in scheme.sheet.leaves() if leaf.key not in ours]
    if missing:
        yield say("assessing.missing", items="、".join(missing))
    more = [leaf.title for leaf in parsed.leaves() if leaf.key not in theirs]
    if more:
        yield say("assessing.more", items="、".join(more))


def keep(register: Register, schemes: Schemes, received: list[Received], what: str) -> list[Change]:
    """Keeps filled sheets as one step: into the sheet of the same subject, round and assessor, or into a new one."""
    changes: list[Change] = []
    with register.step(what):
        for one in received:
            row = _known(register, one)
            if row is None:
                begun = begin(register, one.scheme, one.facts)
                changes.append(begun)
                row = begun.ids[0]
            (kept,) = kept_sheets(register, schemes, f"assessment.id = {row}")
            given = {key: _changed(kept.lines.get(key), values) for key, values in one.lines.items()}
            given = {key: values for key, values in given.items() if values}
            if given:
                changes += put(register, kept, given)[1]
    return changes


def _known(reader: Reader, one: Received) -> int | None:
    facts = {name: one.facts.get(name) for name in _NAMING}
    facts["round"] = facts["round"] or reader.schema[SHEET].fields["round"].default
    alike = " and ".join(f"{name} is ?" for name in facts)
    sql = f"select id from {SHEET} where {alike} and scheme = ? and version = ?"
    found = reader.ask(sql, [*facts.values(), one.scheme.title, one.scheme.version])
    return found[0][0] if found else None


def _changed(line: object, values: Given) -> Given:
    kept = getattr(line, "values", {})
    return {name: value for name, value in values.items() if value != kept.get(name)}
