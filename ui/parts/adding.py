"""A new record in a dialog, for a link that should lead to it: the form that was left stays as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QVBoxLayout, QWidget

from models.schema import RecordType
from models.words import say
from ui.parts.desk import Desk
from ui.parts.form import RecordForm
from ui.parts.look import scaled
from ui.parts.toolbar import add_action

_SIZE = (640, 560)  # pixels


class AddDialog(QDialog):
    """The form of one type, blank but for the name that was typed."""

    def __init__(self, parent: QWidget, desk: Desk, record: RecordType, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("form.add_child", record=record.title))
        self.resize(*map(scaled, _SIZE))
        self.form = RecordForm(desk, record)
        self.form.open_record(None, {record.name: name} if name else None)
        if name:
            self.form.mark_dirty()
        self.form.kept.connect(desk.touched)
        buttons = QDialogButtonBox()
        keep = buttons.addButton(say("table.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setProperty("role", "primary")
        keep.setToolTip(add_action(self, "table.save", "Ctrl+S", self.accept).toolTip())
        buttons.addButton(say("seeking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 12)
        rows.addWidget(self.form, 1)
        rows.addWidget(buttons)
        buttons.setContentsMargins(16, 0, 16, 0)
        self.form.focus_field(record.name)

    def ask(self) -> int | None:
        """The record kept; None when there is none."""
        if not self.exec():
            return None
        self.form.keep()
        return self.form.row


def add_record(parent: QWidget, desk: Desk, record: RecordType, name: str) -> int | None:
    """Asks for a new record of that type, or first for its type where there are several; None when called off."""
    kinds = desk.office.schema.refinements(record.table) if not record.refinement else []
    if kinds:
        titles = [one.title for one in kinds]
        chosen, agreed = QInputDialog.getItem(parent, record.title, say("seeking.of_type"), titles, 0, False)
        if not agreed:
            return None
        record = kinds[titles.index(chosen)]
    return AddDialog(parent, desk, record, name).ask()
