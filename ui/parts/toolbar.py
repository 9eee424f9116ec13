"""A page's bar of actions: each with a picture, a sentence and, mostly, a key that works all over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QWidget

from models.words import say
from ui.parts.look import icon


def toolbar(page: QWidget, wanted: dict[str, tuple[str, str, Callable[[], object]]]) -> QToolBar:
    """A bar of actions by picture: sentence, key and what is done; the page owns them, for menus and the key list."""
    bar = QToolBar()
    bar.setIconSize(QSize(17, 17))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for picture, (sentence, key, act) in wanted.items():
        action = add_action(page, sentence, key, act)
        action.setIcon(icon(picture))
        bar.addAction(action)
    return bar


def add_action(page: QWidget, sentence: str, key: str, act: Callable[[], object]) -> QAction:
    """An action of a page that its key, the menu and the key list lead to."""
    action = QAction(say(sentence), page)
    if key:
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{say(sentence)}（{key}）")
    action.triggered.connect(lambda _=False: act())
    page.addAction(action)
    return action
