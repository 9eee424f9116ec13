"""What can be done on a page: actions, each with a sentence and a key, and the bar and buttons that offer them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolBar, QWidget

from models.words import say
from ui.parts.late import Later, at_once
from ui.parts.look import icon

_AROUND = 39  # pixels that a bar is higher than its letters
HERE = Qt.ShortcutContext.WidgetShortcut  # a key that works only while the widget itself is typed into
INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut  # or anything in it
_SEEN = Qt.ShortcutContext.WindowShortcut  # as long as it is seen, from anywhere in the window


def toolbar(
    page: QWidget, wanted: dict[str, tuple[str, str, Callable[[], object]]], later: Later = at_once
) -> QToolBar:
    """A bar of actions by picture: sentence, key and what is done; the page owns them, for menus and the key list.

    The keys work from now on; the bar keeps its place until it is filled.
    """
    bar = QToolBar()
    bar.setIconSize(QSize(17, 17))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.ensurePolished()
    bar.setMinimumHeight(bar.fontMetrics().height() + _AROUND)
    actions = {picture: add_action(page, *told) for picture, told in wanted.items()}

    def fill() -> None:
        for picture, action in actions.items():
            action.setIcon(icon(picture))
            bar.addAction(action)
        bar.setMinimumHeight(0)

    later(fill)
    return bar


def button(page: QWidget, picture: str, sentence: str, key: str, act: Callable[[], object]) -> QPushButton:
    """A button for an action of the page. The key is the action's: a button's own comes a tenth of a second late."""
    action = add_action(page, sentence, key, act)
    made = QPushButton(icon(picture), action.text()) if picture else QPushButton(action.text())
    made.setToolTip(action.toolTip())
    made.clicked.connect(lambda _=False: act())
    return made


def add_action(
    owner: QWidget, sentence: str, keys: str, act: Callable[[], object], where: Qt.ShortcutContext = _SEEN
) -> QAction:
    """An action of a page or a part of one, which its keys (parted by blanks), the menu and the key list lead to."""
    action = QAction(owner)  # with its text it would be looked at as an icon too, and all icons of themes be named
    action.setText(say(sentence))
    action.setShortcuts([QKeySequence(key) for key in keys.split()])
    action.setShortcutContext(where)
    if keys:
        action.setToolTip(f"{say(sentence)}（{'、'.join(keys.split())}）")
    action.triggered.connect(lambda _=False: act())
    owner.addAction(action)
    return action
