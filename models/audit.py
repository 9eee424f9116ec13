"""Audit: what must hold, as SQL that SQLite evaluates; what does not hold becomes a finding."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.findings import DOUBT, ERROR, Finding
from models.grammar import worded
from models.kinds import Link, Links, Period, Stored, Year
from models.register import SUPPOSED, Change, Reader, Register
from models.register.paths import expand
from models.resources import Resources, Unparsed
from models.schema import TYPE, Field, RecordType, Schema
from models.words import Refusal, say


@dataclass(frozen=True)
class RuleWords:
    """The words that a rule may use."""

    on: str
    must: str
    say: str
    level: str = ERROR
    field: str = ""
    since: int = 0


@dataclass(frozen=True)
class Rule:
    """A condition on the rows of one record type; a row for which it is false is a finding."""

    id: str
    record: RecordType
    must: str
    say: str
    level: str
    field: str
    since: int = 0

    @property
    def alone(self) -> bool:
        """Whether it speaks of one record and of what that points at, and looks through no table."""
        return "select" not in self.must.lower()

    @property
    def applies(self) -> str:
        """SQL that leaves out rows of years before the rule; a type without a year has no such rows."""
        dated = [one.key for one in self.record.fields.values() if isinstance(one.kind, Year | Period)]
        return f" and cast(substr({dated[0]}, 1, 4) as integer) >= {self.since}" if self.since and dated else ""


class Audit:
    """All rules of an office."""

    def __init__(self, schema: Schema, rules: list[Rule]) -> None:
        self.schema = schema
        self.rules = rules

    @classmethod
    def load(cls, resources: Resources, schema: Schema) -> Audit:
        """The declared rules; refuses with file, rule and word."""
        rules = []
        try:
            for path, words in resources.declarations("rules").values():
                rules += [_rule(schema, path.name, key, table) for key, table in words.items()]
        except Unparsed as error:
            raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
        return cls(schema, rules)

    def prove(self, understood: Reader) -> None:
        """Lets SQLite read every rule once; refuses one that it can't make out."""
        for rule in self.rules:
            _ask(self.schema, understood, rule, " and false")

    def run(
        self, reader: Reader, record: str = "", rows: list[int] | None = None, between: Callable[[], None] | None = None
    ) -> list[Finding]:
        """All findings of the office, of one record type, or of some of its rows; doubts with their reasons.

        `between` is called between types and may raise, to call it off.
        """
        types = [one for one in self.schema.types.values() if not record or one.key == record]
        understood = reader.understood()
        try:
            found: list[Finding] = []
            for one in types:
                if between:
                    between()
                found += self._of_type(reader, understood, one, rows)
        finally:
            understood.close()
        return _with_reasons(reader, found)

    def _of_type(
        self, reader: Reader, understood: Reader, one: RecordType, rows: list[int] | None
    ) -> Iterator[Finding]:
        within = f" and {one.table}.id in ({', '.join(map(str, rows))})" if rows is not None else ""
        yield from _of_fields(self.schema, reader, one, within)
        if not one.refinement:
            yield from _repeated(reader, one, within)
        for rule in self.rules:
            if rule.record.key == one.key:
                yield from _of_rule(self.schema, understood, rule, within)

    def judge(self, understood: Reader, key: str, row: int) -> list[Finding]:
        """What the rules alone say of one record as that reader sees it, be it kept or only supposed."""
        return self._judge(understood, key, str(row), self.rules)

    def judge_supposed(self, understood: Reader, key: str) -> list[Finding]:
        """What is said of all that the reader supposes by the rules that look through no table."""
        return self._judge(understood, key, f"select id from {SUPPOSED}", [rule for rule in self.rules if rule.alone])

    def _judge(self, understood: Reader, key: str, rows: str, rules: Sequence[Rule]) -> list[Finding]:
        one = self.schema[key]
        concerned = (rule for rule in rules if rule.record.key in (one.key, one.table))
        within = f" and {one.table}.id in ({rows})"
        return [finding for rule in concerned for finding in _of_rule(self.schema, understood, rule, within)]

    def with_reasons_of(self, reader: Reader, subject: str, found: list[Finding]) -> list[Finding]:
        """Findings on what is no record, such as a return, with their subject and the reasons written for them."""
        reasons = _reasons(reader)
        return [replace(one, subject=subject, why=reasons.get(_told(one), "")) for one in found]

    def of_row(self, reader: Reader, table: str, row: int) -> list[Finding]:
        """The findings of one record, the rules of its own type and of the table's general one."""
        kept = reader.ask(f"select {TYPE} from {table} where id = ?", [row]) if self.schema.is_refined(table) else []
        narrow = self.schema.of_row(table, kept[0][0] if kept else "")
        keys = dict.fromkeys([narrow.key, table])
        found = [finding for key in keys for finding in self.run(reader, key, [row])]
        return list(dict.fromkeys(found))


def _rule(schema: Schema, file: str, key: str, table: dict[str, Any]) -> Rule:
    told = worded(RuleWords, table, file, key)
    record = schema.types.get(told.on)
    if record is None:
        raise Refusal("schema.no_target", file=file, field=key, word=told.on)
    if told.field and told.field not in record.fields:
        raise Refusal("schema.no_field", file=file, record=key, word=told.field)
    if told.level not in (ERROR, DOUBT):
        raise Refusal("grammar.type", file=file, at=key, word="level", value=told.level)
    return Rule(key, record, told.must, told.say, told.level, told.field or next(iter(record.fields)), told.since)


def _only(one: RecordType) -> str:
    return f"{one.table}.{TYPE} = '{one.refinement}' and " if one.refinement else ""


def _of_rule(schema: Schema, understood: Reader, rule: Rule, within: str) -> Iterator[Finding]:
    one = rule.record
    rows = _ask(schema, understood, rule, within)
    for row, said in _filled(understood, one, rule.say, rows):
        yield Finding(rule.id, rule.level, one.key, row, rule.field, said)


def _ask(schema: Schema, understood: Reader, rule: Rule, within: str) -> list[int]:
    """The rows for which the rule is false."""
    one = rule.record
    wrong = f"{_only(one)}not ({expand(schema, one, rule.must)}){rule.applies}{within}"
    try:
        return [row[0] for row in understood.ask(f"select id from {one.table} where {wrong}")]
    except sqlite3.DatabaseError as error:
        raise Refusal("audit.bad_rule", rule=rule.id, why=error) from error


def _filled(reader: Reader, one: RecordType, sentence: str, rows: list[int]) -> Iterator[tuple[int, str]]:
    """The rule's sentence for each row, with the row's own values in it."""
    keys = [key for key in one.fields if f"{{{key}}}" in sentence]
    shown = reader.table(one.key, rows, keys) if keys and rows else [[] for _ in rows]
    for row, values in zip(rows, shown, strict=True):
        yield row, sentence.format(**dict(zip(keys, values, strict=True))) if keys else sentence


def _of_fields(schema: Schema, reader: Reader, one: RecordType, within: str) -> Iterator[Finding]:
    """Required but blank, unreadable, or pointing at nothing. One pass over the table finds the rows concerned."""
    inherited = schema.types[one.table].fields if one.refinement else {}
    fields = [each for key, each in one.fields.items() if key not in inherited]
    wrong = {(each.key, name): sql for each in fields for name, sql in conditions(schema, each)}
    if not wrong:
        return
    flags = ", ".join(f"({sql})" for sql in wrong.values())
    anyhow = " or ".join(f"({sql})" for sql in wrong.values())
    rows = reader.ask(f"select id, {flags} from {one.table} where {_only(one)}({anyhow}){within}")
    for row in rows:
        for (key, name), flagged in zip(wrong, row[1:], strict=True):
            if flagged:
                yield _field_finding(reader, one, one.fields[key], row[0], name)


def conditions(schema: Schema, each: Field) -> Iterator[tuple[str, str]]:
    """What is wrong with a field for itself: the sentence, and SQL that is true where it is so."""
    column = f'"{each.key}"'
    if each.required:
        yield "audit.required", f"{column} is null"
    if unread := each.kind.unread(column):
        yield "audit.unread", f"{column} is not null and {unread}"
    if type(each.kind) is Link:
        target = schema.types[each.of].table
        yield (
            "audit.dangling",
            f"typeof({column}) = 'integer' and not exists (select 1 from {target} t where t.id = {column})",
        )


def _field_finding(reader: Reader, one: RecordType, each: Field, row: int, name: str) -> Finding:
    level, sentence = ERROR, name
    value: Stored = None
    if name == "audit.unread":
        value = reader.rows(one.key, [each.key], f"{one.table}.id = ?", [row])[0][1]
        trouble = each.kind.read(value).trouble
        value = reader.names(each.of, value) if isinstance(each.kind, Links) else value
        sentence, level = (trouble.key, trouble.level) if trouble else ("audit.not_found", ERROR)
    return Finding(sentence, level, one.key, row, each.key, say(sentence, label=each.label, value=value))


def _repeated(reader: Reader, one: RecordType, within: str) -> Iterator[Finding]:
    """Two records that agree in what should tell them apart."""
    for words in one.same:
        filled = " and ".join(
            [f'"{word}" is not null' for word in words] + [f'"{word}" is null' for word in one.blank_for(words)]
        )
        columns = ", ".join(f'"{word}"' for word in words)
        alike = " and ".join(f'other."{word}" = {one.table}."{word}"' for word in words)
        alike += "".join(f' and other."{word}" is null' for word in one.blank_for(words))
        another = f"exists (select 1 from {one.table} other where {alike} and other.id <> {one.table}.id)"
        twice = (
            f"({columns}) in (select {columns} from {one.table} where {filled} group by {columns} having count(*) > 1)"
        )
        rows = reader.ask(f"select id from {one.table} where {filled} and {another if within else twice}{within}")
        labels = "、".join(one.fields[word].label for word in words)
        level = ERROR if len(words) == 1 else DOUBT
        for (row,) in rows:
            yield Finding("audit.repeated", level, one.key, row, words[0], say("audit.repeated", labels=labels))


def _with_reasons(reader: Reader, found: list[Finding]) -> list[Finding]:
    """Doubts with the reason written for them, as long as they still say the same; and the name of each record."""
    reasons = _reasons(reader)
    titles: dict[tuple[str, int], str] = {}
    for key in {one.record for one in found}:
        rows = sorted({one.row for one in found if one.record == key})
        names = reader.table(key, rows, [reader.schema[key].name])
        titles |= {(key, row): name[0] for row, name in zip(rows, names, strict=True)}
    return [replace(one, subject=titles[one.record, one.row], why=reasons.get(_told(one), "")) for one in found]


def _reasons(reader: Reader) -> dict[tuple[object, ...], str]:
    """Reasons written for doubts, by what identifies the doubt."""
    return {row[:5]: row[5] for row in reader.ask("select rule, tbl, row, field, said, why from reason")}


def _told(one: Finding) -> tuple[object, ...]:
    return one.rule, one.table, one.row, one.field, one.say


def explain(register: Register, found: Sequence[Finding], why: str) -> list[Change]:
    """Writes the reason for which doubts may stand, as one step; an empty one takes the reason back.

    A reason lapses when its finding says something else.
    """
    one = len(found) == 1
    what = say("step.explain", subject=found[0].subject) if one else say("step.explain_many", count=len(found))
    with register.step(what):
        return [change for each in found for change in _explained(register, each, why, what)]


def _explained(register: Register, one: Finding, why: str, what: str) -> Iterator[Change]:
    told: dict[str, Stored] = {
        "rule": one.rule,
        "tbl": one.table,
        "row": one.row,
        "field": one.field,
        "said": one.say,
    }
    same = " and ".join(f"{name} = :{name}" for name in told)
    for (row,) in register.ask(f"select id from reason where {same}", told):
        yield register.drop_note("reason", row, what)
    if why:
        yield register.note("reason", told | {"why": why}, what)
