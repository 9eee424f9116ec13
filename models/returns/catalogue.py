"""Measures, fields and facts by the headings that lead to them, and the ways to narrow them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from models.characters import initials
from models.intake.headings import MONEY, Levels, goes_with, heading_key, matched, paths_by_label
from models.kinds import Choice, Link, Number, Period, Year, match_key
from models.measures import Measure, Measures
from models.register import Reader
from models.register.paths import field_at
from models.reporting import grid_of
from models.resources import Resources
from models.returns.grammar import NUMBERED, CellWords
from models.returns.wording import Wording
from models.schema import TYPE, Field, RecordType, Schema
from models.words import say

_SUM = re.compile(r"sum\((\w+)\)")
_PEOPLE = ("人", "人次")
_MOST = 40  # values of a list that one may choose from at a glance


@dataclass(frozen=True)
class Known:
    """A measure, field or fact that may be bound: its key, how it is called, its unit, and what it means."""

    key: str
    title: str
    unit: str = ""
    about: str = ""


@dataclass(frozen=True)
class Split:
    """A way to narrow a measure or list: the path for `only`, its label, and the values to choose from."""

    path: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Context:
    """What an adoption looks things up in."""

    resources: Resources
    schema: Schema
    measures: Measures
    reader: Reader


@dataclass(frozen=True)
class Match:
    """What a heading leads to, the money unit that it names, and whether it says just that."""

    key: str
    unit: str
    exact: bool


class Catalogue:
    """All that may be bound, by what forms call it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.schema, self.measures = context.schema, context.measures
        self.words: dict[str, Any] = context.resources.declaration("return_headings")[1]
        self.wording = Wording(self.words)
        self.heading_of_measure = lru_cache(maxsize=None)(self._measure)

    @cached_property
    def _type(self) -> RecordType:
        """Measures as fields of a type, so that headings lead to them as they lead to fields in intake."""
        fields = {key: self._as_field(key, one) for key, one in self.measures.known.items()}
        return RecordType("return/measures", "", fields)  # a refinement: its fields are its own

    def _as_field(self, key: str, one: Measure) -> Field:
        summed = _SUM.fullmatch(one.value)
        is_reported = bool(one.of) and grid_of(self.schema[one.of]) is not None  # elsewhere 人次 is those of a training
        source = self.schema[one.of].fields.get(summed[1]) if summed and is_reported and not one.where else None
        also = (source.label, *source.also) if source else ()
        return Field(key, one.title, Number(one.unit), also=also)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return paths_by_label(self.schema, self._type)

    def _measure(self, levels: Levels) -> Match | None:
        """The measure that a heading leads to."""
        if not levels:
            return None
        columns, money, _ = matched(self._type, self.schema, self._labels, [levels])
        for key in columns:
            return Match(key, money.get(key, ""), self._says_just(levels, self._type.fields[key]))
        return self.in_other_words(levels)

    def in_other_words(self, levels: Levels) -> Match | None:
        """The one measure of which nothing else is said; people and person-times must be told apart."""
        said = self.wording.said(levels)
        found = [
            key for key in self._said.get(said.words, ()) if self._counts_in(self._type.fields[key].unit, said.unit)
        ]
        if len(found) != 1 or not said.words:
            return None
        return Match(found[0], said.unit if said.unit in MONEY else "", False)

    @cached_property
    def _said(self) -> dict[frozenset[str], list[str]]:
        """Measures by the words of their titles; of two sources only where the form asks for it."""
        found: dict[frozenset[str], list[str]] = {}
        for key, one in self._type.fields.items():
            if self.measures[key].either:
                continue
            found.setdefault(self.wording.said((one.label,)).words, []).append(key)
        return found

    @staticmethod
    def _counts_in(own: str, said: str) -> bool:
        return goes_with(own, said) if own and said else own not in _PEOPLE

    def _says_just(self, levels: Levels, field: Field) -> bool:
        """Whether a heading says a field's label, or another that it is known by, and nothing else but its unit."""
        units = {match_key(unit) for unit in (field.unit, *MONEY)}
        told = "".join(heading_key(level) for level in levels if match_key(level) not in units)
        return told in {heading_key(label).replace("/", "") for label in (field.label, *field.also)}

    def fields_of(self, record: str, headings: list[Levels]) -> dict[int, Match]:
        """The paths that the headings of a list lead to, by the place of the heading."""
        one = self.schema[record]
        columns, money, unknown = matched(one, self.schema, paths_by_label(self.schema, one), headings)
        found = {
            at: Match(
                path, money.get(path, ""), heading_key("".join(headings[at])) == heading_key(self.label(one, path))
            )
            for path, at in columns.items()
        }
        for at in unknown:
            said = self.wording.said(headings[at])
            paths = [each for each in self._fields_said(record).get(said.words, ()) if each.key not in columns]
            if len(paths) == 1 and said.words and goes_with(paths[0].unit, said.unit):
                found[at] = Match(paths[0].key, said.unit if said.unit in MONEY else "", False)
        return found

    def _fields_said(self, record: str) -> dict[frozenset[str], list[Field]]:
        """A type's own fields by the words of their labels."""
        found: dict[frozenset[str], list[Field]] = {}
        for each in self.schema[record].fields.values():
            for words in {self.wording.said((label,)).words for label in (each.label, *each.also)}:
                found.setdefault(words, []).append(each)
        return found

    def label(self, one: RecordType, path: str) -> str:
        """How a field at a path is called."""
        return field_at(self.schema, one, path).label

    def fact(self, label: str) -> str:
        """The fact of the office that belongs beside a label."""
        key = heading_key(label)
        facts: dict[str, list[str]] = self.words.get("facts", {})
        return next((fact for fact, known in facts.items() if key in map(heading_key, known)), "")

    def back(self, levels: Levels) -> int:
        """How many years a heading lies back."""
        known = {match_key(word): int(years) for word, years in self.words.get("back", {}).items()}
        return max((known.get(match_key(level), 0) for level in levels), default=0)

    def says_nothing(self, level: str) -> bool:
        """Whether a heading means the whole, or another year of it."""
        whole = map(match_key, self.words.get("whole", {}).get("words", ()))
        return heading_key(level) in whole or bool(self.back((level,)))

    def is_number(self, levels: Levels) -> bool:
        """Whether a column numbers the records."""
        return self._is("number", levels)

    def is_total(self, levels: Levels) -> bool:
        """Whether a row holds the sums of a list."""
        return self._is("total", levels)

    def adds_up(self, record: str, meaning: CellWords) -> bool:
        """Whether the sum of a list's column is what its total means: not where one is counted in several rows."""
        if meaning.measure:
            one = self.measures[meaning.measure]
            return not one.made_of and "distinct" not in one.value
        if not meaning.field_ or meaning.field_ == NUMBERED:
            return False
        field = field_at(self.schema, self.schema[record], meaning.field_)
        return isinstance(field.kind, Number) and field.unit not in ("", "%")

    def is_keyed(self, levels: Levels) -> bool:
        """Whether a column holds what only the clerk knows."""
        return self._is("keyed", levels)

    def _is(self, word: str, levels: Levels) -> bool:
        return bool(levels) and heading_key(levels[-1]) in map(match_key, self.words.get("list", {}).get(word, ()))

    def split_of(self, measure: str, level: str) -> tuple[str, str] | None:
        """The path and value that a heading such as 非公企业 narrows a measure to."""
        key = heading_key(level).removesuffix("小计").removesuffix("合计")
        words = self.wording.said((key,)).words
        for split in self.splits(self.record_of(measure)):
            for value in split.values:
                if match_key(value) == key or (words and self.wording.said((value,)).words == words):
                    return split.path, value
        return None

    def record_of(self, measure: str) -> str:
        """The record type that a measure counts."""
        one = self.measures[measure]
        return self.record_of(one.ratio[0]) if one.ratio else one.of

    def splits(self, record: str) -> list[Split]:
        """The ways to narrow rows of a type: its own lists of values, and those of its links."""
        one = self.schema[record]
        kinds = [Split(TYPE, say("returns.type"), tuple(each.title for each in self.schema.refinements(one.table)))]
        found = [*kinds] if kinds[0].values and not one.refinement else []
        found += self._own_splits(one, "", "")
        for link in one.links():
            found += self._own_splits(self.schema[link.of], f"{link.key}.", f"{link.label}：")
        return found

    def _own_splits(self, one: RecordType, path: str, label: str) -> Iterator[Split]:
        for each in one.fields.values():
            if isinstance(each.kind, Choice) and len(each.kind.values) <= _MOST:
                yield Split(f"{path}{each.key}", f"{label}{each.label}", each.kind.values)

    def search(self, text: str, record: str = "") -> list[Known]:
        """Measures whose name, initials or meaning hold the letters; those whose name begins with them first.

        With a record type only those that can be told for each of its records.
        """
        key, known = match_key(text), self.measures.known
        table = self.schema[record].table if record else ""
        found = [
            (_rank(key, one), name) for name, one in known.items() if not table or self.measures.tells_each(name, table)
        ]
        ordered = sorted((rank, at, name) for at, (rank, name) in enumerate(found) if rank is not None)
        return [self.told(name) for _, _, name in ordered]

    def told(self, key: str) -> Known:
        """A measure as it is offered."""
        one = self.measures[key]
        return Known(key, one.title, one.unit, one.about)

    def records(self) -> list[Known]:
        """What can be listed."""
        return [Known(key, one.title, "", one.about) for key, one in self.schema.types.items() if not one.single]

    def fields(self, record: str) -> list[Known]:
        """What a column of a list of that type may show: # first, its own fields, those of its links."""
        one = self.schema[record]
        found = [Known(NUMBERED, say("returns.number"))]
        for each in one.fields.values():
            found.append(Known(each.key, each.label, each.unit, each.help))
            if type(each.kind) is Link:
                inner = self.schema[each.of].fields.values()
                found += [Known(f"{each.key}.{one.key}", f"{each.label}：{one.label}", one.unit) for one in inner]
        return found

    def dated_by(self, record: str) -> Known | None:
        """The field that tells to which period records of a type belong; None where they belong to none.

        What all measures of its table go by, none of which runs from the beginning; else a year or period of its own,
        or of what it is part of.
        """
        one = self.schema[record]
        path = self._dated_by(one)
        return Known(path, self.label(one, path)) if path else None

    def _dated_by(self, one: RecordType) -> str:
        told = [each for each in self.measures.known.values() if each.of.partition("/")[0] == one.table]
        if told:
            paths = {"" if each.cumulative else each.when for each in told}
            return paths.pop() if len(paths) == 1 else ""
        own = next((key for key, each in one.fields.items() if isinstance(each.kind, Year | Period)), "")
        if own or not one.parent:
            return own
        above = self._dated_by(self.schema[one.fields[one.parent].of])
        return f"{one.parent}.{above}" if above else ""

    def facts(self) -> list[Known]:
        """What the office knows of itself, and of the period."""
        own = [Known(key, one.label) for key, one in self.schema["settings"].fields.items()]
        told = [Known(key, say(f"returns.fact.{key}")) for key in ("period", "year", "first_day", "last_day", "today")]
        return told + own


def _rank(key: str, one: Measure) -> int | None:
    name = match_key(one.title)
    if not key or name.startswith(key):
        return 0
    if key in name or key in (initials(name) or ""):
        return 1
    return 2 if key in match_key(one.about) else None
