"""Computes what belongs in each cell of a return, lays what was keyed over it, and writes it into the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models import documents, sheets
from models.audit import Audit
from models.files import apart, safe_name
from models.findings import Finding
from models.kinds import Stored
from models.measures import Measures, Span
from models.register import Reader
from models.register.paths import field_at
from models.returns import working
from models.returns.declared import Return
from models.returns.grammar import NUMBERED, CellWords
from models.returns.totalling import list_above, total
from models.returns.working import Sources
from models.sheets.forms.references import split
from models.words import Refusal

EACH = "each"
"""In place of a list's key, where the form is filled for each record: each/17/表1!B3."""

Progress = Callable[[int, int], object]
"""Told how many forms are written, of how many; may raise to stop."""

Puts = Mapping[str, Stored]
"""What people put into places, by place."""


@dataclass(frozen=True)
class Listed:
    """The records of a list and what its columns hold; groups by name, where it has any."""

    ids: list[int]
    columns: dict[str, Sequence[Stored]]
    groups: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Computed:
    """What the register gives for each place of a return."""

    cells: dict[str, Stored]
    lists: dict[str, Listed]


@contextmanager
def sources_of(one: Return, measures: Measures, reader: Reader, period: str) -> Iterator[Sources]:
    """What a return is worked out from, while it is."""
    understood = reader.understood()
    try:
        yield Sources(measures, reader, understood, Span(period, one.begins))
    finally:
        understood.close()


def compute(one: Return, sources: Sources, row: int = 0, puts: Puts | None = None) -> Computed:
    """What the register gives; `row` is the record that a form for each record is filled for.

    Totals below a list count what people `put` into it as well.
    """
    singles = {at: told for at, told in one.cells.items() if not (told.keyed or told.kept or told.total)}
    if one.each:
        whole = working.columns(singles, one.each.of, [row], sources)
        facts = sources.facts | _own(one.each.of, row, sources)
        cells = {
            at: working.worded_text(meaning.text, facts) if meaning.text else whole[at][0]
            for at, meaning in singles.items()
        }
    else:
        cells = {at: working.single(meaning, sources) for at, meaning in singles.items()}
    lists = {key: _listed(one, key, sources, row) for key in one.lists}
    return Computed(cells | _totals(one, lists, puts or {}), lists)


def _totals(one: Return, lists: Mapping[str, Listed], puts: Puts) -> dict[str, Stored]:
    """The sums of columns, by the cells below their lists that hold them."""
    found = {}
    for address in (at for at, meaning in one.cells.items() if meaning.total):
        key, letters = list_above(one.lists, address), split(address.rpartition("!")[2])[0]
        counted = key and letters in lists[key].columns
        found[address] = total(_column(key, letters, lists[key], puts)) if counted else None
    return found


def for_each(one: Return, sources: Sources, puts: Puts | None = None) -> Iterator[tuple[int, Computed]]:
    """The records that a form is filled for, once for each, with what the register gives."""
    if one.each:
        for row in working.records(one.each, sources):
            yield row, compute(one, sources, row, puts_of(row, puts or {}))


def _own(record: str, row: int, sources: Sources) -> dict[str, str]:
    """The record's own fields, for texts."""
    fields = list(sources.schema[record].fields)
    return dict(zip(fields, sources.reader.table(record, [row], fields)[0], strict=True))


def _listed(one: Return, key: str, sources: Sources, row: int) -> Listed:
    words = one.lists[key]
    ids = working.records(words, sources, row)
    parted: dict[str, list[int]] = {}
    if key in one.groups:
        parted = working.groups(one.groups[key].by, words.of, ids, sources)
        ids = [row for rows in parted.values() for row in rows]
    return Listed(ids, working.columns(one.list_columns[key], words.of, ids, sources), parted)


def filled(one: Return, computed: Computed, puts: Puts | None = None) -> dict[str, sheets.Filled]:
    """What goes into each sheet: computed values, and over them what people put there."""
    puts = puts or {}
    cells: dict[str, dict[str, Stored]] = {}
    lists: dict[str, list[sheets.Rows | sheets.Groups]] = {}
    for address, meaning in one.cells.items():
        if not meaning.kept:
            sheet, _, cell = address.rpartition("!")
            cells.setdefault(sheet, {})[cell] = puts.get(address, computed.cells.get(address))
    for key, words in one.lists.items():
        lists.setdefault(words.place[0], []).append(_rows(one, key, computed.lists[key], puts))
    return {sheet: sheets.Filled(cells.get(sheet, {}), lists.get(sheet, [])) for sheet in {**cells, **lists}}


def _rows(one: Return, key: str, listed: Listed, puts: Puts) -> sheets.Rows | sheets.Groups:
    words = one.lists[key]
    _, row, until = words.place
    letters = [name for name, meaning in one.list_columns[key].items() if not meaning.kept]
    made = [_column(key, name, listed, puts) for name in letters]
    values = [list(line) for line in zip(*made, strict=True)]
    if key not in one.groups:
        return sheets.Rows(row, letters, values, until, words.spare)
    group, groups, start = one.groups[key], [], 0
    for name, ids in listed.groups.items():
        facts = {"group": name, "count": len(ids)}
        texts: dict[str, Stored] = {at: working.worded_text(text, facts) for at, text in group.cells.items()}
        groups.append(sheets.Group(texts, values[start : start + len(ids)]))
        start += len(ids)
    return sheets.Groups(*group.place, row, letters, groups)


def _column(key: str, letters: str, listed: Listed, puts: Puts) -> list[Stored]:
    values = listed.columns[letters]
    if not puts:
        return list(values)
    return [puts.get(place(key, row, letters), value) for row, value in zip(listed.ids, values, strict=True)]


def place(key: str, row: int, letters: str) -> str:
    """How a cell of a list's record is called."""
    return f"{key}/{row}/{letters}"


def findings(one: Return, audit: Audit, measures: Measures, reader: Reader, period: str) -> list[Finding]:
    """The open findings on rows that the return counts, and on fields that it lists: each stops it."""
    with sources_of(one, measures, reader, period) as sources:
        counted = _counted(one, sources)
        printed = _printed(one, sources)
    tables = {*counted, *(table for table, _ in printed)}
    keys = [key for key in audit.schema.types if key.split("/")[0] in tables]
    return [
        each
        for key in keys
        for each in audit.run(reader, key)
        if not each.settled
        and (each.row in counted.get(each.table, ()) or each.row in printed.get((each.table, each.field), ()))
    ]


def _printed(one: Return, sources: Sources) -> dict[tuple[str, str], set[int]]:
    """The records whose fields are printed, by table and field; along `worker.unit` those that are led to."""
    found: dict[tuple[str, str], set[int]] = {}
    for of, ids, meanings in _listings(one, sources):
        for path in {meaning.field_ for meaning in meanings} - {"", NUMBERED}:
            before, _, name = path.rpartition(".")
            record = field_at(sources.schema, sources.schema[of], before).of if before else of
            rows = _led_to(of, ids, before, sources) if before else set(ids)
            found.setdefault((record.partition("/")[0], name), set()).update(rows)
    return found


def _listings(one: Return, sources: Sources) -> Iterator[tuple[str, list[int], list[CellWords]]]:
    """Types that are listed, which records, and what is printed of them."""
    each = working.records(one.each, sources) if one.each else [0]
    if one.each:
        yield one.each.of, each, list(one.cells.values())
    for key, words in one.lists.items():
        ids = {row for own in each for row in working.records(words, sources, own)}
        yield words.of, sorted(ids), list(one.list_columns[key].values())


def _led_to(of: str, ids: list[int], path: str, sources: Sources) -> set[int]:
    wanted = set(ids)
    return {kept for row, kept in sources.reader.rows(of, [path]) if row in wanted and isinstance(kept, int)}


def _counted(one: Return, sources: Sources) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for meaning in one.meanings:
        if meaning.measure:
            for record, ids in behind(meaning, sources).items():
                found.setdefault(record.split("/")[0], set()).update(ids)
    return found


def resting_on(
    one: Return, measures: Measures, reader: Reader, period: str, record: str, words: Sequence[str]
) -> set[int]:
    """The records of a type that it counts by one of those fields, or lists with one of them."""
    with sources_of(one, measures, reader, period) as sources:
        told = [each for each in one.meanings if each.measure and measures.names(each.measure, words)]
        found = {row for each in told for row in behind(each, sources).get(record, ())}
        for key, each in one.lists.items():
            if each.of == record and {*words} & {column.field_ for column in one.list_columns[key].values()}:
                found.update(working.records(each, sources))
    return found


def behind(meaning: CellWords, sources: Sources) -> dict[str, set[int]]:
    """The records that a measure of a cell counts, by type."""
    known = working.narrowed(sources.measures, meaning)
    return known.rows(sources.understood, meaning.measure, sources.over(meaning))


@dataclass(frozen=True)
class Written:
    """A form that was written: the file, the record that it is for (0: the whole office), and what differs."""

    file: Path
    row: int
    differences: list[sheets.Difference]


def write(
    one: Return,
    measures: Measures,
    reader: Reader,
    period: str,
    target: Path,
    puts: Puts | None = None,
    progress: Progress | None = None,
) -> list[Written]:
    """Fills the form for a period and proves it; a form for each record goes into a file of its own beside `target`."""
    with sources_of(one, measures, reader, period) as sources:
        if one.each is None:
            return [_written(one, compute(one, sources, puts=puts), target, 0, puts or {})]
        made = dict(for_each(one, sources, puts))
    if not made:
        raise Refusal("returns.nothing", title=one.title)
    titles = apart(safe_name(reader.title(one.each.of, row)) for row in made)
    written: list[Written] = []
    for title, (row, computed) in zip(titles, made.items(), strict=True):
        place = target.with_name(f"{target.stem}_{title}{target.suffix}")
        written.append(_written(one, computed, place, row, puts or {}))
        if progress:
            progress(len(written), len(made))
    return written


def _written(one: Return, computed: Computed, target: Path, row: int, puts: Puts) -> Written:
    fill = documents.fill if one.is_document else sheets.fill
    return Written(target, row, fill(one.form, target, filled(one, computed, puts_of(row, puts))))


def puts_of(row: int, puts: Puts) -> Puts:
    """What people put into the form of a record, by its own addresses; everything where there is one form only."""
    start = place(EACH, row, "")
    return {at.removeprefix(start): value for at, value in puts.items() if at.startswith(start)} if row else puts
