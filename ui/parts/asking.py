"""Asks what is to be collected from which units until when, makes the workbooks and opens their folder."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import rounds
from models.files import safe_name
from models.ledgers import Asking
from models.rounds import Order
from models.words import Refusal, say
from ui.parts.boxes import ComboBox
from ui.parts.choosing import UnitList
from ui.parts.desk import Desk
from ui.parts.form.boxes import FieldBox
from ui.parts.jobs import Job

_PURPOSE = (rounds.COMPETITION, "period", "deadline")


def ask_units(parent: QWidget, desk: Desk, record: str = "", competition: int = 0, period: str = "") -> None:
    """The dialog, with what is known already filled in."""
    dialog = AskingDialog(parent, desk, record)
    dialog.begin(competition, period)
    dialog.exec()


class AskingDialog(QDialog):
    """Left what is asked for and how, right the units that are asked."""

    def __init__(self, parent: QWidget, desk: Desk, record: str) -> None:
        super().__init__(parent)
        self.desk = desk
        self.job: Job | None = None
        self.folder = desk.office.folder / "out"
        fields = desk.office.schema[rounds.REQUEST].fields
        self.form = ComboBox()
        self.boxes = {key: FieldBox(fields[key], desk) for key in _PURPOSE}
        self.one_each = QCheckBox(say("asking.each"), checked=True)
        self.filled = QCheckBox(say("asking.filled"), checked=True)
        self.units = UnitList(desk.office.register)
        self.place = QLabel()
        self.bar = QProgressBar(visible=False)
        self.setWindowTitle(say("asking.title"))
        self.setMinimumWidth(760)
        self._offer(record)
        self._build()
        self.form.currentIndexChanged.connect(self._fit)
        self._fit()

    def begin(self, competition: int, period: str) -> None:
        """Fills in the round that the dialog was opened from."""
        if competition:
            self.boxes[rounds.COMPETITION].editor.show_value(competition)
        if period:
            self.boxes["period"].editor.show_value(period)

    def _offer(self, record: str) -> None:
        types = rounds.asks(self.desk.office.schema)
        known = [one.key for one in types]
        for one in types if record in ("", *known) else [*types, self.desk.office.schema[record]]:
            self.form.addItem(one.title, one.key)
        self.form.setCurrentIndex(max(self.form.findData(record or "entry"), 0))
        self.form.setAccessibleName(say("asking.form"))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        label = QLabel(say("asking.form"))
        label.setBuddy(self.form)
        for widget in (label, self.form, *self.boxes.values(), self.one_each, self.filled):
            left.addWidget(widget)
        left.addStretch()
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(left, 1)
        sides.addWidget(self.units, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        hint = QLabel(say("asking.hint"))
        hint.setProperty("role", "help")
        hint.setWordWrap(True)
        rows.addWidget(hint)
        rows.addLayout(sides)
        rows.addLayout(self._where())
        rows.addWidget(self.bar)
        rows.addWidget(self._buttons())
        self.bar.setAccessibleName(say("asking.progress"))

    def _where(self) -> QHBoxLayout:
        choose = QPushButton(say("asking.choose"))
        choose.clicked.connect(self._choose)
        self.place.setProperty("role", "muted")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place.setText(say("asking.place", folder=self.folder))
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(say("asking.make"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setProperty("role", "primary")
        buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.start)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fit(self) -> None:
        """Only what the chosen type has can be asked: a competition, a period; each unit its own."""
        schema = self.desk.office.schema
        one = schema[self.form.currentData()]
        competition, period = rounds.belongs_to(schema, one)
        self.boxes[rounds.COMPETITION].setVisible(competition)
        self.boxes["period"].setVisible(period)
        own = one in rounds.asks(schema)
        self.one_each.setVisible(own)
        self.units.setVisible(own)

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, say("asking.choose"), str(self.folder)):
            self.folder = Path(folder)
            self.place.setText(say("asking.place", folder=self.folder))

    def order(self) -> Order:
        """What is wanted; refused when it can't be read or asks nobody."""
        told = {}
        for key, box in self.boxes.items():
            read = box.editor.read() if not box.isHidden() else None
            if read and (read.trouble or (key == rounds.COMPETITION and isinstance(read.value, str))):
                raise Refusal("asking.unread", label=box.field.label, value=box.editor.text())
            told[key] = str(read.value) if read and read.value is not None else ""
        asking = Asking(told[rounds.COMPETITION], told["period"], self.filled.isChecked())
        units = [] if self.units.isHidden() else self.units.chosen()
        each = self.one_each.isChecked() and not self.one_each.isHidden()
        if each and not units:
            raise Refusal("asking.no_unit")
        return Order(self.form.currentData(), asking, units, each, told["deadline"])

    def start(self) -> None:
        """Makes the workbooks in the background; what was asked is kept when all are made."""
        try:
            order = self.order()
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        title = rounds.round_of(self.desk.office.register, order).title(self.desk.office.register)
        folder = self.folder / safe_name(say("asking.folder", round=title))
        self.make.setEnabled(False)
        self.bar.setRange(0, len(order.units))
        self.bar.show()
        self.job = Job(lambda job: self._write(job, order, folder), lambda made: self._made(order, made, folder))
        self.job.progressed = lambda made, _: self.desk.jobs.tell(lambda: self.bar.setValue(made))
        self.job.failed = self._failed
        self.desk.jobs.start(self.job)

    def _write(self, job: Job, order: Order, folder: Path) -> list[Path]:
        reader = self.desk.office.register.look()
        try:
            return rounds.send_out(reader, order, folder, job.progress)
        finally:
            reader.close()

    def _made(self, order: Order, made: list[Path], folder: Path) -> None:
        self.job = None
        if order.units:
            self.desk.touched(rounds.note(self.desk.office.register, order, datetime.date.today()))
        self.desk.said.emit(say("commands.written_many", count=len(made), folder=folder))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.accept()

    def _failed(self, text: str) -> None:
        self.job = None
        self.bar.hide()
        self.make.setEnabled(True)
        self.desk.troubled.emit(text)

    def reject(self) -> None:
        """Calls off what is being made; nobody has been asked then, and workbooks made so far stay in the folder."""
        if self.job:
            self.job.cancelled.set()
            self.desk.said.emit(say("asking.called_off", count=self.bar.value()))
        super().reject()
