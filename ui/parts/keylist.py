"""Every key of the window and of the page that is open, read from the actions themselves, so that none is missing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from models.words import say
from ui.parts.look import scaled
from ui.parts.table import listing

_WIDTHS = (150, 320, 200)


def keys_of(window: QWidget, page: QWidget | None) -> Iterator[tuple[str, str, str]]:
    """Where a key works, what it does, and the key, each once."""
    seen: set[tuple[str, str]] = set()
    inside = [one for one in page.findChildren(QWidget) if one.actions() and one.isVisible()] if page else []
    for place in (window, *([page] if page else []), *inside):
        where = say("keys.window") if place is window else "" if place is page else place.accessibleName()
        for action in place.actions():
            key = "、".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in action.shortcuts())
            told = (action.text(), key)
            if key and told not in seen:
                seen.add(told)
                yield where or say("keys.page"), *told


class KeyList(QDialog):
    """A table of keys."""

    def __init__(self, window: QWidget, page: QWidget | None) -> None:
        super().__init__(window)
        self.setWindowTitle(say("keys.title"))
        told = [*keys_of(window, page), *((say("keys.form"), *say(f"keys.{one}").split("|")) for one in _TYPING)]
        headings = [say(f"keys.heading_{one}") for one in ("where", "what", "key")]
        self.table = listing(self.windowTitle(), headings, _WIDTHS, told)
        buttons = QDialogButtonBox()
        buttons.addButton(say("past.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(self.table)
        rows.addWidget(buttons)
        self.resize(scaled(760), scaled(560))


_TYPING = ("next", "back", "edit", "down", "on", "fill", "forget")
"""Keys that belong to whatever is typed into, and so are no actions."""
