"""Merging two records: both side by side, a choice where they differ, and what will point elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.merging import Merge, Pair, merge, preview
from models.register import Reader
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.look import scaled

_SIZE = (760, 560)  # pixels
_LONGEST = 28  # letters of a value beside its button; the rest is in its tool tip
_DOUBLES = 5  # told one by one


class MergeDialog(QDialog):
    """Shows a plan and lets the clerk choose, field by field; the plan holds what was chosen."""

    def __init__(self, parent: QWidget | None, reader: Reader, plan: Merge) -> None:
        super().__init__(parent)
        self.plan = plan
        self.choices: dict[str, QButtonGroup] = {}
        keys = [pair.field.key for pair in plan.pairs]
        shown = reader.table(plan.record.key, [plan.keep, plan.drop], keys)
        self._shown = dict(zip(keys, zip(*shown, strict=True), strict=True))
        self.setWindowTitle(say("merging.title", record=plan.record.title))
        self.resize(*map(scaled, _SIZE))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 14)
        rows.setSpacing(8)
        rows.addWidget(_label(say("merging.hint"), "help"))
        rows.addWidget(self._fields(), 1)
        for text, role in self._told():
            rows.addWidget(_label(text, role))
        rows.addWidget(self._buttons())

    def _fields(self) -> QScrollArea:
        """What differs first, then what only one has."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        for column, stretch in ((1, 1), (2, 1)):
            grid.setColumnStretch(column, stretch)
        for column, sentence in ((1, "merging.kept"), (2, "merging.dropped")):
            grid.addWidget(_label(say(sentence), "section"), 0, column)
        differing = self.plan.conflicts
        alone = [pair for pair in self.plan.pairs if None in (pair.kept, pair.dropped)]
        for at, pair in enumerate([*differing, *alone], 1):
            self._row(grid, at, pair)
        same = len(self.plan.pairs) - len(differing) - len(alone)
        grid.addWidget(_label(say("merging.same", count=same), "muted"), grid.rowCount(), 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def _row(self, grid: QGridLayout, at: int, pair: Pair) -> None:
        texts = self._shown[pair.field.key]
        grid.addWidget(QLabel(pair.field.label), at, 0)
        if not pair.conflict:
            taken = pair.field.key in self.plan.taken
            for column, text in enumerate(texts, 1):
                told = say("merging.filled", value=_short(text)) if taken and text else _short(text)
                grid.addWidget(_label(told, "muted"), at, column)
            return
        group = QButtonGroup(self)
        for side, text in enumerate(texts):
            button = QRadioButton(_short(text))
            button.setToolTip(text)
            button.setAccessibleName(f"{pair.field.label} {text}")
            button.setChecked(bool(side) == (pair.field.key in self.plan.taken))
            group.addButton(button, side)
            grid.addWidget(button, at, 1 + side)
        group.idToggled.connect(lambda side, on, key=pair.field.key: on and self.plan.take(key, dropped=bool(side)))
        self.choices[pair.field.key] = group

    def _told(self) -> list[tuple[str, str]]:
        """What will lead to the kept record, and what will then be there twice."""
        plan = self.plan
        moved = [
            say("merging.moved", record=one.record.title, field=one.field.label, count=len(one.ids))
            for one in plan.moves
        ]
        moved += [say("merging.issued", count=plan.issued)] if plan.issued else []
        told = [(say("merging.moves", moved="，".join(moved)) if moved else say("merging.nothing_moves"), "help")]
        if plan.doubles:
            said = [f"{one.record.title}（{one.said}）" for one in plan.doubles[:_DOUBLES]]
            listed = "、".join(said)
            told.append((say("merging.doubled", count=len(plan.doubles), listed=listed), "finding-doubt"))
        return told

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        go = buttons.addButton(say("merging.go"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("role", "primary")
        go.setDefault(True)
        buttons.addButton(say("seeking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def merge_records(parent: QWidget | None, desk: Desk, key: str, ids: Sequence[int]) -> bool:
    """Shows what merging two records would do and does it when agreed; True when it was done."""
    register = desk.office.register
    try:
        if len(ids) != 2:
            raise Refusal("merging.one")
        plan = _least_moving(register, key, *sorted(ids))
        if not MergeDialog(parent, register, plan).exec():
            return False
        desk.touched(merge(register, plan))
    except Refusal as refusal:
        desk.refuse(refusal)
        return False
    desk.said.emit(say("merging.done", kept=register.title(plan.record.key, plan.keep)))
    return True


def _least_moving(reader: Reader, key: str, first: int, second: int) -> Merge:
    """The plan that keeps the record at which more points; the earlier one where both are alike."""
    plans = [preview(reader, key, first, second), preview(reader, key, second, first)]
    return min(plans, key=lambda plan: sum(len(one.ids) for one in plan.moves))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
