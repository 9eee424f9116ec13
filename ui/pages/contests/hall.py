"""What the steps of the page share: the contest that is open, worked out anew with every mark, and who sits here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models import contests
from models.contests import Item, Outcome
from models.contests.keying import Cell, Cells, cells, key_mark
from models.register import Change, Reader
from models.words import Refusal
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.writing import save_workbook

_AT_ONCE = 1500  # entrants whose places are worked out between two keys; more of them take the background


class Hall(QObject):
    """One contest at a time. `opened`: another one, or read anew; `scored`: places may be others."""

    opened = Signal()
    scored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.competition = 0
        self.title = ""
        self.outcome: Outcome | None = None
        self.writing = False

    def open(self, competition: int) -> None:
        """Reads a contest in the background; one without rules is only a list of results."""
        self.competition = competition
        office = self.desk.office
        self.title = office.register.title(contests.COMPETITION, competition) if competition else ""
        self.desk.settings.setValue("contests/competition", competition)

        def work(_: Job) -> Outcome | None:
            reader = office.register.look()
            try:
                if not competition or contests.rules_of(reader, office.rules, competition) is None:
                    return None
                return contests.work_out(contests.read(reader, office.rules, competition))
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._opened, topic="contest", failed=self._failed))

    def _opened(self, outcome: Outcome | None) -> None:
        self.outcome = outcome
        self.opened.emit()

    def _failed(self, told: str) -> None:
        self._opened(None)
        self.desk.troubled.emit(told)

    @property
    def who(self) -> str:
        """Who keys or checks; nobody until a name has been given."""
        return self.desk.who if self.desk.named else ""

    def cells(self, item: Item) -> Cells:
        """All marks of an item."""
        return cells(self.desk.office.register, self.competition, item)

    def key(self, item: Item, at: tuple[str, int], cell: Cell | None, text: str) -> Cell | None:
        """Keeps a mark; the mark as it stands then, or None where it could not be kept."""
        register = self.desk.office.register
        try:
            if not self.who:
                raise Refusal("contests.nobody_keys")
            change = key_mark(register, self.competition, item, at, cell, text, self.who)
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return None
        if change is None:
            return cell
        kept = register.row(contests.MARK, change.ids[0])
        made = Cell(change.ids[0], *(kept[name] for name in contests.CELL_FIELDS))  # type: ignore[arg-type]
        self._follow(item, at, made)
        self.touched([change])
        return made

    def _follow(self, item: Item, at: tuple[str, int], made: Cell) -> None:
        """Places after one mark: at once where the contest is small and the mark a plain one."""
        contest = self.outcome.contest if self.outcome else None
        if contest is None:
            return
        taken = contests.take(contest, item, at, made.value, made.status)
        if taken and len(contest.roster.entries) <= _AT_ONCE:
            self.outcome = contests.work_out(contest)
            self.scored.emit()
        else:
            self.open(self.competition)

    def touched(self, changes: list[Change]) -> None:
        """Tells the others what this page has written."""
        self.writing = True
        self.desk.touched(changes)
        self.writing = False

    def act(self, work: Callable[[], list[Change]]) -> bool:
        """Writes something and reads the contest anew; False where it was refused."""
        try:
            changes = work()
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return False
        self.touched(changes)
        self.open(self.competition)
        return True

    def save(self, parent: QWidget, name: str, write: Callable[[Reader, Path], object]) -> None:
        """Writes a paper where the clerk wants it."""
        save_workbook(parent, self.desk, f"{self.title}{name}", write)
