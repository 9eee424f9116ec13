"""新表样: any blank workbook becomes a return of this office, cell by cell, and is kept or given away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.files import safe_name
from models.returns import adopting, exchange
from models.returns.trying import trouble
from models.words import Refusal, say
from ui.pages.adopt import withdrawing
from ui.pages.adopt.checking import CheckPane
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.leaving import may_stay_empty
from ui.pages.adopt.listing import ListPane
from ui.pages.adopt.marking import marks
from ui.pages.adopt.meaning import FACT, FIELD, KEPT, KEYED, MEASURE, TEXT, TOTAL, MeaningPane
from ui.pages.adopt.overview import Overview
from ui.pages.adopt.reading import TRYING
from ui.pages.adopt.titling import TitleBar
from ui.pages.adopt.welcome import Welcome
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.jobs import Job
from ui.parts.look import icon
from ui.parts.sheet import SheetView
from ui.parts.toolbar import add_action, toolbar

_PANE = 360  # pixels
_KINDS = {KEPT: "Del", MEASURE: "Ctrl+1", FACT: "Ctrl+2", TEXT: "Ctrl+3", KEYED: "Ctrl+4", TOTAL: "Ctrl+5"}
_KINDS |= {FIELD: "Ctrl+6"}


class AdoptPage(QWidget):
    """The form as a sheet; at the right what belongs in the chosen cells, lists, checks, and an overview."""

    page_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.work = Drafting(desk)
        self.sheet = SheetView()
        self.meaning, self.lists = MeaningPane(self.work), ListPane(self.work)
        self.checks, self.overview = CheckPane(self.work), Overview(self.work)
        self.title = TitleBar(self.work)
        self.welcome = Welcome(self.work.shelf, {"adopt.open": self.choose_blank, "adopt.take_in": self.choose_package})
        self.pane, self.body = QTabWidget(), QStackedWidget()
        self.told = hint("")
        self._build()
        self._wire()

    def _build(self) -> None:
        for name in ("meaning", "lists", "checks", "overview"):
            self.pane.addTab(getattr(self, name), say(f"adopt.tab_{name}"))
        self.pane.tabBar().setAccessibleName(say("adopt.pane"))
        self.pane.setMinimumWidth(_PANE)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.sheet)
        split.addWidget(self.pane)
        split.setStretchFactor(0, 1)
        split.setSizes([_PANE * 2, _PANE])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self.body.addWidget(self.welcome)
        self.body.addWidget(split)
        self.told.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("adopt.title"), (self.title, 1)))
        rows.addWidget(self._toolbar())
        rows.addWidget(self.told)
        rows.addWidget(self.body, 1)
        for widget in (self.title, self.told):
            widget.setVisible(False)

    def _toolbar(self) -> QWidget:
        bar = toolbar(
            self,
            {
                "import": ("adopt.open", "Ctrl+Shift+N", self.choose_blank),
                "table": ("adopt.reopen", "Ctrl+Shift+E", self.choose_known),
                "check": ("adopt.accept", "Ctrl+Return", self.accept_chosen),
                "plus": ("adopt.accept_all", "Ctrl+Shift+Return", self.accept_all),
                "save": ("adopt.save", "Ctrl+S", self.save),
                "export": ("adopt.give", "Ctrl+E", self.give_away),
                "link": ("adopt.take_in", "Ctrl+Shift+T", self.choose_package),
            },
        )
        add_action(self, "adopt.take_back", "Ctrl+Shift+Del", lambda: withdrawing.offer(self, self.desk))
        add_action(self, "adopt.make_list", "Ctrl+L", self.make_list)
        add_action(self, "adopt.next_left", "F8", self.next_left)
        add_action(self, "adopt.find", "Ctrl+F", self._find)
        add_action(self, "adopt.change_side", "F6", self._change_side)
        for kind, key in _KINDS.items():
            action = add_action(self.sheet, f"adopt.kind_{kind}", key, lambda kind=kind: self._say(kind))
            action.setToolTip(key)
        return bar

    def _wire(self) -> None:
        self.work.opened.connect(self._opened)
        self.work.changed.connect(self._refresh)
        self.sheet.table.selectionModel().selectionChanged.connect(lambda *_: self._show_cells())
        self.sheet.opened.connect(lambda _: self._say(self.meaning.kind.currentData() or MEASURE))
        self.meaning.accept.clicked.connect(self.accept_chosen)
        self.overview.wanted.connect(self.go)
        self.lists.wanted.connect(self.go)
        self.welcome.wanted.connect(self.open_shelved)
        self.desk.changed.connect(lambda _: self.work.work_out() if self.work.adoption and self.isVisible() else None)

    def _opened(self) -> None:
        self.body.setCurrentIndex(1)
        for widget in (self.title, self.told):
            widget.setVisible(True)
        self.title.refresh()
        self.sheet.show_pictures(self.work.form.pictures)
        self.sheet.setFocus()

    def _refresh(self) -> None:
        self.sheet.mark(marks(self.work))
        for pane in (self.meaning, self.lists, self.checks, self.overview):
            pane.refresh()
        self.title.refresh()
        self._tell()

    def _tell(self) -> None:
        """How far it is, and what the clerk has to know of the file."""
        said = len(self.work.form.cells) + sum(len(one.columns) for one in self.work.form.lists.values())
        count = say("adopt.count", said=said, proposed=len(self.work.waiting()), left=len(self.work.left))
        first = say("adopt.thinking") if self.work.thinking else count
        self.told.setText("　".join([first, *self.work.form.told]))

    def _show_cells(self) -> None:
        """The current cell first, then the others that are chosen with it."""
        current = self.sheet.current()
        others = [one for one in self.sheet.chosen() if one != current]
        if current and self.work.adoption:
            self.meaning.show_cells([current, *others])
            self.lists.show_cells([current, *others])

    def go(self, address: str) -> None:
        """Shows a cell, and what belongs there; a mark of a document stands in no cell."""
        self.pane.setCurrentWidget(self.meaning)
        if "!" not in address:
            self.meaning.show_cells([address])
            return
        self.sheet.go(address)
        self.sheet.setFocus()

    def next_left(self) -> None:
        """The next cell of which nothing is said, after the current one."""
        left = self.work.left
        if not left:
            self.desk.said.emit(say("adopt.none_left"))
            return
        now = self.sheet.current()
        self.go(left[(left.index(now) + 1) % len(left)] if now in left else left[0])

    def _say(self, kind: str) -> None:
        """Goes to the pane to say what belongs in the chosen cells."""
        if self.work.adoption:
            self.pane.setCurrentWidget(self.meaning)
            self.meaning.open_kind(kind)

    def make_list(self) -> None:
        """Marks the chosen rows as rows that repeat."""
        if self.work.adoption:
            self.pane.setCurrentWidget(self.lists)
            self.lists.make_list()

    def _find(self) -> None:
        self.pane.setCurrentWidget(self.overview)
        self.overview.search.setFocus()

    def _change_side(self) -> None:
        """From the sheet to the pane and back."""
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            self.pane.currentWidget().setFocus()
            self.pane.currentWidget().focusNextChild()
        else:
            self.sheet.setFocus()

    def accept_chosen(self) -> None:
        """Takes over the proposals for the chosen cells: a row, a column, or whatever is chosen."""
        self._accept(self.sheet.chosen())

    def accept_all(self) -> None:
        """Takes over everything that is proposed."""
        self._accept(list(self.work.waiting()))

    def _accept(self, addresses: list[str]) -> None:
        if self.work.adoption:
            self.desk.said.emit(say("adopt.accepted", count=self.work.accept(addresses)))

    def travel(self, back: bool) -> bool:
        """Takes an act on this page back, or does it again; the window asks before it goes to the register."""
        if not self.work.adoption:
            return False
        moved = self.work.undo() if back else self.work.redo()
        self.desk.said.emit(
            say("adopt.undone" if back else "adopt.redone") if moved else say("commands.nothing_to_undo")
        )
        return True

    def choose_blank(self) -> None:
        """Asks for the blank that has come from above."""
        kinds = f"{say('adopt.blanks')} (*.xlsx *.xlsm *.xls *.et *.docx)"
        name, _ = QFileDialog.getOpenFileName(self, say("adopt.open"), "", kinds)
        if name:
            self.open_blank(Path(name))

    def open_blank(self, path: Path) -> None:
        """Opens a blank workbook in the background."""
        self.work.open(lambda context, folder: adopting.open_blank(context, path, folder))

    def open_shelved(self, folder: Path) -> None:
        """Goes on with an adoption that was not finished."""
        self.work.open(lambda context, _: adopting.open_folder(context, folder), folder)

    def choose_known(self) -> None:
        """Offers the forms that the office has already."""
        menu = QMenu(self)
        for name, one in self.desk.office.returns.items():
            menu.addAction(icon("table"), one.title, lambda name=name: self.open_known(name))
        menu.popup(self.mapToGlobal(self.body.pos()))

    def open_known(self, name: str) -> None:
        """Opens a form of the office, to be looked through or changed."""
        self.work.open(lambda context, _: adopting.open_adopted(context, name))

    def choose_package(self) -> None:
        """Asks for a form that another office gave away."""
        name, _ = QFileDialog.getOpenFileName(self, say("adopt.take_in"), "", f"{say('adopt.package')} (*.zip)")
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Opens what another office gave away; it is looked through and kept like any other."""
        self.work.open(lambda context, folder: adopting.open_folder(context, exchange.unpack(path, folder)))

    def save(self) -> Path | None:
        """Keeps the form as one of the office's returns; None where that was refused, or is put off."""
        if self.work.adoption and not may_stay_empty(self, self.work):
            self.next_left()
            return None
        folder = self._done(lambda: self.work.form.write(self.desk.office.folder / "formats" / "returns"))
        if folder:
            self._try_out()
        return folder

    def _try_out(self) -> None:
        """Fills the form in the background: what would stop it is told now, and not on the day that it is due."""
        beside = self.work.aside()

        def work(_: Job) -> str:
            with beside() as form:
                return trouble(form)

        self.desk.jobs.start(Job(work, self._tried_out, topic=TRYING, slow=True))

    def _tried_out(self, why: str) -> None:
        if why:
            self.desk.troubled.emit(say("adopt.stopped", why=why))

    def _done(self, act: Callable[[], Path]) -> Path | None:
        if not self.work.adoption:
            return None
        try:
            folder = act()
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return None
        self.work.finish()
        self.desk.office.renew_returns()
        self.desk.said.emit(say("adopt.saved", folder=folder))
        return folder

    def give_away(self) -> None:
        """Keeps the form and writes it as one file for the next county."""
        if (folder := self.save()) is None:
            return
        start = str(self.desk.office.folder / "out" / f"{safe_name(self.work.form.title)}.zip")
        name, _ = QFileDialog.getSaveFileName(self, say("adopt.give"), start, f"{say('adopt.package')} (*.zip)")
        if name:
            exchange.pack(folder, Path(name))
            self.desk.said.emit(say("commands.written", file=name))
