"""The places at the left of the window: pages by their names, the types of record under their groups."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from models.schema import Schema
from models.words import say
from ui.parts.late import model
from ui.parts.look import icon

_WORK = (  # pages above the registers, in the order of a clerk's year: title and picture
    ("home", "home.title", "home"),
    ("intake", "intake_page.title", "import"),
    ("collecting", "collecting_page.title", "calendar"),
    ("findings", "findings.title", "warning"),
    ("contests", "contests.title", "trophy"),
    ("assessments", "assessments.title", "check"),
    ("returns", "returning.title", "export"),
    ("certificates", "making.title", "certificate"),
    ("tables", "tables_page.title", "chart"),
    ("summaries", "summaries.title", "book"),
    ("targets", "targets.title", "target"),
    ("counties", "handover.counties", "chart"),
)
_OWN = (  # pages below them, of the office itself
    ("designer", "designer.title", "wrench"),
    ("packs", "packs.title", "table"),
    ("history", "history.title", "history"),
    ("handover", "handover.title", "link"),
    ("backups", "backups.title", "save"),
    ("security", "security.title", "shield"),
    ("settings", "settings.title", "gear"),
)
_PAGE = Qt.ItemDataRole.UserRole


class Places(QTreeWidget):
    """A tree of pages; says which one is chosen."""

    chosen = Signal(str)  # a page's key

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("navigation")
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setRootIsDecorated(False)
        self.setAccessibleName(say("window.places"))
        self.currentItemChanged.connect(lambda item, _: self._choose(item))

    def fill(self, schema: Schema) -> None:
        """The pages; the first sight of the window does without them."""
        for page, title, picture in _WORK:
            self._add(None, page, say(title), picture)
        groups: dict[str, QTreeWidgetItem] = {}
        for one in schema.types.values():
            if one.single or not one.place:
                continue
            if one.group not in groups:
                groups[one.group] = self._add(None, "", one.group, "")
            self._add(groups[one.group], f"records:{one.key}", one.title, one.icon)
            if model("reporting").grid_of(one):
                self._add(groups[one.group], f"reports:{one.key}", say("reports.title", record=one.title), "chart")
        own = groups.get(say("window.own")) or self._add(None, "", say("window.own"), "")
        for page, title, picture in _OWN:
            self._add(own, page, say(title), picture)
        self.expandAll()

    def keep(self, page: str, here: bool) -> None:
        """Shows a page's place, or hides it while the page would be empty."""
        self._items[page].setHidden(not here)

    def _add(self, under: QTreeWidgetItem | None, page: str, text: str, picture: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(under or self.invisibleRootItem(), [text])
        item.setToolTip(0, text)
        if page:
            self._items[page] = item
            item.setData(0, _PAGE, page)
            item.setIcon(0, icon(picture))
        else:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _PAGE):
            self.chosen.emit(item.data(0, _PAGE))

    def mark(self, page: str) -> None:
        """Shows which page is open, none for one that has no place here; nobody has chosen it here."""
        with QSignalBlocker(self):
            self.setCurrentItem(self._items.get(page))
