"""The line of choices above the list: how it is grouped, and what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from models.findings import Finding
from models.schema import Schema
from models.words import say
from ui.pages.findings.grouping import LEVELS, OPEN, WAYS, Sieve
from ui.parts.boxes import ComboBox
from ui.parts.look import scaled

_LETTERS = 6  # that a closed box shows at least
_POPUP = 320  # pixels of an open list, for names of units and files


class Filters(QWidget):
    """Says when something else is wanted; the clerk's way of grouping is the caller's to remember."""

    changed = Signal()

    def __init__(self, schema: Schema, way: str) -> None:
        super().__init__()
        self.schema = schema
        self.way = _box(say("findings.heading_group"), [(say(f"findings.by_{key}"), key) for key in WAYS])
        self.level = _box(say("findings.heading_level"), [(say(f"findings.show_{key}"), key) for key in LEVELS])
        self.record = _box(say("findings.heading_record"), [(say("findings.any_record"), "")])
        self.unit = _box(say("findings.heading_unit"), [(say("findings.any_unit"), "")])
        self.file = _box(say("findings.heading_file"), [(say("findings.any_file"), "")])
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("table.search"))
        self.text.setAccessibleName(say("table.search"))
        self.text.setClearButtonEnabled(True)
        self.way.setCurrentIndex(max(0, self.way.findData(way)))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 4)
        row.setSpacing(6)
        for box in self.boxes():
            row.addWidget(box, 2)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        row.addWidget(self.text, 3)
        self.text.textChanged.connect(lambda _: self.changed.emit())

    def boxes(self) -> tuple[QComboBox, ...]:
        """All choices, from the left."""
        return (self.way, self.level, self.record, self.unit, self.file)

    def sieve(self) -> Sieve:
        """What is wanted."""
        wanted = (str(box.currentData()) for box in self.boxes()[1:])
        return Sieve(*wanted, tuple(self.text.text().split()))

    def offer(self, found: Sequence[Finding]) -> None:
        """Types, units and files that there are findings of; what is chosen stays chosen."""
        records = {one.record for one in found}
        _refill(self.record, [(one.title, key) for key, one in self.schema.types.items() if key in records])
        for box, names in ((self.unit, {one.unit for one in found}), (self.file, {one.file for one in found})):
            _refill(box, [(name, name) for name in sorted(names - {""})])

    def clear(self) -> None:
        """Shows everything that is open."""
        self.blockSignals(True)
        for box in self.boxes()[1:]:
            box.setCurrentIndex(0)
        self.text.clear()
        self.blockSignals(False)
        self.changed.emit()

    def is_clear(self) -> bool:
        """Whether everything that is open is shown."""
        return self.sieve() == Sieve(OPEN)


def _box(name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    for text, key in items:
        box.addItem(text, key)
    return box


def _refill(box: QComboBox, items: Sequence[tuple[str, str]]) -> None:
    """New items behind the first, which stands for all; the chosen one stays, also when nothing is left of it."""
    chosen = (box.currentText(), str(box.currentData()))
    kept = [*items, *([chosen] if chosen[1] and chosen not in items else [])]
    if [(box.itemText(at), box.itemData(at)) for at in range(1, box.count())] == kept:
        return
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for text, key in kept:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen[1])))
    box.view().setMinimumWidth(scaled(_POPUP))
    box.blockSignals(False)
