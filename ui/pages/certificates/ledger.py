"""The second tab: every certificate that was issued, by number, name or QR text; printed again, voided, listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models import issued
from models.issued import Entry, state
from models.register import Reader
from models.words import Refusal, say
from ui.pages.certificates.bar import ProgressBar
from ui.pages.certificates.making import Making
from ui.pages.certificates.why import ask_void, ask_why
from ui.parts.awards import Batch, Sheet
from ui.parts.desk import Desk
from ui.parts.head import count, hint, search_line
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import toolbar
from ui.parts.writing import save_workbook

_HEADINGS = ("number", "subject", "unit", "award", "what", "at", "who", "state", "reprints", "void")
_WIDTHS = (190, 110, 180, 100, 150, 150, 80, 60, 80, 140)


class Ledger(QWidget):
    """The list, what is sought in it, and what can be done with the chosen ones."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Lines([say(f"issued.heading_{one}") for one in _HEADINGS])
        self.table = LineTable(self.model, say("issued.ledger"), _WIDTHS)
        self.search, self.count, self.detail = search_line(), count(), QLabel()
        self.making, self.bar = Making(self, desk), ProgressBar()
        self._stale = True
        self._build()
        self.search.textChanged.connect(lambda _: self.reload())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.making.progressed.connect(self.bar.show_progress)
        self.making.ended.connect(self._ended)
        self.bar.pause_wanted.connect(self.making.pause)
        self.bar.stop_wanted.connect(self.making.stop)
        desk.changed.connect(self._follow)

    def _build(self) -> None:
        wanted: dict[str, tuple[str, str, Callable[[], object]]] = {
            "print": ("making.reprint", "Ctrl+P", self.reprint),
            "export": ("making.save_again", "Ctrl+E", self.save_again),
            "close": ("making.void", "Ctrl+Delete", self.void),
            "table": ("making.export_ledger", "Ctrl+Shift+E", lambda: self._export("ledger", issued.write_ledger)),
            "check": ("making.export_receipts", "Ctrl+R", lambda: self._export("receipts", issued.write_receipts)),
        }
        bar = toolbar(self, wanted)
        self.search.setPlaceholderText(say("making.search_ledger"))
        self.search.setMinimumWidth(260)
        bar.addWidget(self.count)
        bar.addWidget(self.search)
        self.detail.setContentsMargins(16, 6, 16, 8)
        self.detail.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(bar)
        rows.addWidget(hint(say("making.ledger_hint")))
        rows.addWidget(self.bar)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.detail)

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what was issued meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _follow(self, tables: set[str]) -> None:
        if tables & {"issued", "reprint"}:
            self._stale = True
            if self.isVisible():
                self.reload()

    def reload(self) -> None:
        """Looks for what is typed, in the background."""
        self._stale = False
        text, register = self.search.text(), self.desk.office.register

        def work(_: Job) -> list[Entry]:
            reader: Reader = register.look()
            try:
                return issued.find(reader, text)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._take, topic="ledger of certificates"))

    def _take(self, entries: list[Entry]) -> None:
        """The latest first; void ones are struck out."""
        self.model.take([_texts(one) for one in entries], entries, struck=[one.void is not None for one in entries])
        void = sum(one.void is not None for one in entries)
        self.count.setText(say("making.ledger_count", count=len(entries), void=void))
        if entries:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    def _tell(self) -> None:
        """The current certificate in full; whether what was sought is what its code says."""
        one: Entry | None = self.table.current
        if one is None:
            self.detail.setText(say("making.not_found") if self.search.text() else "")
            return
        told = say("making.entry", number=one.number, check=one.check or "—", file=one.file or one.printer or "—")
        if one.check and self.search.text().strip().upper().endswith(one.check):
            told += say("making.void_but_right" if one.void else "making.right", subject=one.subject)
        self.detail.setText(told)

    def chosen(self) -> list[Entry]:
        """The selected ones."""
        return self.table.chosen

    def reprint(self) -> None:
        """Prints the selected ones again under their numbers."""
        if batch := self._again():
            self.making.print_(batch)

    def save_again(self) -> None:
        """Writes the selected ones into a PDF again."""
        if batch := self._again():
            self.making.save(batch, separately=False)

    def _again(self) -> Batch | None:
        """The selected ones that stand, of one certificate, on their sheet; with a reason for what is printed."""
        chosen = [one for one in self.chosen() if one.void is None]
        if self.making.busy or not chosen or len({(one.form, one.paper) for one in chosen}) > 1:
            self.desk.said.emit(say("making.busy" if self.making.busy else "making.choose_alike"))
            return None
        first, again = chosen[0], sum(one.pending is None for one in chosen)
        why = ask_why(self, say("making.why_again", count=again)) if again else ""
        sheet = Sheet(first.paper or "", bool(first.preprinted))
        return Batch(first.form, 0, tuple(one.row for one in chosen), sheet, why=why) if why or not again else None

    def void(self) -> None:
        """Voids the selected ones for good."""
        chosen = [one for one in self.chosen() if one.void is None]
        why, withdrawn = ask_void(self, say("making.why_void", count=len(chosen))) if chosen else ("", False)
        if not why:
            return
        try:
            self.desk.touched(issued.void(self.desk.office.register, [one.id for one in chosen], why, withdrawn))
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self.desk.said.emit(say("making.voided", count=len(chosen)))

    def _export(self, name: str, write: Callable[[Sequence[Entry], Path], object]) -> None:
        """What is listed goes into a workbook, the earliest first."""
        entries = self.model.keys[::-1]
        save_workbook(self, self.desk, say(f"issued.{name}"), lambda _, path: write(entries, path))

    def _ended(self, told: str) -> None:
        self.bar.hide()
        if told:
            self.desk.said.emit(told)


def _texts(one: Entry) -> tuple[str, ...]:
    told = (one.number, one.subject, one.unit, one.award, one.what, one.at.replace("T", " "), one.who)
    return (*(text or "" for text in told), state(one), str(one.reprints or ""), one.void or "")
