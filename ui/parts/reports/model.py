"""The figures of one period as a table model: what is typed is kept at once, each edit a step of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from models import reporting
from models.findings import DOUBT, ERROR, Finding
from models.kinds import Stored
from models.register import Change, Register
from models.reporting import EMPTY, GIVEN, Grid, Line
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.icons import blank_icon
from ui.parts.jobs import Job
from ui.parts.look import icon

FAULTY = "faulty"
_PICTURES = {EMPTY: "flag", GIVEN: "check", FAULTY: "warning"}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Texts = Mapping[int, Mapping[int, str]]  # by line and column


class Figure(NamedTuple):
    """What the delegate paints in a cell: the value, the small text beside it, and what is the matter."""

    text: str
    beside: str = ""
    notable: bool = False
    level: str = ""


class ReportModel(QAbstractTableModel):
    """Lines of one period as they are filtered; blank cells are no zeros."""

    kept = Signal(list)  # changes of the register, after an edit
    checked = Signal()  # findings have come in

    def __init__(self, desk: Desk, grid: Grid) -> None:
        super().__init__()
        self.desk = desk
        self.grid = grid
        self.period = self.earlier = ""
        self.lines: list[Line] = []
        self.shown: list[int] = []  # places in `lines`
        self.found: dict[int, list[Finding]] = {}  # by row of the register
        self._keys = {column.key for column in grid.columns}
        self._unchecked: set[int] = set()
        self._fits: Callable[[Line], bool] = lambda _: True

    def open(self, period: str, earlier: str) -> None:
        """Reads a period, with another one beside it; findings follow when the background has them."""
        lines = reporting.read_lines(self.desk.office.register, self.grid, period, earlier)
        moved = (period, [line.who for line in lines]) != (self.period, [line.who for line in self.lines])
        if moved:
            self.beginResetModel()
            self.found = {}
        self.period, self.earlier, self.lines = period, earlier, lines
        self.notable = reporting.notable(self.desk.office.register)
        if moved:
            self._choose()
            self.endResetModel()
        else:
            self._repaint(range(len(self.shown)), range(len(self.grid.columns)))
        self._unchecked = set()
        self.check(line.row for line in lines if line.row)

    def show_only(self, fits: Callable[[Line], bool]) -> None:
        """Shows the lines that fit; one that is edited stays in sight although it may fit no longer."""
        self.beginResetModel()
        self._fits = fits
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        self.shown = [at for at, line in enumerate(self.lines) if self._fits(line)]

    def _repaint(self, rows: Collection[int], columns: Collection[int]) -> None:
        if rows and columns:
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))

    def check(self, rows: Iterable[int]) -> None:
        """Runs the rules on returns, in the background; a later call takes over what an unfinished one was asked."""
        self._unchecked |= set(rows)
        wanted = sorted(self._unchecked)
        office, key = self.desk.office, self.grid.record.key

        def work(_: Job) -> list[Finding]:
            reader = office.register.look()
            try:
                return office.audit.run(reader, key, wanted)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, lambda found: self._take(wanted, found), topic=f"reports {id(self)}"))

    def _take(self, rows: list[int], found: list[Finding]) -> None:
        self._unchecked -= set(rows)
        self.found |= {row: [] for row in rows}
        for one in found:
            if not one.settled:
                self.found[one.row].append(one)
        self.checked.emit()

    def line(self, row: int) -> Line:
        """The line in a row of the table."""
        return self.lines[self.shown[row]]

    def row_of(self, who: Stored) -> int:
        """The row that shows someone; the first where none does."""
        return next((row for row, at in enumerate(self.shown) if self.lines[at].who == who), 0)

    def troubles(self, line: Line, at: int) -> dict[str, str]:
        """What is the matter with a cell: sentences with their levels."""
        field, value = self.grid.columns[at], line.kept[at]
        found: dict[str, str] = {}
        if isinstance(value, str) and (trouble := field.kind.read(value).trouble):
            found[say(trouble.key, label=field.label, value=value)] = trouble.level
        return found | {one.say: one.level for one in self.found.get(line.row or 0, []) if one.field == field.key}

    def other_troubles(self, line: Line, at: int) -> dict[str, str]:
        """What is the matter elsewhere: with the return as a whole, then with its other figures."""
        found = {one.say: one.level for one in self.found.get(line.row or 0, []) if one.field not in self._keys}
        for column in range(len(self.grid.columns)):
            found |= self.troubles(line, column)
        return {said: level for said, level in found.items() if said not in self.troubles(line, at)}

    def _is_faulty(self, line: Line) -> bool:
        return line.unread or bool(self.found.get(line.row or 0))

    def state(self, line: Line) -> str:
        """Not returned, empty, given, or faulty."""
        return FAULTY if self._is_faulty(line) else line.state

    def is_(self, line: Line, state: str) -> bool:
        """Whether a line is among those of a state; a faulty one is also what it is without its faults."""
        return state in ("", line.state) or (state == FAULTY and self._is_faulty(line))

    def counts(self) -> Counter[str]:
        """How many lines of each state; under the empty word all of them."""
        found = Counter(line.state for line in self.lines)
        found[FAULTY] = sum(map(self._is_faulty, self.lines))
        found[""] = len(self.lines)
        return found

    def figure(self, index: Index) -> Figure:
        """What is painted in a cell."""
        line, at = self.line(index.row()), index.column()
        show = self.grid.columns[at].kind.show
        levels = set(self.troubles(line, at).values())
        level = ERROR if ERROR in levels else DOUBT if levels else ""
        rise = reporting.change(line.kept[at], line.before[at])
        notable = rise is not None and abs(rise) > self.notable
        return Figure(show(line.kept[at]), f"{show(line.before[at])} {percent(rise)}".strip(), notable, level)

    def told(self, index: Index) -> str:
        """A cell in words: who, what, the figure, the earlier one."""
        line, field = self.line(index.row()), self.grid.columns[index.column()]
        now, last = (field.kind.show(kept[index.column()]) for kept in (line.kept, line.before))
        parts = [line.name, field.heading, now or say("reports.blank")]
        if last:
            rise = percent(reporting.change(line.kept[index.column()], line.before[index.column()]))
            parts.append(f"{self.grid.by.kind.show(self.earlier)} {last} {rise}".strip())
        return "　".join(parts)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many figures a return has."""
        return 0 if parent.isValid() else len(self.grid.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure as typed; the tooltip tells all about it."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.grid.columns[index.column()].kind.show(self.line(index.row()).kept[index.column()])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join([self.told(index), *self.troubles(self.line(index.row()), index.column())])
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Measures across; names down, with a picture of how it stands with the return."""
        if orientation == Qt.Orientation.Horizontal:
            field = self.grid.columns[section]
            texts = {Qt.ItemDataRole.DisplayRole: field.heading, Qt.ItemDataRole.ToolTipRole: field.help}
            return texts.get(Qt.ItemDataRole(role)) or None
        line = self.line(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{line.name}　{say(f'reports.show_{self.state(line)}')}"
            case Qt.ItemDataRole.DecorationRole:
                picture = _PICTURES.get(self.state(line))
                return icon(picture) if picture else blank_icon()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps what was typed; what can't be read is kept as it is. False where the register could not take it."""
        line, field = self.line(index.row()), self.grid.columns[index.column()]
        kept = field.kind.read(value).value
        told = {"who": line.name, "period": self.grid.by.kind.show(self.period), "label": field.label}
        what = (
            say("reports.cleared", **told)
            if kept is None
            else say("reports.filled", **told, value=field.kind.show(kept))
        )
        return kept == line.kept[index.column()] or self.fill({index.row(): {index.column(): value}}, what)

    def fill(self, texts: Texts, what: str) -> bool:
        """Keeps what was typed into many cells, as one step; a row without cells is an empty return."""
        wanted: dict[int, dict[int, Stored]] = {}
        for row, cells in texts.items():
            read = {at: self.grid.columns[at].kind.read(text).value for at, text in cells.items()}
            line = self.line(row)
            changed = {at: value for at, value in read.items() if value != line.kept[at]}
            if changed or (not cells and line.row is None):
                wanted[row] = changed
        return bool(wanted) and self._write(wanted, what)

    def _write(self, wanted: dict[int, dict[int, Stored]], what: str) -> bool:
        register = self.desk.office.register
        try:
            with register.step(what):
                changes = [self._keep(register, self.line(row), cells) for row, cells in wanted.items()]
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return False
        for (row, cells), change in zip(wanted.items(), changes, strict=True):
            self.line(row).row = change.ids[0]
            for column, value in cells.items():
                self.line(row).kept[column] = value
        self._repaint(wanted, {column for cells in wanted.values() for column in cells})
        self.kept.emit(changes)
        self.check(row for change in changes for row in change.ids)
        return True

    def _keep(self, register: Register, line: Line, cells: dict[int, Stored]) -> Change:
        record = self.grid.record
        values = {self.grid.columns[at].key: value for at, value in cells.items()}
        if line.row is not None:
            return register.change(record.key, line.row, values)
        given = {key: field.default for key, field in record.fields.items() if field.default is not None}
        return register.add(record.key, given | {self.grid.down.key: line.who, self.grid.by.key: self.period} | values)


def percent(rise: float | None) -> str:
    """A change as people write it: +20%, −15%; empty where nothing can be said or hardly anything has changed."""
    part = round(rise or 0, 2)
    return f"{'+' if part > 0 else '−'}{abs(part):.0%}" if part else ""
