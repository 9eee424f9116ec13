"""报表: which returns are due and how far each is; one of them opened, filled, checked, handed up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from models.kinds import Period
from models.words import Refusal, say
from ui.pages.returns.instance import InstanceView
from ui.pages.returns.listing import WIDTHS, EntriesModel, Entry, entries
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint, search_line
from ui.parts.look import icon
from ui.parts.table import DenseTable
from ui.parts.toolbar import add_action, toolbar

_TABLES = {"instance", "passage"}


class ReturnsPage(QStackedWidget):
    """The list; Enter opens a return, Esc leads back."""

    page_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = EntriesModel()
        self.table = DenseTable(self.model, say("returning.title"), WIDTHS)
        self.search, self.count = search_line(), count()
        self.view = InstanceView(desk)
        self.addWidget(self._list())
        self.addWidget(self.view)
        self.table.activated.connect(lambda _: self.open_current())
        self.search.textChanged.connect(lambda _: self._list_again())
        self.search.returnPressed.connect(self.table.setFocus)
        self.view.left.connect(self.show_list)
        desk.changed.connect(self._follow)
        self.reload()

    def _list(self) -> QWidget:
        page = QWidget()
        bar = toolbar(
            page,
            {
                "table": ("returning.open", "Ctrl+Return", self.open_current),
                "plus": ("returning.begin", "Ctrl+N", self.choose_form),
                "import": ("returning.adopt", "Ctrl+Shift+N", lambda: self.page_wanted.emit("adopt")),
            },
        )
        add_action(page, "table.find", "Ctrl+F", self.search.setFocus)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("returning.title"), (self.count, 1), (self.search, 1)))
        rows.addWidget(bar)
        rows.addWidget(hint(say("returning.hint")))
        rows.addWidget(self.table, 1)
        return page

    def _follow(self, tables: set[str]) -> None:
        if tables & _TABLES:
            self.reload()
        self.view.follow(tables)

    def reload(self) -> None:
        """Reads the list again."""
        try:
            found = entries(self.desk.office)
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self._show(found)

    def _list_again(self) -> None:
        self._show(self.model.all)

    def _show(self, found: list[Entry]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.model.take(found, self.search.text())
        self.count.setText(say("table.count", count=len(self.model.entries)))
        self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))

    def showEvent(self, event: QShowEvent) -> None:
        """A form may have been adopted meanwhile."""
        super().showEvent(event)
        self.reload()

    def open_current(self) -> None:
        """Opens the chosen return, begun now if it has not been."""
        at = self.table.currentIndex()
        if at.isValid():
            one = self.model.entries[at.row()]
            self.open_return(one.form, one.period)

    def open_return(self, form: str, period: str = "") -> None:
        """Opens the return of a form and period, the one that is due where none is told."""
        instances = self.desk.office.instances
        try:
            instance, changes = instances.begin(form, period or instances.periods(form)[0])
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self.desk.touched(changes)
        self.view.open(instance.id)
        self.setCurrentWidget(self.view)
        self.view.sheet.setFocus()

    def choose_form(self) -> None:
        """Offers the forms, to begin another period of one."""
        menu = QMenu(self)
        for name, one in self.desk.office.returns.items():
            menu.addAction(icon("table"), one.title, lambda name=name: self._ask_period(name))
        menu.popup(self.mapToGlobal(self.table.pos()))

    def _ask_period(self, name: str) -> None:
        periods = [Period().show(one) for one in self.desk.office.instances.periods(name)]
        title = self.desk.office.returns[name].title
        typed, given = QInputDialog.getItem(self, title, say("sending.period"), periods, 0, True)
        read = Period().read(typed)
        if not given:
            return
        if read.trouble or not isinstance(read.value, str):
            self.desk.troubled.emit(say("commands.bad_period", value=typed))
        else:
            self.open_return(name, read.value)

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentIndex(0)
        self.table.setFocus()

    def keep(self) -> None:
        """What is being typed into the form is kept before another page comes."""
        self.view.sheet.table.keep()
