"""The register is being written anew: how far it is, and a way to call it off."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from models.register import Reader
from models.securing import Prepared, Progress
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Cancelled, Job
from ui.parts.look import scaled

_PARTS = 1000  # of the bar


class Converting(QDialog):
    """Stands in front of everything, so that nothing is written meanwhile."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, act: Callable[[Reader, Progress], Prepared]) -> None:
        super().__init__(parent)
        self.desk = desk
        self.prepared: Prepared | None = None
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(scaled(420))
        self.bar = QProgressBar(maximum=_PARTS)
        self.bar.setAccessibleName(title)
        told = QLabel(say("security.converting"))
        told.setWordWrap(True)
        buttons = QDialogButtonBox()
        buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        for widget in (told, self.bar, buttons):
            rows.addWidget(widget)
        self.act = act
        self.job = Job(self._work, self._done, failed=self._failed, progressed=self._progressed)

    def run(self) -> Prepared | None:
        """What was prepared; None when it was called off or refused."""
        self.desk.jobs.start(self.job)
        self.exec()
        return self.prepared

    def _work(self, job: Job) -> Prepared:
        with closing(self.desk.office.register.look()) as reader:
            prepared = self.act(reader, job.progress)
        try:
            job.progress(1, 1)
        except Cancelled:
            prepared.discard()
            raise
        return prepared

    def _progressed(self, made: int, of: int) -> None:
        self.desk.jobs.tell(lambda: self.bar.setValue(_PARTS * made // max(of, 1)))

    def _done(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.accept()

    def _failed(self, why: str) -> None:
        super().reject()
        self.desk.troubled.emit(why)

    def reject(self) -> None:
        """Calls it off: everything stays as it is."""
        self.job.cancelled.set()
        super().reject()
