"""The pane of the current figure: worked out, put by hand, last period's, and the records behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.kinds import Stored
from models.returns.figures import Figure
from models.returns.tracing import Behind as Told
from models.words import say
from ui.pages.returns.standing import Instance
from ui.parts.behind import Behind

_TOLD = ("computed", "put", "last", "change")
_LARGE = 0.5  # a change by more than half is pointed at


class FigurePane(QWidget):
    """What is known of one cell, and what may be done about it."""

    wanted = Signal(str, int)  # a record behind the number

    def __init__(self, instance: Instance) -> None:
        super().__init__()
        self.instance = instance
        self.figure: Figure | None = None
        self.heading, self.say_ = QLabel(), QLabel()
        self.told = {name: QLabel() for name in _TOLD}
        self.value, self.why = QLineEdit(), QLineEdit()
        self.put, self.back = QPushButton(say("returning.put")), QPushButton(say("returning.back_to_computed"))
        self.look = QPushButton(say("returning.behind"))
        self.rows = Behind()
        self._build()
        self.put.clicked.connect(self.put_value)
        self.back.clicked.connect(self.take_back)
        self.look.clicked.connect(self.look_behind)
        self.value.returnPressed.connect(self._next)
        self.why.returnPressed.connect(self.put_value)
        self.rows.wanted.connect(self.wanted)

    def _build(self) -> None:
        self.heading.setProperty("role", "section")
        for label in (self.heading, self.say_):
            label.setWordWrap(True)
        self.say_.setProperty("role", "help")
        form = QFormLayout()
        for name, label in self.told.items():
            form.addRow(say(f"returning.told_{name}"), label)
        for name, line in (("value", self.value), ("why", self.why)):
            line.setAccessibleName(say(f"returning.{name}"))
            form.addRow(say(f"returning.{name}"), line)
        buttons = QHBoxLayout()
        buttons.addWidget(self.put)
        buttons.addWidget(self.back)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.heading)
        rows.addLayout(form)
        rows.addLayout(buttons)
        rows.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.say_)
        rows.addWidget(self.rows, 1)

    def show_figure(self, figure: Figure | None) -> None:
        """What stands in the current cell; nothing where the form has its own text."""
        same = figure is not None and self.figure is not None and figure.place == self.figure.place
        self.figure = figure
        self.setEnabled(figure is not None)
        self.heading.setText(self._title(figure) if figure else say("returning.no_figure"))
        if not same:
            self.rows.clear()
            self.say_.clear()
        if figure:
            self._tell(figure)

    def _title(self, figure: Figure) -> str:
        """The words around the cell, and the record where it stands in a list."""
        subject = self.instance.subject(figure.place)
        label = figure.label.replace("/", " › ") or figure.place
        return f"{subject}　{label}" if subject else label

    def _tell(self, figure: Figure) -> None:
        texts = {"computed": _shown(figure.computed), "put": _shown(figure.put), "last": _shown(figure.last)}
        change = figure.change
        texts["change"] = "" if change is None else f"{change:+.1%}"
        for name, label in self.told.items():
            label.setText(texts[name] or say("adopt.empty_value"))
        notable = change is not None and abs(change) > _LARGE
        self.told["change"].setProperty("role", "finding-doubt" if notable else "")
        self.told["change"].style().polish(self.told["change"])
        self.value.setText(_shown(figure.put))
        self.why.setText(figure.why)
        self.why.setEnabled(not figure.meaning.keyed)
        open_ = self.instance.is_open
        for widget in (self.value, self.put):
            widget.setEnabled(open_)
        self.back.setEnabled(open_ and figure.put is not None)
        self.look.setEnabled(bool(figure.meaning.measure or figure.meaning.field_))

    def _next(self) -> None:
        """From the value to its reason; a keyed value needs none."""
        if self.figure and self.figure.meaning.keyed:
            self.put_value()
        else:
            self.why.setFocus()

    def put_value(self) -> None:
        """Puts what was typed over what was computed."""
        if self.figure:
            self.instance.put(self.figure.place, self.value.text(), self.why.text().strip())

    def take_back(self) -> None:
        """Back to what is computed."""
        if self.figure:
            self.instance.put(self.figure.place, "")

    def look_behind(self) -> None:
        """Lists the records that the number comes from."""
        if self.figure and self.look.isEnabled():
            self.instance.behind(self.figure.place, self._list)

    def _list(self, behind: Told) -> None:
        self.say_.setText(behind.say)
        self.rows.take(self.instance.desk.office.register, behind.rows)
        if self.rows.count():
            self.rows.setFocus()


def _shown(value: Stored) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else str(value)
