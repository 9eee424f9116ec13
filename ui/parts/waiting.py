"""Long work that a clerk has agreed to, in front of the window: nothing else is written while it is on its way."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Cancelled, Job

Progress = Callable[[int, int], None]


def in_front(
    page: QWidget, desk: Desk, work: Callable[[Progress], Any], done: Callable[[Any], None], told: str, count: int
) -> None:
    """Does work behind a bar that calls it off; work that was done all the same when that came is told as done."""
    waiting = QProgressDialog(told, say("intake_page.cancel"), 0, count, page)
    waiting.setWindowTitle(told)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(0)
    waiting.setAutoReset(False)
    stopped = Event()

    def progress(made: int, _: int) -> None:
        if stopped.is_set():
            raise Cancelled
        desk.jobs.tell(lambda: stopped.is_set() or waiting.setValue(made))

    def finished(result: Any) -> None:
        waiting.deleteLater()
        if result is not None:
            done(result)

    def failed(text: str) -> None:
        waiting.deleteLater()
        desk.troubled.emit(text)

    waiting.canceled.connect(stopped.set)
    waiting.show()
    desk.jobs.start(Job(lambda _: _unless_stopped(work, progress), finished, failed=failed))


def _unless_stopped(work: Callable[[Progress], Any], progress: Progress) -> Any:
    try:
        return work(progress)
    except Cancelled:
        return None
