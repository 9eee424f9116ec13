"""A two-year “安康杯” in sentences: the upper level's blank adopted, two years assessed, classed, and nominated."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.commands import main
from ui.pages.assessments import AssessmentsPage
from ui.window import Window

CUP = "2024—2025年“安康杯”竞赛"
ROWS = (
    ["“安康杯”竞赛考评表（新版）"],
    ["被考核单位：", "", "年度："],
    ["考评项目", "考评内容", "标准分", "自查得分", "考评得分", "扣分原因"],
    ["组织领导（30分）", "1、机构健全", 10, "", "", ""],
    ["", "2、有方案、有检查", 20, "", "", ""],
    ["安全管理（70分）", "1、责任制落实", 30, "", "", ""],
    ["", "2、隐患按期整改", 40, "", "", ""],
    ["否决项", "1、发生死亡事故", "", "", "", ""],
    ["合计", "", 100, "", "", ""],
)
UNITS = ("第一矿", "第二矿", "第三厂")
OWN = {"第一矿": (10, 20, 30, 40), "第二矿": (10, 19, 30, 40), "第三厂": (9, 18, 28, 38)}


def blank(folder: Path) -> Path:
    """What the upper level sends."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "考评表.xlsx")
    return folder / "考评表.xlsx"


def sent(folder: Path, unit: str, year: str) -> Path:
    """The blank as a unit fills it for a year."""
    book = openpyxl.load_workbook(folder / "考评表.xlsx")
    sheet = book.active
    sheet["A2"], sheet["C2"] = f"被考核单位：{unit}", f"年度：{year}"
    for row, own in enumerate(OWN[unit], 4):
        sheet.cell(row, 4, own)
    book.save(folder / f"{unit}{year}.xlsx")
    return folder / f"{unit}{year}.xlsx"


def key(page: AssessmentsPage, unit: str, year: str, scores: list[str], qtbot: QtBot) -> None:
    """The clerk opens a sheet and keys the scores down, then 0 or 1 for the veto."""
    (row,) = [sheet.row for one in page.all if one.who == unit for sheet in one.sheets if sheet.round == year]
    page.ranking.choose(row)
    page.card.tree.setFocus()
    for score in scores:
        for letter in score:
            QTest.keyClick(QApplication.focusWidget(), letter)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def begin(folder: Path) -> None:
    """The competition and its units."""
    with Office(folder) as office:
        office.register.add("competition/safety", {"title": CUP, "year": 2025, "cycle": "2024-2025"})
        office.register.add_many("unit", ["title"], [(one,) for one in UNITS])
        office.register.add_many("safety_unit", ["competition", "unit"], [(1, at) for at in (1, 2, 3)])


def test_two_years_of_a_cup(tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "office"

    def run(*words: object) -> str:
        capsys.readouterr()
        assert main([str(one) for one in (words[0], "--office", folder, *words[1:])]) == 0
        return capsys.readouterr().out

    # The competition and its units are on record; the form of the cycle is adopted with its class line and weights.
    begin(folder)
    terms = ("--version", "2024-2025", "--classes", "优胜=95，达标=80", "--periods", "2024=50，2025=50")
    assert "已采用考核办法" in run("assess", "adopt", blank(tmp_path), *terms)

    # Units assess themselves in both years and send the form back.
    for year in ("2024", "2025"):
        run("assess", "import", *(sent(tmp_path, unit, year) for unit in UNITS))
    told = json.loads(run("assess", "score", "--json"))
    assert {one["total"] for one in told} == {None}
    assert {sheet["own_score"] for one in told for sheet in one["sheets"]} == {100, 99, 93}

    # The office assesses: what it keys down is summed up, placed and classed at once.
    window = Window(Office(folder))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    page = window.open_page("assessments")
    assert isinstance(page, AssessmentsPage)
    qtbot.waitUntil(lambda: len(page.all) == 3, timeout=5000)
    key(page, "第一矿", "2024", ["10", "20", "28", "38", "0"], qtbot)
    key(page, "第一矿", "2025", ["10", "20", "30", "38.5", "0"], qtbot)
    key(page, "第二矿", "2024", ["10", "18", "29", "40", "0"], qtbot)
    key(page, "第二矿", "2025", ["10", "18", "30", "40", "1"], qtbot)
    key(page, "第三厂", "2024", ["9", "18", "28", "38", "0"], qtbot)
    window.close()

    # One is placed and wins, one is out by its accident, one waits for its second year.
    told = json.loads(run("assess", "score", "--json"))
    assert {one["who"]: (one["place"], one["total"], one["class"]) for one in told} == {
        "第一矿": (1, "97.25", "优胜"),
        "第二矿": (None, "97.50", "一票否决"),
        "第三厂": (None, None, ""),
    }

    # Only the winner may be nominated.
    with Office(folder) as office:
        office.register.add("settings", {"federation": "某旗总工会"})
        kind, rows = ["competition", "unit", "kind"], [(1, at, "优胜单位") for at in (1, 2, 3)]
        office.register.add_many("nomination", kind, rows)
        stopped = [one.row for one in office.audit.run(office.register, "nomination") if one.rule == "NM-02"]
    assert stopped == [2, 3]

    # The very form goes back to the unit, and everything can be undone.
    run("assess", "export", "1", "-o", tmp_path / "回.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "回.xlsx").active
    assert (sheet["A2"].value, sheet["E6"].value, sheet["E9"].value) == ("被考核单位：第一矿", 28, 96)
    assert run("undo") and run("check")
