"""Chooses records for a line of a form: names, initials or codes are typed, and what may be meant is offered."""

from __future__ import annotations

from difflib import SequenceMatcher
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip

from models.kinds import Links, Read, Stored, match_key
from models.kinds.links import listed, members
from models.schema import Field
from models.seeking import CODE, EXACT, LETTERS, RECENT, Found, describe, seek
from models.words import say
from ui.parts.desk import Desk
from ui.parts.offers import OfferList

_PARTING = "、，,；;"  # between the names of several
_PAGE = 8


class LinkChooser(QObject):
    """Makes a line choose one record or several in order; a name that nobody bears stays as typed.

    It speaks like an editor: `text`, `read`, `show_value`, `set_text`, `changed`. `picked` says that the clerk has
    chosen and may go on to the next field.
    """

    changed = Signal()
    picked = Signal()

    def __init__(self, line: QLineEdit, field: Field, desk: Desk) -> None:
        super().__init__(line)
        self.line = line
        self.field = field
        self.desk = desk
        self.record = desk.office.schema[field.of]
        self.many = isinstance(field.kind, Links)
        self.offered = OfferList(line)
        self._kept: Stored = None
        self._shown: str | None = ""
        self._chosen: list[tuple[str, int | None]] = []  # the names in the line, and which record each stands for
        self._taking = False
        line.installEventFilter(self)
        line.textChanged.connect(self._follow)
        line.textChanged.connect(self.changed)
        line.textEdited.connect(self._typed)
        self.offered.picked.connect(self._take)

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Puts a text into the line."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def show_value(self, value: Stored) -> None:
        """The names of what is kept, without saying that it changed."""
        register = self.desk.office.register
        each = members(value) if self.many else [value]
        names = [register.title(self.record.key, one) for one in each]
        blocked = self.blockSignals(True)
        self.set_text("、".join(names))
        self.blockSignals(blocked)
        self._kept, self._shown = value, self.text()
        known = zip(names, each, strict=True)
        self._chosen = [(match_key(name), one if isinstance(one, int) else None) for name, one in known]

    def read(self) -> Read:
        """What was kept while nothing is touched; else what was chosen, or the one record that bears the name."""
        if self.text() == self._shown:
            return Read(self._kept)
        chosen = zip(self._names(), self._chosen, strict=True)
        found = [record or self._bearer(name) for name, (_, record) in chosen]
        return Read(listed(found) if self.many else found[0] if found else None)

    def _names(self) -> list[str]:
        """The names in the line, one by one."""
        if self.many:
            return [str(name) for name in members(self.field.kind.read(self.text()).value)]
        return [name] if (name := self.text().strip()) else []

    def _bearer(self, name: str) -> int | str:
        found = self.desk.office.register.find(self.record.table, name)
        return found[0] if len(found) == 1 else name

    def _follow(self) -> None:
        """A record stays chosen as long as its name stands in the line."""
        names = [match_key(name) for name in self._names()]
        before, self._chosen = self._chosen, [(name, None) for name in names]
        alike = SequenceMatcher(None, [name for name, _ in before], names, autojunk=False)
        for old, new, size in alike.get_matching_blocks():
            self._chosen[new : new + size] = before[old : old + size]

    def _part(self) -> tuple[int, int]:
        """From where to where the name stands in which the cursor is."""
        text, at = self.text(), self.line.cursorPosition()
        if not self.many:
            return 0, len(text)
        start = max(text.rfind(mark, 0, at) for mark in _PARTING) + 1
        ends = [end for mark in _PARTING if (end := text.find(mark, at)) >= 0]
        return start, min(ends, default=len(text))

    def _word(self) -> str:
        start, end = self._part()
        return self.text()[start:end].strip()

    def _typed(self) -> None:
        if self._word() and not self._taking:
            self._offer()
        else:
            self.offered.hide()

    def _offer(self) -> None:
        """Asks the register and shows what may be meant; the first is marked only where Enter can't go wrong."""
        word = self._word()
        found = seek(self.desk.office.register, self.record.key, word)
        new = say("seeking.new_named" if _is_name(word) else "seeking.new", record=self.record.title, name=word)
        told_by_name = any([*words] == [self.record.name] for words in self.record.same)  # else there are namesakes
        borne = told_by_name and any(match_key(one.title) == match_key(word) for one in found)
        self.offered.offers.offer(found, "" if borne else new)
        self.offered.show_under(0 if _sure(found, word) else -1)

    def _take(self, row: int) -> None:
        """Puts the name of the marked record in the place of what was typed, or makes a new record first."""
        offers = self.offered.offers.found
        self.offered.hide()
        if row < len(offers):
            self._put(offers[row].id, offers[row].title)
        elif (made := self._made()) is not None:
            self._put(made, self.desk.office.register.title(self.record.key, made))

    def _made(self) -> int | None:
        adding = import_module("ui.parts.adding")  # the form needs the editors, which need this
        name = word if _is_name(word := self._word()) else ""
        made: int | None = adding.add_record(self.line.window(), self.desk, self.record, name)
        return made

    def _put(self, record: int, title: str) -> None:
        start, end = self._part()
        before = len(members(self.field.kind.read(self.text()[:start]).value)) if self.many else 0
        self._taking = True
        self.line.setSelection(start, end - start)
        self.line.insert(title)
        self._taking = False
        self._chosen[before] = (match_key(title), record)
        self._shown = None  # what was kept may bear the same name, and is another record
        self.changed.emit()
        self.picked.emit()

    def eventFilter(self, line: QObject, event: QEvent) -> bool:
        """Sees the line's keys before the line does, and leaves to it all but those that move in an open list."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.offered.isVisible():
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.offered.hide()
        elif kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent) and event.preeditString():
            self.offered.hide()  # the input method has a list of its own to show there
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.hint(), self.line)
            return True
        return False

    def hint(self) -> str:
        """What tells the chosen records from their namesakes."""
        value = self.read().value
        ids = [one for one in (members(value) if self.many else [value]) if isinstance(one, int)]
        told = describe(self.desk.office.register, self.record, dict.fromkeys(ids, RECENT))
        return "\n".join(f"{one.title}　{one.hint}" for one in told)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        key, shown = event.key(), self.offered.isVisible()
        if key == Qt.Key.Key_Down and not shown and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._offer()
            return True
        if not shown:
            return False
        if key in _STEPS:
            self.offered.step(_STEPS[key])
            return True
        row = self.offered.marked()
        if key == Qt.Key.Key_Escape:
            self.offered.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and row >= 0:
            self._take(row)
            return key != Qt.Key.Key_Tab
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.offered.hide()
            return True  # the list was closed with it; a dialog would take it for its button
        return False


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


def _is_name(word: str) -> bool:
    """Whether a new record may bear it: initials and digits were typed to find one."""
    return bool(word) and not (word.isascii() and (word.islower() or word.isdecimal()))


def _sure(found: list[Found], word: str) -> bool:
    """Whether the first may be marked at once: the sole bearer of the name, or what initials or a code point at."""
    bearers = [one for one in found if one.why == EXACT]
    return len(bearers) == 1 or (not bearers and bool(found) and word.isascii() and found[0].why in (LETTERS, CODE))
