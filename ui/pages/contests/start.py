"""抽签与签到: numbers, batches and stations by lot; who is here and who is not."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from models.contests import ENTRY, lots, papers
from models.contests.roster import STATUS
from models.kinds import Choice
from models.words import say
from ui.pages.contests.hall import Hall
from ui.parts.boxes import SpinBox
from ui.parts.head import hint
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import add_action, toolbar

_WIDTHS = (90, 70, 70, 120, 90, 240, 180, 100)
_MOST = 500  # stations
_KEYS = ("F5", "F6", "F7", "F8", "F9")


class StartStep(QWidget):
    """The roster in the order of the draw."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        fields = hall.desk.office.schema[ENTRY].fields
        self.table = LineTable(Lines([fields[path].label for path in lots.LISTED]), say("contests.start"), _WIDTHS)
        bar = toolbar(
            self,
            {
                "flag": ("contests.draw", "F4", self.draw),
                "search": ("contests.verify_draw", "Shift+F4", self.verify),
                "print": ("contests.print_sign_in", "Ctrl+P", self.print_sign_in),
            },
        )
        bar.addSeparator()
        kind = fields[STATUS].kind
        for key, status in zip(_KEYS, kind.values if isinstance(kind, Choice) else (), strict=False):
            bar.addAction(self._attendance(status, key))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.addWidget(bar)
        rows.addWidget(hint(say("contests.start_hint")))
        rows.addWidget(self.table, 1)
        hall.opened.connect(self.reload)

    def _attendance(self, status: str, key: str):  # type: ignore[no-untyped-def]
        action = add_action(self, "contests.attend", key, lambda: self.note(status))
        action.setText(status)
        action.setToolTip(say("contests.attend_tip", status=status, key=key))
        return action

    def reload(self) -> None:
        """Reads the roster."""
        kept = self.table.current
        found = lots.listed(self.hall.desk.office.register, self.hall.competition)
        self.table.lines.take([row for _, row in found], [entry for entry, _ in found])
        self.table.go_to(kept)

    def draw(self) -> None:
        """Draws lots, with a seed that is recorded."""
        asked = DrawDialog(self)
        if asked.exec():
            register, competition = self.hall.desk.office.register, self.hall.competition
            seed, stations = asked.seed.text().strip() or lots.new_seed(), asked.stations.value()
            self.hall.act(lambda: lots.draw(register, competition, seed, stations, asked.renumber.isChecked()))

    def verify(self) -> None:
        """Whether the list still is what the seed gives."""
        sound = lots.as_drawn(self.hall.desk.office.register, self.hall.competition)
        self.hall.desk.said.emit(say("contests.draw_sound" if sound else "contests.draw_differs"))

    def note(self, status: str) -> None:
        """The selected ones are here, or are not."""
        entries = self.table.chosen
        if entries:
            register = self.hall.desk.office.register
            what = say("contests.step_attend", status=status, count=len(entries))
            rows = [(status,)] * len(entries)
            self.hall.act(lambda: [register.change_many(ENTRY, entries, [STATUS], rows, what)])

    def print_sign_in(self) -> None:
        """The list to be signed."""
        competition = self.hall.competition
        self.hall.save(
            self, say("contests.sign_in"), lambda reader, path: papers.write_sign_in(reader, competition, path)
        )


class DrawDialog(QDialog):
    """Seed, stations, and whether everyone shall have a new number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("contests.draw"))
        self.seed = QLineEdit(lots.new_seed())
        self.stations = SpinBox()
        self.stations.setRange(0, _MOST)
        self.stations.setSpecialValueText(say("contests.no_stations"))
        self.renumber = QCheckBox(say("contests.renumber"))
        form = QFormLayout(self)
        form.addRow(hint(say("contests.draw_hint")))
        form.addRow(say("contests.seed"), self.seed)
        form.addRow(say("contests.stations"), self.stations)
        form.addRow(self.renumber)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
