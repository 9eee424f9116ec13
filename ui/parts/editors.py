"""Editors by kind of value: each shows a kept value, gives back what was typed, and says when it changes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from models.attachments import keep
from models.kinds import Attachment, Choice, Choices, Kind, Link, LongText, Read, Stored, YesNo
from models.kinds.choices import SEPARATOR
from models.schema import Field
from models.words import Refusal, say
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.links import LinkChooser
from ui.parts.look import icon, scaled
from ui.parts.toolbar import HERE, add_action


class Editor(QWidget):
    """What the form needs of an editor. `read` gives the value as it will be kept, with its trouble."""

    changed = Signal()

    def __init__(self, field: Field, box: QWidget) -> None:
        super().__init__()
        self.field = field
        self.box = box
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(box, 1)
        self.setFocusProxy(box)
        box.setAccessibleName(field.label)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A grid gives a first composition to the editor and not to the box that has its focus: it is handed on."""
        target: QWidget = self.box
        while (inner := target.focusProxy()) is not None:
            target = inner
        QCoreApplication.sendEvent(target, event)

    @property
    def choosing(self) -> bool:
        """Whether a list hangs open under the box, so that Enter chooses from it."""
        return False

    def select_all(self) -> None:
        """Chooses what stands in a line, so that typing replaces it; of a long text nothing."""

    @property
    def kind(self) -> Kind:
        """The kind of the field."""
        return self.field.kind

    def text(self) -> str:
        """What stands in the box."""
        raise NotImplementedError

    def read(self) -> Read:
        """What was typed, understood."""
        return self.kind.read(self.text())

    def show_value(self, value: Stored) -> None:
        """Shows a kept value without saying that it changed."""
        self.blockSignals(True)
        self.set_text(self.kind.show(value))
        self.blockSignals(False)

    def set_text(self, text: str) -> None:
        """Puts a text into the box."""
        raise NotImplementedError


class Line(QLineEdit):
    """A line that gives undo to the window when it has nothing of its own to take back."""

    def event(self, event: QEvent) -> bool:
        """Qt asks here, before the window's shortcuts, whether the line wants a key for itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)


class CoveredLine(Line):
    """A line of a private value: it is seen while it is typed, else as stars while the desk is covered."""

    def __init__(self, kind: Kind, desk: Desk) -> None:
        super().__init__()
        self._kind, self._desk = kind, desk

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the picture is covered: the text stays what it is."""
        if self.hasFocus() or not self._desk.covered or not self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter, style = QPainter(self), self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        inside = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).adjusted(2, 0, -2, 0)
        painter.drawText(inside, self.alignment() | Qt.AlignmentFlag.AlignVCenter, self._kind.mask(self.text()))


class LineEditor(Editor):
    """One line."""

    def __init__(self, field: Field, line: Line | None = None) -> None:
        self.line = line or Line()
        super().__init__(field, self.line)
        if field.kind.numeric:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textChanged.connect(self.changed)

    def select_all(self) -> None:
        """The whole line."""
        self.line.selectAll()

    def text(self) -> str:
        """The line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """The line."""
        self.line.setText(text)
        self.line.setCursorPosition(0)


class LongEditor(Editor):
    """Several lines."""

    def __init__(self, field: Field) -> None:
        self.area = QPlainTextEdit()
        super().__init__(field, self.area)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(scaled(72))
        self.area.textChanged.connect(self.changed)

    def text(self) -> str:
        """All lines."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """All lines."""
        self.area.setPlainText(text)


class ChoiceEditor(Editor):
    """A list to pick from that also takes what is not in it: that is kept and pointed at."""

    def __init__(self, field: Field, values: tuple[str, ...]) -> None:
        self.combo = ComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItems(["", *values])
        super().__init__(field, self.combo)
        self.combo.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.combo.currentTextChanged.connect(self.changed)

    def select_all(self) -> None:
        """What stands in the box."""
        self.combo.lineEdit().selectAll()

    def text(self) -> str:
        """What stands in the box."""
        return self.combo.currentText()

    def set_text(self, text: str) -> None:
        """Picks the value, or shows what was typed."""
        self.combo.setCurrentText(text)


class ChoicesEditor(LineEditor):
    """Several values: ticked in a menu or typed with 、 between."""

    def __init__(self, field: Field, values: tuple[str, ...]) -> None:
        super().__init__(field)
        self.menu = QMenu(self)
        for value in values:
            self.menu.addAction(value).setCheckable(True)
        self.menu.triggered.connect(self._tick)
        self.menu.aboutToShow.connect(self._mark)
        self.layout().addWidget(_button("chevron", say("form.choose"), menu=self.menu))
        add_action(self.line, "form.choose", "Alt+Down", self._open, HERE)

    def _open(self) -> None:
        self.menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def _mark(self) -> None:
        chosen = str(self.read().value or "").split(SEPARATOR)
        for action in self.menu.actions():
            action.setChecked(action.text() in chosen)

    def _tick(self) -> None:
        self.set_text("、".join(action.text() for action in self.menu.actions() if action.isChecked()))

    def show_value(self, value: Stored) -> None:
        """With 、 between, as people write."""
        super().show_value(value.replace(SEPARATOR, "、") if isinstance(value, str) else value)


class LinkEditor(LineEditor):
    """A record, or several in order, by name; what may be meant is offered while typing."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field)
        self.chooser = LinkChooser(self.line, field, desk)
        self.chooser.changed.connect(self.changed)

    @property
    def choosing(self) -> bool:
        """Whether the list of what may be meant is open."""
        return self.chooser.offered.isVisible()

    def show_value(self, value: Stored) -> None:
        """The names of what is kept."""
        blocked = self.blockSignals(True)
        self.chooser.show_value(value)
        self.blockSignals(blocked)

    def read(self) -> Read:
        """The record that was chosen, or that alone bears the name; else the name as typed."""
        return self.chooser.read()


class AttachmentEditor(LineEditor):
    """A file, copied into the office folder when chosen."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field)
        self.desk = desk
        self.line.setReadOnly(True)
        button = _button("attach", say("form.attach"))
        button.clicked.connect(self._choose)
        self.layout().addWidget(button)
        add_action(self.line, "form.attach", "Alt+Down", self._choose, HERE)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, say("form.attach"))
        if path:
            try:
                self.set_text(keep(self.desk.office.folder, path))
            except Refusal as refusal:
                self.desk.refuse(refusal)


def editor(field: Field, desk: Desk) -> Editor:
    """The editor for a field."""
    kind = field.kind
    if isinstance(kind, Choices):
        return ChoicesEditor(field, kind.values)
    if isinstance(kind, Choice):
        return ChoiceEditor(field, kind.values)
    if isinstance(kind, YesNo):
        return ChoiceEditor(field, (kind.show(1), kind.show(0)))
    if isinstance(kind, Link):
        return LinkEditor(field, desk)
    if isinstance(kind, LongText):
        return LongEditor(field)
    if isinstance(kind, Attachment):
        return AttachmentEditor(field, desk)
    return LineEditor(field, CoveredLine(kind, desk) if kind.ends else None)


def _button(name: str, tip: str, menu: QMenu | None = None) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if menu:
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
