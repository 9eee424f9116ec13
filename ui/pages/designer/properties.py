"""What a box is like: its place, its words, its letters; made from the declared words of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from models.certificates.layouts import CLOSED, Box
from models.words import say
from ui.parts.boxes import ComboBox, DoubleSpinBox

_STEPS = {"x": 0.1, "y": 0.1, "width": 0.1, "height": 0.1, "size": 0.5, "smallest": 0.5, "leading": 0.05}
_STEPS |= {"indent": 0.5, "spacing": 0.05, "thickness": 0.05, "weight": 100}
_LEFT_OUT = {"file"}
_CHECKED = ("on_blank", "running", "optional")
_TOLD: dict[str, Callable[[str], str]] = {
    "align": lambda word: say(f"designer.align_{word}"),
    "valign": lambda word: say(f"designer.valign_{word}"),
    "flow": lambda word: say(f"designer.flow_{word}"),
}
_BROAD = ("name", "say")
_FIRST = ("name", "say", "x", "y", "width", "height")


class Properties(QScrollArea):
    """One line a word; says the box anew whenever something is changed."""

    changed = Signal(object)

    def __init__(self, roles: Sequence[str]) -> None:
        super().__init__()
        self.roles = roles
        self.places: Mapping[str, str] = {}
        self.box: Box | None = None
        self.called = ""
        self.editors: dict[str, QWidget] = {}
        self._showing = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_box(None)

    def show_box(self, box: Box | None, called: str = "") -> None:
        """The words of a box and what it is called; how to begin, without one."""
        self.called = called
        if box is not None and type(box) is type(self.box):
            self.box = box
            self._refresh()
            return
        self.box, self.editors = box, {}
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(12, 8, 12, 8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if box is None:
            told = QLabel(say("designer.none_chosen"))
            told.setWordWrap(True)
            form.addRow(told)
        else:
            self._fill(form, box)
        self.setWidget(inside)

    def _fill(self, form: QFormLayout, box: Box) -> None:
        names = [one.name for one in fields(box) if one.name not in _LEFT_OUT]
        for name in sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
            label, editor = say(f"designer.field_{name}"), self._editor(name, getattr(box, name))
            editor.setAccessibleName(label)
            editor.setToolTip(label)
            self.editors[name] = editor
            if name in _BROAD:
                form.addRow(QLabel(label))
            form.addRow(*([editor] if isinstance(editor, QCheckBox) or name in _BROAD else [label, editor]))
            if name == "say":
                insert = QPushButton(say("designer.insert"))
                insert.setMenu(self._menu(insert))
                insert.setProperty("role", "menu")
                form.addRow(insert)
        self._refresh()

    def _menu(self, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._list_places(menu))
        return menu

    def _list_places(self, menu: QMenu) -> None:
        menu.clear()
        for place, label in self.places.items():
            menu.addAction(f"{label}　{{{place}}}", lambda place=place: self.insert(f"{{{place}}}"))

    def insert(self, place: str) -> None:
        """Puts a place where the cursor stands in the sentence."""
        line = self.editors["say"]
        assert isinstance(line, QPlainTextEdit)
        line.insertPlainText(place)
        line.setFocus()

    def _editor(self, name: str, value: Any) -> QWidget:
        if name == "say":
            line = QPlainTextEdit()
            line.setFixedHeight(84)
            line.setTabChangesFocus(True)
            line.textChanged.connect(lambda: self._say(name, line.toPlainText()))
            return line
        if name == "name":
            called = QLineEdit()
            called.editingFinished.connect(lambda: self._say(name, called.text().strip() or getattr(self.box, name)))
            return called
        if name == "colour":
            button = QPushButton()
            button.clicked.connect(lambda: self._pick(button))
            return button
        if name in _CHECKED:
            check = QCheckBox(say(f"designer.field_{name}"))
            check.toggled.connect(lambda on: self._say(name, on))
            return check
        if name in CLOSED or name == "font":
            return self._combo(name)
        return self._spin(name, isinstance(value, int))

    def _combo(self, name: str) -> QComboBox:
        combo = ComboBox()
        for word in CLOSED.get(name, self.roles):
            combo.addItem(_TOLD[name](word) if name in _TOLD else word, word)
        combo.currentIndexChanged.connect(lambda _: self._say(name, combo.currentData()))
        return combo

    def _spin(self, name: str, whole: bool) -> QDoubleSpinBox:
        spin = DoubleSpinBox()
        spin.setRange(0, 2000)
        spin.setDecimals(0 if whole and name == "weight" else 2)
        spin.setSingleStep(_STEPS.get(name, 0.1))
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda value: self._say(name, int(value) if name == "weight" else value))
        return spin

    def _refresh(self) -> None:
        """What the box holds, without saying that it changed."""
        self._showing = True
        for name, editor in self.editors.items():
            value = getattr(self.box, name)
            setters: dict[type, Callable[[Any], None]] = {
                QPlainTextEdit: lambda text, editor=editor: editor.toPlainText() == text or editor.setPlainText(text),
                QLineEdit: lambda text, editor=editor: self._show_name(editor, text),
                QCheckBox: lambda on, editor=editor: editor.setChecked(on),
                ComboBox: lambda word, editor=editor: editor.setCurrentIndex(editor.findData(word)),
                DoubleSpinBox: lambda number, editor=editor: editor.setValue(number),
                QPushButton: lambda name, editor=editor: _show_colour(editor, name),
            }
            setters[type(editor)](value)
        self._showing = False

    def _show_name(self, line: QLineEdit, name: str) -> None:
        """The name that the clerk gave; else, pale, the one that the box has from what stands in it."""
        line.setText(name if name == self.called else "")
        line.setPlaceholderText(self.called)

    def _say(self, name: str, value: Any) -> None:
        if not self._showing and self.box is not None and getattr(self.box, name) != value:
            self.box = replace(self.box, **{name: value})
            self.changed.emit(self.box)

    def _pick(self, button: QPushButton) -> None:
        found = QColorDialog.getColor(QColor(button.text()), self, say("designer.field_colour"))
        if found.isValid():
            _show_colour(button, found.name().upper())
            self._say("colour", button.text())


def _show_colour(button: QPushButton, name: str) -> None:
    light = QColor(name).lightness() > 140
    button.setText(name)
    button.setStyleSheet(f"background: {name}; color: {'#000000' if light else '#FFFFFF'};")
