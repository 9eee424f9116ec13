"""Where a clerk says how a sheet is to be read: its first rows, and above each column the field that it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models import sheets
from models.intake import Layout
from models.intake.guessing import guess_columns, guess_layout
from models.intake.headings import goes_with
from models.intake.layouts import tables_as_said, units_told
from models.intake.shapes import Rows
from models.kinds.base import as_typed
from models.register import Reader
from models.register.paths import field_at, paths
from models.schema import RecordType, Schema
from models.words import say
from ui.parts.boxes import ComboBox, SpinBox
from ui.parts.look import colour, size

_ROWS, _COLUMNS = 30, 60  # of the sheet that are shown
_WIDE = 11  # letters of a column
_FIELD, _UNIT = 0, 1  # rows above those of the sheet


class LayoutPane(QWidget):
    """Type, heading rows and fields, our guess filled in; says what the clerk has settled on."""

    settled = Signal(str, object, bool)  # sheet, layout, whether the heading is to be remembered
    forgotten = Signal(str, object)  # sheet, layout: what was remembered of its heading holds no longer
    closed = Signal()

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader, self.schema = reader, reader.schema
        self.book: Sequence[sheets.Sheet] = ()
        self.boxes: list[QComboBox] = []
        self.sheet = _box(say("intake_page.sheet"))
        self.record = _box(say("intake_page.record"))
        for one in self.schema.types.values():
            if not one.single and (one.refinement or not self.schema.is_refined(one.table)):
                self.record.addItem(one.title, one.key)
        self.head, self.last = _spin(say("intake_page.head")), _spin(say("intake_page.last"))
        self.table = QTableWidget()
        self.table.setAccessibleName(say("intake_page.first_rows"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.hint, self.missing = QLabel(), QLabel()
        self.missing.setProperty("role", "help")
        self.missing.setWordWrap(True)
        self._build()
        self._wire()

    def _build(self) -> None:
        above = QHBoxLayout()
        for text, widget in (
            ("sheet", self.sheet),
            ("record", self.record),
            ("head", self.head),
            ("last", self.last),
        ):
            above.addWidget(QLabel(say(f"intake_page.{text}")))
            above.addWidget(widget, 1)
        self.hint.setProperty("role", "help")
        self.hint.setWordWrap(True)
        self.buttons = {
            name: QPushButton(say(f"intake_page.{name}")) for name in ("remember", "once", "forget", "back")
        }
        self.buttons["remember"].setProperty("role", "primary")
        below = QHBoxLayout()
        for button in self.buttons.values():
            below.addWidget(button)
        below.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addLayout(above)
        rows.addWidget(self.hint)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.missing)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.sheet.currentIndexChanged.connect(lambda _: self._guess())
        self.record.activated.connect(lambda _: self._guess_columns())
        self.table.verticalHeader().sectionClicked.connect(self._head_clicked)
        self.head.valueChanged.connect(self._heading_moved)
        self.last.valueChanged.connect(self._heading_moved)
        self.buttons["remember"].clicked.connect(lambda: self.settle(True))
        self.buttons["once"].clicked.connect(lambda: self.settle(False))
        self.buttons["forget"].clicked.connect(lambda: self.forgotten.emit(self.sheet.currentText(), self.layout_now()))
        self.buttons["back"].clicked.connect(self.closed)

    def ask(self, book: Sequence[sheets.Sheet], sheet: str, layout: Layout | None, known: bool, why: str) -> None:
        """Shows a sheet with a layout, or with our guess; `known` when its heading was explained before.

        `why` says why the clerk is asked.
        """
        self.hint.setText("\n".join(filter(None, (why, say("intake_page.layout_hint")))))
        self.book = [one for one in book if not sheets.is_ours(one)]
        self.sheet.blockSignals(True)
        self.sheet.clear()
        self.sheet.addItems([one.name for one in self.book])
        self.sheet.setCurrentText(sheet or (self.book[0].name if self.book else ""))
        self.sheet.blockSignals(False)
        self.buttons["forget"].setVisible(known)
        self._lay(layout) if layout else self._guess()
        self.record.setFocus()

    def rows(self) -> list[list[sheets.Cell]]:
        """The chosen sheet, its merged cells filled."""
        return self.book[self.sheet.currentIndex()].spread()

    def layout_now(self) -> Layout:
        """What has been said so far."""
        chosen = {str(box.currentData()): at for at, box in enumerate(self.boxes) if box.currentData()}
        head, last = self.head.value(), self.last.value()
        return Layout(str(self.record.currentData()), max(head - 1, 0), last if head else 0, chosen)

    def settle(self, remember: bool) -> None:
        """The clerk agrees with what is shown."""
        layout = self.layout_now()
        if layout.columns:
            self.settled.emit(self.sheet.currentText(), layout, remember and layout.head < layout.first)

    def _guess(self) -> None:
        self._lay(guess_layout(self.schema, [row[:_COLUMNS] for row in self.rows()[:_ROWS]]))

    def _guess_columns(self) -> None:
        """Another type or another heading: its columns are guessed anew."""
        layout, rows = self.layout_now(), [row[:_COLUMNS] for row in self.rows()[:_ROWS]]
        found = guess_columns(self.schema, self.schema[layout.record], rows, layout.head, layout.first)
        self._lay(Layout(layout.record, layout.head, layout.first, found))

    def _heading_moved(self) -> None:
        if self.last.value() < self.head.value():
            self.last.setValue(self.head.value())
            return
        self._guess_columns()

    def _head_clicked(self, row: int) -> None:
        """A click on the number of a row: that is the heading."""
        if row > _UNIT:
            self.head.setValue(row - _UNIT)
            self.last.setValue(row - _UNIT)

    def _lay(self, layout: Layout) -> None:
        rows = self.rows()
        for box, value in ((self.head, layout.head + 1), (self.last, layout.first)):
            box.blockSignals(True)
            box.setRange(0, len(rows))
            box.setValue(value if layout.head < layout.first else 0)
            box.blockSignals(False)
        self.record.setCurrentIndex(self.record.findData(layout.record))
        self._fill([row[:_COLUMNS] for row in rows[:_ROWS]], layout)
        self._tell()

    def _fill(self, rows: list[list[sheets.Cell]], layout: Layout) -> None:
        """Boxes, and below them units, then the sheet's own rows; those of the heading stand out."""
        width = len(rows[0]) if rows else 0
        self.table.clear()
        self.table.setRowCount(len(rows) + _UNIT + 1)
        self.table.setColumnCount(width)
        self.table.setHorizontalHeaderLabels([sheets.letters(at) for at in range(width)])
        lines = [str(at + 1) for at in range(len(rows))]
        self.table.setVerticalHeaderLabels([say("intake_page.field"), say("intake_page.unit"), *lines])
        by_column = {at: path for path, at in layout.columns.items()}
        self.boxes = [self._choice(at, by_column.get(at, "")) for at in range(width)]
        for at, box in enumerate(self.boxes):
            self.table.setCellWidget(_FIELD, at, box)
            self.table.setColumnWidth(at, _WIDE * size("text"))
        for down, row in enumerate(rows):
            for at, cell in enumerate(row):
                self.table.setItem(down + _UNIT + 1, at, _item(cell, layout.head <= down < layout.first))

    def _choice(self, at: int, chosen: str) -> QComboBox:
        box = _box(say("intake_page.field_of", column=sheets.letters(at)))
        box.addItem(say("intake_page.no_field"), "")
        one = self.schema[str(self.record.currentData())]
        for path in paths(self.schema, one):
            box.addItem(_label(self.schema, one, path), path)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _: self._chosen(at))
        return box

    def _chosen(self, at: int) -> None:
        """One field stands in one column: it is taken from where it stood before."""
        for other, box in enumerate(self.boxes):
            if other != at and box.currentData() and box.currentData() == self.boxes[at].currentData():
                box.setCurrentIndex(0)
        self._tell()

    def _tell(self) -> None:
        """What a record of the type needs that no column and no title tells; the units, and those that don't fit."""
        one = self.schema[str(self.record.currentData())]
        layout, rows = self.layout_now(), self.rows()
        told = tables_as_said(self.reader, self.sheet.currentText(), rows, [layout])[0].facts if rows else {}
        firsts = {path.partition(".")[0] for path in layout.columns}
        missing = [each.label for key, each in one.fields.items() if each.required and key not in {*firsts, *told}]
        lines = [say("intake_page.missing", labels="、".join(missing))] if missing else []
        self.missing.setText("\n".join([*self._show_units(layout, rows), *lines]))
        self.buttons["remember"].setEnabled(bool(firsts) and self.head.value() > 0)
        self.buttons["once"].setEnabled(bool(firsts))

    def _show_units(self, layout: Layout, rows: Rows) -> list[str]:
        """Under each box the unit in which its figures are taken; returns what to say of units that don't fit."""
        one, said = self.schema[layout.record], units_told(self.schema, rows, layout, rows[: layout.head])
        for at in range(len(self.boxes)):
            self.table.setItem(_UNIT, at, QTableWidgetItem())
        clashes = []
        for path, at in layout.columns.items():
            own, unit, item = field_at(self.schema, one, path).unit, said.get(path, ""), self.table.item(_UNIT, at)
            if own and not goes_with(own, unit):
                item.setForeground(colour("error"))
                label = _label(self.schema, one, path)
                told = {"column": sheets.letters(at), "unit": unit, "label": label, "own": own}
                clashes.append(say("intake_page.unit_clash", **told))
            if own:
                item.setText(say("intake_page.unit_told" if unit else "intake_page.unit_own", unit=unit or own))
        return clashes


def _label(schema: Schema, one: RecordType, path: str) -> str:
    first, _, rest = path.partition(".")
    label = field_at(schema, one, path).label
    return f"{one.fields[first].label} · {label}" if rest else label


def _item(cell: sheets.Cell, heading: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(as_typed(cell))
    if heading:
        font = QFont()
        font.setBold(True)
        item.setFont(font)
        item.setBackground(QBrush(colour("accent_soft")))
    return item


def _box(name: str) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _spin(name: str) -> QSpinBox:
    spin = SpinBox()
    spin.setAccessibleName(name)
    spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    return spin
