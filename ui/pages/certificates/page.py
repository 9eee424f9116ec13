"""证书: made in one tab, kept track of in the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from models.words import say
from ui.pages.certificates.calibrating import Calibration
from ui.pages.certificates.ledger import Ledger
from ui.pages.certificates.maker import Maker
from ui.pages.certificates.unsure import UnsureBar
from ui.parts.desk import Desk
from ui.parts.head import head
from ui.parts.toolbar import add_action


class CertificatesPage(QWidget):
    """The two tabs."""

    page_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.maker, self.ledger = Maker(desk), Ledger(desk)
        self.unsure = UnsureBar(desk, self.maker.making, self.ledger.making)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(say("making.tabs"))
        for at, (tab, title) in enumerate(((self.maker, "making.tab_make"), (self.ledger, "making.tab_ledger")), 1):
            tab.setAccessibleName(say(title))
            self.tabs.setTabToolTip(self.tabs.addTab(tab, say(title)), f"Alt+{at}")
            add_action(self, title, f"Alt+{at}", lambda tab=tab: self.tabs.setCurrentWidget(tab))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head(say("making.title")))
        rows.addWidget(self.unsure)
        rows.addWidget(self.tabs, 1)
        self.maker.design_wanted.connect(self.design)
        self.maker.calibration_wanted.connect(self.calibrate)

    def choose(self, layout: str) -> None:
        """Shows who gets a certificate of that layout."""
        self.tabs.setCurrentWidget(self.maker)
        self.maker.choose(layout)

    def design(self, layout: str) -> None:
        """Opens the page on which the layout is drawn up."""
        self.desk.settings.setValue("designer/layout", layout)
        self.page_wanted.emit("designer")

    def calibrate(self) -> None:
        """Measures a printer on the sheet that is chosen."""
        asked = self.maker.chooser.sheet()
        Calibration(self, self.desk, asked).exec()
