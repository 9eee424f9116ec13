"""Measures a printer: print the sheet, lay a ruler on it, type eight readings, and see what the printer does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import certificates
from models.certificates import Paper, printers
from models.words import Refusal, say
from ui.parts.awards import Sheet, calibration_page, write_calibration
from ui.parts.boxes import ComboBox, DoubleSpinBox
from ui.parts.desk import Desk
from ui.parts.preview import Preview
from ui.parts.printing import Run, ask_printer

_CORNERS = dict(zip(printers.CORNERS, ((0, 0), (0, 2), (2, 0), (2, 2)), strict=True))


class Calibration(QDialog):
    """Which printer, what was read in each corner, and what follows from it."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Sheet) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(say("calibrating.title"))
        self.printer, self.paper, self.tray = ComboBox(), ComboBox(), QLineEdit(asked.tray)
        self.back = QCheckBox(say("making.back"))
        self.back.setChecked(asked.back)
        self.readings = {f"{corner}_{way}": _spin(printers.MARK) for corner in printers.CORNERS for way in "xy"}
        self.margins = {name: _spin(0) for name in printers.MARGINS}
        self.preview, self.told = Preview(say("calibrating.sheet")), QLabel()
        self._fill(asked)
        self._build()
        self._open()
        self.printer.currentTextChanged.connect(lambda _: self._open())
        self.paper.currentTextChanged.connect(lambda _: self._open())
        self.tray.editingFinished.connect(self._open)
        self.back.toggled.connect(lambda _: self._open())
        for box in self.readings.values():
            box.valueChanged.connect(lambda _: self._solve())

    def _fill(self, asked: Sheet) -> None:
        office = self.desk.office
        known = [str(row[1]) for row in office.register.rows(printers.RECORD, ["printer"]) if row[1]]
        self.printer.setEditable(True)
        self.printer.addItems(list(dict.fromkeys([*QPrinterInfo.availablePrinterNames(), *known])))
        if asked.printer:
            self.printer.setCurrentText(asked.printer)
        self.paper.setEditable(True)
        self.paper.addItems(list(certificates.papers(office.resources)))
        if asked.paper:
            self.paper.setCurrentText(asked.paper)

    def _build(self) -> None:
        form = QFormLayout()
        for name, box in (("printer", self.printer), ("paper", self.paper), ("tray", self.tray), ("", self.back)):
            form.addRow(say(f"calibrating.{name}") if name else "", box)
            box.setAccessibleName(say(f"calibrating.{name}") if name else say("making.back"))
        steps = QLabel(say("calibrating.steps"))
        steps.setWordWrap(True)
        self.told.setWordWrap(True)
        left = QVBoxLayout()
        left.addWidget(steps)
        left.addLayout(form)
        left.addLayout(self._buttons())
        left.addWidget(QLabel(say("calibrating.margins")))
        left.addLayout(self._row_of_margins())
        left.addWidget(self.told)
        left.addStretch()
        both = QHBoxLayout()
        both.addLayout(left, 2)
        both.addLayout(self._corners(), 3)
        choice = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        choice.accepted.connect(self.keep)
        choice.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addLayout(both, 1)
        rows.addWidget(choice)
        self.resize(1000, 600)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, act in (("print", self.print_), ("save", self.save)):
            button = QPushButton(say(f"calibrating.{name}"))
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _row_of_margins(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, box in self.margins.items():
            box.setAccessibleName(self.desk.office.schema[printers.RECORD].fields[name].label)
            box.setToolTip(box.accessibleName())
            row.addWidget(QLabel(box.accessibleName()[0]))
            row.addWidget(box)
        return row

    def _corners(self) -> QGridLayout:
        """The boxes around the sheet, each where its cross is."""
        grid = QGridLayout()
        grid.addWidget(self.preview, 1, 0, 1, 3)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        fields = self.desk.office.schema[printers.RECORD].fields
        for corner, (row, column) in _CORNERS.items():
            inside = QFormLayout()
            for way in "xy":
                box = self.readings[f"{corner}_{way}"]
                box.setAccessibleName(fields[f"{corner}_{way}"].label)
                inside.addRow(fields[f"{corner}_{way}"].label, box)
            grid.addLayout(inside, row, column)
        return grid

    def sheet(self) -> Sheet:
        """What is measured."""
        told = (self.paper.currentText(), self.printer.currentText(), self.tray.text())
        paper, printer, tray = (text.strip() for text in told)
        return Sheet(paper, False, printer, tray, self.back.isChecked())

    def _size(self) -> Paper | None:
        return certificates.sized(self.sheet().paper, certificates.papers(self.desk.office.resources))

    def _open(self) -> None:
        """What is known of this printer already, and its sheet."""
        if (size := self._size()) is None or min(size.width, size.height) < 3 * printers.MARK:
            self.preview.show_page(None)
            self.told.setText(say("calibrating.no_paper"))
            return
        row = self._row()
        kept = self.desk.office.register.row(printers.RECORD, row) if row else {}
        for name, box in (*self.readings.items(), *self.margins.items()):
            value = kept.get(name)
            box.setValue(value if isinstance(value, int | float) else 0 if name in self.margins else printers.MARK)
        self.preview.show_page(calibration_page(self.desk.office, self.sheet()))
        self._solve()

    def _row(self) -> int:
        """The record of this printer with this paper, tray and side; 0 when there is none."""
        sheet, size = self.sheet(), self._size()
        where = "printer = ? and coalesce(tray, '') = ? and coalesce(back, 0) = ?"
        told = [sheet.printer, sheet.tray, int(sheet.back)]
        rows = self.desk.office.register.rows(printers.RECORD, ["paper"], where, told)
        papers = certificates.papers(self.desk.office.resources)
        return next((int(row) for row, paper in rows if certificates.sized(str(paper), papers) == size), 0)

    def _solve(self) -> None:
        """What the printer does, in a clerk's words."""
        size = self._size()
        if size is None:
            return
        found, astray = printers.read(size, [box.value() for box in self.readings.values()])
        told = say(
            "calibrating.solved",
            right=f"{found.x:+.1f}",
            down=f"{found.y:+.1f}",
            across=f"{found.across * 100:.2f}",
            high=f"{found.down * 100:.2f}",
            turn=f"{found.turn:+.2f}",
        )
        if astray > printers.WORST:
            told += "\n" + say("printers.misread", printer=self.sheet().printer)
        self.told.setText(told)

    def keep(self) -> None:
        """Keeps the readings; refused while they contradict one another or no printer is named."""
        size, sheet = self._size(), self.sheet()
        values = {name: box.value() for name, box in (*self.readings.items(), *self.margins.items())}
        if size is None or not sheet.printer:
            self.desk.troubled.emit(say("calibrating.unnamed"))
            return
        if printers.read(size, [box.value() for box in self.readings.values()])[1] > printers.WORST:
            self.desk.troubled.emit(say("printers.misread", printer=sheet.printer))
            return
        register, row = self.desk.office.register, self._row()
        named = {"printer": sheet.printer, "paper": sheet.paper, "tray": sheet.tray or None, "back": int(sheet.back)}
        if row:
            self.desk.touched([register.change(printers.RECORD, row, values)])
        else:
            self.desk.touched([register.add(printers.RECORD, named | values)])
        self.accept()

    def print_(self, printer: QPrinter | None = None) -> None:
        """Prints the sheet as the printer would without any correction."""
        try:
            page = calibration_page(self.desk.office, self.sheet())
            chosen = printer or ask_printer(self, page.layout.paper, self.sheet().printer)
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        if chosen:
            Run(chosen, [page], QTransform(), self).start()

    def save(self) -> None:
        """Writes the sheet as a PDF."""
        start = str(self.desk.office.folder / "out" / f"{say('printers.title')}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, say("table.save_as"), start, "PDF (*.pdf)")
        if path:
            try:
                write_calibration(self.desk.office, Sheet(self.sheet().paper), Path(path))
            except Refusal as refusal:
                self.desk.refuse(refusal)


def _spin(value: float) -> QDoubleSpinBox:
    box = DoubleSpinBox()
    box.setRange(0, 100)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(say("calibrating.mm"))
    box.setValue(value)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    return box
