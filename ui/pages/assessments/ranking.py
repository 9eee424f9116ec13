"""Who is assessed and where each stands; below one with several sheets, its sheets."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView

from models.assessing import Kept, Standing
from models.kinds import match_key
from models.scoring.exact import shown
from models.words import say
from ui.parts.look import colour

_HEADINGS = ("who", "place", "total", "class")
_WIDTHS = (0, 40, 58, 104)
_ROW = Qt.ItemDataRole.UserRole


class Ranking(QTreeView):
    """The best first; a line of one sheet stands for the sheet itself."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = QStandardItemModel(0, len(_HEADINGS))
        self.setModel(self.lines)
        self.setAccessibleName(say("assessments.ranking"))
        self.setProperty("role", "sheet")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.lines.setHorizontalHeaderLabels([say(f"assessments.heading_{word}") for word in _HEADINGS])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(_WIDTHS[1:], 1):
            self.setColumnWidth(at, width)

    @property
    def row(self) -> int:
        """The record of the sheet that is chosen, 0 for none."""
        found = self.currentIndex().siblingAtColumn(0).data(_ROW)
        return int(found) if found else 0

    def show_standings(self, found: list[Standing], words: str, row: int) -> None:
        """All whose name holds the words; the cursor goes to a sheet where that is among them, else to the first."""
        self.lines.removeRows(0, self.lines.rowCount())
        key = match_key(words)
        for one in found:
            if key in match_key(one.who):
                self._add(one)
        self.expandAll()
        self.choose(row)

    def _add(self, one: Standing) -> None:
        line = _line(one.who, _standing_texts(one), one.sheets[0].row)
        if len(one.sheets) > 1:
            for sheet in sorted(one.sheets, key=lambda sheet: (sheet.round, sheet.row)):
                line[0].appendRow(_line(_sheet_name(sheet), ["", *_sheet_texts(sheet)], sheet.row, muted=True))
        self.lines.appendRow(line)

    def update_standings(self, found: list[Standing], changed: tuple[object, ...]) -> None:
        """What the line of the changed one says now, and all places; nobody is moved under the hand."""
        by_row = {one.sheets[0].row: one for one in found}
        for at in range(self.lines.rowCount()):
            line = self.lines.item(at)
            one = by_row[line.data(_ROW)]
            if one.key != changed:
                self._tell(at, None, [str(one.place or "")])
                continue
            self._tell(at, None, _standing_texts(one))
            sheets = {sheet.row: sheet for sheet in one.sheets}
            for below in range(line.rowCount()):
                self._tell(below, line, ["", *_sheet_texts(sheets[line.child(below).data(_ROW)])])

    def _tell(self, at: int, above: QStandardItem | None, texts: list[str]) -> None:
        for column, text in enumerate(texts, 1):
            cell = above.child(at, column) if above else self.lines.item(at, column)
            if cell.text() != text:
                cell.setText(text)

    def choose(self, row: int) -> None:
        """Puts the cursor on a sheet."""
        tops = [self.lines.item(at) for at in range(self.lines.rowCount())]
        below = [line.child(at) for line in tops for at in range(line.rowCount())]
        known = [line for line in [*below, *tops] if line.data(_ROW) == row]
        chosen = known[0] if known else next((one for one in tops), None)
        if chosen is not None:
            self.setCurrentIndex(chosen.index())


def _line(name: str, texts: list[str], row: int, muted: bool = False) -> list[QStandardItem]:
    cells = [QStandardItem(text) for text in (name, *texts)]
    cells[0].setData(row, _ROW)
    for at, cell in enumerate(cells):
        cell.setToolTip(name)
        if at in (1, 2):
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if muted:
            cell.setForeground(colour("muted"))
    return cells


def _standing_texts(one: Standing) -> list[str]:
    total = shown(one.found.total, one.scheme.rounding) if one.found and one.scheme else ""
    if len(one.sheets) == 1 and not (one.found and one.found.class_):
        return [str(one.place or ""), *_sheet_texts(one.sheets[0])]
    class_ = one.found.class_ if one.found else ""
    return [str(one.place or ""), total, class_ or say("assessments.state_open")]


def _sheet_name(sheet: Kept) -> str:
    return " ".join(part for part in (sheet.round, sheet.assessor) if part)


def _sheet_texts(sheet: Kept) -> list[str]:
    """Its score, and how far it is."""
    found: Any = sheet.result
    if found is None:
        return ["", say("assessments.state_no_scheme")]
    if found.vetoes:
        return [shown(found.total), say("assessments.state_vetoed")]
    if not found.missing:
        return [shown(found.total), say("assessments.state_done")]
    own = not sheet.is_assessed and sheet.facts["own_score"] is not None
    return ["", say("assessments.state_own") if own else say("assessments.state_missing", count=len(found.missing))]
