"""Judges what stands in a form while it is typed: rules, values that follow, records that hold the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.findings import Finding
from models.judging import NEW, Judged, judge
from ui.parts.jobs import Job

if TYPE_CHECKING:
    from ui.parts.form.record import RecordForm

_PAUSE = 250  # milliseconds without a key press


class Judge(QObject):
    """Works in the background; what comes back too late is not shown."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self.form = form
        self._turn = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.now)

    def soon(self) -> None:
        """Judges when the hand rests."""
        self._turn += 1
        self._pause.start()

    def now(self) -> None:
        """Judges what stands in the form; of a kept record also what the audit says."""
        self._pause.stop()
        self._turn += 1
        form, turn = self.form, self._turn
        office, key, row, values = form.desk.office, form.record.key, form.row, form.typed()
        kept = row if row and not form.dirty else None

        def work(_: Job) -> tuple[int, Judged, list[Finding]]:
            judged = judge(office.audit, office.register, key, row or NEW, values)
            if kept is None:
                return turn, judged, judged.findings
            reader = office.register.look()
            try:
                return turn, judged, office.audit.of_row(reader, form.record.table, kept)
            finally:
                reader.close()

        form.desk.jobs.start(Job(work, self._show, topic=f"judge {id(self)}"))

    def _show(self, result: tuple[int, Judged, list[Finding]]) -> None:
        turn, judged, findings = result
        if turn != self._turn:
            return
        shown = [one for one in findings if not one.settled] if self.form.row or self.form.dirty else []
        for key, box in self.form.boxes.items():
            box.set_note([one for one in shown if one.field == key], judged.known.get(key))
        for section in self.form.sections:
            for follows in section.computed:
                follows.show_value(judged.computed.get(follows.computed.key))
