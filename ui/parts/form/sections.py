"""A section of a form: a heading that folds it away, and its fields in one column or two."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.schema import RecordType
from ui.parts.desk import Desk
from ui.parts.form.boxes import ComputedBox, FieldBox


class Section(QWidget):
    """Folded sections stay folded, for each type and office."""

    def __init__(self, desk: Desk, record: RecordType, title: str, boxes: list[FieldBox]) -> None:
        super().__init__()
        self.boxes = boxes
        self.computed = [ComputedBox(one) for one in record.computed if one.section == title]
        self._settings = desk.settings
        self._key = f"folded/{record.key.replace('/', '-')}/{title}"
        self._two: bool | None = None
        self.heading = QToolButton()
        self.heading.setText(title or record.title)
        self.heading.setProperty("role", "section")
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.heading)
        rows.addWidget(self.body)
        self.arrange(two=True)  # a field that comes into the form later comes after everything for Tab, too
        self.heading.toggled.connect(lambda on: self.fold(not on))
        self.fold(desk.settings.value(self._key) == "yes")

    def fold(self, away: bool) -> None:
        """Shows only the heading, or everything."""
        self.body.setHidden(away)
        self.heading.blockSignals(True)
        self.heading.setChecked(not away)
        self.heading.blockSignals(False)
        self.heading.setArrowType(Qt.ArrowType.RightArrow if away else Qt.ArrowType.DownArrow)
        if away or self._settings.contains(self._key):
            self._settings.setValue(self._key, "yes" if away else "no")

    @property
    def unfolded(self) -> bool:
        """Whether its fields are shown."""
        return self.heading.isChecked()

    def arrange(self, two: bool) -> None:
        """Lays the fields out in one column or two."""
        if two == self._two:
            return
        self._two = two
        row = column = 0
        for box in (*self.boxes, *self.computed):
            wide = box.wide or not two
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(box, row, column, 1, 2 if wide and two else 1)
            row, column = (row + 1, 0) if wide or column else (row, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if two else 0)
