"""Keeps what is half-typed in a form on the disk, a few times a second, and tells where it came back from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from models import drafts
from models.drafts import Draft
from models.words import Refusal, say
from ui.parts.jobs import Job

if TYPE_CHECKING:
    from ui.parts.form.record import RecordForm

_PAUSE = 150  # milliseconds between two writes while typing goes on


class DraftKeeper(QObject):
    """The draft of one form, and the line that says that it has been brought back."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self.form = form
        self._kept = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.write)
        self.note = QFrame()
        self.note.setProperty("role", "draft")
        self._told = QLabel()
        self._told.setWordWrap(True)
        discard = QPushButton(say("form.discard"))
        discard.clicked.connect(self.discard)
        row = QHBoxLayout(self.note)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self._told, 1)
        row.addWidget(discard)
        self.note.hide()

    def soon(self) -> None:
        """Writes within a moment, however long typing goes on."""
        if not self._pause.isActive():
            self._pause.start()

    def write(self) -> None:
        """Writes what stands in the form, in the background."""
        form = self.form
        if not form.dirty:
            return
        self._kept = True
        now = datetime.datetime.now().isoformat(timespec="seconds")
        draft, folder = Draft(form.record.key, form.row or 0, form.typed(), now), form.desk.office.folder
        form.desk.jobs.start(Job(lambda _: drafts.write(folder, draft), lambda _: None, failed=lambda _: None))

    def forget(self) -> None:
        """The form has been kept, or shows another record: its draft is not needed any more."""
        self._pause.stop()
        self.note.hide()
        if self._kept:
            self._kept = False
            folder = self.form.desk.office.folder
            self.form.desk.jobs.start(Job(lambda _: drafts.discard(folder), lambda _: None, failed=lambda _: None))

    def bring_back(self, draft: Draft) -> None:
        """Shows what was typed and never kept; saving keeps it, “discard” throws it away."""
        self.form.open_record(draft.row or None)
        self.form.show_values(draft.values)
        self.form.mark_dirty()
        self._kept = True
        self._told.setText(say("form.brought_back", at=draft.at.replace("T", " ")))
        self.note.show()

    def discard(self) -> None:
        """Throws the draft away: the record is shown as it is kept."""
        try:
            self.form.open_record(self.form.row)
        except Refusal as refusal:
            self.form.desk.refuse(refusal)
