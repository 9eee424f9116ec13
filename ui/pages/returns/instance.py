"""One return: the form with its figures, and the pane of the current figure, of what stops it, of its past."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from models.kinds import Period
from models.returns.instances import AUDITED, DRAFT, HANDED_UP, SENT_BACK
from models.words import say
from ui.pages.returns.figure import FigurePane
from ui.pages.returns.going_out import GoingOut
from ui.pages.returns.open_points import OpenPoints
from ui.pages.returns.past import PastPane
from ui.pages.returns.standing import Instance
from ui.parts.desk import Desk
from ui.parts.head import hint
from ui.parts.jobs import Job
from ui.parts.sheet import SheetView
from ui.parts.sheet.printing import who_prints
from ui.parts.toolbar import add_action, toolbar

_PANE = 340  # pixels
_KINDS = {".xlsx": "Excel (*.xlsx)", ".docx": "Word (*.docx)", ".pdf": "PDF (*.pdf)"}
_STATE_ROLE = {DRAFT: "finding-doubt", SENT_BACK: "finding-error"}


class InstanceView(QWidget):
    """The form as it would be handed up now."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.instance = Instance(desk)
        self.sheet = SheetView()
        self.figure, self.points, self.past = (
            FigurePane(self.instance),
            OpenPoints(self.instance),
            PastPane(self.instance),
        )
        self.out = GoingOut(self.instance, self)
        self.title, self.state, self.told = QLabel(), QLabel(), hint("")
        self.printed = hint("")
        self.pane = QTabWidget()
        self._stale = False  # the register has changed while another page was seen
        self._build()
        self._wire()

    def _build(self) -> None:
        for name in ("figure", "points", "past"):
            self.pane.addTab(getattr(self, name), say(f"returning.tab_{name}"))
        self.pane.tabBar().setAccessibleName(say("returning.pane"))
        self.pane.setMinimumWidth(_PANE)
        self.title.setProperty("role", "title")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.sheet)
        split.addWidget(self.pane)
        split.setStretchFactor(0, 1)
        split.setSizes([_PANE * 2, _PANE])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        line = QHBoxLayout()
        line.setContentsMargins(16, 12, 16, 4)
        line.setSpacing(12)
        for widget, stretch in ((self.title, 0), (self.state, 0), (self.told, 1)):
            line.addWidget(widget, stretch)
        rows.addLayout(line)
        rows.addWidget(self._toolbar())
        rows.addWidget(split, 1)
        rows.addWidget(self.printed)

    def _toolbar(self) -> QToolBar:
        bar = toolbar(
            self,
            {
                "undo": ("returning.back", "Esc", self.left.emit),
                "check": ("returning.audited", "Ctrl+Shift+A", lambda: self.out.pass_to(AUDITED)),
                "flag": ("returning.hand_up", "Ctrl+U", self.out.hand_up),
                "close": ("returning.sent_back", "Ctrl+Shift+R", self.out.send_back),
                "export": ("returning.draft", "Ctrl+E", self.out.save_draft),
                "print": ("returning.print", "Ctrl+P", self.out.print_form),
                "save": ("returning.pdf", "Ctrl+Shift+P", self.out.save_pdf),
                "search": ("returning.behind", "Ctrl+D", self.figure.look_behind),
            },
        )
        add_action(self, "returning.override", "F4", self._override)
        add_action(self, "returning.next_point", "F8", self.next_point)
        add_action(self, "adopt.change_side", "F6", self._change_side)
        return bar

    def _wire(self) -> None:
        self.instance.changed.connect(self._refresh)
        self.sheet.moved.connect(lambda address: self.figure.show_figure(self.instance.figure_at(address)))
        self.sheet.typed.connect(self._typed)
        self.sheet.opened.connect(lambda _: self._override())
        self.figure.wanted.connect(lambda record, row: self.desk.wanted.emit(record, row, ""))
        self.points.place_wanted.connect(self.go)
        self.points.record_wanted.connect(self.desk.wanted.emit)
        self.past.wanted.connect(self.go)
        self.out.told.connect(self.told.setText)
        self.out.ended.connect(self._tell)
        self.out.stopped.connect(lambda: self.pane.setCurrentWidget(self.points))

    def open(self, row: int) -> None:
        """Another return."""
        self.told.setText(say("returning.working"))
        self.title.clear()
        self.state.clear()
        self.sheet.show_pictures([])
        self.instance.open(row)
        self.desk.jobs.start(Job(lambda _: who_prints(), self.printed.setText, topic="who_prints"))

    def follow(self, tables: set[str]) -> None:
        """The register has changed: so may the figures have, seen now or when the page is shown again."""
        if self.isVisible() and tables:
            self.instance.work_out()
        else:
            self._stale = self._stale or bool(tables)

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed behind another page is taken in."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.instance.work_out()

    def _refresh(self) -> None:
        one, standing, drawn = self.instance.one, self.instance.standing, self.instance.drawn
        if one is None or standing is None or drawn is None:
            return
        at = self.sheet.current() or next(iter(drawn.places), "")
        self.title.setText(f"{one.title}　{Period().show(one.period)}")
        self.state.setText(say(f"instances.{one.state}"))
        self.state.setProperty("role", _STATE_ROLE.get(one.state, "help"))
        self.state.style().polish(self.state)
        self.sheet.show_pictures(drawn.pictures)
        self.sheet.mark(self.instance.marks())
        if at:
            self.sheet.go(at)
        for pane in (self.points, self.past):
            pane.refresh()
        self._tell()
        many = len(standing.open)
        self.pane.setTabText(1, say("returning.tab_points_many", count=many) if many else say("returning.tab_points"))
        self.figure.show_figure(self.instance.figure_at(self.sheet.current()))

    def _tell(self) -> None:
        """How the return stands."""
        one, standing = self.instance.one, self.instance.standing
        if one is None or standing is None:
            return
        many, corrected = len(standing.open), len(standing.corrections)
        if corrected:
            self.told.setText(say("returning.told_corrected", count=corrected))
        elif many and one.state != HANDED_UP:
            self.told.setText(say("returning.told_open", count=many))
        else:
            self.told.setText(say(f"returning.told_{one.state}"))

    def go(self, place: str) -> None:
        """Shows a place of the form."""
        if address := self.instance.address_of(place):
            self.sheet.go(address)
            self.pane.setCurrentWidget(self.figure)
            self.sheet.setFocus()

    def _typed(self, address: str, text: str) -> None:
        if figure := self.instance.figure_at(address):
            self.instance.put(figure.place, text)

    def _override(self) -> None:
        """Goes to where a value is put by hand."""
        self.pane.setCurrentWidget(self.figure)
        self.figure.value.setFocus()
        self.figure.value.selectAll()

    def next_point(self) -> None:
        """The next thing that stops the return."""
        self.pane.setCurrentWidget(self.points)
        self.points.list.setFocus()
        if self.points.list.count():
            self.points.list.setCurrentRow((self.points.list.currentRow() + 1) % self.points.list.count())

    def _change_side(self) -> None:
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            self.pane.currentWidget().focusNextChild()
        else:
            self.sheet.setFocus()
