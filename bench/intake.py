"""A roster of 20,000 rows: read, understood, checked and kept with history, beside reading and inserting alone."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import openpyxl
import python_calamine
import xlsxwriter
from sqlite_utils import Database

from bench.measuring import Line, compared, seconds
from bench.office import COMPETITIONS, PEOPLE, UNITS, person
from models import intake
from models.office import Office

ROWS = 20_000
HEADINGS = ("竞赛名称", "参赛号", "姓名", "性别", "民族", "身份证号", "学历", "工作单位", "岗位", "职业技能等级")


def run(office: Path) -> list[Line]:
    """Against calamine with one executemany, and against openpyxl with sqlite-utils."""
    roster = _roster(office.parent / "roster.xlsx")
    copy = office.parent / "intake"
    ours = []
    for _ in range(3):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(office, copy)
        with Office(copy) as opened:
            ours.append(seconds(lambda opened=opened: _take(opened, roster), 1))
    taken = sorted(ours)[1]
    bare = seconds(lambda: _bare(roster, office.parent / "bare.db"), 3)
    usual = seconds(lambda: _usual(roster, office.parent / "usual.db"), 1)
    return [
        compared("intake of 20,000 rows / calamine + executemany", taken, bare, "≤ 4"),
        compared("intake of 20,000 rows / openpyxl + sqlite-utils", taken, usual, "≤ 0.33"),
    ]


def _roster(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("报名汇总")
    sheet.write_row(0, 0, HEADINGS)
    for at in range(ROWS):
        number = PEOPLE - ROWS // 2 + at  # one half is known, the other new
        called, nation, code, _, grade = person(number)
        row = (f"2025年第{(at + 7) % COMPETITIONS}项技能比赛", f"N{at:05}", called, "", nation)
        sheet.write_row(at + 1, 0, (*row, code, "本科", f"第{number % UNITS}单位", "", grade))
    book.close()
    return path


def _take(office: Office, roster: Path) -> None:
    account = intake.read(office.register, roster)
    assert account.count("new") > ROWS * 0.99, account.count("new")
    intake.keep(office.register, account.tables, "读入")


def _bare(roster: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    rows = python_calamine.CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()
    connection = sqlite3.connect(target)
    connection.execute(f"create table roster ({', '.join(f'c{at}' for at in range(len(HEADINGS)))})")
    connection.executemany(f"insert into roster values ({', '.join('?' * len(HEADINGS))})", rows[1:])
    connection.commit()
    connection.close()


def _usual(roster: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    rows = openpyxl.load_workbook(roster, read_only=True).worksheets[0].iter_rows(values_only=True)
    headings = [str(cell) for cell in next(rows)]
    Database(target)["roster"].insert_all(dict(zip(headings, row, strict=True)) for row in rows)
