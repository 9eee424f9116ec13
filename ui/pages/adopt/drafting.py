"""A form on its way to be a return: every act can be undone, and what the cells would hold is worked out beside."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject, Signal

from models.kinds import Stored
from models.register import Reader
from models.returns.adopting import Adoption, Context, Proposal, ProposedList
from models.returns.grammar import CellWords
from models.returns.shelf import Shelf
from models.sheets import column_letters
from models.words import Refusal
from ui.pages.adopt.moments import Kept, Thought
from ui.pages.adopt.reading import PROPOSING, WORKING_OUT, leave_alone
from ui.pages.adopt.telling import Names
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.sheet.places import split_address


class Drafting(QObject):
    """The adoption that is open, its past and its values. A sentence that is refused goes to the desk."""

    opened = Signal()
    proposed = Signal()  # the program has thought about the form
    changed = Signal()  # what is said of the form, or what it would hold

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.adoption: Adoption | None = None
        self.proposals: dict[str, Proposal] = {}
        self.proposed_lists: list[ProposedList] = []
        self.left: list[str] = []
        self._empty: list[str] = []
        self.agreed: set[str] = set()  # cells that the clerk leaves unsaid on purpose
        self.values: dict[str, Stored] = {}
        self.period = str(datetime.date.today().year - 1)  # the last one that is whole
        self.saved = True
        self.shelf = Shelf(desk.office.folder)
        self._shelved = Path()
        self.thinking = False
        self._past: list[Kept] = []
        self._future: list[Kept] = []

    def open(self, make: Callable[[Context, Path], Adoption], shelved: Path | None = None) -> None:
        """Opens a form in the background; `make` gets a folder for what has to be converted.

        One that was `shelved` goes on being kept where it was.
        """
        office, ours = self.desk.office, self._context(self.desk.office.register)
        work_folder = Path(mkdtemp(prefix="~", suffix=".part", dir=office.folder / "out"))  # cleared by `tidy`

        def work(_: Job) -> Adoption:
            reader = office.register.look()
            try:
                made = make(self._context(reader), work_folder)
                _ = made.pictures
                return made.aside(ours)
            finally:
                reader.close()
                with suppress(OSError):  # what was converted is read from there as long as it is worked at
                    work_folder.rmdir()

        self.desk.jobs.start(Job(work, lambda made: self._take(made, shelved), topic="adopt"))

    def _context(self, reader: Reader) -> Context:
        office = self.desk.office
        return Context(office.resources, office.schema, office.measures, reader)

    def _take(self, made: Adoption, shelved: Path | None) -> None:
        """Shows the form at once; what belongs in it is thought about meanwhile."""
        self.adoption, self.names = made, Names(made)
        self._shelved = shelved or self.shelf.place(made.title)
        self.proposals, self.proposed_lists, self._empty, self.agreed = {}, [], [], set()
        self._past, self._future, self.values, self.saved = [], [], {}, True
        self.opened.emit()
        self._think()

    def _think(self) -> None:
        """Begins to think about what belongs in the form."""
        self.thinking = True
        self._changed()
        beside = self.aside()

        def work(_: Job) -> Thought:
            with beside() as form:
                return Thought(form.proposals(), form.proposed_lists(), form.waiting())

        self.desk.jobs.start(Job(work, self._propose, topic=PROPOSING, slow=True))

    def _propose(self, thought: Thought) -> None:
        self.proposals, self.proposed_lists, self._empty = thought
        self.thinking = False
        self.proposed.emit()
        self._changed()

    @property
    def form(self) -> Adoption:
        """The adoption; only asked for while one is open."""
        assert self.adoption is not None
        return self.adoption

    def act(self, change: Callable[[], object]) -> bool:
        """Does something to the adoption that can be undone; False where it was refused."""
        before = Kept.of(self.form)
        try:
            change()
        except Refusal as refusal:
            before.restore(self.form)
            self.desk.refuse(refusal)
            return False
        if Kept.of(self.form) != before:
            self._past.append(before)
            self._future.clear()
            self._unsaved(before)
        return True

    def undo(self) -> bool:
        """Takes the last act back; False when there is none."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Does again what was taken back."""
        return self._travel(self._future, self._past)

    def _travel(self, there: list[Kept], back: list[Kept]) -> bool:
        if not there:
            return False
        before = Kept.of(self.form)
        back.append(before)
        there.pop().restore(self.form)
        self._unsaved(before)
        return True

    def _unsaved(self, before: Kept) -> None:
        """Another kind of record leads to other proposals."""
        self.saved = False
        if before.words.each.get("of") == self.form.words.each.get("of"):
            self._changed()
        else:
            self._think()
        try:
            self.form.put_into(self._shelved)
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def finish(self) -> None:
        """It has been kept as a form of the office; what still reads the shelved one begins again with that."""
        self.saved = True
        self.shelf.discard(self._shelved)
        leave_alone(self.desk)
        if self.thinking:
            self._think()
        else:
            self.work_out()

    def list_at(self, address: str) -> tuple[str, str] | None:
        """The list whose rows a cell stands in, and the letters of its column."""
        if "!" not in address:  # a mark of a document
            return None
        sheet, row, column = split_address(address)
        for key, words in self.form.lists.items():
            name, first, last = words.place
            if name == sheet and first <= row <= last:
                return key, column_letters(column)
        return None

    def listed(self, address: str) -> str:
        """The record type that a cell tells of: of its list, or of a form for each record; empty where of none."""
        at = self.list_at(address)
        return self.form.lists[at[0]].of if at else str(self.form.words.each.get("of", ""))

    def record(self, address: str) -> str:
        """The same, also where the row is only proposed to be listed."""
        if (of := self.listed(address)) or "!" not in address:
            return of
        sheet, row, _ = split_address(address)
        return next((one.words.of for one in self.proposed_lists if one.words.place[:2] == (sheet, row)), "")

    def meaning(self, address: str) -> CellWords | None:
        """What belongs in a cell, or in its column where it stands in a list."""
        if at := self.list_at(address):
            return self.form.column(*at)
        return self.form.cells.get(address)

    def bind(self, addresses: Iterable[str], meaning: CellWords | None) -> bool:
        """Says what belongs in cells, or in the columns of lists that they stand in."""
        return self.act(lambda: [self._bind(address, meaning) for address in addresses])

    def _bind(self, address: str, meaning: CellWords | None) -> None:
        if not (at := self.list_at(address)):
            self.form.bind(address, meaning)
            return
        key, letters = at
        words = self.form.lists[key]
        columns = {name: told for name, told in words.columns.items() if name != letters}
        if meaning is not None:
            columns[letters] = meaning.told()
        self.form.put_list(key, replace(words, columns=columns))

    def waiting(self) -> dict[str, Proposal]:
        """Proposals for cells of which nothing is said yet, those of lists by the cells of their first row."""
        if not self.adoption:
            return {}
        single = {at: one for at, one in self.proposals.items() if at not in self.form.cells and not self.list_at(at)}
        return single | dict(self._columns_waiting())

    def _columns_waiting(self) -> Iterable[tuple[str, Proposal]]:
        for one in self.proposed_lists:
            sheet, first, _ = one.words.place
            for letters, proposal in one.columns.items():
                address = f"{sheet}!{letters}{first}"
                if address not in self.form.cells and self.meaning(address) is None:
                    yield address, proposal

    def accept(self, addresses: Iterable[str]) -> int:
        """Takes over the proposals for those cells; a list that is only proposed is made with them."""
        wanted = {at: one for at, one in self.waiting().items() if at in set(addresses)}
        return len(wanted) if self.act(lambda: self._accept(wanted)) else 0

    def _accept(self, wanted: dict[str, Proposal]) -> None:
        for address, one in wanted.items():
            if address in self.proposals:
                self.form.cells[address] = one.meaning
                continue
            if not self.list_at(address):
                self._make_list(address)
            self._bind(address, one.meaning)

    def _make_list(self, address: str) -> None:
        """The proposed list that begins in the row of a cell, without columns as yet."""
        sheet, row, _ = split_address(address)
        for one in self.proposed_lists:
            if one.words.place[:2] == (sheet, row):
                self.form.put_list("", replace(one.words, columns={}))

    def _changed(self) -> None:
        self.left = [at for at in self._empty if self.meaning(at) is None and self._speaks(at)]
        self.changed.emit()
        self.work_out()

    def _speaks(self, address: str) -> bool:
        """Whether a cell is said for itself: of a list only its first row is."""
        at = self.list_at(address)
        return at is None or self.form.lists[at[0]].place[1] == split_address(address)[1]

    def aside(self) -> Callable[[], AbstractContextManager[Adoption]]:
        """The form as it is said now, for work on another thread, which opens it there with a reader of its own."""
        now, register = self.form.aside(self.form.context), self.desk.office.register

        @contextmanager
        def opened() -> Iterator[Adoption]:
            reader = register.look()
            try:
                yield now.aside(self._context(reader))
            finally:
                reader.close()

        return opened

    def work_out(self, period: str = "") -> None:
        """Works out in the background what the cells would hold in a period."""
        self.period = period = period or self.period
        beside, waiting = self.aside(), self.waiting()

        def work(_: Job) -> dict[str, Stored]:
            with beside() as form:
                self._suppose(form, waiting)
                return form.values(period)

        self.desk.jobs.start(Job(work, self._valued, topic=WORKING_OUT))

    def _suppose(self, form: Adoption, waiting: dict[str, Proposal]) -> None:
        """Everything that is proposed put into a copy, to see what it would hold."""
        form.cells |= {at: one.meaning for at, one in waiting.items() if at in self.proposals}
        known = {words.place[:2]: key for key, words in form.lists.items()}
        for one in self.proposed_lists:
            key = known.get(one.words.place[:2], one.words.row)
            words = form.lists.get(key, one.words)
            form.lists[key] = replace(words, columns=one.words.columns | words.columns)

    def _valued(self, values: dict[str, Stored]) -> None:
        self.values = values
        self.changed.emit()
