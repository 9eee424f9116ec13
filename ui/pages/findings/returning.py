"""Sends findings back: to one unit, to every unit a workbook of its own, or all that are listed in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from models.corrections import file_name, write_corrections, write_for_each
from models.findings import Finding
from models.register import Reader
from models.words import say
from ui.pages.findings.model import FindingsModel
from ui.pages.findings.table import FindingsTable
from ui.parts.desk import Desk
from ui.parts.jobs import Job


class ReturnMenu(QMenu):
    """What can be sent back now; settled doubts only when they are what is listed."""

    def __init__(self, parent: QWidget, desk: Desk, model: FindingsModel, table: FindingsTable) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model = model
        self.table = table
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        current = self.table.current()
        unit = current.unit if current else ""
        its = [one for one in self.model.listed if one.unit == unit and unit]
        units = {one.unit for one in self.model.listed} - {""}
        self._add(say("findings.send_unit", unit=unit, count=len(its)) if its else "", lambda: self.send(its, unit))
        listed = list(self.model.listed)
        self._add(say("findings.send_listed", count=len(listed)), lambda: self.send(listed, say("findings.title")))
        self._add(say("findings.send_each", count=len(units)) if units else "", lambda: self.send_each(listed))

    def _add(self, text: str, act: Callable[[], None]) -> None:
        if text:
            self.addAction(text, act)

    def send(self, found: list[Finding], name: str) -> None:
        """Writes one workbook where the clerk says."""
        start = str(self.desk.office.folder / "out" / file_name(name))
        path, _ = QFileDialog.getSaveFileName(self.parentWidget(), say("table.save_as"), start, "Excel (*.xlsx)")
        if path:
            self._write(lambda reader: write_corrections(reader, found, Path(path)), path)

    def send_each(self, found: list[Finding]) -> None:
        """Writes a workbook for each unit into the folder that the clerk chooses."""
        start = str(self.desk.office.folder / "out")
        folder = QFileDialog.getExistingDirectory(self.parentWidget(), say("findings.send_folder"), start)
        if folder:
            self._write(lambda reader: write_for_each(reader, found, Path(folder)), folder)

    def _write(self, write: Callable[[Reader], int], target: str) -> None:
        def work(_: Job) -> int:
            reader = self.desk.office.register.look()
            try:
                return write(reader)
            finally:
                reader.close()

        self.desk.jobs.start(
            Job(work, lambda count: self.desk.said.emit(say("findings.sent", count=count, file=target)))
        )
