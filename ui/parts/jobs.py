"""Long work, one piece at a time, off the window's thread; result, refusal or fault come back in one call."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from models.words import Refusal


class Cancelled(Exception):
    """The clerk has called the work off."""


def _nothing(_: object) -> None:
    """What is done for a job that is over."""


@dataclass(eq=False)
class Job:
    """A piece of work on its way. A newer job of the same `topic` makes it superfluous.

    A `slow` one goes on beside quick ones, so that a list need not wait for an audit.
    """

    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    topic: str = ""
    slow: bool = False
    failed: Callable[[str], object] | None = None
    progressed: Callable[[int, int], object] | None = None
    cancelled: Event = field(default_factory=Event)

    def progress(self, made: int, of: int) -> None:
        """Called by the work now and then; raises `Cancelled` when it should stop."""
        if self.cancelled.is_set():
            raise Cancelled
        if self.progressed:
            self.progressed(made, of)

    def forget(self) -> None:
        """Lets go, on the window's thread, of the pages and dialogs it was for: on another they must not die."""
        self.work = self.done = _nothing
        self.failed = self.progressed = None

    def wanted(self) -> bool:
        """Whether the result still has someone to take it: not called off, and its taker's window not closed."""
        taker = getattr(self.done, "__self__", None)
        return not self.cancelled.is_set() and (not isinstance(taker, QObject) or isValid(taker))


class Jobs(QObject):
    """Two background workers: one for what a hand waits for, one for what takes its time.

    They may be held back until a window has been seen: beside them it would be painted later.
    """

    _finished = Signal(object, object)
    _asked = Signal(object)
    troubled = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._queues: dict[bool, queue.Queue[Job | None]] = {slow: queue.Queue() for slow in (False, True)}
        self._latest: dict[str, Job] = {}
        self._finished.connect(self._deliver)
        self._asked.connect(lambda act: act())
        self._threads = [Thread(target=self._run, args=(one,), daemon=True) for one in self._queues.values()]
        self._held = False

    def start(self, job: Job) -> Job:
        """Queues a job; one of the same topic that has not finished is called off."""
        if job.topic:
            self.call_off(job.topic)
            self._latest[job.topic] = job
        self._queues[job.slow].put(job)
        if not self._held:
            self.begin()
        return job

    def hold(self) -> None:
        """What is asked for waits until `begin`."""
        self._held = True

    def begin(self) -> None:
        """Sets to work, unless that has been done before."""
        self._held = False
        for thread in self._threads:
            if thread.ident is None:
                thread.start()

    def call_off(self, topic: str) -> None:
        """What the latest job of a topic finds is not wanted any more."""
        if job := self._latest.get(topic):
            job.cancelled.set()

    def tell(self, act: Callable[[], object]) -> None:
        """Does something on the window's thread, asked for by work in the background."""
        self._asked.emit(act)

    def close(self) -> None:
        """Calls off what is queued and waits for what runs."""
        for job in self._latest.values():
            job.cancelled.set()
        for waiting in self._queues.values():
            waiting.put(None)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(timeout=5)

    def _run(self, waiting: queue.Queue[Job | None]) -> None:
        while (job := waiting.get()) is not None:
            self._finished.emit(job, _done(job))

    def _deliver(self, job: Job, result: object) -> None:
        wanted = job.wanted() and not isinstance(result, Cancelled)
        done, failed = job.done, job.failed or self.troubled.emit
        job.forget()
        if not wanted:
            return
        if isinstance(result, Refusal):
            failed(str(result))
        elif isinstance(result, BaseException):
            failed(import_module("ui.parts.faults").report(result))
        else:
            done(result)


def _done(job: Job) -> object:
    """What the work comes to: its result, or what it raised."""
    try:
        return Cancelled() if job.cancelled.is_set() else job.work(job)
    except BaseException as error:
        return error
