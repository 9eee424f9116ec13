"""What is counted and by what: measures to tick, rows and columns to pick, each found by a few letters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models import pivots
from models.kinds import Period, match_key
from models.measures import Measures
from models.pivots import Table
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.editors import Line
from ui.parts.head import search_line
from ui.parts.look import scaled

_KEY = Qt.ItemDataRole.UserRole
_AXES = ("row", "inner", "column")
_WIDE = 300  # pixels


class PathBox(ComboBox):
    """A list of ways to tell rows apart, that finds by any part of what is typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.lineEdit().editingFinished.connect(self._settle)

    def offer(self, paths: Mapping[str, str]) -> None:
        """These and none; what was chosen stays where it still leads somewhere, be it by another path."""
        chosen, text = str(self.currentData() or ""), self.currentText()
        with QSignalBlocker(self):
            self.clear()
            self.addItem(say("tables_page.no_axis"), "")
            for path, label in paths.items():
                self.addItem(label, path)
            self.setCurrentIndex(max(self.findData(chosen) if chosen in paths else self.findText(text), 0))

    def choose(self, path: str) -> None:
        """Shows a path."""
        self.setCurrentIndex(max(self.findData(path), 0))

    def _settle(self) -> None:
        """What was typed and is no way stands for the one chosen before."""
        at = self.findText(self.currentText())
        self.setCurrentIndex(at if at >= 0 else max(self.currentIndex(), 0))
        self.setEditText(self.itemText(self.currentIndex()))


class TableChooser(QWidget):
    """The left side of the page; says when another table is wanted."""

    changed = Signal()

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self.measures = measures
        self.search = search_line()
        self.list = QListWidget()
        self.axes = {name: PathBox(say(f"tables_page.{name}")) for name in _AXES}
        self.period = Line()
        for key, one in measures.known.items():
            if not one.either:
                item = QListWidgetItem(f"{one.title}（{one.unit}）", self.list)
                item.setData(_KEY, key)
                item.setToolTip(one.about)
                item.setCheckState(Qt.CheckState.Unchecked)
        self._build()
        self.search.textChanged.connect(self._filter)
        self.list.itemChanged.connect(self._ticked)
        self.period.editingFinished.connect(self._dated)
        for box in self.axes.values():
            box.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _build(self) -> None:
        self.list.setAccessibleName(say("tables_page.measures"))
        self.period.setAccessibleName(say("tables_page.period"))
        self.search.setMaximumWidth(scaled(_WIDE))
        form = QFormLayout()
        for name, box in self.axes.items():
            form.addRow(say(f"tables_page.{name}"), box)
        form.addRow(say("tables_page.period"), self.period)
        label = QLabel(say("tables_page.measures"))
        label.setProperty("role", "section")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 4, 8, 12)
        for widget in (label, self.search):
            rows.addWidget(widget)
        rows.addWidget(self.list, 1)
        rows.addLayout(form)
        self.setFixedWidth(scaled(_WIDE))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _filter(self, text: str) -> None:
        words = [match_key(word) for word in text.split()]
        for item in self._items():
            item.setHidden(not all(word in match_key(item.text()) for word in words))

    def _ticked(self) -> None:
        """Other measures may be told apart in other ways."""
        self._offer()
        self.changed.emit()

    def _dated(self) -> None:
        """Another period was typed; to pass through the line changes nothing."""
        if self.period.isModified():
            self.period.setModified(False)
            self.changed.emit()

    def _offer(self) -> None:
        paths = pivots.axes(self.measures, self.chosen)
        for box in self.axes.values():
            box.offer(paths)

    @property
    def chosen(self) -> list[str]:
        """The measures that are ticked, in the order of the list."""
        return [one.data(_KEY) for one in self._items() if one.checkState() is Qt.CheckState.Checked]

    def table(self, title: str) -> Table | None:
        """What is chosen, each way once; None while it is no table yet."""
        row, inner, column = (str(box.currentData() or "") for box in self.axes.values())
        rows = list(dict.fromkeys(path for path in (row, inner) if path))
        return Table(title, self.chosen, rows, column if column not in rows else "") if rows and self.chosen else None

    def show_table(self, table: Table) -> None:
        """Ticks and picks what a table is made of."""
        with QSignalBlocker(self), QSignalBlocker(self.list):
            for item in self._items():
                wanted = item.data(_KEY) in table.measures
                item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self._offer()
            row, inner = [*table.rows, ""][:2]
            for box, path in zip(self.axes.values(), (row, inner, table.columns), strict=True):
                self._pick(box, path)
            self.list.scrollToItem(next(one for one in self._items() if one.data(_KEY) in table.measures))
        self.changed.emit()

    def _pick(self, box: PathBox, path: str) -> None:
        """Shows a path; one that the table spells in another way than the list does, as the list spells it."""
        if path and box.findData(path) < 0:
            first = pivots.counted_from(self.measures, self.chosen[0])
            label = pivots.Axis(self.measures.schema, path).label(first)
            path = str(box.itemData(box.findText(label)) or "")
        box.choose(path)

    def span(self) -> str:
        """The period that is asked for, as kept; empty where it can't be read."""
        read = Period().read(self.period.text())
        return str(read.value) if read.value and not read.trouble else ""
