"""The page of assessments: the ranking at the left; at the right one sheet, keyed item by item, and how it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from models import assessing
from models.assessing import ITEM, SHEET, Kept, Received, Standing
from models.attachments import keep
from models.kinds import Stored
from models.register import Change, Reader
from models.words import Refusal, say
from ui.pages.assessments.asking import NewSheet, NewTerms
from ui.pages.assessments.card import SheetCard
from ui.pages.assessments.ranking import Ranking
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import head, search_line
from ui.parts.jobs import Job
from ui.parts.toolbar import add_action, toolbar
from ui.parts.writing import save_workbook

_GROUP = "assessments/group"
_TOPIC = "assessments"
_WIDTHS = (390, 730)
_BOOKS = "*.xlsx *.xls *.xlsb *.ods *.et *.csv"


class AssessmentsPage(QWidget):
    """All sheets of one competition and scheme, and the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.all: list[Standing] = []
        self.groups = ComboBox()
        self.search = search_line()
        self.ranking = Ranking()
        self.card = SheetCard(desk)
        self._wanted = 0
        self._ours = False
        self._build()
        self._wire()
        self.reload()

    def _build(self) -> None:
        self.groups.setAccessibleName(say("assessments.group"))
        self.groups.setMinimumWidth(340)
        bar = toolbar(
            self,
            {
                "plus": ("assessments.new", "Ctrl+N", self.begin),
                "import": ("assessments.import", "Ctrl+Shift+I", self.take_in),
                "book": ("assessments.adopt", "", self.adopt),
                "export": ("assessments.export", "Ctrl+E", self.hand_back),
                "attach": ("assessments.evidence", "Ctrl+Shift+A", self.attach),
                "trash": ("assessments.delete", "Ctrl+Del", self.delete),
            },
        )
        add_action(self, "assessments.find", "Ctrl+F", self.search.setFocus)
        add_action(self, "assessments.to_ranking", "F6", self.ranking.setFocus)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.ranking)
        split.addWidget(self.card)
        split.setStretchFactor(1, 1)
        split.setSizes(list(_WIDTHS))
        split.setHandleWidth(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head(say("assessments.title"), (self.groups, 1), (self.search, 0)))
        rows.addWidget(bar)
        rows.addWidget(split, 1)

    def _wire(self) -> None:
        self.groups.activated.connect(lambda _: self._choose_group())
        self.search.textChanged.connect(lambda _: self._show_ranking())
        self.search.returnPressed.connect(self.card.tree.setFocus)
        self.ranking.selectionModel().currentChanged.connect(lambda *_: self._open())
        self.ranking.activated.connect(lambda _: self.card.tree.setFocus())
        self.card.items.kept.connect(self._kept)
        self.card.items.refused.connect(self.desk.refuse)
        self.card.tree.ended.connect(lambda: self.desk.said.emit(say("assessments.ended")))
        self.desk.changed.connect(self._follow)

    def reload(self) -> None:
        """Reads all sheets again, in the background."""
        self.desk.jobs.start(Job(self._read, self._take, topic=_TOPIC))

    def _read(self, _: Job) -> list[Standing]:
        reader = self.desk.office.register.look()
        try:
            return assessing.standings(assessing.kept_sheets(reader, self.desk.office.schemes))
        finally:
            reader.close()

    def _take(self, found: list[Standing]) -> None:
        self.all = found
        names = {one.key[:3]: _group_name(one) for one in found}
        shown = [self.groups.itemData(at) for at in range(self.groups.count())]
        if shown != list(names):
            self.groups.clear()
            for key, name in names.items():
                self.groups.addItem(name, key)
            self.groups.setCurrentIndex(max(self.groups.findText(str(self.desk.settings.value(_GROUP, ""))), 0))
        if self._wanted and (one := self._of_sheet(self._wanted)):
            self.groups.setCurrentText(_group_name(one))
        self._show_ranking()

    def _choose_group(self) -> None:
        self.desk.settings.setValue(_GROUP, self.groups.currentText())
        self._show_ranking()

    def _show_ranking(self) -> None:
        row, self._wanted = self._wanted or self.ranking.row, 0
        self.ranking.show_standings(self._in_group(), self.search.text(), row)
        self._open()

    def _in_group(self) -> list[Standing]:
        key = self.groups.currentData()
        return [one for one in self.all if key and one.key[:3] == tuple(key)]

    def _of_sheet(self, row: int) -> Standing | None:
        return next((one for one in self.all if any(sheet.row == row for sheet in one.sheets)), None)

    def _open(self) -> None:
        one = self._of_sheet(self.ranking.row)
        sheet = next((sheet for sheet in one.sheets if sheet.row == self.ranking.row), None) if one else None
        self.card.open(one, sheet, bool(self.all))

    def _kept(self, sheet: Kept, changes: list[Change]) -> None:
        """One value was typed: its sheet, the one assessed and the places follow, nothing is read again."""
        before = self.card.standing
        assert before is not None
        self.all = assessing.placed([one.with_sheet(sheet) if one.key == before.key else one for one in self.all])
        self.ranking.update_standings(self._in_group(), before.key)
        self.card.tell(next(one for one in self.all if one.key == before.key))
        self._ours = True
        self.desk.touched(changes)
        self._ours = False

    def _follow(self, tables: set[str]) -> None:
        if not self._ours and tables & {SHEET, ITEM, "unit", "team", "competition", "suggestion"}:
            self.reload()

    def keep(self) -> None:
        """Keeps what stands half typed in a cell."""
        self.card.tree.painter.finish()

    def begin(self) -> None:
        """A new sheet, with what the chosen one is for."""
        sheet = self.card.items.sheet
        presets: dict[str, Stored] = dict(sheet.facts) if sheet else {}
        asked = NewSheet(self, self.desk, self.desk.office.schemes, presets | {"assessor": None}).ask()
        if asked:
            scheme, facts = asked
            begun = assessing.begin(self.desk.office.register, scheme, facts)
            self._changed([begun], begun.ids[0])

    def _changed(self, changes: list[Change], row: int = 0) -> None:
        self._wanted = row
        self.desk.touched(changes)

    def delete(self) -> None:
        """Takes the chosen sheet away with its items; one undo brings both back."""
        if self.ranking.row:
            self._changed(self.desk.office.register.delete(SHEET, [self.ranking.row]))

    def attach(self) -> None:
        """Keeps a file as evidence of the current item."""
        item = self.card.item
        if item is None or item.children:
            self.desk.said.emit(say("assessments.choose_item"))
            return
        path, _ = QFileDialog.getOpenFileName(self, say("assessments.evidence"))
        if path:
            try:
                self.card.items.put(item, "evidence", keep(self.desk.office.folder, path))
            except Refusal as refusal:
                self.desk.refuse(refusal)

    def take_in(self) -> None:
        """Reads filled sheets: understood in the background, kept as one step."""
        names, _ = QFileDialog.getOpenFileNames(self, say("assessments.import"), "", f"Excel ({_BOOKS})")
        if names:
            self.take_files([Path(name) for name in names])

    def take_files(self, files: list[Path]) -> None:
        """Filled sheets of these workbooks."""
        office = self.desk.office

        def work(_: Job) -> list[Received]:
            reader = office.register.look()
            try:
                return [one for file in files for one in assessing.understand(reader, office.schemes, file)]
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, lambda found: self._keep_received(files, found)))

    def _keep_received(self, files: list[Path], found: list[Received]) -> None:
        what = say("assessing.step_import", file=files[0].name, count=len(files))
        changes = assessing.keep(self.desk.office.register, self.desk.office.schemes, found, what)
        self._changed(changes, next((row for one in changes if one.table == SHEET for row in one.ids), 0))
        doubts = [f"{one.place}：{doubt}" for one in found for doubt in one.doubts]
        if doubts:
            self.desk.troubled.emit("\n".join(doubts))
        self.desk.said.emit(what)

    def adopt(self) -> None:
        """Makes a scheme of a blank workbook of the upper level."""
        path, _ = QFileDialog.getOpenFileName(self, say("assessments.adopt"), "", f"Excel ({_BOOKS})")
        if not path:
            return
        office = self.desk.office
        try:
            terms = NewTerms(self, Path(path).name).ask()
            if terms is None:
                return
            adopted = assessing.adopt(office.resources, office.schemes, Path(path), terms)
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        del office.schemes  # read again with the new one when next asked for
        scheme = adopted.scheme
        told = say("assessing.adopted", title=scheme.title, version=scheme.version, file=adopted.file.name)
        self.desk.troubled.emit("\n".join([told, *adopted.doubts])) if adopted.doubts else self.desk.said.emit(told)

    def hand_back(self) -> None:
        """Writes the chosen sheet in the form that its scheme came in."""
        sheet, schemes = self.card.items.sheet, self.desk.office.schemes
        scheme = sheet.scheme if sheet else None
        if sheet is None or scheme is None:
            self.desk.said.emit(say("assessments.choose_sheet"))
            return
        name = f"{scheme.title}-{sheet.who}-{sheet.round}"

        def write(reader: Reader, path: Path) -> Any:
            return assessing.hand_back(reader, schemes, scheme, sheet, path)

        save_workbook(self, self.desk, name, write)


def _group_name(one: Standing) -> str:
    return f"{one.competition}　{one.key[1]}（{one.key[2]}）"
