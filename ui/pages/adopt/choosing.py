"""Chooses one of many by a few letters: a line to type into, and what it finds beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.returns.adopting import Known
from ui.parts.look import icon

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chooser(QWidget):
    """Typing narrows the list, Down goes into it, Enter chooses; what is chosen is told in full beneath."""

    chosen = Signal(str)

    def __init__(self, name: str, find: Callable[[str], list[Known]]) -> None:
        super().__init__()
        self.find = find
        self.key = ""
        self.line = QLineEdit()
        self.list = QListWidget()
        self.about = QLabel()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setClearButtonEnabled(True)
        self.list.setAccessibleName(name)
        self.list.setTabKeyNavigation(False)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(96)
        self.about.setProperty("role", "help")
        self.about.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for widget in (self.line, self.list, self.about):
            rows.addWidget(widget, widget is self.list)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _: self.search())
        self.line.returnPressed.connect(lambda: self._choose(self.list.currentItem() or self.list.item(0)))
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(lambda item, _: self._tell(item))

    def search(self) -> None:
        """Lists what the letters find; the one that is chosen stays marked."""
        self.list.clear()
        for one in self.find(self.line.text()):
            item = QListWidgetItem(f"{one.title}（{one.unit}）" if one.unit else one.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(one.about)
            if one.key == self.key:
                self.list.setCurrentItem(item)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def show_key(self, key: str) -> None:
        """Shows what is chosen, among everything there is."""
        self.key = key
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self.search()
        if not key:
            self.about.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the line goes into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _DOWN:
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            return True
        return super().eventFilter(watched, event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.key = item.data(Qt.ItemDataRole.UserRole).key
            self.list.setCurrentItem(item)
            self.chosen.emit(self.key)

    def _tell(self, item: QListWidgetItem | None) -> None:
        self.about.setText(item.data(Qt.ItemDataRole.UserRole).about if item else "")
