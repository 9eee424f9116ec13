"""Which findings are listed, in which order and under which headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models.audit import Audit
from models.findings import DOUBT, ERROR, Finding, parted
from models.schema import Schema
from models.words import say

BY_RULE, BY_UNIT, BY_FILE, UNGROUPED = "rule", "unit", "file", "none"
WAYS = (BY_RULE, BY_UNIT, BY_FILE, UNGROUPED)
OPEN, SETTLED = "all", "settled"
LEVELS = (OPEN, ERROR, DOUBT, SETTLED)

_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Sieve:
    """What the clerk wants to see: a level, and what is asked of record type, unit and file; empty asks nothing."""

    level: str = OPEN
    record: str = ""
    unit: str = ""
    file: str = ""
    words: tuple[str, ...] = ()

    def passes(self, one: Finding) -> bool:
        """Whether a finding is wanted."""
        if one.settled != (self.level == SETTLED) or (self.level in (ERROR, DOUBT) and one.level != self.level):
            return False
        asked = ((self.record, one.record), (self.unit, one.unit), (self.file, one.file))
        if any(wanted and wanted != given for wanted, given in asked):
            return False
        return all(word in f"{one.subject} {one.say} {one.unit} {one.file} {one.why}" for word in self.words)


@dataclass
class Group:
    """A heading in the list; two are the same when they say the same, whatever stands under them."""

    title: str
    open: bool
    count: int = field(compare=False)


Row = Group | Finding


def ordered(schema: Schema, found: Iterable[Finding]) -> list[Finding]:
    """Errors first; then by type in the order of the places at the left, and as the records were entered."""
    ranks = {key: at for at, key in enumerate(schema.types)}
    return sorted(found, key=lambda one: (one.level == DOUBT, ranks[one.record], one.field, one.rule, one.row))


def arranged(found: Iterable[Finding], title: Callable[[Finding], str] | None, closed: set[str]) -> list[Row]:
    """The findings under their headings, without those of closed ones; as they are where no titles are given."""
    if title is None:
        return list(found)
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(title(one), []).append(one)
    rows: list[Row] = []
    for name, members in groups.items():
        rows.append(Group(name, name not in closed, len(members)))
        rows += members if name not in closed else []
    return rows


class Titles:
    """What the headings say."""

    def __init__(self, schema: Schema, audit: Audit) -> None:
        self.schema = schema
        self._said = {rule.id: _PLACE.sub("…", rule.say) for rule in audit.rules}
        self._rules: dict[tuple[str, str, str], str] = {}

    def of(self, way: str) -> Callable[[Finding], str] | None:
        """How a finding's heading is found; None where there are to be no headings."""
        return {BY_RULE: self._rule, BY_UNIT: _unit, BY_FILE: _file}.get(way)

    def _rule(self, one: Finding) -> str:
        """The rule's sentence without the values of any one record."""
        key = (one.rule, one.record, one.field)
        if key not in self._rules:
            record = self.schema[one.record]
            label = record.fields[one.field].label if one.field in record.fields else ""
            said = self._said.get(one.rule) or say(one.rule, label=label, labels=label, value="…")
            self._rules[key] = f"{record.title}：{parted(said)[0]}"
        return self._rules[key]


def _unit(one: Finding) -> str:
    return one.unit or say("findings.no_unit")


def _file(one: Finding) -> str:
    return one.file or say("findings.typed_here")


def sorting(way: str) -> Callable[[Finding], tuple[bool, str]] | None:
    """What findings are sorted by before they are put under headings, beyond their usual order; nameless ones last."""
    if way == BY_UNIT:
        return lambda one: (not one.unit, one.unit)
    if way == BY_FILE:
        return lambda one: (not one.file, one.file)
    return None
