"""What the returns that an office has already say of headings: next year's form is last year's, re-pointed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models import sheets
from models.returns.declared import Return
from models.returns.grammar import CellWords, ListWords
from models.returns.labelling import Labels, beside, headings
from models.returns.proposals import Proposal, ProposedList
from models.sheets.forms.references import column_number, split
from models.words import Refusal, say

_ENOUGH = 0.6  # of a list's headings: so many are the same when it is the same list

Path = tuple[str, ...]


@dataclass(frozen=True)
class _List:
    title: str
    words: ListWords
    columns: dict[Path, CellWords]


class Remembered:
    """Cells and lists of adopted returns, by the labels around them; a later return has the last word."""

    def __init__(self, returns: Iterable[Return]) -> None:
        self.cells: dict[tuple[Path, Path], tuple[CellWords, str]] = {}
        self.lists: list[_List] = []
        for one in returns:
            if not one.is_document and not one.each:
                self._read(one)

    def _read(self, one: Return) -> None:
        try:
            pictures = {picture.name: picture for picture in sheets.draw(one.form)}
        except Refusal:
            return  # a form that can't be read any more says nothing of the next
        for address, meaning in one.cells.items():
            sheet, _, cell = address.rpartition("!")
            letters, row = split(cell)
            if sheet in pictures and not meaning.text:
                at = (row, column_number(letters))
                self.cells[_path(headings(pictures[sheet], *at)), _path(beside(pictures[sheet], *at))] = (
                    meaning,
                    one.title,
                )
        self.lists += self._lists(one, pictures)

    def _lists(self, one: Return, pictures: Mapping[str, sheets.Picture]) -> Iterator[_List]:
        for key, words in one.lists.items():
            sheet, row, _ = words.place
            if sheet in pictures and not words.group:
                heads = {
                    _path(headings(pictures[sheet], row, column_number(letters))): meaning
                    for letters, meaning in one.list_columns[key].items()
                }
                yield _List(one.title, words, heads)

    def cell(self, over: Labels, left: Labels) -> Proposal | None:
        """What stood under the same headings, beside the same words."""
        known = self.cells.get((_path(over), _path(left))) if over or left else None
        return Proposal(known[0], say("returns.why_before", title=known[1]), True) if known else None

    def list(self, place: str, heads: Mapping[str, Labels]) -> ProposedList | None:
        """The list whose headings are nearly all the same, with its columns where they are now."""
        for one in reversed(self.lists):
            found = {letters: one.columns[_path(over)] for letters, over in heads.items() if _path(over) in one.columns}
            if len(found) >= _ENOUGH * max(len(one.columns), 3):
                why = say("returns.why_before", title=one.title)
                told = {letters: meaning.told() for letters, meaning in found.items()}
                columns = {letters: Proposal(meaning, why, True) for letters, meaning in found.items()}
                return ProposedList(replace(one.words, row=place, columns=told), columns, why)
        return None


def _path(labels: Labels) -> Path:
    """Labels without spaces and numbering; the unit in their brackets tells 人 from 人次 and stays."""
    return tuple("".join(one.split()) for one in labels)
