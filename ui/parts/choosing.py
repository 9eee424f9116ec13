"""A list of units to tick, with a search and buttons for all and none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from models.kinds import match_key
from models.register import Reader
from models.whereabouts import UNIT
from models.words import say
from ui.parts.head import search_line

_ID = Qt.ItemDataRole.UserRole


class UnitList(QWidget):
    """All units of the register, ticked at first."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.list = QListWidget()
        self.search = search_line()
        self.told = QLabel()
        ids = reader.ids(UNIT)
        for unit, (name,) in zip(ids, reader.table(UNIT, ids, [reader.schema[UNIT].name]), strict=True):
            item = QListWidgetItem(name, self.list)
            item.setData(_ID, unit)
            item.setCheckState(Qt.CheckState.Checked)
        self._build()
        self.list.itemChanged.connect(lambda _: self._tell())
        self.search.textChanged.connect(self._filter)
        self._tell()

    def _build(self) -> None:
        self.list.setAccessibleName(say("asking.units"))
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        for sentence, state in (("asking.all", Qt.CheckState.Checked), ("asking.none", Qt.CheckState.Unchecked)):
            button = QPushButton(say(sentence))
            button.setToolTip(say("asking.shown"))
            button.clicked.connect(lambda _=False, state=state: self._tick(state))
            head.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self.search.setMaximumWidth(16777215)
        for widget in (head, self.search, self.list):
            rows.addLayout(widget) if isinstance(widget, QHBoxLayout) else rows.addWidget(widget)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def chosen(self) -> list[int]:
        """The ids of the ticked units."""
        return [int(one.data(_ID)) for one in self._items() if one.checkState() is Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        words = [match_key(word) for word in text.split()]
        for item in self._items():
            item.setHidden(not all(word in match_key(item.text()) for word in words))

    def _tick(self, state: Qt.CheckState) -> None:
        """Ticks the units that are shown, or takes their ticks away."""
        blocked = self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)
        self.list.blockSignals(blocked)
        self._tell()

    def _tell(self) -> None:
        self.told.setText(say("asking.chosen", count=len(self.chosen()), of=self.list.count()))
