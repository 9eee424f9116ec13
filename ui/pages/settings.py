"""The office's own facts: the same form as any record, of a type with one row."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.drafts import Draft
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.form import RecordForm
from ui.parts.head import head, hint
from ui.parts.toolbar import button

RECORD = "settings"


class SettingsPage(QWidget):
    """The form of the one settings record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = RecordForm(desk, desk.office.schema[RECORD])
        self.form.kept.connect(desk.touched)
        save = button(self, "", "table.save", "Ctrl+S", self.keep)
        save.setProperty("role", "primary")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(self.form.record.title, (QLabel(), 1), (save, 0)))
        rows.addWidget(hint(self.form.record.about))
        rows.addWidget(self.form, 1)
        desk.changed.connect(self._follow)
        self._open()

    def _open(self) -> None:
        ids = self.desk.office.register.ids(RECORD)
        self.form.open_record(ids[0] if ids else None)

    def _follow(self, tables: set[str]) -> None:
        if RECORD in tables and not self.form.dirty:
            self._open()

    def bring_back(self, draft: Draft) -> None:
        """Shows what stood in the form when the program was cut off."""
        self.form.draft.bring_back(draft)

    def keep(self) -> None:
        """Writes what stands in the form."""
        try:
            if self.form.keep():
                self.desk.said.emit(say("form.kept"))
        except Refusal as refusal:
            self.desk.refuse(refusal)
