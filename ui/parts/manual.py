"""The manual beside the work: contents or what was searched at the left, the part with its pictures at the right."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models import manual
from models.words import say
from ui.parts import quick_card
from ui.parts.leaf import set_off
from ui.parts.look import colour, scaled
from ui.parts.toolbar import add_action, toolbar

_PLACE = Qt.ItemDataRole.UserRole  # of an item: the part's name and the words to be found in it
_MARGIN = 20  # pixels around the text


class Leaf(QTextBrowser):
    """One part at a time, with a way back; links lead to other parts and to headings."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("manual.text"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        by_tab = Qt.TextInteractionFlag.LinksAccessibleByKeyboard  # Tab would stop at every link, and never leave
        self.setTextInteractionFlags(self.textInteractionFlags() & ~by_tab)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else pictures and bar chase each other
        self.document().setDocumentMargin(scaled(_MARGIN))
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(150)
        self._calm.timeout.connect(self._fit)

    def show_part(self, name: str, words: str = "") -> None:
        """Opens a part at the first place of the words."""
        self.setSource(QUrl.fromLocalFile(str(manual.path_of(name))))
        if words:
            self.seek(words)

    def seek(self, words: str) -> None:
        """Marks the first place of the words, the top of the window on it."""
        cursor = self.document().find(words)
        if cursor.isNull():
            return
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - scaled(_MARGIN))

    @property
    def name(self) -> str:
        """The part that is open."""
        return _name(self.source())

    def doSetSource(
        self, url: QUrl, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Markdown gives its headings no anchors: the words behind the # are searched."""
        super().doSetSource(url, kind)
        set_off(self.document(), colour("line"), colour("sunken"))
        if url.hasFragment():
            self.seek(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))

    def loadResource(self, kind: int, url: QUrl) -> Any:
        """A picture no wider than the text, smooth at the screen's own pixels."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, url)
        image = QImage(QUrl.fromLocalFile(str(manual.path_of(manual.FIRST))).resolved(url).toLocalFile())
        sharp = self.devicePixelRatioF()
        wide = min(image.width(), self.viewport().width() - 2 * scaled(_MARGIN) - scaled(8))
        image = image.scaledToWidth(round(max(wide, 1) * sharp), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(sharp)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow when the edge stands still."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._calm.start()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self.reload()
        set_off(self.document(), colour("line"), colour("sunken"))
        bar.setValue(round(part * bar.maximum()))


class Manual(QDialog):
    """Stands beside the window while one works."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("manual")
        self.setWindowTitle(say("manual.title"))
        self.sought, self.contents, self.leaf = QLineEdit(), QTreeWidget(), Leaf()
        self._dress()
        bar = toolbar(
            self,
            {
                "undo": ("manual.back", "Alt+Left", self.leaf.backward),
                "redo": ("manual.on", "Alt+Right", self.leaf.forward),
                "print": ("manual.card", "Ctrl+P", lambda: quick_card.offer(self)),
            },
        )
        add_action(self, "manual.search", "Ctrl+F", self.sought.setFocus)
        self._lay(bar)
        self.contents.currentItemChanged.connect(lambda item, _: self._open(item))
        self.sought.textChanged.connect(self._search)
        self.sought.returnPressed.connect(self._take_first)
        self.leaf.sourceChanged.connect(lambda url: self._mark(_name(url)))
        self._list()
        self.resize(scaled(1000), scaled(660))

    def open_part(self, name: str) -> None:
        """Shows a part, and in the contents where it stands."""
        self.leaf.show_part(name)

    def _dress(self) -> None:
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(scaled(12))
        self.contents.setWordWrap(True)
        self.contents.setAccessibleName(say("manual.contents"))
        self.sought.setAccessibleName(say("manual.search"))
        self.sought.setPlaceholderText(f"{say('manual.search')}（Ctrl+F）")
        self.sought.setClearButtonEnabled(True)

    def _lay(self, bar: QWidget) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sought)
        column.addWidget(self.contents)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(self.leaf)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(280), scaled(720)])
        rows = QVBoxLayout(self)
        rows.addWidget(bar)
        rows.addWidget(split, 1)
        for one, other in pairwise((self.sought, self.contents, self.leaf)):
            QWidget.setTabOrder(one, other)
        self.sought.setFocus()  # what is typed first is searched

    def _list(self) -> None:
        self.contents.clear()
        for title, parts in manual.chapters().items():
            group = QTreeWidgetItem(self.contents, [title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for part in parts:
                self._add(group, part.title, part.name, "")
        self.contents.expandAll()
        self._mark(self.leaf.name)

    def _search(self, words: str) -> None:
        """What is found stands in place of the contents."""
        if not words.strip():
            self._list()
            return
        with QSignalBlocker(self.contents):
            self.contents.clear()
            for hit in manual.find(words):
                self._add(
                    self.contents,
                    say("manual.hit", part=hit.part.title, line=hit.line),
                    hit.part.name,
                    words.split()[0],
                )
            if not self.contents.topLevelItemCount():
                QTreeWidgetItem(self.contents, [say("manual.none", words=words)]).setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _take_first(self) -> None:
        self.contents.setCurrentItem(self.contents.topLevelItem(0))

    def _add(self, under: Any, text: str, name: str, words: str) -> None:
        item = QTreeWidgetItem(under, [text])
        item.setToolTip(0, text)
        item.setData(0, _PLACE, (name, words))

    def _open(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _PLACE):
            self.leaf.show_part(*item.data(0, _PLACE))

    def _mark(self, name: str) -> None:
        """The open part in the contents; nobody has chosen it there."""
        if self.sought.text().strip():
            return
        with QSignalBlocker(self.contents):
            for item in self.contents.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive):
                if item.data(0, _PLACE) and item.data(0, _PLACE)[0] == name:
                    self.contents.setCurrentItem(item)


def read(window: QWidget, page: str) -> Manual:
    """The manual at the part of a page, made when first wanted."""
    told = window.findChild(Manual) or Manual(window)
    told.open_part(manual.part_of(page))
    told.show()
    told.raise_()
    told.activateWindow()
    return told


def _name(url: QUrl) -> str:
    """The part that an address leads to."""
    return url.fileName().removesuffix(".md")
