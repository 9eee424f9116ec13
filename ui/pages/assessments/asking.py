"""What is asked for before a sheet is begun or a scheme adopted."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.assessing import SHEET, Schemes, Terms
from models.kinds import Stored
from models.scoring.assessment import Scheme
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.form.boxes import FieldBox

_ASKED = ("competition", "unit", "team", "suggestion", "round", "assessor")
_TERMS = ("title", "version", "classes", "periods", "bonus_cap", "vetoed")


class NewSheet(QDialog):
    """Scheme, whose sheet, round and assessor; begins with what the last sheet had."""

    def __init__(self, parent: QWidget, desk: Desk, schemes: Schemes, presets: dict[str, Stored]) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("assessments.new"))
        self.setMinimumWidth(460)
        self.schemes = list(schemes.known.values())
        self.chosen = ComboBox()
        self.chosen.setAccessibleName(say("assessments.scheme"))
        for one in self.schemes:
            self.chosen.addItem(say("assessments.scheme_named", title=one.title, version=one.version))
        fields = desk.office.schema[SHEET].fields
        self.boxes = {name: FieldBox(fields[name], desk) for name in _ASKED}
        rows = QVBoxLayout(self)
        rows.addWidget(QLabel(say("assessments.scheme")))
        rows.addWidget(self.chosen)
        for box in self.boxes.values():
            rows.addWidget(box)
        rows.addWidget(_buttons(self, say("assessments.begin")))
        for name, value in presets.items():
            if name in self.boxes:
                self.boxes[name].editor.show_value(value)
        self.chosen.setCurrentIndex(self._scheme_of(presets))
        self.chosen.currentIndexChanged.connect(lambda _: self._offer_round())
        if not presets.get("round"):
            self._offer_round()

    def _scheme_of(self, presets: dict[str, Stored]) -> int:
        named = [(one.title, one.version) for one in self.schemes]
        wanted = (presets.get("scheme"), presets.get("version"))
        return named.index(wanted) if wanted in named else 0  # type: ignore[arg-type]

    def _offer_round(self) -> None:
        """The first round that the scheme weighs."""
        first = next(iter(self.schemes[self.chosen.currentIndex()].weights), say("assessments.whole_year"))
        self.boxes["round"].editor.set_text(first)

    def ask(self) -> tuple[Scheme, dict[str, Stored]] | None:
        """The scheme and the sheet's facts; None when it was called off."""
        if not self.exec():
            return None
        given = {name: box.editor.read().value for name, box in self.boxes.items()}
        return self.schemes[self.chosen.currentIndex()], {name: one for name, one in given.items() if one is not None}


class NewTerms(QDialog):
    """What a blank workbook does not say of its scheme."""

    def __init__(self, parent: QWidget, file: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("assessments.adopt"))
        self.setMinimumWidth(520)
        self.lines = {name: QLineEdit() for name in _TERMS}
        rows = QVBoxLayout(self)
        told = QLabel(say("assessments.adopt_hint", file=file))
        told.setWordWrap(True)
        told.setProperty("role", "help")
        rows.addWidget(told)
        form = QFormLayout()
        for name, line in self.lines.items():
            line.setAccessibleName(say(f"assessments.term_{name}"))
            line.setPlaceholderText(say(f"assessments.hint_{name}"))
            form.addRow(say(f"assessments.term_{name}"), line)
        rows.addLayout(form)
        rows.addWidget(_buttons(self, say("assessments.adopt_do")))

    def ask(self) -> Terms | None:
        """What was given; None when it was called off."""
        return Terms.told(**{name: line.text() for name, line in self.lines.items()}) if self.exec() else None


def _buttons(dialog: QDialog, accept: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole).setProperty("role", "primary")
    buttons.addButton(say("assessments.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
