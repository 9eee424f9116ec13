"""How a return stands: every figure with what it was last time, its checks, what stops it, and what came afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models import documents, reporting, sheets
from models.audit import Audit
from models.findings import ERROR, Finding
from models.kinds import Stored
from models.measures import Measures
from models.register import Reader
from models.returns import filling
from models.returns.checking import Failure, Filled, judge
from models.returns.declared import Return
from models.returns.figures import INSTANCE, Figure, Kept, Listing, Standing, Waiting
from models.returns.filling import Computed, Puts, place, sources_of
from models.returns.grammar import CellWords
from models.returns.labelling import beside, headings
from models.returns.numbering import numbering_of
from models.returns.working import Sources
from models.sheets.forms.references import column_number, split
from models.words import say


def look(one: Return, measures: Measures, audit: Audit, reader: Reader, period: str, kept: Kept) -> Standing:
    """Works everything out anew: long work."""
    with sources_of(one, measures, reader, period) as sources:
        computed = filling.compute(one, sources, puts=kept.values) if not one.each else Computed({}, {})
        each = dict(filling.for_each(one, sources, kept.values))
    last = kept.last if kept.last is not None else _before(one, measures, reader, period)
    shown = _Shown(one, reader, kept, last)
    figures = [] if one.each else [shown.cell(at, computed.cells.get(at)) for at in one.cells]
    listings = [shown.listing(key, computed) for key in one.lists] if not one.each else [shown.each(each)]
    standing = Standing(
        figures,
        listings,
        [],
        filling.findings(one, audit, measures, reader, period),
        _waiting(one, reader, period, sources),
    )
    checks = [*_unread(one, kept, standing), *_checks(one, reader, each if one.each else {0: computed}, kept)]
    standing.checks.extend(audit.with_reasons_of(reader, one.title, checks))
    return standing


def _before(one: Return, measures: Measures, reader: Reader, period: str) -> Mapping[str, Stored]:
    """What the register gives for the period before, where that was not handed up from here."""
    earlier = reporting.shifted(period, -1)
    if not earlier or one.each:
        return {}
    with sources_of(one, measures, reader, earlier) as sources:
        return values_of(filling.compute(one, sources), {})


def values_of(computed: Computed, puts: Puts) -> dict[str, Stored]:
    """All values by place."""
    found = dict(computed.cells)
    for key, listed in computed.lists.items():
        for letters, values in listed.columns.items():
            found |= {place(key, row, letters): value for row, value in zip(listed.ids, values, strict=True)}
    return found | dict(puts)


class _Shown:
    """Puts figures together."""

    def __init__(self, one: Return, reader: Reader, kept: Kept, last: Mapping[str, Stored]) -> None:
        self.one, self.reader, self.kept, self.last = one, reader, kept, last
        drawn = [] if one.is_document else sheets.draw(one.form)
        self.pictures = {picture.name: picture for picture in drawn}

    def figure(self, at: str, label: str, meaning: CellWords, computed: Stored) -> Figure:
        """One place."""
        put, why = self.kept.puts.get(at, (None, ""))
        frozen = self.kept.snapshot
        handed_up = frozen.get(at) if frozen is not None else None
        return Figure(at, label, meaning, computed, put, why, self.last.get(at), handed_up, frozen is not None)

    def cell(self, address: str, computed: Stored) -> Figure:
        """A single cell."""
        return self.figure(address, self.label(address), self.one.cells[address], computed)

    def label(self, address: str) -> str:
        """The words around a cell."""
        sheet, _, cell = address.rpartition("!")
        picture = self.pictures.get(sheet)
        if picture is None:
            return cell.strip("{} ")
        letters, row = split(cell)
        at = (row, column_number(letters))
        return "/".join(dict.fromkeys([*beside(picture, *at), *headings(picture, *at)]))

    def listing(self, key: str, computed: Computed) -> Listing:
        """A list."""
        words, columns, listed = self.one.lists[key], self.one.list_columns[key], computed.lists[key]
        heads = {letters: self.label(f"{words.place[0]}!{letters}{words.place[1]}") for letters in columns}
        rows = []
        for at, row in enumerate(listed.ids):
            figures = {
                letters: self.figure(place(key, row, letters), heads[letters], meaning, listed.columns[letters][at])
                for letters, meaning in columns.items()
            }
            rows.append((row, figures))
        return Listing(key, self.reader.schema[words.of].title, words.of, heads, rows)

    def each(self, computed: Mapping[int, Computed]) -> Listing:
        """A form for each record: a row of figures for each."""
        of = self.one.each.of if self.one.each else ""
        heads = {address: self.label(address) for address in self.one.cells}
        rows = []
        for row, values in computed.items():
            figures = {
                at: self.figure(place(filling.EACH, row, at), heads[at], meaning, values.cells.get(at))
                for at, meaning in self.one.cells.items()
            }
            rows.append((row, figures))
        return Listing(filling.EACH, self.reader.schema[of].title, of, heads, rows)


def _waiting(one: Return, reader: Reader, period: str, sources: Sources) -> list[Waiting]:
    """Of the reports by period that its measures count."""
    counted = {sources.measures[key].of for key in _counted(one, sources.measures)}
    found = []
    for key in sorted(counted):
        grid = reporting.grid_of(reader.schema[key]) if key in reader.schema.types else None
        if grid:
            lines = reporting.read_lines(reader, grid, period)
            missing = [line.name for line in lines if line.state == reporting.MISSING]
            empty = [line.name for line in lines if line.state == reporting.EMPTY]
            found.append(Waiting(key, grid.record.title, missing, empty))
    return found


def _counted(one: Return, measures: Measures) -> set[str]:
    """The measures that are asked for, and the parts of ratios."""
    found, waiting = set(), [meaning.measure for meaning in one.meanings if meaning.measure]
    while waiting:
        key = waiting.pop()
        found.add(key)
        waiting += [part for part in measures[key].ratio if part not in found]
    return found


def _unread(one: Return, kept: Kept, standing: Standing) -> Iterator[Finding]:
    """Text that was put where a number belongs is never summed, and stops the return."""
    for figure in standing.all:
        if (figure.meaning.measure or figure.meaning.total) and isinstance(figure.now, str):
            told = say("instances.unread", label=figure.label, value=figure.now)
            yield Finding("unread", ERROR, INSTANCE, kept.row, figure.place, told)


def _checks(one: Return, reader: Reader, forms: Mapping[int, Computed], kept: Kept) -> Iterator[Finding]:
    """Of every form that is filled: one, or one for each record."""
    if not one.checks:
        return
    door: Any = documents if one.is_document else sheets
    numberings = {picture.name: numbering_of(picture) for picture in door.draw(one.form)}
    for row, computed in forms.items():
        worked = door.work_out(one.form, filling.filled(one, computed, filling.puts_of(row, kept.values)))
        yield from _failures(one, Filled(worked, numberings), computed, reader, row, kept)


def _failures(
    one: Return, filled: Filled, computed: Computed, reader: Reader, row: int, kept: Kept
) -> Iterator[Finding]:
    for key, check in one.read_checks().items():
        words = one.checks[key]
        for failure in judge(check, filled):
            at, subject = _where(one, failure, computed, reader)
            if row and one.each:
                at, subject = place(filling.EACH, row, at), say("instances.of", title=reader.title(one.each.of, row))
            if failure.text:
                told, level = say("instances.text", subject=subject, cell=failure.cells[0], value=failure.text), ERROR
            else:
                why = words.say or words.must
                told = say("instances.fails", check=key, subject=subject, must=why, values=failure.told)
                level = words.level
            yield Finding(key, level, INSTANCE, kept.row, at, told)


def _where(one: Return, failure: Failure, computed: Computed, reader: Reader) -> tuple[str, str]:
    """The place of a failure, and the record of a list that it is about."""
    if failure.instance is not None:
        for cell in failure.cells:
            sheet, _, at = cell.rpartition("!")
            letters, row = split(at)
            for key, words in one.lists.items():
                on, first, last = words.place
                ids = computed.lists[key].ids
                index = failure.instance + (row - first)
                if on == sheet and first <= row <= last and index < len(ids):
                    title = reader.title(words.of, ids[index])
                    return place(key, ids[index], letters), say("instances.of", title=title)
    return failure.cells[0], ""
