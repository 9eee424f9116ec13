"""From a number of a return to what stands behind it: a sentence, and the records that were counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.kinds import Period, Stored
from models.kinds.numbers import decimal, written
from models.register.paths import field_at
from models.returns import filling, working
from models.returns.declared import Return
from models.returns.grammar import NUMBERED, CellWords
from models.returns.totalling import list_above
from models.returns.working import Sources, reached_by
from models.words import Refusal, say


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: a sentence, and the records by type (none for what was keyed)."""

    say: str
    rows: dict[str, list[int]]


def meaning_of(one: Return, place: str) -> CellWords:
    """What belongs in a place; refused when the return has none such."""
    key, _, at = place.partition("/")
    record, _, cell = at.partition("/")
    if place in one.cells:
        return one.cells[place]
    if key == filling.EACH and cell in one.cells:
        return one.cells[cell]
    if record.isdecimal() and cell in one.list_columns.get(key, {}):
        return one.list_columns[key][cell]
    raise Refusal("instances.no_place", place=place)


def behind(one: Return, place: str, sources: Sources, put: tuple[Stored, str] | None) -> Behind:
    """What stands behind a place; what a person put there is told first."""
    meaning = meaning_of(one, place)
    key, record, _ = [*place.split("/"), "", ""][:3]
    of = one.each.of if key == filling.EACH and one.each else one.lists[key].of if key in one.lists else ""
    own = int(record) if of and record.isdecimal() else 0
    told, rows = _totalled(one, place, sources) if meaning.total else _computed(meaning, of, own, sources)
    if put is not None and not meaning.keyed:
        told = say("instances.overridden", value=_shown(put[0]), why=put[1], computed=told)
    return Behind(told, rows)


def _computed(meaning: CellWords, of: str, own: int, sources: Sources) -> tuple[str, dict[str, list[int]]]:
    if meaning.keyed:
        return say("instances.keyed"), {}
    if meaning.measure:
        return _measured(meaning, of, own, sources)
    if meaning.reached:
        return say("instances.reached", title=sources.reader.title(of, own)), reached_by(own, sources)
    if of and (meaning.field_ or meaning.value):
        title = sources.reader.title(of, own)
        known = meaning.field_ not in ("", NUMBERED)
        label = field_at(sources.schema, sources.schema[of], meaning.field_).label if known else meaning.value
        return say("instances.field", record=sources.schema[of].title, title=title, label=label), {of: [own]}
    return say("instances.fact"), {"settings": sources.reader.ids("settings")}


def _totalled(one: Return, place: str, sources: Sources) -> tuple[str, dict[str, list[int]]]:
    """The records of the list that a total stands under."""
    key = list_above(one.lists, place.rpartition("/")[2])
    words = one.lists.get(key)
    rows = {words.of: working.records(words, sources)} if words else {}
    return say("instances.total", count=sum(map(len, rows.values()))), rows


def _measured(meaning: CellWords, of: str, own: int, sources: Sources) -> tuple[str, dict[str, list[int]]]:
    """The rows of a measure; in a list those of its record."""
    measure = sources.measures[meaning.measure]
    asked = replace(meaning, only=meaning.only | _hanging_on(meaning, of, own, sources)) if own else meaning
    rows = {record: sorted(ids) for record, ids in filling.behind(asked, sources).items()}
    first, last = sources.over(meaning).bounds
    told = say(
        "instances.measured",
        title=measure.title,
        about=measure.about,
        period=Period().show(sources.over(meaning).period),
        first=first,
        last=last,
        count=sum(map(len, rows.values())),
    )
    narrow = "、".join(str(value) for value in meaning.only.values())
    return (say("instances.narrowed", told=told, only=narrow) if narrow else told), rows


def _hanging_on(meaning: CellWords, of: str, own: int, sources: Sources) -> dict[str, int]:
    """The path by which the rows of a measure belong to a record."""
    one = sources.measures[meaning.measure]
    while one.ratio:
        one = sources.measures[one.ratio[0]]
    return {sources.measures.owner(one, sources.schema[of].table): own}


def _shown(value: Stored) -> str:
    return written(decimal(value)) if isinstance(value, int | float) else str(value or "")
