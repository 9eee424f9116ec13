"""The suites that are known, where they are found, and what is run to convert or print with each.

LibreOffice is a program with options. Microsoft Office and WPS are driven through PowerShell, which speaks to them as
their macros do; nothing has to be installed for that.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from models.words import say

_NAMES = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_OFFICES = (
    ("suite.microsoft", "Excel.Application", "Word.Application"),
    ("suite.wps", "KET.Application", "KWPS.Application"),
)
_FORMATS = {".xlsx": 51, ".xls": 56, ".docx": 16, ".doc": 0}
_POWERSHELL = ("powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand")


class Program(Protocol):
    """One suite; the commands are lists for `subprocess`, and made without looking at the machine."""

    @property
    def title(self) -> str:
        """What people call it."""

    def converting(self, path: Path, made: Path, profile: Path) -> list[str]:
        """Writes `path` as `made`, in the format of its ending; `profile` is an empty folder for what it keeps."""

    def printing(self, path: Path, printer: str, profile: Path) -> list[str]:
        """Prints a file on a printer of that name."""


@dataclass(frozen=True)
class LibreOffice:
    """A program with options."""

    program: str

    @property
    def title(self) -> str:
        """What people call it."""
        return "LibreOffice"

    def converting(self, path: Path, made: Path, profile: Path) -> list[str]:
        """Names the format and the folder; the file is called as it was."""
        return [*self._start(profile), "--convert-to", made.suffix[1:], "--outdir", str(made.parent), str(path)]

    def printing(self, path: Path, printer: str, profile: Path) -> list[str]:
        """Prints and ends."""
        return [*self._start(profile), "--pt", printer, str(path)]

    def _start(self, profile: Path) -> list[str]:
        """A profile of its own: with the clerk's, a LibreOffice that is open would take the command and do nothing."""
        return [self.program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]


@dataclass(frozen=True)
class Office:
    """Microsoft Office or WPS, by the names under which Windows knows the two programs."""

    title: str
    workbooks: str
    documents: str

    def converting(self, path: Path, made: Path, profile: Path) -> list[str]:
        """PDFs are exported, others saved under the number of their format."""
        target, ending = _quoted(str(made)), made.suffix.lower()
        if ending != ".pdf":
            return self._asked(path, f"$file.SaveAs({target}, {_FORMATS[ending]})")
        document = f"$file.ExportAsFixedFormat({target}, 17)"
        return self._asked(path, document if _is_document(path) else f"$file.ExportAsFixedFormat(0, {target})")

    def printing(self, path: Path, printer: str, profile: Path) -> list[str]:
        """A document goes to the program's current printer, a workbook is told its own."""
        name, none = _quoted(printer), "[Type]::Missing"
        document = f"$app.ActivePrinter = {name}; $file.PrintOut($false)"
        workbook = f"$file.PrintOut({none}, {none}, 1, $false, {name})"
        return self._asked(path, document if _is_document(path) else workbook)

    def _asked(self, path: Path, act: str) -> list[str]:
        """Opens the file to read only, without questions, links or macros; whatever happens, the program is closed."""
        source = _quoted(str(path))
        document, workbook = f"$app.Documents.Open({source}, $false, $true)", f"$app.Workbooks.Open({source}, 0, $true)"
        name, opened = (self.documents, document) if _is_document(path) else (self.workbooks, workbook)
        script = (
            "$ErrorActionPreference = 'Stop'; "
            f"$app = New-Object -ComObject {_quoted(name)}; "
            "try { $app.Visible = $false; $app.DisplayAlerts = 0; $app.AutomationSecurity = 3; "
            f"$file = {opened}; {act}; $file.Close($false) }} finally {{ $app.Quit() }}"
        )
        return [*_POWERSHELL, base64.b64encode(script.encode("utf-16-le")).decode("ascii")]


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in (".doc", ".docx")


def _quoted(text: str) -> str:
    """As PowerShell takes a text word for word; it reads typographic quotes as quotes too."""
    for mark in "'‘’‚‛":
        text = text.replace(mark, mark * 2)
    return f"'{text}'"


def installed() -> list[Program]:
    """The suites of this machine: LibreOffice first, then those of Windows."""
    path = next((path for name in _NAMES if (path := shutil.which(name))), "")
    path = path or next((place for place in _PLACES if Path(place).is_file()), "")
    libre: list[Program] = [LibreOffice(path)] if path else []
    return libre + [
        Office(say(title), *names) for title, *names in _OFFICES if os.name == "nt" and _registered(names[0])
    ]


@cache
def _registered(name: str) -> bool:
    """Whether Windows knows a program by that name."""
    asked = ["reg.exe", "query", rf"HKCR\{name}\CLSID"]
    try:
        return subprocess.run(asked, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
