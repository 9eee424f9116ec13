"""Proposes what belongs in the cells of a blank: by last year's return, by headings, row labels and their units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from models import sheets
from models.intake.headings import Levels
from models.reporting import grid_of
from models.returns.catalogue import Catalogue, Match
from models.returns.grammar import NUMBERED, CellWords, ListWords
from models.returns.labelling import Labels, beside, empty_cells, headings, is_part, whole_of
from models.returns.proposals import Proposal, ProposedList
from models.returns.remembering import Remembered
from models.sheets.forms.references import column_letters
from models.words import say

_DECIMALS = {"万元": 2, "亿元": 2, "千元": 2, "%": 2}
_FEWEST = 3  # headings known, before rows below them are taken for a list
_LABEL_END = ":："


def propose_cells(picture: sheets.Picture, catalogue: Catalogue, before: Remembered) -> dict[str, Proposal]:
    """Single cells that are empty and bordered, and labels with a colon that a fact belongs behind."""
    found: dict[str, Proposal] = {}
    for cell in empty_cells(picture):
        over, left = headings(picture, cell.row, cell.column), beside(picture, cell.row, cell.column)
        whole = whole_of(picture, cell.row) if left and is_part(left[0]) else ""
        proposal = before.cell(over, left) or (
            _of_which(whole, left, catalogue) if whole else _by_labels(over, left, catalogue)
        )
        if proposal:
            found[_address(picture, cell)] = proposal
    for cell in picture.cells.values():
        if cell.text.rstrip().endswith(tuple(_LABEL_END)) and (proposal := _fact(cell, catalogue)):
            found.setdefault(_address(picture, cell), proposal)
    return found


def propose_fields(picture: sheets.Picture, catalogue: Catalogue, record: str) -> dict[str, Proposal]:
    """Empty cells beside, or under, a label that leads to a field of the record that the form is filled for."""
    cells = [cell for cell in empty_cells(picture) if _nearest(picture, cell)]
    matches = catalogue.fields_of(record, [_nearest(picture, cell) for cell in cells])
    found: dict[str, Proposal] = {}
    for at, match in matches.items():
        label = catalogue.label(catalogue.schema[record], match.key)
        why = say("returns.why_heading", heading="/".join(_nearest(picture, cells[at])), measure=label)
        found[_address(picture, cells[at])] = Proposal(_field(match.key, match), why, match.exact)
    return found


def _nearest(picture: sheets.Picture, cell: sheets.DrawnCell) -> Levels:
    """The label right beside a cell, else the one over it."""
    labels = beside(picture, cell.row, cell.column) or headings(picture, cell.row, cell.column)
    return labels[-1:]


def _address(picture: sheets.Picture, cell: sheets.DrawnCell) -> str:
    return f"{picture.name}!{column_letters(cell.column)}{cell.row}"


def _fact(cell: sheets.DrawnCell, catalogue: Catalogue) -> Proposal | None:
    text = cell.text.rstrip()
    fact = catalogue.fact(text.rstrip(_LABEL_END))
    if not fact:
        return None
    braced = text.replace("{", "").replace("}", "")
    return Proposal(CellWords(text=f"{braced}{{{fact}}}"), say("returns.why_fact", label=text.rstrip(_LABEL_END)), True)


def _by_labels(over: Labels, left: Labels, catalogue: Catalogue) -> Proposal | None:
    """A measure said by the row, by the column, or by both; what says nothing of the measure narrows it."""
    for levels, rest in _ways(over, left, catalogue):
        match = catalogue.heading_of_measure(levels)
        if match:
            return _narrowed(match, levels, rest, catalogue)
    return None


def _of_which(whole: str, left: Labels, catalogue: Catalogue) -> Proposal | None:
    """A row 其中：农民工 says what the row above it says, of some."""
    told = (whole, *left)
    own, above = catalogue.in_other_words(told), catalogue.heading_of_measure((whole, *left[1:]))
    split = catalogue.split_of(above.key, left[0]) if above else None
    match = own or (above if split else None)
    if match is None:
        return None
    meaning = replace(_measure(match, catalogue), only={} if own or not split else dict([split]))
    why = say("returns.why_heading", heading="/".join(told), measure=catalogue.measures[match.key].title)
    return Proposal(meaning, why, False)


def _ways(over: Labels, left: Labels, catalogue: Catalogue) -> Iterator[tuple[Levels, Levels]]:
    """Which words may name a measure, and which others then narrow it."""
    rows = tuple(level for level in left if not catalogue.is_number((level,)))
    above = tuple(level for level in over if not catalogue.says_nothing(level))
    yield rows, above
    yield above, rows
    yield (*above, *rows), ()
    yield (*rows, *above), ()
    for at in range(len(rows) - 1, 0, -1):
        yield rows[at:], (*rows[:at], *above)


def _narrowed(match: Match, levels: Levels, rest: Levels, catalogue: Catalogue) -> Proposal | None:
    """None where a word is left that nothing is known of: a number in the wrong cell is worse than none."""
    only: dict[str, Any] = {}
    for level in rest:
        split = catalogue.split_of(match.key, level)
        if split:
            only[split[0]] = split[1]
        elif not catalogue.says_nothing(level):
            return None
    title = catalogue.measures[match.key].title
    why = say("returns.why_heading", heading="/".join((*levels, *rest)), measure=title)
    return Proposal(replace(_measure(match, catalogue), only=only), why, match.exact and not rest)


def _measure(match: Match, catalogue: Catalogue) -> CellWords:
    decimals = _DECIMALS.get(match.unit or catalogue.measures[match.key].unit)
    return CellWords(measure=match.key, unit=match.unit, decimals=decimals)


def with_years(picture: sheets.Picture, catalogue: Catalogue, found: dict[str, Proposal]) -> dict[str, Proposal]:
    """Those that stand in a column, or a row, of another year say so."""
    told = {}
    for address, one in found.items():
        row, column = _place(picture, address)
        labels = (*headings(picture, row, column), *beside(picture, row, column))
        years = catalogue.back(labels) if one.meaning.measure else 0
        told[address] = replace(one, meaning=replace(one.meaning, back=years)) if years else one
    return told


def _place(picture: sheets.Picture, address: str) -> tuple[int, int]:
    return next(at for at, cell in picture.cells.items() if _address(picture, cell) == address)


def propose_lists(picture: sheets.Picture, catalogue: Catalogue, before: Remembered) -> list[ProposedList]:
    """The rows under headings that wait for records; rows drawn ready below them belong to them."""
    found: list[ProposedList] = []
    done = 0
    for row in range(1, picture.last_row + 1):
        if row > done and (columns := _waiting(picture, row)):
            last = max(takewhile(lambda at: _waiting(picture, at) == columns, range(row, picture.last_row + 1)))
            proposed = _list(picture, row, last, columns, catalogue, before)
            if proposed:
                found.append(proposed)
            done = last
    return found


def _waiting(picture: sheets.Picture, row: int) -> list[int]:
    """The columns of a row that are empty or calculated, when it has a border and no text at all."""
    cells = [cell for column in range(1, picture.last_column + 1) if (cell := picture.cells.get((row, column)))]
    bordered = [cell for cell in cells if all(cell.look.border)]
    if len(bordered) < _FEWEST or any((cell.text and not cell.formula) or cell.rows > 1 for cell in bordered):
        return []
    return [cell.column for cell in bordered]


def _list(
    picture: sheets.Picture, row: int, last: int, columns: list[int], catalogue: Catalogue, before: Remembered
) -> ProposedList | None:
    heads = {column: headings(picture, row, column) for column in columns}
    place = f"{picture.name}!{row}" if row == last else f"{picture.name}!{row}:{last}"
    known = before.list(place, {column_letters(column): over for column, over in heads.items()})
    if known:
        return known
    open_columns = [column for column in columns if not picture.cells[row, column].formula]
    ranked = sorted(_readings(heads, open_columns, catalogue), key=lambda one: -len(one[1]))
    if not ranked or len(ranked[0][1]) < _FEWEST:
        return None
    record, matches = ranked[0]
    proposed = {column_letters(column): one for column, one in sorted(_all(matches, heads, catalogue, record).items())}
    where = _reported(catalogue, proposed) if record == "unit" else ""
    told = {letters: one.meaning.told() for letters, one in proposed.items()}
    one, when = catalogue.schema[record], catalogue.dated_by(record)
    words = ListWords(place, record, told, where=where, when=when.key if when else "", order=one.name)
    return ProposedList(words, proposed, say("returns.why_list", count=len(matches), record=one.title))


def _readings(
    heads: dict[int, Labels], columns: list[int], catalogue: Catalogue
) -> Iterator[tuple[str, dict[int, tuple[str, Match]]]]:
    """For each type that has its name among the headings: which columns lead to its fields, or to measures of each."""
    wholes = {column: whole for column in columns if (whole := _whole(column, heads))}
    for key, one in catalogue.schema.types.items():
        if one.single or grid_of(one):
            continue
        own = set(catalogue.fields_of(key, list(wholes.values())))  # of which the parts are fields as well
        fields = dict(zip(wholes, (at in own for at in range(len(wholes))), strict=True))
        open_columns = [column for column in columns if fields.get(column, True)]
        told = [heads[column] for column in open_columns]
        matches = {open_columns[at]: (match.key, match) for at, match in catalogue.fields_of(key, told).items()}
        if one.name not in [path.partition(".")[0] for path, _ in matches.values()]:
            continue
        for column, over in heads.items():
            if column not in columns or column in matches:
                continue
            whole = wholes.get(column, ())
            match = catalogue.in_other_words((*whole, over[-1])) if whole else catalogue.heading_of_measure(over)
            if match and catalogue.measures.tells_each(match.key, one.table):
                matches[column] = ("", match)
        yield key, matches


def _whole(column: int, heads: dict[int, Labels]) -> Labels:
    """What a column 其中：农民工 is part of: the headings over it, or the nearest column to its left."""
    over = heads[column]
    if not over or not is_part(over[-1]):
        return ()
    left = (heads[at] for at in sorted(heads, reverse=True) if at < column and heads[at] and not is_part(heads[at][-1]))
    return over[:-1] or next(left, ())


def _all(
    matches: dict[int, tuple[str, Match]], heads: dict[int, Labels], catalogue: Catalogue, record: str
) -> dict[int, Proposal]:
    """Columns with what they hold; numbers and remarks among them."""
    found: dict[int, Proposal] = {}
    for column, over in heads.items():
        heading = "/".join(over)
        if catalogue.is_number(over):
            found[column] = Proposal(CellWords(field_=NUMBERED), say("returns.why_number"), True)
        elif column in matches:
            path, match = matches[column]
            meaning = _field(path, match) if path else _measure(match, catalogue)
            name = catalogue.label(catalogue.schema[record], path) if path else catalogue.measures[match.key].title
            found[column] = Proposal(meaning, say("returns.why_heading", heading=heading, measure=name), match.exact)
        elif catalogue.is_keyed(over):
            found[column] = Proposal(CellWords(keyed=True), say("returns.why_keyed"), True)
    return found


def _field(path: str, match: Match) -> CellWords:
    return CellWords(field_=path, unit=match.unit, decimals=_DECIMALS.get(match.unit))


def _reported(catalogue: Catalogue, columns: dict[str, Proposal]) -> str:
    """Only units that reported, where the columns are what units report."""
    counted = {catalogue.record_of(one.meaning.measure) for one in columns.values() if one.meaning.measure}
    for key in sorted(counted):
        grid = grid_of(catalogue.schema[key])
        if grid:
            table = grid.record.table
            return (
                f"exists (select 1 from {table} where {table}.{grid.down.key} = unit.id "
                f"and {table}.{grid.by.key} = '{{period}}')"
            )
    return ""
