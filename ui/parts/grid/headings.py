"""The headings of a grid: a click sorts, a menu filters, hides and chooses columns; all remembered for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QTableView, QVBoxLayout, QWidget, QWidgetAction

from models.kinds import Choice
from models.words import say
from ui.parts.look import icon, scaled, unscaled

if TYPE_CHECKING:
    from ui.parts.grid.model import RecordModel

_LETTER = 8  # pixels of a half-width character at 100 %
_NAME = 30  # half-width characters of the column that names the record
_LISTED = 40  # values of a list that a menu offers to filter by


class Headings:
    """What the headings of one grid do, and what is remembered of them."""

    def __init__(self, view: QTableView, key: str) -> None:
        self.view = view
        model = view.model()
        self.model: RecordModel = model  # type: ignore[assignment]
        self.key = key
        self.header = view.horizontalHeader()
        self.header.setSectionsClickable(True)
        self.header.setSectionsMovable(True)
        self.header.setSortIndicatorShown(True)
        self.header.setSortIndicatorClearable(True)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pause = QTimer(self.header, singleShot=True, interval=400)
        self._recall()
        self.header.sortIndicatorChanged.connect(self.model.sort)
        self.header.customContextMenuRequested.connect(lambda at: self.ask(self.header.logicalIndexAt(at)))
        self.header.sectionMoved.connect(lambda *_: QTimer.singleShot(0, self._reorder))
        self.header.sectionResized.connect(lambda *_: self._pause.start())
        self._pause.timeout.connect(self._keep)

    def _recall(self) -> None:
        settings = self.model.desk.settings
        columns = settings.value(f"{self.key}/columns")
        if columns:
            self.model.show_columns([columns] if isinstance(columns, str) else columns)
        widths = settings.value(f"{self.key}/widths")
        self._widths: dict[str, int] = dict(widths) if isinstance(widths, dict) else {}
        self._spread()

    def _spread(self) -> None:
        for at, key in enumerate(self.model.columns):
            field = self.model.record.fields[key]
            letters = max(field.kind.wide, len(field.heading) * 2 + 3, _NAME * (key == self.model.record.name))
            self.view.setColumnWidth(at, scaled(self._widths.get(key, round(letters * _LETTER))))

    def _keep(self) -> None:
        columns = self.model.columns
        self._widths |= {key: unscaled(self.view.columnWidth(at)) for at, key in enumerate(columns[:-1])}
        self.model.desk.settings.setValue(f"{self.key}/widths", self._widths)
        self.model.desk.settings.setValue(f"{self.key}/columns", columns)

    def show(self, columns: list[str]) -> None:
        """Shows these fields and remembers it."""
        self._keep()
        self.model.show_columns(columns)
        self._spread()
        self._keep()

    def _reorder(self) -> None:
        """A heading that was dragged: the order is the model's own, so that blocks are pasted as seen."""
        order = [self.header.logicalIndex(at) for at in range(self.header.count())]
        columns = [self.model.columns[at] for at in order]
        if columns != self.model.columns:
            self.header.blockSignals(True)
            for at in range(self.header.count()):
                self.header.moveSection(self.header.visualIndex(at), at)
            self.header.blockSignals(False)
            self.show(columns)

    def ask(self, column: int) -> None:
        """The menu of a heading, opened under it."""
        if column >= 0:
            place = QPoint(self.header.sectionViewportPosition(column), self.header.height())
            self.menu(column).popup(self.header.mapToGlobal(place))

    def menu(self, column: int) -> QMenu:
        """Filter, order and columns."""
        key = self.model.columns[column]
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self._filter_line(menu, key)
        kind = self.model.record.fields[key].kind
        offered = kind.values[:_LISTED] if isinstance(kind, Choice) else ()
        values = menu.addMenu(say("grid.values")) if offered else None
        for value in (*offered, say("grid.blank"), say("grid.filled")) if values else ():
            values.addAction(value, lambda value=value: self.model.filter(key, value))
        if key in self.model.filters:
            menu.addAction(icon("close"), say("grid.lift"), lambda: self.model.filter(key, ""))
        if len(self.model.filters) > 1:
            menu.addAction(say("grid.lift_all"), self.lift_all)
        menu.addSeparator()
        for sentence, order in (
            ("up_order", Qt.SortOrder.AscendingOrder),
            ("down_order", Qt.SortOrder.DescendingOrder),
        ):
            menu.addAction(say(f"grid.{sentence}"), lambda order=order: self.header.setSortIndicator(column, order))
        menu.addSeparator()
        hidden = menu.addAction(say("grid.hide"), lambda: self.show([one for one in self.model.columns if one != key]))
        hidden.setEnabled(len(self.model.columns) > 1)
        self._choose_columns(menu.addMenu(say("grid.columns")))
        QTimer.singleShot(0, line.setFocus)
        return menu

    def lift_all(self) -> None:
        """Shows all rows again."""
        for key in list(self.model.filters):
            self.model.filter(key, "")

    def _filter_line(self, menu: QMenu, key: str) -> QLineEdit:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(10, 4, 10, 4)
        label = QLabel(say("grid.filter_hint", field=self.model.record.fields[key].label))
        label.setProperty("role", "help")
        line = QLineEdit(self.model.filters.get(key, ""))
        line.setAccessibleName(label.text())
        line.returnPressed.connect(lambda: (self.model.filter(key, line.text()), menu.close()))
        rows.addWidget(label)
        rows.addWidget(line)
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        menu.addAction(action)
        return line

    def _choose_columns(self, menu: QMenu) -> None:
        for title, fields in self.model.record.sections.items():
            menu.addSection(title)
            for field in fields:
                action = menu.addAction(field.label)
                action.setCheckable(True)
                action.setChecked(field.key in self.model.columns)
                action.toggled.connect(lambda on, key=field.key: self._toggle(key, on))
        menu.addSeparator()
        menu.addAction(say("grid.usual_columns"), lambda: self.show(list(self.model.record.columns)))

    def _toggle(self, key: str, on: bool) -> None:
        columns = self.model.columns
        self.show([*columns, key] if on else [one for one in columns if one != key] or columns)
