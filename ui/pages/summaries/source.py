"""Where a number of a summary comes from: its exact value, last year's, what it means, and the records behind it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from models.kinds import Period
from models.summaries import Figure
from models.words import say
from ui.parts.lines import Lines, LineTable
from ui.parts.look import scaled

_TOLD = ("now", "earlier", "about")
_WIDTHS, _ROOM = (110,), 340
MOST = 2000  # records listed behind a number


class SourcePane(QFrame):
    """What is known of the current number; Enter opens a record behind it."""

    wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.told = {name: QLabel() for name in _TOLD}
        self.table = LineTable(
            Lines([say("summaries.record"), say("summaries.name")]), say("summaries.behind"), _WIDTHS
        )
        self.table.activated.connect(lambda _: self.wanted.emit(*self.table.current))
        self.setMinimumWidth(scaled(_ROOM))
        form = QFormLayout()
        for name, label in self.told.items():
            label.setWordWrap(True)
            form.addRow(say(f"summaries.{name}"), label)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(self.heading)
        rows.addLayout(form)
        rows.addWidget(self.table, 1)
        self.show_figure(None)

    def show_figure(self, figure: Figure | None) -> None:
        """What is told of a number; the records behind it come later."""
        self.heading.setText(figure.title if figure else say("summaries.no_figure"))
        self.heading.setWordWrap(True)
        told = dict.fromkeys(_TOLD, "")
        if figure:
            told |= {"now": f"{Period().show(figure.period)}　{figure.exact}", "earlier": figure.exact_before}
            told["about"] = figure.about
        for name, label in self.told.items():
            label.setText(told[name] or say("adopt.empty_value"))
        self.table.lines.take([], [])

    def show_rows(self, found: list[tuple[str, int, str, str]]) -> None:
        """The records: type and row, the type's title and the record's name."""
        self.table.lines.take([one[2:] for one in found], [one[:2] for one in found])
