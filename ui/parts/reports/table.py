"""The table of figures: names stand still at the left, sections over the measures, sums at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyleOptionHeader,
    QTableView,
    QVBoxLayout,
)

from models.words import say
from ui.parts.look import scaled, size
from ui.parts.reports.delegate import TALL, FigureDelegate, way
from ui.parts.reports.model import ReportModel
from ui.parts.reports.totals import TotalsModel
from ui.parts.table import left

_BAND, _HEADING = 24, 50
_NARROWEST, _LETTER = 96, 15  # pixels of a column, and of a letter of its heading
_NAMES = (150, 260)  # pixels of the names' column, at least and at most
_MARGIN = 6
Index = QModelIndex | QPersistentModelIndex


class Bands(QHeaderView):
    """Two headings one above the other: the section over all its columns, and each column's own."""

    def __init__(self, bands: Sequence[tuple[str, int, int]]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bands = bands
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Room for both."""
        return QSize(self.length(), scaled(_BAND + _HEADING))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The column's own heading, below."""
        super().paintSection(painter, rect.adjusted(0, scaled(_BAND), 0, 0), section)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sections above, each name in the middle of what can be seen of it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for name, first, last in self.bands:
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            seen = QRect(left, 0, right - left, scaled(_BAND)).intersected(self.viewport().rect())
            if not seen.isEmpty():
                self._paint_band(painter, seen, name)
        painter.end()

    def _paint_band(self, painter: QPainter, rect: QRect, name: str) -> None:
        option = QStyleOptionHeader()
        option.initFrom(self)
        option.rect = rect
        option.text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - 2 * _MARGIN)
        option.textAlignment = Qt.AlignmentFlag.AlignCenter
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)


class ReportTable(QTableView):
    """The figures, typed into as in a spreadsheet."""

    def __init__(self, model: ReportModel, name: str) -> None:
        super().__init__()
        _dress(self, model)
        self.figures = model
        self.setAccessibleName(name)
        self.painter = FigureDelegate(self)
        self.painter.left.connect(self.go)
        self.setItemDelegate(self.painter)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalHeader(Bands(model.grid.bands))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.horizontalHeader().viewport().update())
        self._tall = False
        self.corner = QLabel(model.grid.down.label, self)
        self.corner.setProperty("role", "corner")
        self.corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the names are names of stands over them."""
        super().resizeEvent(event)
        self.corner.setGeometry(0, scaled(_BAND), self.verticalHeader().width(), scaled(_HEADING))

    def fit(self) -> None:
        """Lines and columns as large as their letters ask."""
        self.set_rows_tall(self._tall)
        for at, column in enumerate(self.figures.grid.columns):
            wide = max(_NARROWEST, (len(column.heading) + 1) // 2 * _LETTER + 2 * _MARGIN)
            self.setColumnWidth(at, scaled(wide))

    def set_rows_tall(self, tall: bool) -> None:
        """Whether the lines have room for earlier figures."""
        self._tall = tall
        self.verticalHeader().setDefaultSectionSize(scaled(TALL) if tall else size("row"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Ctrl+Tab away; everything else is Qt's, above all that typing begins to edit."""
        if left(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(way(event)[0], 0)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter that comes without having been composed begins to edit as well; Qt 6.8 drops it."""
        begins = self.painter.open is None
        super().inputMethodEvent(event)
        line = self.painter.open
        if begins and line is not None and not event.preeditString() and not line.isModified():
            line.selectAll()
            line.insert(event.commitString())

    def go(self, rows: int, columns: int) -> None:
        """To another cell; past the end of a line to the next one."""
        at, model = self.currentIndex(), self.model()
        row, column = at.row() + rows, at.column() + columns
        width = model.columnCount()
        if columns and not 0 <= column < width:
            row, column = row + columns, column % width
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, column))

    def chosen(self) -> tuple[list[int], list[int]]:
        """Rows and columns of the selected block."""
        cells = self.selectionModel().selectedIndexes()
        return sorted({cell.row() for cell in cells}), sorted({cell.column() for cell in cells})


class ReportView(QFrame):
    """The figures with their sums beneath, scrolled together."""

    def __init__(self, model: ReportModel, name: str) -> None:
        super().__init__()
        self.table = ReportTable(model, name)
        self.totals = QTableView()
        self._build(TotalsModel(model))
        for one, other in ((self.table, self.totals), (self.totals, self.table)):
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
        self.table.horizontalHeader().sectionResized.connect(lambda at, _, wide: self.totals.setColumnWidth(at, wide))
        model.modelReset.connect(self.fit_names)

    def _build(self, model: TotalsModel) -> None:
        _dress(self.totals, model)
        model.setParent(self)
        self.totals.setItemDelegate(FigureDelegate(self.totals, steady=False))
        self.totals.setAccessibleName(say("reports.sums"))
        self.totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.totals.horizontalHeader().hide()
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.fit()
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, self.table.verticalScrollBar().sizeHint().width(), 0)
        foot.addWidget(self.totals)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        rows.addLayout(foot)

    def changeEvent(self, event: QEvent) -> None:
        """Everything grows with its letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def fit(self) -> None:
        """The figures as their letters ask; the sums as wide as they."""
        self.table.fit()
        self.fit_names()
        self.totals.verticalHeader().setDefaultSectionSize(scaled(TALL))
        self.totals.setFixedHeight(scaled(TALL) + self.totals.horizontalScrollBar().sizeHint().height() + 3)
        for at in range(self.totals.model().columnCount()):
            self.totals.setColumnWidth(at, self.table.columnWidth(at))

    def repaint_marks(self) -> None:
        """Shows what the rules have found meanwhile."""
        self.table.viewport().update()
        self.table.verticalHeader().viewport().update()

    def fit_names(self) -> None:
        """As wide as the longest name, within bounds."""
        self.ensurePolished()
        longest = max((line.name for line in self.table.figures.lines), key=len, default="")
        width = self.fontMetrics().horizontalAdvance(longest) + 40
        for table in (self.table, self.totals):
            table.verticalHeader().setFixedWidth(min(max(width, scaled(_NAMES[0])), scaled(_NAMES[1])))


def _dress(table: QTableView, model: ReportModel | TotalsModel) -> None:
    """What the figures and their sums have in common."""
    table.setModel(model)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    names = table.verticalHeader()
    names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    names.setTextElideMode(Qt.TextElideMode.ElideRight)
    names.setHighlightSections(True)
