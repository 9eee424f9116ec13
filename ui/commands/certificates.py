"""Certificates as a PDF; the only verb that needs Qt, for its fonts."""

from __future__ import annotations

import argparse
import os
import sys

from PySide6.QtGui import QGuiApplication

from models.office import Office
from models.words import say
from ui.commands.telling import list_findings
from ui.parts.awards import find_layout, send_certificates


def certificates_(asked: argparse.Namespace) -> int:
    """One page a winner."""
    drawing()
    with Office(asked.office) as office:
        title = find_layout(office, asked.name).title
        sent = send_certificates(office, asked.name, asked.competition, asked.output)
        if sent.stopped:
            print(say("commands.stopped", count=len(sent.stopped), what=title))
            list_findings(office.schema, sent.stopped)
            return 1
    print(say("commands.certificates", count=sent.pages, file=asked.output))
    return 0


def drawing() -> QGuiApplication:
    """What fonts need, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(made, QGuiApplication)
    return made
