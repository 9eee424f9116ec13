"""Takes the pictures of docs/: every page of the window on the demonstration office. python -m tests.pictures."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from models.certificates import sheet
from models.office import Office
from models.resources import demonstration
from tests import new_forms
from tests.models.test_handover import ID, made, sent
from tests.palette import keep
from tests.ui.test_layouts import LAYOUTS, PAPERS, filled
from ui.commands import main as command
from ui.commands.demo import YEAR
from ui.pages.certificates.calibrating import Calibration
from ui.parts.awards import Sheet
from ui.parts.look import dress, speak_chinese
from ui.parts.painter import picture, typeset
from ui.window import Window

DEMO = demonstration()
DOCS = Path(__file__).parent.parent / "docs" / "pictures"
PAGES = {
    "home": "home",
    "intake": "intake",
    "units": "records:unit",
    "skills": "records:competition/skills",
    "labour": "records:competition/labour",
    "entries": "records:entry",
    "workers": "records:worker",
    "printers": "records:printer",
    "reports": "records:unit_report",
    "figures": "reports:unit_report",
    "collecting": "collecting",
    "contests": "contests",
    "assessments": "assessments",
    "returns": "returns",
    "tables": "tables",
    "summaries": "summaries",
    "targets": "targets",
    "findings": "findings",
    "history": "history",
    "settings": "settings",
    "awards": "certificates",
    "designer": "designer",
    "packs": "packs",
    "backups": "backups",
    "security": "security",
}
SIZES = {"": (1366, 728, "1", False), "-150": (1280, 680, "1.5", False), "-dark": (1366, 728, "1", True)}
"""Suffix of the file: width and height of the window in its own pixels, scaling, dark."""


def main() -> None:
    """Makes a demonstration office, then each size in a process of its own, for scaling is set at the start."""
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.redirect_stdout(io.StringIO()):
            command(["demo", str(Path(folder) / "office")])
        for suffix, (_, _, scale, _) in SIZES.items():
            told = os.environ | {"QT_SCALE_FACTOR": scale}
            subprocess.run([sys.executable, "-m", "tests.pictures", folder, suffix], check=True, env=told)
    subprocess.run([sys.executable, "-m", "tests.pictures", "certificates"], check=True)


def take_certificates() -> None:
    """Every shipped layout with a long name, side by side, and a calibration sheet."""
    _ = QApplication([])
    pages = [filled(layout, 3) for layout in LAYOUTS.values()]
    drawn = [picture(typeset(page), 40) for page in pages]
    wide, high = drawn[0].width() + 6, drawn[0].height() + 6
    board = QImage(3 * wide, -(-len(drawn) // 3) * high, QImage.Format.Format_RGB32)
    board.fill(0x808080)
    painter = QPainter(board)
    for at, image in enumerate(drawn):
        painter.drawImage(at % 3 * wide + 3, at // 3 * high + 3, image)
    painter.end()
    keep(board, DOCS / "certificates.png")
    fonts = next(iter(LAYOUTS.values())).fonts
    keep(picture(typeset(sheet(PAPERS["A4横"], "A4横", fonts)), 60), DOCS / "calibration.png")


def take(folder: Path, suffix: str) -> None:
    """All pages at one size."""
    width, height, _, dark = SIZES[suffix]
    app = QApplication([])
    speak_chinese(app)
    dress(app, "dark" if dark else "light")
    window = Window(Office(folder / "office"))
    window.resize(width, height)
    window.setWindowTitle("赛报")
    window.show()
    DOCS.mkdir(parents=True, exist_ok=True)
    page = window.open_page("intake")
    page.take_files(sorted(DEMO.glob("0[3-5]_*.xls*")), "")
    settle(app)
    page.files.go(next(one for one in page.inbox.entries if "绿野滩" in one.path.name))
    for name, page in PAGES.items():
        shown = window.open_page(page)
        if name == "targets":
            shown.year.setCurrentText(YEAR)
            shown.turn(0)
        settle(app)
        keep(window.grab().toImage(), DOCS / f"{name}{suffix}.png")
    take_forms(app, window, suffix)
    take_handover(app, window, suffix)
    if not suffix:
        take_menu(app, window)
        take_tabs(app, window)
        take_layout(app, window)
    window.close()


def take_tabs(app: QApplication, window: Window) -> None:
    """The ledger of certificates, and the dialog in which a printer is measured."""
    page = window.open_page("certificates")
    page.tabs.setCurrentWidget(page.ledger)
    settle(app)
    keep(window.grab().toImage(), DOCS / "awards_ledger.png")
    wizard = Calibration(page, window.desk, Sheet("A4横"))
    wizard.show()
    settle(app)
    keep(wizard.grab().toImage(), DOCS / "calibrating.png")
    wizard.close()


def take_forms(app: QApplication, window: Window, suffix: str) -> None:
    """A return that is filled, and a form that is adopted with some of its proposals taken over."""
    window.open_page("returns").open_return("competition_statistics", "2025")
    settle(app, 3)
    window.shown.view.sheet.go("表1!K8")
    keep(window.grab().toImage(), DOCS / f"return{suffix}.png")
    with tempfile.TemporaryDirectory() as folder:
        page = window.open_page("adopt")
        page.open_blank(new_forms.figures(Path(folder) / "new.xlsx"))
        settle(app, 3)
        page.sheet.go("表1!D5")
        page.accept_chosen()
        settle(app)
        page.sheet.go("表1!D6")
        keep(window.grab().toImage(), DOCS / f"adopt{suffix}.png")


def take_handover(app: QApplication, window: Window, suffix: str) -> None:
    """Two counties' files that share a person, received and not merged yet."""
    with tempfile.TemporaryDirectory() as folder:
        page = window.open_page("handover")
        for county in ("甲旗总工会", "乙旗总工会"):
            file = sent(made(Path(folder) / county, county, id_number=ID), Path(folder) / f"{county}.saibao")
            page.take([file])
            settle(app)
        keep(window.grab().toImage(), DOCS / f"handover{suffix}.png")
        page.clear()


def take_menu(app: QApplication, window: Window) -> None:
    """The menu of a column's heading over the entries."""
    page = window.open_page("records:entry")
    settle(app)
    page.table.headings.ask(page.model.columns.index("category"))
    take_popup(app, window, "menu_column")


def take_layout(app: QApplication, window: Window) -> None:
    """Where the clerk says what the columns of a workbook are."""
    page = window.open_page("intake")
    page.files.go(next(one for one in page.inbox.entries if "快递员" in one.path.name))
    page.lay_out()
    settle(app)
    keep(window.grab().toImage(), DOCS / "intake_layout.png")


def take_popup(app: QApplication, window: Window, name: str) -> None:
    """The window with the open menu drawn over it, for each is a surface of its own."""
    settle(app)
    popup = app.activePopupWidget()
    whole = window.grab()
    painter = QPainter(whole)
    painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    keep(whole.toImage(), DOCS / f"{name}.png")
    popup.close()


def settle(app: QApplication, seconds: float = 1.5) -> None:
    """Lets background work come in."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    if sys.argv[1:] == ["certificates"]:
        take_certificates()
    elif len(sys.argv) == 3:
        take(Path(sys.argv[1]), sys.argv[2])
    else:
        main()
