"""The lock of the screen: after a time without a key or a click every window is covered until the PIN is typed.

It keeps passers-by from looking and typing. It encrypts nothing: who gets at the files needs no PIN.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from models import pins
from models.sealed import KEYS
from models.sealed.keys import opened
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.jobs import Job, Jobs
from ui.parts.look import scaled
from ui.parts.unlocking import secret_line

PIN, MINUTES = "lock/pin", "lock/minutes"
"""Settings of this computer: what is kept of the PIN, and the idle minutes, 0 for never."""
_LOOK = 5000  # milliseconds between two looks at the clock
_WINDOWS = {Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Tool, Qt.WindowType.Sheet}
_DELAY = 1000  # milliseconds after a wrong PIN
_LOW = 220  # pixels below which a window has room for the line only

_Type = QEvent.Type
_SIGNS = {_Type.KeyPress, _Type.MouseButtonPress, _Type.MouseMove, _Type.Wheel, _Type.TouchBegin}
"""That somebody is there."""
_BARRED = _SIGNS | {
    _Type.KeyRelease,
    _Type.ShortcutOverride,
    _Type.InputMethod,
    _Type.MouseButtonRelease,
    _Type.MouseButtonDblClick,
    _Type.TouchUpdate,
    _Type.TouchEnd,
    _Type.ContextMenu,
    _Type.DragEnter,
    _Type.Drop,
    _Type.ToolTip,
    _Type.FocusIn,
    _Type.FocusOut,  # a cell that is being typed into stays open, with what stands in it
}


class Cover(QWidget):
    """Hides one window, and has a line for the PIN: a dialog lets no other window be typed into."""

    def __init__(self, window: QWidget, guard: Guard) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.line = secret_line(say("locking.say"))
        self.line.setPlaceholderText(say("locking.say"))
        self.line.setMaximumWidth(scaled(320))
        self.open = QPushButton(say("locking.open"))
        self.title, self.trouble = QLabel(say("locking.locked")), QLabel()
        self.title.setProperty("role", "title")
        self.trouble.setProperty("role", "help")
        for label in (self.title, self.trouble):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for act in (self.line.returnPressed, self.open.clicked):
            act.connect(lambda *_: guard.attempt(self))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.line, 1)
        row.addWidget(self.open)
        row.addStretch()
        rows = QVBoxLayout(self)
        rows.addStretch()
        rows.addWidget(self.title)
        rows.addLayout(row)
        rows.addWidget(self.trouble)
        rows.addStretch()
        self.fit()
        self.show()
        self.raise_()

    def focusNextPrevChild(self, _: bool) -> bool:
        """Tab goes back and forth between line and button, and never to what is covered."""
        (self.open if self.line.hasFocus() else self.line).setFocus()
        return True

    def say_no(self) -> None:
        """That was wrong; the next try waits a moment."""
        self.trouble.setText(say("locking.wrong"))
        self.line.setEnabled(False)
        QTimer.singleShot(_DELAY, self, self._again)

    def _again(self) -> None:
        self.line.setEnabled(True)
        self.line.setFocus()

    def fit(self) -> None:
        """Over the whole of its window."""
        self.setGeometry(self.parentWidget().rect())
        for label in (self.title, self.trouble):
            label.setVisible(self.height() > _LOW)


class Guard(QObject):
    """Watches for idle minutes, covers and uncovers. Background work goes on, and typed things stay as they are."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self.covers: dict[QWidget, Cover] = {}
        self.locked = False
        self.jobs: Jobs | None = None  # of its own: an answer must not wait for an import
        self._focus: QWidget | None = None
        self._latest = time.monotonic()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app = app
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    @property
    def can_lock(self) -> bool:
        """Whether there is something that unlocks again."""
        return self.desk.settings.contains(PIN) or bool(self.desk.office.register.key)

    def _watch(self, window: QWindow | None) -> None:
        """Keys and clicks come to a window first: to watch it costs less than to watch every widget."""
        if window:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def look(self) -> None:
        """Locks when nobody has been there for so long."""
        minutes = int(str(self.desk.settings.value(MINUTES, 0)))
        if minutes and self.can_lock and time.monotonic() - self._latest >= minutes * 60:
            self.lock()

    def begin(self) -> None:
        """At the start a PIN is asked for, unless a passphrase has just been."""
        if self.desk.settings.contains(PIN) and not self.desk.office.register.key:
            self.lock()

    def lock(self) -> None:
        """Covers every window; says what to do where nothing could unlock it."""
        if not self.can_lock:
            self.desk.said.emit(say("locking.nothing"))
        elif not self.locked:
            while popup := self.app.activePopupWidget():
                popup.close()
            self.locked, self.jobs, self._focus = True, Jobs(self), self.app.focusWidget()
            self.app.installEventFilter(self)
            for window in self.app.topLevelWidgets():
                self._cover(window)

    def _cover(self, window: QWidget) -> None:
        if window.isVisible() and window not in self.covers and window.windowType() in _WINDOWS:
            self.covers[window] = Cover(window, self)
            if window.isActiveWindow():
                self.covers[window].line.setFocus()

    def attempt(self, cover: Cover) -> None:
        """Uncovers when the PIN, or the passphrase of an encrypted office, is right."""
        said = cover.line.text()
        cover.line.clear()
        pin, keys = str(self.desk.settings.value(PIN, "")), self.desk.office.folder / KEYS

        def right(_: Job) -> bool:
            if pin and pins.matches(said, pin):
                return True
            try:
                return bool(opened(keys, said))
            except Refusal:
                return False

        if self.jobs:
            self.jobs.start(Job(right, lambda found: self._told(found, cover)))

    def _told(self, right: bool, cover: Cover) -> None:
        if not right:
            cover.say_no()
            return
        self.locked = False
        self.app.removeEventFilter(self)
        for window in list(self.covers):
            self._uncover(window)
        if self.jobs:
            self.jobs.close()
        self._latest = time.monotonic()
        if self._focus and isValid(self._focus):
            self._focus.setFocus()

    def _uncover(self, window: QWidget) -> None:
        self.covers.pop(window).deleteLater()

    def _follow(self, window: QWidget, kind: QEvent.Type) -> None:
        """A covered window has changed its size, has come to the front, or has gone."""
        if kind == _Type.Resize:
            self.covers[window].fit()
        elif kind == _Type.WindowActivate:
            self.covers[window].line.setFocus()
        elif kind == _Type.Hide:
            self._uncover(window)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Notes that somebody is there; while locked lets keys and clicks through to the covers only."""
        kind = event.type()
        if not self.locked:
            if kind in _SIGNS:
                self._latest = time.monotonic()
            return False
        if kind in (_Type.Shortcut, _Type.Drop):
            return True
        if not isinstance(seen, QWidget):
            return False
        if kind == _Type.Show and seen.isWindow():
            QTimer.singleShot(0, self, lambda: self._cover(seen))
        elif seen in self.covers:
            self._follow(seen, kind)
        return kind in _BARRED and not any(one is seen or one.isAncestorOf(seen) for one in self.covers.values())
