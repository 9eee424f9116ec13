"""What the page says around its list: the current finding in full, and why there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from models.findings import Finding
from models.whereabouts import cell_told
from models.words import say
from ui.pages.findings.filters import Filters
from ui.parts.look import scaled


class Detail(QLabel):
    """The current finding in full, or what is wrong with what is being typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(16, 6, 16, 8)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumHeight(scaled(56))
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def tell(self, one: Finding | None) -> None:
        """Where it stands, and what it says."""
        unit = say("findings.of_unit", unit=one.unit) if one and one.unit else ""
        where = (one.subject, unit, one.file, one.sheet, cell_told(one)) if one else ()
        self._show(f"{' · '.join(filter(None, where))}\n{one.say}" if one else "", "muted")

    def warn(self, trouble: str) -> None:
        """What is wrong."""
        self._show(trouble, "finding-error")

    def _show(self, text: str, role: str) -> None:
        self.setText(text)
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class Nothing(QWidget):
    """In place of an empty list: whether all is well or only nothing fits, and what to do next."""

    def __init__(self, filters: Filters) -> None:
        super().__init__()
        self.head = QLabel()
        self.head.setProperty("role", "section")
        self.text = QLabel()
        self.text.setProperty("role", "muted")
        self.all = QPushButton(say("findings.show_everything"))
        self.all.clicked.connect(filters.clear)
        rows = QVBoxLayout(self)
        rows.addStretch(1)
        for widget in (self.head, self.text, self.all):
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(2)

    def tell(self, audited: bool, hidden: bool, waiting: int) -> None:
        """Nothing is known yet, nothing fits the filters, or nothing is open but what workbooks bring that wait."""
        if not audited:
            told = say("findings.auditing"), say("findings.auditing_next")
        elif hidden:
            told = say("findings.none_fits"), say("findings.none_fits_next")
        elif waiting:
            told = say("findings.none_open"), say("findings.waiting_next", count=waiting)
        else:
            told = say("findings.none_open"), say("findings.none_open_next")
        self.head.setText(told[0])
        self.text.setText(told[1])
        self.all.setVisible(audited and hidden)
