"""Understands a sheet before anything is kept: what is new, what changed from what to what, what can't be placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models import sheets
from models.findings import DOUBT, ERROR, Finding
from models.intake.layouts import heading_text
from models.intake.matching import Part, distil, match, stand_in
from models.intake.notes import Note, notes_on, unread_columns
from models.intake.rows import data_rows
from models.intake.senders import sent_by_another
from models.intake.stand_ins import settled
from models.intake.tables import Table
from models.kinds import Date, Kind, Link, Links, Money, Stored, Text, Trouble
from models.kinds.links import listed, members
from models.register import Reader
from models.register.paths import field_at
from models.schema import RecordType
from models.words import say


def _never(*_: object) -> Understood:
    """A table that did not come from a sheet can't be understood anew."""
    raise NotImplementedError


@dataclass
class Understood:
    """One table of a workbook as it will be kept: the records of its own type, and of those its rows carry along."""

    file: str
    sheet: str
    record: RecordType
    main: Part
    carried: dict[str, Part]
    findings: list[Finding] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    """Headings that lead nowhere, with values under them."""
    columns: dict[str, int] = field(default_factory=dict)
    """The column of the sheet (from 0) that each path stood in."""
    notes: list[Note] = field(default_factory=list)
    money: dict[str, str] = field(default_factory=dict)
    """Paths whose cells are in another money unit than the field's own."""
    head: int = 0
    """The line of the sheet (from 0) in which its headings begin."""
    first: int = 0
    """The line after its headings."""
    heading: str = ""
    """Its headings as they are known again."""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where each value stands of a sheet that is one record: row and column."""
    again: Callable[..., Understood] = field(default=_never, repr=False)
    """Understands it anew against a register that has changed; lines given as `apart` are left out."""


_DAYS_TO_1904 = 1462
_NOWHERE = (-1, -1)
_LINES = Trouble("intake.several_lines", DOUBT)
_LISTED = "unit"
_HEAD = 5  # rows among which the example stands that we sent out

Values = dict[str, list[Stored]]
Troubles = dict[str, dict[int, Trouble]]


def understand(
    reader: Reader,
    file: str,
    sheet: sheets.Sheet,
    table: Table,
    known: sheets.Identity | None = None,
    apart: frozenset[int] = frozenset(),
) -> Understood:
    """Reads the table's rows column by column and compares them with what the register holds.

    Lines `apart` are passed over, as if they were not there.
    """
    every = [table.head] if table.places else _data(table, known)
    lines = [line for line in every if line not in apart] if apart else every
    values, troubles, repeated = _read(reader, sheet, table, lines, every)
    _resolve(reader, table.record, values)
    carried = {
        link.key: part
        for link in table.record.fields.values()
        if link.with_ and (part := _carried(reader, link.key, link.of, values, troubles, lines))
    }
    main = _main(reader, table, values, troubles, lines, carried)
    columns = {path: table.left + at for path, at in table.columns.items()}
    found = Understood(file, sheet.name, table.record, main, carried, [], unread_columns(table, lines), columns)
    found.money, found.head, found.first, found.places = table.money, table.head, table.first, table.places
    found.heading = heading_text(sheet.spread(), table.head, table.first) if found.unknown else ""
    found.again = lambda fresh, apart=frozenset(): understand(fresh, file, sheet, table, known, apart)
    found.notes = notes_on(sheet, table, lines, sorted(repeated.intersection(lines)))
    unlisted = _unlisted(reader, table.record, values)
    filled = [line for line in _examples_filled(table, known) if line in lines]
    found.findings = [_left_out(found, table.record.key, line, "example_filled") for line in filled]
    for told in (troubles, unlisted):
        found.findings += _cell_findings(reader, found, table, values, told, lines)
    found.findings += sent_by_another(reader, found, values, known)
    for part in (main, *carried.values()):
        found.findings += [_left_out(found, part.record.key, line, why) for line, why in part.rejected.items()]
    return found


def _data(table: Table, known: sheets.Identity | None) -> list[int]:
    """The lines of its records; in a workbook of ours without the example that it went out with.

    An example that somebody typed over is a record, though it bears the mark that sets examples aside.
    """
    gaps = frozenset[int]().union(*table.gaps)
    every = [line for line in data_rows(table.rows, table.first, list(table.columns.values())) if line not in gaps]
    if table.figures:
        every = [line for line in every if any(str(table.rows[line][at]).strip() for at in table.figures)]
    filled = set(_examples_filled(table, known))
    taken = [line for line in every[:_HEAD] if not sheets.is_example(table.rows[line], known)] + every[_HEAD:]
    return sorted(filled.union(taken)) if filled else taken


def _examples_filled(table: Table, known: sheets.Identity | None) -> list[int]:
    """Lines of the example that somebody typed over and left its mark: they may be meant, or not."""
    below = range(table.first, min(table.first + _HEAD, len(table.rows)))
    return [line for line in below if sheets.is_example_filled(table.rows[line], known)]


def _left_out(found: Understood, record: str, line: int, why: str) -> Finding:
    """A row that was not taken, for the clerk must know."""
    sentence = f"intake.{why}"
    said = say(sentence, line=line + 1)
    return Finding(sentence, ERROR, record, 0, "", said, file=found.file, sheet=found.sheet, cell=f"A{line + 1}")


def _read(
    reader: Reader, sheet: sheets.Sheet, table: Table, lines: list[int], every: list[int]
) -> tuple[Values, Troubles, set[int]]:
    """Values and troubles of some of the lines by path; and which of the lines say 同上 in any cell."""
    values: Values = {}
    troubles: Troubles = {}
    repeated: set[int] = set()
    rows = [table.rows[line] for line in every]
    wanted = set(lines) if len(lines) < len(every) else set()
    taken = [at for at, line in enumerate(every) if line in wanted]
    faults = _faults(sheet, table, lines)
    for path, at in table.columns.items():
        kind = _kind(reader, table, path)
        raws, above = settled([row[at] for row in rows], kind)
        repeated.update(every[place] for place in above)
        raws = raws if len(lines) == len(every) else [raws[place] for place in taken]
        if sheet.since_1904 and isinstance(kind, Date):
            raws = [raw + _DAYS_TO_1904 if isinstance(raw, int | float) else raw for raw in raws]
        values[path], troubles[path] = kind.read_column(raws)
        if type(kind) is Text and "\n" in "".join(map(str, raws)):
            troubles[path] |= {
                at: _LINES for at, text in enumerate(values[path]) if isinstance(text, str) and "\n" in text
            }
        for index, shown in faults.get(at, {}).items():
            values[path][index], troubles[path][index] = _fault(kind, shown)
    for path, fact in table.facts.items():
        if path not in values:
            kind = _kind(reader, table, path)
            value, trouble = kind.read(fact)
            if (fault := sheet.marks.faults.get(table.places.get(path, _NOWHERE))) is not None:
                value, trouble = _fault(kind, fault)
            values[path] = [value] * len(lines)
            troubles[path] = dict.fromkeys(range(len(lines)), trouble) if trouble else {}
    return values, troubles, repeated


def _kind(reader: Reader, table: Table, path: str) -> Kind:
    """The kind of a field; money in the unit that the sheet writes."""
    kind = field_at(reader.schema, table.record, path).kind
    return replace(kind, shown=table.money[path]) if isinstance(kind, Money) and path in table.money else kind


def _faults(sheet: sheets.Sheet, table: Table, lines: list[int]) -> dict[int, dict[int, str]]:
    """Formulas that came to nothing, by column and then by place among the lines: what each shows."""
    found: dict[int, dict[int, str]] = {}
    places = {line: index for index, line in enumerate(lines)} if sheet.marks.faults else {}
    for (row, column), shown in sheet.marks.faults.items():
        if row in places:
            found.setdefault(column - table.left, {})[places[row]] = shown
    return found


def _fault(kind: Kind, shown: str) -> tuple[Stored, Trouble]:
    """What is kept of such a formula: the error, where it can't pass for a value, for then it stays a finding."""
    if not shown:
        return None, Trouble("intake.no_result")
    read = kind.read(shown)
    return (read.value if read.trouble else None), Trouble("intake.error_value")


def _resolve(reader: Reader, record: RecordType, values: Values) -> None:
    """Names in link columns become the records they name, where exactly one bears the name."""
    for path, column in values.items():
        each = field_at(reader.schema, record, path)
        meant: dict[Stored, Stored] = {}
        if type(each.kind) is Link and not each.with_:
            meant.update(reader.called(each.of, {name for name in column if isinstance(name, str)}))
        elif isinstance(each.kind, Links):
            lists = {kept: members(kept) for kept in set(column)}
            names = {name for listing in lists.values() for name in listing if isinstance(name, str)}
            known = reader.called(each.of, names)
            meant = {
                kept: listed([known.get(name, name) if isinstance(name, str) else name for name in listing])
                for kept, listing in lists.items()
                if not known.keys().isdisjoint(listing)
            }
        if meant:
            values[path] = [meant.get(kept, kept) for kept in column]


def _unlisted(reader: Reader, record: RecordType, values: Values) -> Troubles:
    """Units that are on no list: the one that sent them can mend that. An office without units has no list."""
    links = [each.key for each in record.fields.values() if type(each.kind) is Link and each.of == _LISTED]
    return {
        path: {index: Trouble("audit.not_found") for index, name in enumerate(values[path]) if isinstance(name, str)}
        for path in (links if reader.count(_LISTED) else ())
        if path in values
    }


def _carried(
    reader: Reader, link: str, of: str, values: Values, troubles: Troubles, lines: Sequence[int]
) -> Part | None:
    """The linked records whose fields stand in the same rows (a roster row holds the entry and its worker)."""
    paths = {path: path.partition(".")[2] for path in values if path.startswith(f"{link}.")}
    if not paths:
        return None
    one = reader.schema[of]
    part = distil(one, {name: values[path] for path, name in paths.items()}, lines)
    part.unread = {paths[path]: set(troubles.get(path, ())) for path in paths}
    match(reader, part)
    return part


def _main(
    reader: Reader, table: Table, values: Values, troubles: Troubles, lines: list[int], carried: dict[str, Part]
) -> Part:
    own = {path: column for path, column in values.items() if "." not in path}
    for link, part in carried.items():
        own[link] = [None if at is None else part.ids[at] or stand_in(at) for at in part.at]
    main = distil(table.record, own, lines, unique=False)
    main.unread = {path: set(troubles.get(path, ())) for path in own}
    match(reader, main)
    return main


def _cell_findings(
    reader: Reader, found: Understood, table: Table, values: Values, troubles: Troubles, lines: list[int]
) -> list[Finding]:
    result = []
    for path, troubled in troubles.items():
        each = field_at(reader.schema, table.record, path)
        for index, trouble in troubled.items():
            said = say(trouble.key, label=each.label, value=values[path][index])
            place = (
                (lines[index], table.left + table.columns[path]) if path in table.columns else table.places.get(path)
            )
            cell = sheets.address(*place) if place else ""
            result.append(
                Finding(
                    trouble.key, trouble.level, found.record.key, 0, path, said, "", "", found.file, found.sheet, cell
                )
            )
    return result
