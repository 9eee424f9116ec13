"""Certificates as a PDF; the only verb that needs Qt, for its fonts."""

from __future__ import annotations

import argparse
import os
import sys

from PySide6.QtGui import QGuiApplication

from models.office import Office
from models.words import say
from ui.commands.telling import list_findings
from ui.parts.awards import Sheet, find_layout, send_certificates, write_calibration


def certificates_(asked: argparse.Namespace) -> int:
    """One page a winner."""
    drawing()
    with Office(asked.office) as office:
        title = find_layout(office, asked.name).title
        sheet = Sheet(asked.paper, asked.preprinted, asked.printer, asked.tray, asked.back)
        sent = send_certificates(office, asked.name, asked.competition, asked.output, sheet, asked.separate)
        if sent.stopped:
            print(say("commands.stopped", count=len(sent.stopped), what=title))
        list_findings(office.schema, sent.stopped or sent.doubts)
    if sent.stopped:
        return 1
    print(say("commands.certificates", count=sent.pages, file=asked.output))
    return 0


def calibration_(asked: argparse.Namespace) -> int:
    """The sheet from which a printer's shift is read; for a printer that is known, drawn so that it comes right."""
    drawing()
    with Office(asked.office) as office:
        write_calibration(office, Sheet(asked.paper, False, asked.printer, asked.tray, asked.back), asked.output)
    print(say("commands.calibration", file=asked.output))
    return 0


def drawing() -> QGuiApplication:
    """What fonts need, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(made, QGuiApplication)
    return made
