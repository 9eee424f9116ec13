"""Counties' files: what each brings, which records met ours and what becomes of them, then all merged as one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QToolBar, QVBoxLayout, QWidget

from models.handover import (
    BOTH,
    ENDING,
    FORMATS,
    OURS,
    REPORTS,
    THEIRS,
    Case,
    Merger,
    Met,
    Preview,
    Sealed,
    papers,
    roll,
)
from models.register import Change
from models.words import Refusal, say
from ui.pages.handover.sending import SendDialog
from ui.pages.handover.telling import CASES, FILES, case_line, file_line
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import HERE, add_action, toolbar
from ui.parts.unlocking import UnlockDialog
from ui.parts.waiting import Progress, in_front

_FILES = (180, 135, 80, 80, 60, 60, 60, 60, 150, 170)
_CASES = (160, 110, 130, 130, 110, 300)
Found = tuple[Preview, list[str], list[tuple[Path, str]]]
"""What the files do, why some were refused, and those that need a passphrase."""


class HandoverPage(QWidget):
    """Nothing is kept before the merge; until then the files lie in a folder of their own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.merger: Merger | None = None
        self.seen: Preview | None = None
        self.files = LineTable(Lines([say(f"handover.files_{one}") for one in FILES]), say("handover.files"), _FILES)
        self.cases = LineTable(Lines([say(f"handover.cases_{one}") for one in CASES]), say("handover.cases"), _CASES)
        self.told, self.roll = count(), hint("")
        self._build()
        desk.changed.connect(lambda _: self._call_roll())
        self._call_roll()

    def _build(self) -> None:
        below = QWidget()
        cases = QVBoxLayout(below)
        cases.setContentsMargins(0, 0, 0, 0)
        cases.addWidget(hint(say("handover.cases_hint")))
        cases.addWidget(self.cases, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.files)
        split.addWidget(below)
        split.setSizes([300, 300])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("handover.title"), (self.told, 1)))
        rows.addWidget(hint(say("handover.hint")))
        rows.addWidget(self.roll)
        rows.addWidget(self._bar())
        rows.addWidget(split, 1)
        for at, choice in enumerate((OURS, THEIRS, BOTH), 1):
            one = f"handover.take_{choice}"
            add_action(self.cases, one, f"{at}", lambda choice=choice: self.decide(choice, every=False), HERE)
            all_ = f"handover.all_{choice}"
            add_action(self.cases, all_, f"Ctrl+{at}", lambda choice=choice: self.decide(choice, every=True), HERE)

    def _bar(self) -> QToolBar:
        return toolbar(
            self,
            {
                "export": ("handover.send", "Ctrl+E", self.send),
                "import": ("handover.add", "Ctrl+Shift+A", self.choose),
                "link": ("handover.add_folder", "Ctrl+Shift+F", self.choose_folder),
                "check": ("handover.merge", "Ctrl+Return", self.merge),
                "close": ("handover.clear", "Ctrl+Shift+Del", self.clear),
            },
        )

    def _call_roll(self) -> None:
        told = roll(self.desk.office.register)
        self.roll.setText(told)
        self.roll.setVisible(bool(told))

    def send(self) -> None:
        """Makes the file for the level above, or for the next clerk."""
        SendDialog(self, self.desk).exec()

    def choose(self) -> None:
        """Adds files."""
        names, _ = QFileDialog.getOpenFileNames(self, say("handover.add"), "", f"{say('handover.title')} (*{ENDING})")
        self.take([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Adds all that lie in a folder."""
        name = QFileDialog.getExistingDirectory(self, say("handover.add_folder"))
        self.take(sorted(Path(name).glob(f"*{ENDING}")) if name else [])

    def take(self, paths: list[Path]) -> None:
        """Receives files, each on its own: one that is refused is told and passed over, a sealed one asks."""
        if not paths:
            return
        merger = self.merger = self.merger or Merger(self.desk.office.folder, self.desk.office.register)

        def work(progress: Progress) -> Found:
            refused, sealed = [], []
            for at, path in enumerate(paths):
                progress(at, len(paths))
                try:
                    merger.add(path)
                except Sealed as refusal:
                    sealed.append((path, str(refusal)))
                except Refusal as refusal:
                    refused.append(str(refusal))
            return merger.preview(), refused, sealed

        in_front(self, self.desk, work, self._taken, say("handover.receiving"), len(paths))

    def _taken(self, found: Found) -> None:
        seen, refused, sealed = found
        self._show(seen)
        if told := [*refused, *seen.warnings()]:
            self.desk.troubled.emit("\n".join(told))
        merger = self.merger
        if merger and [path for path, why in sealed if self._unlocked(merger, path, why)]:
            in_front(self, self.desk, lambda _: (merger.preview(), [], []), self._taken, say("handover.receiving"), 1)

    def _unlocked(self, merger: Merger, path: Path, why: str) -> bool:
        """Asks for the passphrase of a file until it is right or nobody wants to say it."""
        words = say("security.passphrase"), say("handover.lost")
        return bool(UnlockDialog(why, lambda said: merger.add(path, said), *words).exec())

    def _show(self, seen: Preview | None) -> None:
        self.seen = seen
        self._show_cases()
        if seen is None:
            self.files.lines.take([], [])
            self.told.setText("")
            return
        lines = [file_line(one, done, earlier) for one, done, earlier in seen.each()]
        self.files.lines.take(lines, range(len(lines)))
        self.told.setText(seen.account(made=False))

    def _show_cases(self) -> None:
        found = list(self.seen.cases()) if self.seen and self.merger else []
        self.cases.lines.take([self._case(case, met) for case, met in found], found)

    def _case(self, case: Case, met: Met) -> list[str]:
        assert self.merger
        return case_line(self.desk.office.schema, case, met, self.merger.decide(met))

    def decide(self, choice: str, every: bool) -> None:
        """What becomes of the chosen cases, or of all of their kind."""
        chosen = self.cases.chosen
        if not self.merger or not chosen:
            return
        at = self.cases.currentIndex().row()
        for case, met in chosen:
            if every:
                self.merger.by_way[met.way] = choice
                for other in [key for key, also in self.cases.lines.keys if also.way == met.way]:
                    self.merger.by_case.pop(other, None)
            else:
                self.merger.by_case[case] = choice
        self._show_cases()
        self.cases.selectRow(min(at + (not every), len(self.cases.lines.keys) - 1))

    def merge(self) -> None:
        """Merges, after a backup; one undo takes it back."""
        merger, desk = self.merger, self.desk
        if not merger or not merger.files:
            return
        what = say("handover.step", count=len(merger.files))

        def work(progress: Progress) -> tuple[Preview, list[Change]]:
            reader = desk.office.register.look()
            try:
                desk.office.backups.before(reader, what)
            finally:
                reader.close()
            return merger.merge(progress)

        in_front(self, desk, work, self._merged, what, len(merger.files))

    def _merged(self, found: tuple[Preview, list[Change]]) -> None:
        seen, changes = found
        self.clear()
        self.desk.touched(changes)
        came = [one for one in seen.files if one.told.within(REPORTS) or one.told.within(FORMATS)]
        folder = papers(came[0].told, self.desk.office.folder).parent if came else ""
        told = [seen.account(), *([say("handover.papers", folder=folder)] if came else [])]
        self.desk.said.emit("".join(told))

    def clear(self) -> None:
        """Puts the files away without merging them."""
        if self.merger:
            self.merger.close()
        self.merger = None
        self._show(None)
