"""表式包: the packs at hand, adopted and taken back; the window opens anew with what has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QToolBar, QVBoxLayout, QWidget

from models import packs
from models.packs import Pack
from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import toolbar

_HEADINGS, _WIDTHS = ("title", "state", "holds", "about"), (260, 90, 240)


class PacksPage(QWidget):
    """The list; Enter adopts the pack that the cursor is on."""

    reopen_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        headings = [say(f"packs.heading_{name}") for name in _HEADINGS]
        self.table = LineTable(Lines(headings), say("packs.title"), _WIDTHS)
        self.table.activated.connect(lambda _: self.adopt())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("packs.title"), (QLabel(), 1)))
        rows.addWidget(self._bar())
        rows.addWidget(hint(say("packs.hint")))
        rows.addWidget(self.table, 1)

    def _bar(self) -> QToolBar:
        return toolbar(
            self,
            {
                "check": ("packs.adopt", "Ctrl+Return", self.adopt),
                "import": ("packs.adopt_file", "Ctrl+Shift+T", self.adopt_file),
                "undo": ("packs.take_back", "Ctrl+R", self.take_back),
                "export": ("packs.zip", "Ctrl+E", self.zip),
            },
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The folder may hold others by now."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Looks at the packs again."""
        known = list(packs.known(self.desk.office.folder).values())
        states = {True: say("packs.state_on"), False: say("packs.state_off")}
        self.table.lines.take(
            [(one.words.title, states[one.adopted], one.contents, one.words.about) for one in known], known
        )
        if known:
            self.table.selectRow(0)

    def adopt(self) -> None:
        """Lets the chosen pack in."""
        pack: Pack | None = self.table.current
        if pack and not pack.adopted:
            self._change("packs.ask_adopt", pack.words.title, lambda: packs.adopt(self.desk.office, pack.folder))

    def adopt_file(self) -> None:
        """Lets in a pack that someone sent."""
        path, _ = QFileDialog.getOpenFileName(self, say("packs.adopt_file"), "", "ZIP (*.zip)")
        if path:
            self._change("packs.ask_adopt", Path(path).name, lambda: packs.adopt(self.desk.office, Path(path)))

    def take_back(self) -> None:
        """Takes the chosen pack out again."""
        pack: Pack | None = self.table.current
        if pack and pack.adopted:
            self._change(
                "packs.ask_take_back", pack.words.title, lambda: packs.take_back(self.desk.office, pack.words.name)
            )

    def _change(self, sentence: str, title: str, act: Callable[[], object]) -> None:
        """After a yes does it in the background, for it is tried as a whole; then the window opens anew."""
        yes = QMessageBox.StandardButton.Yes
        if QMessageBox.question(self, say("packs.title"), say(sentence, title=title)) == yes:
            self.desk.said.emit(say("packs.trying", title=title))
            self.desk.jobs.start(Job(lambda _: act(), lambda _: self.reopen_wanted.emit(), slow=True))

    def zip(self) -> None:
        """Writes the chosen pack for another office."""
        pack: Pack | None = self.table.current
        if pack is None:
            return
        start = str(self.desk.office.folder / "out" / f"{pack.words.name}.zip")
        path, _ = QFileDialog.getSaveFileName(self, say("table.save_as"), start, "ZIP (*.zip)")
        if path:
            done = say("commands.written", file=path)
            self.desk.jobs.start(Job(lambda _: packs.write_zip(pack, Path(path)), lambda _: self.desk.said.emit(done)))
