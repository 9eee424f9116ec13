"""What a record, or one of its fields, was before: who changed it when, and the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models import keying
from models.kinds import Links, Stored
from models.kinds.links import Link
from models.register import Past
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.look import scaled
from ui.parts.table import listing

_HEADINGS = ("at", "who", "field", "before", "after", "what")
_WIDTHS = (150, 90, 130, 180, 180, 300)


class PastDialog(QDialog):
    """The changes, the latest first; one of them can be taken back, which is a change again."""

    def __init__(self, parent: QWidget, desk: Desk, key: str, row: int, field: str = "") -> None:
        super().__init__(parent)
        self.desk, self.key, self.row = desk, key, row
        register = desk.office.register
        self.record = register.schema[key]
        self.past = [one for one in register.past(key, row) if one.field in self.record.fields]
        self.past = [one for one in self.past if not field or one.field == field]
        name = register.title(key, row)
        self.setWindowTitle(say("past.title", record=self.record.title, name=name))
        headings = [say(f"past.heading_{one}") for one in _HEADINGS]
        self.table = listing(self.windowTitle(), headings, _WIDTHS, [self._texts(one) for one in self.past])
        self._build()

    def _build(self) -> None:
        hint = QLabel(say("past.hint" if self.past else "past.none"))
        hint.setProperty("role", "help")
        buttons = QDialogButtonBox()
        back = buttons.addButton(say("past.restore"), QDialogButtonBox.ButtonRole.ActionRole)
        back.setEnabled(bool(self.past))
        back.clicked.connect(self.restore)
        buttons.addButton(say("past.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for widget in (hint, self.table, buttons):
            rows.addWidget(widget)
        self.resize(scaled(1000), scaled(420))
        if self.past:
            self.table.selectRow(0)

    def _texts(self, one: Past) -> tuple[str, ...]:
        before, after = (self._shown(one.field, value) for value in (one.before, one.after))
        return (one.at.replace("T", " "), one.who, self.record.fields[one.field].label, before, after, one.what)

    def _shown(self, field: str, value: Stored) -> str:
        each, register = self.record.fields[field], self.desk.office.register
        if isinstance(each.kind, Links):
            return register.names(each.of, value)
        if isinstance(each.kind, Link):
            return register.title(each.of, value)
        shown = each.kind.show(value)
        return each.kind.mask(shown) if self.desk.covered else shown

    def restore(self) -> None:
        """Gives the field the value that it had before the chosen change, as a step of its own."""
        one = self.past[max(self.table.currentRow(), 0)]
        register = self.desk.office.register
        try:
            self.desk.touched([keying.change(register, self.key, self.row, {one.field: one.before})])
        except Refusal as refusal:
            self.desk.refuse(refusal)
        self.accept()
