"""Collection workbooks: one that all units fill in, or one for each unit with what is already known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from models import sheets
from models.files import apart, safe_name
from models.kinds import Link, Period, Stored, Year
from models.ledgers.checks import check, example
from models.ledgers.rows import column, rows
from models.register import Reader
from models.register.paths import field_at, paths
from models.register.version import version
from models.schema import Field, RecordType
from models.words import Refusal, say

UNIT, COMPETITION = "unit", "competition"
_NUMBER = 9  # characters wide is a column of numbers: its heading takes more lines, the sheet fewer pages
_WIDEST = 40  # of a column of units' names, in characters


@dataclass(frozen=True)
class Asking:
    """Records of a competition (its id or name), of a period; `filled` sends along what is known of them."""

    competition: str = ""
    period: str = ""
    filled: bool = False


def write_blank(reader: Reader, key: str, target: Path, asking: Asking | None = None) -> None:
    """Writes one workbook for all units, its headings locked, with drop-downs, checks and an example."""
    _Collection(reader, reader.schema[key], asking or Asking()).write(target)


def write_blanks(
    reader: Reader,
    key: str,
    folder: Path,
    asking: Asking | None = None,
    only: Sequence[int] = (),
    progress: Callable[[int, int], None] = lambda *_: None,
) -> list[Path]:
    """Writes a workbook for each unit, or for some, into a folder; refused when no unit is registered.

    `progress` hears how many of how many are written; what it raises ends the work and leaves what is written.
    """
    collection = _Collection(reader, reader.schema[key], asking or Asking())
    units = [row for row in reader.rows(UNIT, [reader.schema[UNIT].name]) if not only or row[0] in only]
    if not units:
        raise Refusal("collecting.no_units")
    names = apart(safe_name(f"{name}_{collection.title}") for _, name in units)
    targets = [folder / f"{name}.xlsx" for name in names]
    for made, ((unit, _), target) in enumerate(zip(units, targets, strict=True)):
        progress(made, len(units))
        replace(collection, unit=unit).write(target)
    return targets


@dataclass(frozen=True)
class _Collection:
    """One workbook to be: `unit` is the id of the one that it is for, 0 when it is for all."""

    reader: Reader = field(repr=False)
    record: RecordType
    asking: Asking
    unit: int = 0

    def write(self, target: Path) -> None:
        """Writes it."""
        columns = [self._column(path) for path in self.columns]
        filled = rows(self.reader, self.record, self._known(), self.columns) if self.asking.filled else ()
        sheets.write_book(target, [sheets.Plan(self.title, columns, filled, self.record.title, self._blank())])

    def _blank(self) -> sheets.Blank:
        row = self._example()
        seen = tuple(str(value) for value in row if value is not None)
        called = self.reader.row(UNIT, self.unit) if self.unit else {}
        unit = str(called.get("credit_code") or called.get(self.reader.schema[UNIT].name) or "")
        known = sheets.Identity(self.record.key, version(self.reader.schema, self.record), unit, seen)
        asked = say("collecting.fact", label=_label(self._asked), value="") if self._asked else ""
        return sheets.Blank(known, self._facts(), asked, say("collecting.note"), row)

    @property
    def title(self) -> str:
        """What stands at the head of the workbook."""
        return say("collecting.title", period=Period().show(self._period), record=self.record.title)

    @cached_property
    def given(self) -> dict[str, Stored]:
        """What holds for every row, by field: it stands above the headings instead of in a column."""
        found: dict[str, Stored] = {}
        if self.asking.competition:
            found |= self._of_competition()
        if self._period and self._when:
            found[self._when.key] = self._when.kind.read(self._period).value
        if self.unit and self._sender:
            found[self._sender.key] = self.unit
        return found

    @cached_property
    def columns(self) -> list[str]:
        """The paths to be filled in: what a unit can know, and what does not stand above."""
        schema, above = self.reader.schema, {*self.given, *([self._asked.key] if self._asked else [])}
        every = [path for path in paths(schema, self.record) if path not in above]
        return [path for path in every if not field_at(schema, self.record, path).ours]

    @property
    def _asked(self) -> Field | None:
        """The link in which a unit says above the headings who it is, where no record needs that to be told apart."""
        purpose = (self.asking.competition or self.asking.period) and not (self.unit or self.asking.filled)
        told_by = {word for words in self.record.same for word in words}
        return self._sender if purpose and self._sender and self._sender.key not in told_by else None

    @cached_property
    def _sender(self) -> Field | None:
        own = [each for each in self.record.links() if each.of == UNIT]
        return max(own, key=lambda each: say("collecting.sender") in each.also, default=None)

    @cached_property
    def _when(self) -> Field | None:
        return next((one for one in self.record.fields.values() if isinstance(one.kind, Period | Year)), None)

    @cached_property
    def _period(self) -> str:
        """The period as kept; refused when it is none, or not of the length that the record wants."""
        kind = self._when.kind if self._when else Period()
        for each in (Period(), kind):
            if each.read(self.asking.period).trouble:
                raise Refusal("collecting.bad_period", record=self.record.title, value=self.asking.period)
        return str(Period().read(self.asking.period).value or "")

    def _of_competition(self) -> dict[str, Stored]:
        links = [each for each in self.record.links() if each.of.split("/")[0] == COMPETITION]
        link = max(links, key=lambda each: each.key == self.record.parent, default=None)
        if link is None:
            raise Refusal("collecting.no_competition", record=self.record.title)
        asked = self.asking.competition
        found = self.reader.rows(link.of, [], "id = ?", [asked]) if asked.isdecimal() else []
        ids = [row[0] for row in found] or self.reader.find(COMPETITION, asked)
        if len(ids) != 1:
            raise Refusal("collecting.unknown_competition", value=asked)
        return {link.key: ids[0]}

    def _facts(self) -> list[str]:
        given = [(self.record.fields[key], value) for key, value in self.given.items()]
        return [say("collecting.fact", label=_label(each), value=self._shown(each, value)) for each, value in given]

    def _shown(self, each: Field, value: Stored) -> str:
        return self.reader.title(each.of, value) if type(each.kind) is Link else each.kind.show(value)

    def _column(self, path: str) -> sheets.Column:
        each = field_at(self.reader.schema, self.record, path)
        made = replace(column(each), check=check(each.kind))
        if each.kind.numeric:
            return replace(made, width=_NUMBER)
        if each.of != UNIT or type(each.kind) is not Link:
            return made
        longest = max(map(len, self._units), default=0)
        return replace(made, choices=self._units, width=max(made.width, min(2 * longest + 2, _WIDEST)))

    @cached_property
    def _units(self) -> tuple[str, ...]:
        """The names to choose a unit from: its own alone, where the workbook is for one."""
        name = self.reader.schema[UNIT].name
        where = "id = ?" if self.unit else "true"
        return tuple(
            row[1] for row in self.reader.rows(UNIT, [name], where, [self.unit] if self.unit else []) if row[1]
        )

    def _example(self) -> list[Stored]:
        """A row filled in rightly, the word 示例 in its first cell."""
        schema = self.reader.schema
        found: list[Stored] = [say("collecting.example")]
        for path in self.columns[1:]:
            each, holder = field_at(schema, self.record, path), self.record
            if "." in path:
                holder = schema.types[self.record.fields[path.partition(".")[0]].of]
            if each.of == UNIT and type(each.kind) is Link:
                found.append(self._units[0] if self.unit else say("collecting.some_unit"))
            else:
                found.append(say("collecting.somebody") if each.key == holder.name else example(each.kind))
        return self._agreeing(found)

    def _agreeing(self, row: list[Stored]) -> list[Stored]:
        """The example with what one of its cells says of another: the birthday and sex that an ID number tells."""
        for at, path in enumerate(self.columns):
            each, begin = field_at(self.reader.schema, self.record, path), path[: path.rfind(".") + 1]
            told = each.kind.tells(row[at])
            for word, key in each.fills:
                if word in told and begin + key in self.columns[1:]:
                    row[self.columns.index(begin + key)] = told[word]
        return row

    def _known(self) -> Sequence[int]:
        """The records that the workbook is about."""
        wanted = {key: value for key, value in self.given.items() if self._sender is None or key != self._sender.key}
        if self.unit:
            wanted[f"coalesce({self._whose()}, null)"] = self.unit
        where = " and ".join(f"{what} = ?" for what in wanted)
        return [row[0] for row in self.reader.rows(self.record.key, [], where, [*wanted.values()])]

    def _whose(self) -> str:
        """SQL: the unit that a record belongs to; its own link before that of the worker in the row."""
        if self.record.key == UNIT:
            return "id"
        schema = self.reader.schema
        links = [path for path in paths(schema, self.record) if field_at(schema, self.record, path).of == UNIT]
        own = self._sender.key if self._sender else ""
        return ", ".join(sorted(links, key=lambda path: (path != own, path))) or "null"


def _label(each: Field) -> str:
    """报送单位 where that heading leads to the field, else the field's own label."""
    sender = say("collecting.sender")
    return sender if sender in each.also else each.label
