"""What is run to convert and print: chosen by what is found, made without a machine that has it."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from models import suite
from models.suite import programs
from models.suite.programs import LibreOffice, Office
from models.words import Refusal

EXCEL = Office("Excel", "Excel.Application", "Word.Application")
HERE = Path("/tmp/p")


def script(command: list[str]) -> str:
    """What PowerShell is asked to do."""
    assert command[:-1] == ["powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand"]
    return base64.b64decode(command[-1]).decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "made", "said"),
    [
        ("表.xlsx", "表.pdf", "ExportAsFixedFormat(0, '表.pdf')"),
        ("表.docx", "表.pdf", "ExportAsFixedFormat('表.pdf', 17)"),
        ("旧.xls", "旧.xlsx", "SaveAs('旧.xlsx', 51)"),
        ("旧.doc", "旧.docx", "SaveAs('旧.docx', 16)"),
    ],
)
def test_office_exports_and_saves_by_the_kind_of_file(source: str, made: str, said: str) -> None:
    told = script(EXCEL.converting(Path(source), Path(made), HERE))
    assert said in told
    assert f"'{'Word' if '.doc' in source else 'Excel'}.Application'" in told
    assert told.endswith("finally { $app.Quit() }")


def test_office_prints_on_the_printer_that_was_chosen() -> None:
    assert "$false, '工会 打印机')" in script(EXCEL.printing(Path("表.xlsx"), "工会 打印机", HERE))
    assert "$app.ActivePrinter = '工会'; $file.PrintOut" in script(EXCEL.printing(Path("表.docx"), "工会", HERE))


@pytest.mark.parametrize("name", ["a'; Remove-Item x; '.xlsx", "a’b‘.xlsx"])
def test_a_name_with_quotes_stays_a_name(name: str) -> None:
    told = script(EXCEL.converting(Path(name), Path("b.pdf"), HERE))
    doubled = "".join(letter * 2 if letter in "'‘’" else letter for letter in name)
    assert f"Open('{doubled}', 0, $true)" in told


def test_libreoffice_is_given_a_profile_of_its_own() -> None:
    command = LibreOffice("soffice").converting(Path("/a/表.xlsx"), Path("/b/表.pdf"), HERE)
    assert command == [
        "soffice",
        "-env:UserInstallation=file:///tmp/p",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        "/b",
        "/a/表.xlsx",
    ]
    assert LibreOffice("soffice").printing(Path("/a.xlsx"), "甲", HERE)[-3:] == ["--pt", "甲", "/a.xlsx"]


def test_windows_is_asked_for_excel_and_wps(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command[-1])
        return subprocess.CompletedProcess(command, 0 if "KET" in command[-1] else 1)

    programs._registered.cache_clear()
    monkeypatch.setattr(programs.os, "name", "nt")
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    monkeypatch.setattr(programs, "_PLACES", ())
    monkeypatch.setattr(programs.subprocess, "run", run)
    assert programs.installed() == [Office("WPS", "KET.Application", "KWPS.Application")]
    assert asked == [r"HKCR\Excel.Application\CLSID", r"HKCR\KET.Application\CLSID"]
    programs._registered.cache_clear()


def test_where_one_fails_the_next_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command[0])
        if command[0] == "powershell.exe":
            (tmp_path / "表.pdf").write_bytes(b"%PDF")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(suite, "found", lambda: [LibreOffice("soffice"), EXCEL])
    monkeypatch.setattr(suite.subprocess, "run", run)
    assert suite.convert(Path("表.xlsx"), "pdf", tmp_path) == tmp_path / "表.pdf"
    assert ran == ["soffice", "powershell.exe"]


def test_a_printing_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "found", lambda: [LibreOffice("/no/such/soffice")])
    with pytest.raises(Refusal, match="一楼打印机"):
        suite.print_out(Path("表.xlsx"), "一楼打印机")
