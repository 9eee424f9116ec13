"""The pane that lists everything said, proposed, or still to be said, with a search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.telling import shown, told
from ui.parts.boxes import ComboBox
from ui.parts.head import search_line
from ui.parts.lines import Lines, LineTable

_HEADINGS = ("place", "what", "value")
_WIDTHS = (84, 150, 60)
_STATES = ("all", "said", "proposed", "left")
_TONES = {"proposed": "doubt", "left": "error"}


@dataclass(frozen=True)
class Entry:
    """One cell: its address, what belongs there, what it would hold, and whether that is said."""

    address: str
    what: str
    value: str
    state: str


def entries(work: Drafting) -> list[Entry]:
    """Everything, in the order: said, of lists, proposed, left."""
    values, names, cells = work.values, work.names, work.form.cells
    found = [Entry(at, told(one, names, work.listed(at)), shown(values.get(at)), "said") for at, one in cells.items()]
    for words in work.form.lists.values():
        sheet, first, _ = words.place
        places = [f"{sheet}!{letters}{first}" for letters in words.columns]
        found += [Entry(at, told(work.meaning(at), names, words.of), shown(values.get(at)), "said") for at in places]
    waiting = work.waiting()
    for at, one in waiting.items():
        found.append(Entry(at, told(one.meaning, names, work.record(at)), shown(values.get(at)), "proposed"))
    return found + [Entry(at, say("adopt.nothing_said"), "", "left") for at in work.left if at not in waiting]


class Overview(QWidget):
    """Enter, or a double click, goes to the cell."""

    wanted = Signal(str)

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.search, self.state = search_line(), ComboBox()
        self.model = Lines([say(f"adopt.heading_{one}") for one in _HEADINGS])
        self.table = LineTable(self.model, say("adopt.overview"), _WIDTHS)
        self.table.verticalHeader().hide()
        self.state.setAccessibleName(say("adopt.heading_state"))
        for state in _STATES:
            self.state.addItem("", state)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.state)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addLayout(line)
        rows.addWidget(self.table, 1)
        self.search.textChanged.connect(lambda _: self.refresh())
        self.state.activated.connect(lambda _: self.refresh())
        self.table.activated.connect(lambda index: self.wanted.emit(self.model.keys[index.row()].address))
        self.search.returnPressed.connect(self.table.setFocus)

    def refresh(self) -> None:
        """Lists what there is now."""
        if not self.work.adoption:
            return
        found = entries(self.work)
        for at, state in enumerate(_STATES):
            many = sum(state in ("all", one.state) for one in found)
            self.state.setItemText(at, say(f"adopt.state_{state}", count=many))
        text, state = self.search.text(), self.state.currentData()
        shown_ = [one for one in found if state in ("all", one.state)]
        kept = [one for one in shown_ if text in one.address or text in one.what]
        colours = [_TONES.get(one.state, "") for one in kept]
        self.model.take([(one.address, one.what, one.value) for one in kept], kept, colours=colours)
