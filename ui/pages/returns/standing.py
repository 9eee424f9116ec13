"""An instance as it is worked at: everything about it worked out anew in the background after each change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from models.findings import DOUBT
from models.register import Change
from models.returns import instances as returning
from models.returns.figures import Figure, Standing
from models.returns.picturing import Drawn, picture
from models.returns.tracing import Behind
from models.words import Refusal
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.sheet import Mark


class Instance(QObject):
    """The return that is open, its figures by place, and the form drawn with them."""

    changed = Signal()  # it has been worked out anew

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.row = 0
        self.one: returning.Instance | None = None
        self.standing: Standing | None = None
        self.drawn: Drawn | None = None
        self.figures: dict[str, Figure] = {}

    def open(self, row: int) -> None:
        """Another one."""
        self.row, self.one, self.standing, self.drawn, self.figures = row, None, None, None, {}
        self.work_out()

    def work_out(self) -> None:
        """Works everything out anew."""
        if not self.row:
            return
        row, office = self.row, self.desk.office
        instances = office.instances

        def work(_: Job) -> tuple[returning.Instance, Standing, Drawn]:
            reader = office.register.look()
            try:
                with TemporaryDirectory() as folder:
                    one, standing = instances.get(row, reader), instances.standing(row, reader)
                    form = instances.form_of(one)
                    drawn = picture(form, office.measures, reader, one.period, standing, Path(folder))
                    return one, standing, drawn
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._take, topic="instance"))

    def _take(self, found: tuple[returning.Instance, Standing, Drawn]) -> None:
        self.one, self.standing, self.drawn = found
        self.figures = {one.place: one for one in self.standing.all}
        self.changed.emit()

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.one is not None and self.one.is_open

    def figure_at(self, address: str) -> Figure | None:
        """What stands in a cell of the filled form."""
        return self.figures.get(self.drawn.places.get(address, "")) if self.drawn else None

    def subject(self, place: str) -> str:
        """The record of a list, or of a form for each record, that a place tells of; empty for a single cell."""
        key, row, *_ = [*place.split("/"), ""]
        listing = next((one for one in self.standing.listings if one.key == key), None) if self.standing else None
        return self.desk.office.register.title(listing.record, int(row)) if listing else ""

    def address_of(self, place: str) -> str:
        """Where a place stands in the filled form; empty when it is not drawn."""
        found = (address for address, one in self.drawn.places.items() if one == place) if self.drawn else iter(())
        return next(found, "")

    def act(self, change: Callable[[], list[Change]]) -> bool:
        """Changes something; False where that is refused."""
        try:
            changes = change()
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return False
        self.desk.touched(changes)
        self.work_out()
        return True

    def put(self, place: str, typed: str, why: str = "") -> bool:
        """Keys a value, or puts one over a computed one; nothing typed takes it away."""
        instances, row = self.desk.office.instances, self.row

        def change() -> list[Change]:
            return instances.put(row, place, instances.read(row, place, typed) if typed.strip() else None, why)

        return self.act(change)

    def behind(self, place: str, done: Callable[[Behind], None]) -> None:
        """Looks up in the background what stands behind a number."""
        row, register, instances = self.row, self.desk.office.register, self.desk.office.instances

        def work(_: Job) -> Behind:
            reader = register.look()
            try:
                return instances.behind(row, place, reader)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, done, topic="behind"))

    def marks(self) -> dict[str, Mark]:
        """What every cell of the filled form wears: keyed, put by hand, in doubt or wrong."""
        if not self.drawn or not self.standing:
            return {}
        failing: dict[str, str] = {}
        for one in self.standing.checks:
            if not one.settled:
                failing.setdefault(one.field, "doubt" if one.level == DOUBT else "error")
        found = {}
        for address, place in self.drawn.places.items():
            figure = self.figures.get(place)
            if figure is not None:
                found[address] = self._mark(figure, failing.get(place, ""))
        return found

    def _mark(self, figure: Figure, tone: str) -> Mark:
        keyed = figure.meaning.keyed
        worn = tone or ("doubt" if figure.is_override else "accent" if keyed else "")
        return Mark(tone=worn, proposed=keyed and figure.put is None, says=figure.label, typed=keyed and self.is_open)
