"""证书版式: choose or begin a layout, draw it up, look at it with the hardest names, save it for the office."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models import certificates
from models.certificates import Code, Frame, Layout, Page, Picture, TextBox
from models.certificates.editing import Drawing, Spot, added, aligned, box_at, pasted, raised, with_box, without
from models.certificates.layouts import Box
from models.certificates.naming import called, named, places
from models.certificates.samples import KINDS, samples
from models.certificates.saving import save
from models.files import safe_name
from models.words import Refusal, say
from ui.pages.designer.beginning import Beginning
from ui.pages.designer.canvas import Canvas
from ui.pages.designer.properties import Properties
from ui.pages.designer.straightening import ask_photo
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.painter import typeset
from ui.parts.remarks import stops, tightened
from ui.parts.toolbar import add_action, toolbar

_WANTED = "designer/layout"
_ALIGNED = {"left": "L", "center": "C", "right": "R", "top": "T", "middle": "M", "bottom": "B"}


class DesignerPage(QWidget):
    """The sheet at the left, what the chosen box is like at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.which, self.sample = ComboBox(), ComboBox()
        self.canvas = Canvas(say("designer.sheet"))
        self.area = QScrollArea()
        self.told = QLabel()
        self.drawing: Drawing
        self.properties = Properties(list(next(iter(desk.office.layouts.values())).fonts))
        self.pages: dict[str, Page] = {}
        self._asked: list[str] = []
        self._copied: list[Box] = []
        self._fitted = False
        self._photos = QTemporaryDir()  # made straight, until they are saved with their layout
        self._build()
        self._offer()
        self.which.currentIndexChanged.connect(lambda _: self.open(str(self.which.currentData())))
        self.sample.currentIndexChanged.connect(lambda _: self._show())
        self.canvas.changed.connect(self._moved)
        self.canvas.chosen.connect(self._describe)
        self.properties.changed.connect(self._describe_anew)
        self.open(str(self.which.currentData()))

    def _build(self) -> None:
        for box, name in ((self.which, "which"), (self.sample, "sample")):
            box.setAccessibleName(say(f"designer.{name}"))
            box.setToolTip(say(f"designer.{name}"))
        for kind in KINDS:
            self.sample.addItem(say(f"designer.sample_{kind}"), kind)
        self.area.setWidget(self.canvas)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        split = QSplitter()
        split.addWidget(self.area)
        split.addWidget(self.properties)
        split.setStretchFactor(0, 1)
        split.setSizes([900, 260])
        self.told.setContentsMargins(16, 4, 16, 6)
        self.told.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head(say("designer.title"), (self.which, 2), (self.sample, 1)))
        rows.addWidget(self._tools())
        rows.addWidget(hint(say("designer.hint")))
        rows.addWidget(split, 1)
        rows.addWidget(self.told)

    def _tools(self) -> QWidget:
        wanted: dict[str, tuple[str, str, Callable[[], object]]] = {
            "plus": ("designer.new", "Ctrl+N", self.begin),
            "save": ("designer.save", "Ctrl+S", self.save),
            "book": ("designer.add_text", "Ctrl+T", lambda: self.add(_new_text())),
            "table": ("designer.add_line", "Ctrl+L", lambda: self.add(Frame(40, 40, 60, 0))),
            "target": ("designer.add_code", "Ctrl+Shift+Q", lambda: self.add(Code(20, 20, 20, 20))),
            "attach": ("designer.add_picture", "Ctrl+Shift+I", self.add_picture),
            "import": ("designer.photograph", "Ctrl+B", self.photograph),
            "trash": ("designer.delete", "Delete", self.delete),
        }
        bar = toolbar(self, wanted)
        for how, key in _ALIGNED.items():
            add_action(self, f"designer.align_{how}", f"Alt+Shift+{key}", lambda how=how: self.align(how))
        add_action(self, "designer.copy", "Ctrl+C", self.copy)
        add_action(self, "designer.paste", "Ctrl+V", self.paste)
        add_action(self, "designer.raise", "Ctrl+]", lambda: self.raise_(1))
        add_action(self, "designer.lower", "Ctrl+[", lambda: self.raise_(-1))
        add_action(self, "designer.nearer", "Alt+=", lambda: self.canvas.magnify(1.25))
        add_action(self, "designer.further", "Alt+-", lambda: self.canvas.magnify(0.8))
        add_action(self, "designer.whole", "Alt+0", self.fit)
        add_action(self, "designer.next", "Ctrl+Down", lambda: self.canvas.step_on(1))
        add_action(self, "designer.last", "Ctrl+Up", lambda: self.canvas.step_on(-1))
        return bar

    def _offer(self, wanted: str = "") -> None:
        """The layouts that there are."""
        with QSignalBlocker(self.which):
            self.which.clear()
            for one in self.desk.office.layouts.values():
                self.which.addItem(one.title, one.name)
            self.which.setCurrentIndex(max(self.which.findData(wanted), 0))

    def open(self, name: str) -> None:
        """Takes a layout up."""
        self._take(self.desk.office.layouts[name])

    def _take(self, layout: Layout) -> None:
        self.drawing = Drawing(layout)
        self.canvas.spots = []
        self.properties.places = places(layout, self.desk.office.schema)
        self._asked = []
        self._show()
        self._describe()
        self.fit()

    def _show(self) -> None:
        """The sheet with the chosen sample, and what is the matter with it."""
        layout = self.drawing.layout
        if layout.asked() != self._asked:
            self._asked = layout.asked()
            self.pages = samples(layout, self.desk.office.register, datetime.date.today())
        sample = self.pages[str(self.sample.currentData())]
        one = typeset(certificates.page(layout, sample.row, sample.subject, sample.told))
        self.canvas.show_page(one)
        wrong = [finding.say for finding in (*stops(one, self.desk.office.schema), *tightened(one))]
        self.told.setText("　".join(wrong) or say("designer.sound"))

    def _moved(self, layout: Layout, done: bool) -> None:
        """A box under the hand: shown at once, a step when it is let go."""
        if done:
            self.drawing.become(layout)
            self._show()
            self._describe()
        else:
            page = self.canvas.set.page if self.canvas.set else None
            if page:
                self.canvas.show_page(typeset(certificates.page(layout, page.row, page.subject, page.told)))

    def _describe(self) -> None:
        layout, spots = self.drawing.layout, self.canvas.spots
        box = box_at(layout, spots[-1]) if spots else None
        told = called(box, self.desk.office.schema, layout) if box else ""
        self.canvas.setAccessibleDescription(told)
        self.properties.show_box(box, told)

    def _describe_anew(self, box: Box) -> None:
        if self.canvas.spots:
            self._become(with_box(self.drawing.layout, self.canvas.spots[-1], box))

    def _become(self, layout: Layout, spots: list[Spot] | None = None) -> None:
        self.drawing.become(layout)
        self._show()
        if spots is not None:
            self.canvas.choose(spots)

    def travel(self, back: bool) -> bool:
        """A step of the drawing back or on: Ctrl+Z and Ctrl+Y on this page."""
        (self.drawing.undo if back else self.drawing.redo)()
        self._show()
        self.canvas.choose(self.canvas.spots)
        return True

    def add(self, box: Box) -> None:
        """One box more, taken up."""
        layout, spot = added(self.drawing.layout, box)
        self._become(layout, [spot])
        self.canvas.setFocus()

    def add_picture(self) -> None:
        """A seal, a flag or an emblem from a file."""
        kinds = say("designer.pictures") + " (*.png *.jpg *.jpeg *.bmp)"
        file, _ = QFileDialog.getOpenFileName(self, say("designer.add_picture"), "", kinds)
        if file:
            self.add(Picture(40, 40, 30, 30, file=file))

    def delete(self) -> None:
        """Takes the chosen boxes away."""
        self._become(without(self.drawing.layout, self.canvas.spots), [])

    def copy(self) -> None:
        """Keeps copies of the chosen boxes, also for another layout."""
        self._copied = [box_at(self.drawing.layout, spot) for spot in self.canvas.spots] or self._copied

    def paste(self) -> None:
        """Puts the copies down, taken up."""
        if self._copied:
            self._become(*pasted(self.drawing.layout, self._copied))
            self.canvas.setFocus()

    def raise_(self, by: int) -> None:
        """Draws the chosen boxes over or under others of their kind."""
        self._become(*raised(self.drawing.layout, self.canvas.spots, by))

    def align(self, how: str) -> None:
        """Brings the chosen boxes into line."""
        if self.canvas.spots:
            self._become(aligned(self.drawing.layout, self.canvas.spots, how), self.canvas.spots)

    def fit(self) -> None:
        """The whole sheet."""
        self.canvas.fit(self.area.viewport().width(), self.area.viewport().height())

    def showEvent(self, event: QShowEvent) -> None:
        """The whole sheet at first; the layout that another page asked for, unless one is under way."""
        super().showEvent(event)
        wanted = self.which.findData(self.desk.settings.value(_WANTED))
        self.desk.settings.remove(_WANTED)
        if wanted >= 0 and not self.drawing.changed:
            self.which.setCurrentIndex(wanted)
        if not self._fitted:
            self._fitted = True
            QTimer.singleShot(0, self.fit)

    def begin(self) -> None:
        """A new layout on the picture of a blank."""
        asked = Beginning(self, self.desk.office, str(self.which.currentData()), Path(self._photos.path()))
        if asked.exec() == QDialog.DialogCode.Accepted:
            self._take(asked.layout_())

    def photograph(self) -> None:
        """Puts another picture of the blank under the layout."""
        layout = self.drawing.layout
        try:
            background = ask_photo(self, layout.paper, Path(self._photos.path()))
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        if background:
            self._become(replace(layout, background=background))

    def save(self) -> None:
        """Saves into the office's folder; a layout that came with the program gets a name of its own."""
        layout, office = self.drawing.layout, self.desk.office
        if layout.name in office.layouts and not (office.folder / "formats" / "certificates" / layout.name).is_dir():
            told = say("designer.name_for_own")
            title, given = QInputDialog.getText(
                self, say("designer.save"), told, text=say("designer.own", title=layout.title)
            )
            if not given or not title.strip():
                return
            layout = replace(layout, name=safe_name(title), title=title.strip())
        self.keep_as(layout)

    def keep_as(self, layout: Layout) -> None:
        """Writes a layout and reads all of them again."""
        office = self.desk.office
        try:
            folder: Path = save(named(layout, office.schema), office.folder / "formats")
            office.forget_layouts()
            _ = office.layouts
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self._offer(layout.name)
        self.drawing = Drawing(office.layouts[layout.name])
        self._show()
        self.desk.said.emit(say("designer.saved", folder=folder))


def _new_text() -> TextBox:
    return TextBox(40, 40, 100, 15, say=say("designer.new_text"), size=20, smallest=12)
