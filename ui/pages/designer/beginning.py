"""A new layout: its name, the size of the sheet, the picture of the blank, and the certificate that it begins from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from models import certificates
from models.certificates import Layout, Paper
from models.certificates.saving import begun
from models.office import Office
from models.words import Refusal, say
from ui.pages.designer.straightening import ask_photo
from ui.parts.boxes import ComboBox


class Beginning(QDialog):
    """Asks for all of it at once."""

    def __init__(self, parent: QWidget, office: Office, now: str, folder: Path) -> None:
        super().__init__(parent)
        self.office, self.folder = office, folder
        self.setWindowTitle(say("designer.new"))
        self.name, self.paper, self.like = QLineEdit(), ComboBox(), ComboBox()
        self.paper.setEditable(True)
        self.paper.addItems(list(certificates.papers(office.resources)))
        for one in office.layouts.values():
            self.like.addItem(one.title, one.name)
        self.like.setCurrentIndex(max(self.like.findData(now), 0))
        self.file, self.told = QPushButton(say("designer.choose_picture")), QLabel()
        self.picture = ""
        self.file.clicked.connect(self._choose)
        form = QFormLayout(self)
        for key, box in (("name", self.name), ("paper", self.paper), ("picture", self.file), ("like", self.like)):
            form.addRow(say(f"designer.new_{key}"), box)
            box.setAccessibleName(say(f"designer.new_{key}"))
        hint = QLabel(say("designer.new_hint"))
        hint.setWordWrap(True)
        form.addRow(hint)
        form.addRow(self.told)
        choice = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        choice.accepted.connect(self._check)
        choice.rejected.connect(self.reject)
        form.addRow(choice)
        self.setMinimumWidth(460)

    def _choose(self) -> None:
        try:
            self.picture = ask_photo(self, self._paper(), self.folder)
        except Refusal as refusal:
            self.told.setText(str(refusal))
        self.file.setText(Path(self.picture).name or say("designer.choose_picture"))

    def _check(self) -> None:
        try:
            self.layout_()
        except Refusal as refusal:
            self.told.setText(str(refusal))
            return
        self.accept()

    def layout_(self) -> Layout:
        """The new layout; refused when the name is taken or the sheet unknown."""
        title = self.name.text().strip()
        if not title or title in {name for one in self.office.layouts.values() for name in (one.name, one.title)}:
            raise Refusal("designer.name_taken")
        return begun(title, self._paper(), self.picture, self.office.layouts[str(self.like.currentData())])

    def _paper(self) -> Paper:
        return certificates.paper_named(self.paper.currentText().strip(), certificates.papers(self.office.resources))
