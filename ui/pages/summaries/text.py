"""The text of a summary as it reads, its numbers as links; one of them is the current one."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from models.summaries import Line, Summary
from models.words import say
from ui.parts.look import colour, scaled
from ui.parts.toolbar import add_action

_LETTERS, _HEADING, _MARGIN = 16, 20, 36  # pixels of letters, and around the text


class SummaryText(QTextBrowser):
    """Says which number is wanted: by the mouse, or by the keys that go from one to the next."""

    chosen = Signal(str)  # the name of a figure

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.current = ""
        self.setAccessibleName(say("summaries.text"))
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(scaled(_MARGIN))
        self.anchorClicked.connect(lambda url: self.choose(url.toString()))
        add_action(self, "summaries.next", "Ctrl+Down", lambda: self._step(1))
        add_action(self, "summaries.last", "Ctrl+Up", lambda: self._step(-1))

    def show_summary(self, summary: Summary) -> None:
        """Shows another text; the number that was current stays so where it still stands."""
        self.names = list(summary.figures)
        names = iter(self.names)
        self.setHtml(
            "".join(
                _paragraph(line, [next(names) if one.figure else "" for one in line.pieces])
                for line in summary.lines
                if not line.paragraph.is_margin
            )
        )
        self.choose(self.current if self.current in self.names else "")

    def choose(self, name: str) -> None:
        """Makes a number the current one, and shows where it stands."""
        self.current = name
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = self._found(name), QTextCharFormat()
        mark.format.setBackground(colour("accent_soft"))
        self.setExtraSelections([mark] if name else [])
        if name:
            cursor = QTextCursor(mark.cursor)
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.chosen.emit(name)

    def _step(self, by: int) -> None:
        if self.names:
            at = self.names.index(self.current) + by if self.current else min(by, 0)
            self.choose(self.names[at % len(self.names)])

    def _found(self, name: str) -> QTextCursor:
        """The stretch that a link covers."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while name and block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                part = parts.fragment()
                if part.charFormat().anchorHref() == name:
                    cursor.setPosition(part.position())
                    cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                    return cursor
                parts += 1
            block = block.next()
        return cursor


def _paragraph(line: Line, names: list[str]) -> str:
    inside = "".join(_piece(one.text, name) for one, name in zip(line.pieces, names, strict=True))
    if not inside:
        return ""
    align = line.paragraph.align
    letters = scaled(_HEADING if align == "center" else _LETTERS)
    inside = f"<b>{inside}</b>" if line.is_numbered or align == "center" else inside
    indent = 2 * scaled(_LETTERS) if align == "left" else 0
    style = f"font-size:{letters}px;text-indent:{indent}px;line-height:150%"
    return f'<p align="{align}" style="{style}">{inside}</p>'


def _piece(text: str, name: str) -> str:
    ink = colour("accent").name()
    return f'<a href="{name}" style="color:{ink};text-decoration:none">{escape(text)}</a>' if name else escape(text)
