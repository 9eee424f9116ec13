"""The marks that a form wears while it is adopted: what is said, what is proposed, what is still to be said."""

from __future__ import annotations

from collections.abc import Iterator

from models.returns.adopting import Proposal
from models.returns.grammar import CellWords
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.telling import shown, told
from ui.parts.sheet import Mark


def marks(work: Drafting) -> dict[str, Mark]:
    """What every cell of the form wears: said, proposed, or still to be said."""
    found = {address: _left() for address in work.left}
    found |= {address: _proposed(work, address, one) for address, one in work.waiting().items()}
    found |= {at: _said(work, at, one, work.listed(at)) for at, one in work.form.cells.items()}
    return found | dict(_lists(work))


def _left() -> Mark:
    return Mark(tone="error", proposed=True, says=say("adopt.nothing_said"))


def _proposed(work: Drafting, address: str, one: Proposal) -> Mark:
    what = told(one.meaning, work.names, work.record(address))
    return Mark(shown(work.values.get(address)) or what, "doubt", True, say("adopt.proposed", what=what, why=one.why))


def _said(work: Drafting, address: str, meaning: CellWords, record: str = "") -> Mark:
    text = shown(work.values.get(address))
    if not text and not meaning.kept:
        text = say("adopt.empty_value") if meaning.measure else told(meaning, work.names, record)
    return Mark(text, "accent", False, told(meaning, work.names, record))


def _lists(work: Drafting) -> Iterator[tuple[str, Mark]]:
    """The rows of lists: their columns in the first one, the others shaded."""
    for key, words in work.form.lists.items():
        sheet, first, last = words.place
        title = work.names.records.get(words.of, words.of)
        for letters in words.columns:
            address = f"{sheet}!{letters}{first}"
            meaning = work.meaning(address)
            if meaning:
                yield address, _said(work, address, meaning, words.of)
            for row in range(first + 1, last + 1):
                yield (
                    f"{sheet}!{letters}{row}",
                    Mark(tone="accent", says=say("adopt.ready_row", record=title, list=key)),
                )
