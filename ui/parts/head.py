"""The head of a page: its title, and what stands beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from models.words import say
from ui.parts.late import Later, at_once
from ui.parts.look import icon, scaled


def head(title: str, *beside: tuple[QWidget, int]) -> QHBoxLayout:
    """A row of the title and of widgets, each with its share of the room that is left."""
    label = QLabel(title)
    label.setProperty("role", "title")
    row = QHBoxLayout()
    row.setContentsMargins(16, 12, 16, 4)
    row.setSpacing(12)
    for widget, stretch in ((label, 0), *beside):
        row.addWidget(widget, stretch)
    return row


def hint(text: str) -> QLabel:
    """A line under the head that says how to go on."""
    label = QLabel(text)
    label.setProperty("role", "help")
    label.setContentsMargins(16, 0, 16, 0)
    return label


def count() -> QLabel:
    """How many there are."""
    label = QLabel()
    label.setProperty("role", "muted")
    return label


def search_line(later: Later = at_once) -> QLineEdit:
    """A line to look for words with."""
    line = QLineEdit()
    line.textChanged.connect(lambda _: line.setClearButtonEnabled(True))  # its picture comes with the first letter
    line.setMaximumWidth(scaled(280))
    line.setAccessibleName(say("table.search"))

    def furnish() -> None:
        line.setPlaceholderText(say("table.search"))
        line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    later(furnish)
    return line
