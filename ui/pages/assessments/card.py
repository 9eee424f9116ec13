"""One sheet as the page shows it: whose it is, its items, what is to be known of the current one, how it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from models.assessing import Kept, Standing
from models.scoring.assessment import Item, explain
from models.scoring.assessment.parsing import cell_of, text
from models.scoring.exact import shown
from models.words import say
from ui.pages.assessments.items import ItemsModel
from ui.pages.assessments.tree import ItemsTree
from ui.parts.desk import Desk

_HEIGHTS = (480, 140)
_REST = 120  # milliseconds without a key before the long explanation is written


class SheetCard(QFrame):
    """Head, tree, a line on the current item, sums, and the explanation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.items = ItemsModel(desk)
        self.tree = ItemsTree(self.items)
        self.title = QLabel()
        self.about = QLabel()
        self.beside = QLabel()
        self.sums = QLabel()
        self.told = QPlainTextEdit()
        self.standing: Standing | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._explain)
        self._build()
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._tell_item())
        self.items.dataChanged.connect(lambda *_: self._tell_item())

    def _build(self) -> None:
        self.title.setProperty("role", "section")
        self.about.setProperty("role", "muted")
        self.beside.setWordWrap(True)
        self.beside.setMinimumHeight(38)
        self.beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sums.setProperty("role", "section")
        self.told.setReadOnly(True)
        self.told.setAccessibleName(say("assessments.explained"))
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 12, 2)
        top.addWidget(self.title)
        top.addWidget(self.about, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 4)
        foot.addWidget(self.beside)
        foot.addWidget(self.sums)
        upper = QWidget()
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self.tree, 1)
        rows.addLayout(foot)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(self.told)
        split.setStretchFactor(0, 1)
        split.setSizes(list(_HEIGHTS))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    @property
    def item(self) -> Item | None:
        """The item that the cursor is on."""
        at = self.tree.currentIndex()
        return self.items.item(at) if at.isValid() else None

    def open(self, one: Standing | None, sheet: Kept | None, any_sheets: bool) -> None:
        """Shows a sheet, or how to begin where there is none."""
        self.items.show_sheet(sheet)
        if one is None or sheet is None:
            self.title.setText("")
            self.about.setText("")
            self.sums.setText("")
            self.beside.setText(say("assessments.none_found") if any_sheets else say("assessments.none_yet"))
            self.standing = None
            self._explain()
            return
        self.title.setText(sheet.who)
        title, version = str(sheet.facts["scheme"]), str(sheet.facts["version"])
        named = say("assessments.scheme_named", title=title, version=version)
        self.about.setText("　".join(part for part in (sheet.round, sheet.assessor, named) if part))
        self.tell(one)
        self._explain()
        self._tell_item()

    def tell(self, one: Standing) -> None:
        """Sums of the sheet at once, and the explanation of the whole when the hand rests."""
        self.standing = one
        self.sums.setText(self._sums())
        self._rest.start()

    def _explain(self) -> None:
        one = self.standing
        if one and one.found and one.scheme:
            place = [say("assessments.placed", place=one.place)] if one.place else []
            self.told.setPlainText("\n".join([*place, *explain(one.scheme, one.found)]))
        else:
            self.told.setPlainText(say("assessments.no_scheme") if one else "")

    def _sums(self) -> str:
        sheet = self.items.sheet
        found = sheet.result if sheet else None
        if sheet is None or sheet.scheme is None or found is None:
            return ""
        total = shown(found.total) or say("assessments.state_missing", count=len(found.missing))
        told = [say("assessments.sum_total", total=total, full=shown(sheet.scheme.sheet.full))]
        if found.claimed:
            cap = sheet.scheme.bonus_cap
            most = say("assessment.capped", cap=shown(cap)) if cap is not None else ""
            told.append(say("assessments.sum_bonus", bonus=shown(found.bonus), claimed=shown(found.claimed), cap=most))
        if found.vetoes:
            told.append(say("assessments.sum_vetoed"))
        return "　　".join(told)

    def _tell_item(self) -> None:
        """What is the matter with the current item; else what it asks for and how it is scored."""
        item, sheet = self.item, self.items.sheet
        if item is None or sheet is None or sheet.scheme is None:
            return
        fault = self.items.fault(item)
        row = sheet.scheme.sheet.rows[item.row]
        rule = text(cell_of(row, sheet.scheme.sheet.columns, "rule"))
        bands = "；".join(
            f"{band.when} {shown(band.least)}–{shown(band.most)}" for band in sheet.scheme.bands.get(item.key, ())
        )
        asked = [item.title, item.detail, rule, bands] if not item.children else [item.title, item.detail]
        told = "　".join(dict.fromkeys(part for part in asked if part))
        veto = say("assessments.veto_hint") if item.kind == "veto" and not item.children else ""
        self.beside.setProperty("role", "finding-error" if fault else "help")
        self.beside.style().polish(self.beside)
        self.beside.setText(fault or "　".join(part for part in (told, veto) if part))
