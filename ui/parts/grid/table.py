"""The grid's view: keys and clipboard as in a sheet, headings that sort, filter, hide and are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

from models import keying
from models.kinds import Stored
from models.words import say
from ui.parts.grid.headings import Headings
from ui.parts.grid.model import RecordModel
from ui.parts.late import part
from ui.parts.table import DenseTable
from ui.parts.toolbar import HERE, add_action

_MOST_COPIED = 200_000  # cells; more is a ledger's work

_KEYS = {
    "copy": "Ctrl+C",
    "cut": "Ctrl+X",
    "paste": "Ctrl+V",
    "fill_down": "Ctrl+D",
    "clear": "Delete",
    "to_form": "Ctrl+Return",
    "cell_history": "Ctrl+H",
    "same_only": "Ctrl+Shift+L",
}
"""What can be done with chosen cells, and its key; the sentences are those of the room `grid`."""


class RecordTable(DenseTable):
    """The records of a type as a sheet; every edit is kept at once, as one step."""

    opened = Signal(str)  # a field to be looked at in the form
    history_wanted = Signal(int, str)  # record and field
    seen = Signal()  # it is being painted for the first time

    def __init__(self, model: RecordModel, remembered: str = "") -> None:
        super().__init__(model, model.record.title)
        self.records_model = model
        self.actions_by_name: dict[str, QAction] = {}
        self._current: tuple[int, int] = (0, 0)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(True)
        self._seen = self._furnished = False
        self.seen.connect(self._furnish, Qt.ConnectionType.QueuedConnection)
        self.headings = Headings(self, remembered or f"grid/{model.record.key}")
        self._add_actions()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _furnish(self) -> None:
        """Editors come after the table has been painted, or with the first cell that is typed into."""
        if not self._furnished:
            self._furnished = True
            delegate = import_module("ui.parts.grid.cells").CellDelegate(self)
            delegate.moved.connect(self.move_on)
            delegate.filled.connect(self.fill)
            self.setItemDelegate(delegate)

    def edit(self, *asked: object) -> bool:
        """Opens an editor, where Qt finds that this is the moment."""
        self._furnish()
        return super().edit(*asked)  # type: ignore[no-any-return]

    def _add_actions(self) -> None:
        """Keys that are the grid's own: while a cell is typed into, its editor has the keys."""
        for name, key in _KEYS.items():
            self.actions_by_name[name] = add_action(self, f"grid.{name}", key, getattr(self, name), HERE)
        add_action(self, "grid.down", "Return Enter", lambda: self.move_on(1, 0), HERE)
        add_action(self, "grid.up", "Shift+Return Shift+Enter", lambda: self.move_on(-1, 0), HERE)
        add_action(self, "grid.filter", "Alt+Down", lambda: self.headings.ask(self.currentIndex().column()), HERE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where no rows are, how to come by some."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.seen.emit()
        if not self.records_model.ids and not self.records_model.within:
            told = say("grid.none_found" if self.records_model.narrowed else "grid.none_yet")
            import_module("ui.parts.grid.blank").tell(self, told)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter that comes without having been composed begins to edit as well; Qt 6.8 drops it."""
        at = self.currentIndex()
        begins = self.indexWidget(at) is None
        super().inputMethodEvent(event)
        made = self.indexWidget(at)
        if begins and made is not None and event.commitString() and not event.preeditString():
            QCoreApplication.sendEvent(made, event)

    def contextMenuEvent(self, event: object) -> None:
        """What can be done with the chosen cells."""
        menu = QMenu(self)
        menu.addActions([self.actions_by_name[name] for name in _KEYS])
        menu.exec(event.globalPos())  # type: ignore[attr-defined]

    def move_on(self, down: int, on: int) -> None:
        """Moves the cursor; at the end of a row it goes to the next one, as when keying line by line."""
        at = self.currentIndex()
        row, column = at.row() + down, at.column() + on
        last = self.records_model.columnCount() - 1
        if column > last or column < 0:
            row, column = row + (1 if column > last else -1), 0 if column > last else last
        target = self.records_model.index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def records(self) -> list[int]:
        """The ids of the rows in which something is chosen, from the top."""
        ids = self.records_model.ids
        return [ids[row] for row in self._rows() if row < len(ids)]

    def _rows(self) -> list[int]:
        ranges = self.selectionModel().selection()
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def _chosen(self) -> Iterator[tuple[int, int]]:
        """The chosen cells that are shown."""
        for one in self.selectionModel().selection():
            for row in range(one.top(), one.bottom() + 1):
                for column in range(one.left(), one.right() + 1):
                    yield row, column

    def _size(self) -> int:
        return sum(one.width() * one.height() for one in self.selectionModel().selection())

    def show_record(self, row: int) -> bool:
        """Makes a record the current one and brings it into view; False when the table does not list it."""
        if row not in self.records_model.ids:
            return False
        at = self.records_model.index(self.records_model.ids.index(row), max(self.currentIndex().column(), 0))
        self.setCurrentIndex(at)
        self.scrollTo(at, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def copy(self) -> bool:
        """The chosen cells on the clipboard, as shown; what lies between them stays blank."""
        if not self._size():
            return False
        if self._size() > _MOST_COPIED:
            self.records_model.desk.said.emit(say("grid.too_many", most=_MOST_COPIED))
            return False
        cells = {(row, column): self.records_model.cell(row, column)[1] for row, column in self._chosen()}
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        block = [[cells.get((row, column), "") for column in columns] for row in rows]
        QGuiApplication.clipboard().setMimeData(part("clipboard").write_block(block))
        self.records_model.desk.said.emit(say("grid.copied", rows=len(rows), columns=len(columns)))
        return True

    def cut(self) -> None:
        """Copies, then clears."""
        if self.copy():
            self.clear()

    def clear(self) -> None:
        """Empties the chosen cells."""
        self.fill(None)

    def fill(self, value: Stored) -> None:
        """Puts one value into all chosen cells, as one step."""
        self.records_model.enter(dict.fromkeys(self._chosen(), value))

    def fill_down(self) -> None:
        """Puts the topmost chosen cell of each column into those below it; one cell alone takes the one above it."""
        cells = list(self._chosen())
        tops = {column: min(row for row, at in cells if at == column) for _, column in cells}
        if len(cells) == 1:
            tops = {column: row - 1 for column, row in tops.items() if row}
        model = self.records_model
        model.enter({(row, at): model.cell(tops[at], at)[0] for row, at in cells if at in tops})

    def paste(self) -> None:
        """A block at the corner of the selection, one value into all of it; rows below the end become new records."""
        block = part("clipboard").read_block(QGuiApplication.clipboard().mimeData())
        if not block or not self.currentIndex().isValid():
            return
        cells = list(self._chosen()) or [(self.currentIndex().row(), self.currentIndex().column())]
        if len(block) == len(block[0]) == 1 and len(cells) > 1:
            self._enter_texts({cell: block[0][0] for cell in cells})
            return
        top, left = min(row for row, _ in cells), min(column for _, column in cells)
        model = self.records_model
        last = None if model.growing else len(model.ids) - top
        fitting = [row[: model.columnCount() - left] for row in block[:last]]
        self._enter_texts(
            {(top + down, left + on): text for down, row in enumerate(fitting) for on, text in enumerate(row)}
        )
        self._choose(top, left, len(fitting), len(fitting[0]) if fitting else 0)
        lost = len(block) * len(block[0]) - sum(map(len, fitting))
        said = say("grid.lost", count=lost) if lost else say("grid.pasted", rows=len(block), columns=len(block[0]))
        model.desk.said.emit(said)

    def _enter_texts(self, texts: dict[tuple[int, int], str]) -> None:
        model = self.records_model
        values: dict[tuple[int, int], Stored] = {}
        for column in {column for _, column in texts}:
            places = [place for place in texts if place[1] == column]
            field = model.record.fields[model.columns[column]]
            read = keying.understood(model.desk.office.register, field, [texts[place] for place in places])
            values |= dict(zip(places, read, strict=True))
        model.enter(values)

    def _choose(self, top: int, left: int, rows: int, columns: int) -> None:
        """The block, with the cursor at its corner: rows that came in below have pushed it on."""
        model, flags = self.records_model, QItemSelectionModel.SelectionFlag
        if rows and columns:
            self.selectionModel().setCurrentIndex(model.index(top, left), flags.NoUpdate)
            chosen = QItemSelection(model.index(top, left), model.index(top + rows - 1, left + columns - 1))
            self.selectionModel().select(chosen, flags.ClearAndSelect)

    def to_form(self) -> None:
        """Goes on in the form, at the field of the current cell."""
        at = self.currentIndex()
        self.opened.emit(self.records_model.columns[at.column()] if at.isValid() else "")

    def cell_history(self) -> None:
        """What the current cell was before."""
        at = self.currentIndex()
        if at.isValid() and at.row() < len(self.records_model.ids):
            self.history_wanted.emit(self.records_model.ids[at.row()], self.records_model.columns[at.column()])

    def same_only(self) -> None:
        """Shows only rows that hold the same in the current column."""
        at: QModelIndex = self.currentIndex()
        if at.isValid():
            shown = self.records_model.cell(at.row(), at.column())[1]
            self.records_model.filter(self.records_model.columns[at.column()], f"={shown}" if shown else "空")

    def _remember(self) -> None:
        at, ids = self.currentIndex(), self.records_model.ids
        self._current = (ids[at.row()] if 0 <= at.row() < len(ids) else 0, at.column())

    def _restore(self) -> None:
        """The cursor stays with its record when rows have come in another order."""
        row, column = self._current
        if row in self.records_model.ids:
            at = self.records_model.index(self.records_model.ids.index(row), max(column, 0))
            QTimer.singleShot(0, lambda: self.setCurrentIndex(at) if at.isValid() else None)
