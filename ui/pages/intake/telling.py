"""What is said around the rows: of an earlier sending that may be replaced, of the current cell, of the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QListWidget, QRadioButton, QVBoxLayout, QWidget

from models import sheets
from models.findings import Finding, parted
from models.intake import Note
from models.intake.earlier import Earlier
from models.intake.seen import Seen, Shown
from models.register.origin import Brought
from models.words import say
from ui.pages.intake.rows import changes

_UNITS = 3  # named in a sentence; more are counted
_NOTES = 4  # lines of notes that are seen without scrolling


class Earlierness(QFrame):
    """Asks what becomes of an earlier sending; unless the clerk says otherwise nothing is deleted."""

    chosen = Signal(bool)  # whether it is replaced

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "draft")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.stay = QRadioButton(say("intake_page.stay"))
        self.replace = QRadioButton()
        self.group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 6, 10, 6)
        rows.setSpacing(4)
        rows.addWidget(self.text)
        for button in (self.stay, self.replace):
            self.group.addButton(button)
            rows.addWidget(button)
        self.replace.toggled.connect(self.chosen)

    def ask(
        self, found: Sequence[Earlier], counts: dict[str, int], replacing: bool, newer: Brought | None = None
    ) -> None:
        """Shows who sent what before, and the choice where something of it is gone; or what has come in its place."""
        self.setVisible(bool(found or newer))
        if newer:
            self.text.setText(say("intake_page.newer", file=newer.file, at=newer.at[:16].replace("T", " ")))
        for button in (self.stay, self.replace):
            button.setVisible(not newer)
        if not found or newer:
            return
        gone = sum(len(one.gone) for one in found)
        emptied = sum(len(cleared) for one in found for cleared in one.emptied.values())
        units = "、".join(one.unit for one in found[:_UNITS])
        units = say("intake_page.and_more", units=units, count=len(found)) if len(found) > _UNITS else units
        last = max(found, key=lambda one: one.at)
        told = {"units": units, "at": last.at[:10], "file": last.file, "gone": gone, "emptied": emptied, **counts}
        self.text.setText(say("intake_page.earlier", **told))
        self.replace.setText(say("intake_page.replace", gone=gone, emptied=emptied))
        self.blockSignals(True)
        (self.replace if replacing else self.stay).setChecked(True)
        self.blockSignals(False)
        for button in (self.stay, self.replace):
            button.setVisible(gone + emptied > 0)


class Detail(QLabel):
    """The current cell: where it stands, from what to what, what is wrong and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(12, 4, 12, 6)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumHeight(44)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def tell(self, seen: Seen | None, at: int, path: str, cell: Shown | None) -> None:
        """Of a cell of a row; of the whole row where no cell is meant."""
        if seen is None or at >= len(seen):
            self._show("", "muted")
            return
        findings = [cell.finding] if cell and cell.finding else [] if cell else seen.of_row(at)
        news = changes(seen, at, [path] if path else seen.paths)
        label = seen.fields[path].label if path and not news else ""
        head = " · ".join(part for part in (_place(seen, at, path), label, *news) if part)
        self._show("\n".join([head, *map(_told, findings)]), "finding-error" if findings else "muted")

    def warn(self, trouble: str) -> None:
        """What is wrong with what is being typed."""
        self._show(trouble, "finding-error")

    def _show(self, text: str, role: str) -> None:
        self.setText(text)
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


def _told(one: Finding) -> str:
    return "".join(parted(one.say))


def _place(seen: Seen, at: int, path: str) -> str:
    column, line = seen.table.columns.get(path), seen.lines[at]
    place = seen.table.places.get(path) if column is None else (line, column)
    return f"{seen.table.sheet}!{sheets.address(*place) if place else line + 1}"


class Notes(QListWidget):
    """What is to be known of a file and needs no correction; gone when there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("intake_page.notes"))
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(10, 0, 10, 0)
        self.hide()

    def tell(self, notes: Sequence[Note], skipped: Sequence[str]) -> None:
        """Each with its place."""
        self.clear()
        for one in notes:
            place = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
            self.addItem(f"{place}　{one.say}" if place else one.say)
        for sheet in skipped:
            self.addItem(say("intake_page.no_table_here", sheet=sheet))
        self.setVisible(self.count() > 0)
        line = self.sizeHintForRow(0) if self.count() else 0
        self.setFixedHeight(min(self.count(), _NOTES) * line + 6)


class Nothing(QLabel):
    """In place of rows: what this page is for, or why a file has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("intake_page.welcome"), parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(32, 32, 32, 32)
        self.setProperty("role", "muted")
