"""Workbooks read, understood, checked and kept with history, beside reading and inserting alone.

A roster of 20,000 rows in which each row is an entry and its worker, a ledger of 100,000 suggestions, and 500 units'
workbooks of 40 rows in one go. The runs of ours and of the peers take turns, for the machine may have other work.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import python_calamine
import xlsxwriter
from sqlite_utils import Database

from bench.measuring import Line, compared, peak, seconds
from bench.office import COMPETITIONS, PEOPLE, UNITS, name, person
from models import intake
from models.office import Office

ROWS, SUGGESTIONS, BOOKS, IN_A_BOOK, TIMES = 20_000, 100_000, 500, 40, 5
HEADINGS = ("竞赛名称", "参赛号", "姓名", "性别", "民族", "身份证号", "学历", "工作单位", "岗位", "职业技能等级")
SUGGESTED = (
    *("建议名称", "建议类别", "建议人", "提出单位", "提出时间"),
    *("改进措施", "是否采纳", "是否实施", "经济效益（元）", "评审得分"),
)


def run(office: Path) -> list[Line]:
    """Each against calamine with one executemany, and against openpyxl with sqlite-utils."""
    entries, ledger = roster(office.parent / "roster.xlsx"), _ledger(office.parent / "ledger.xlsx")
    books = [_unit_book(office.parent / f"unit{at}.xlsx", at) for at in range(BOOKS)]
    lines = [
        *_against(office, "roster of 20,000 rows, two records each", [entries], ("≤ 4", "≤ 0.33")),
        *_against(office, "100,000 rows × 10 columns", [ledger], ("≤ 2.5", "≤ 0.2")),
    ]
    ours, bare = _in_turn([lambda: take(office, *books), lambda: seconds(lambda: [*map(_grid, books)], 1)])
    lines.append(compared("intake of 500 workbooks of 40 rows in one go / calamine alone", ours, bare, "told"))
    for what, given in (("100,000 rows × 10 columns", [ledger]), ("500 workbooks", books)):
        needed, needs = peak(take, office, *given), peak(bare_take, *given)
        lines.append(
            compared(f"intake of {what}: memory peak / calamine + executemany", needed, needs, "told", "MB", 1)
        )
    return lines


def _against(office: Path, what: str, given: list[Path], limits: tuple[str, str]) -> list[Line]:
    ours, bare, usual = _in_turn(
        [lambda: take(office, *given), lambda: bare_take(*given), lambda: seconds(lambda: _usual(given[0]), 1)]
    )
    return [
        compared(f"intake of {what} / calamine + executemany", ours, bare, limits[0]),
        compared(f"intake of {what} / openpyxl + sqlite-utils", ours, usual, limits[1]),
    ]


def _in_turn(works: Sequence[Callable[[], float]]) -> list[float]:
    """The median of each, in seconds."""
    rounds = [[work() for work in works] for _ in range(TIMES)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def roster(path: Path) -> Path:
    """A workbook of entries, one half of their workers known."""
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


def _ledger(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("合理化建议")
    sheet.write_row(0, 0, SUGGESTED)
    for at in range(SUGGESTIONS):
        day = f"2025-{1 + at % 12:02}-{1 + at % 28:02}"
        row = (f"第{at:06}号工序节能改造的建议", "技术改进", name(at % (PEOPLE // 5)), f"第{at % UNITS}单位", day)
        told = (
            "更换密封件并调整参数",
            "是" if at % 3 else "否",
            "是" if at % 5 else "否",
            at % 900 * 100,
            60 + at % 40,
        )
        sheet.write_row(at + 1, 0, (*row, *told))
    book.close()
    return path


def _unit_book(path: Path, unit: int) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("报名")
    sheet.write_row(0, 0, HEADINGS)
    for at in range(unit * IN_A_BOOK, (unit + 1) * IN_A_BOOK):
        called, nation, code, _, grade = person(PEOPLE + at)
        row = (f"2025年第{unit % COMPETITIONS}项技能比赛", f"U{at:05}", called, "", nation)
        sheet.write_row(at % IN_A_BOOK + 1, 0, (*row, code, "本科", f"第{unit}单位", "", grade))
    book.close()
    return path


def take(office: Path | str, *given: Path | str) -> float:
    """Into a copy of the office, in one step; how many seconds it took."""
    copy = Path(office).parent / "intake"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(office, copy)
    with Office(copy) as opened:
        opened.register.sound.wait()
        return seconds(lambda: _take(opened, given), 1)


def _take(office: Office, given: Sequence[Path | str]) -> None:
    accounts = [intake.read(office.register, Path(path)) for path in given]
    tables = [table for account in accounts for table in account.tables]
    assert sum(account.count("new") for account in accounts) > sum(len(one.main.rows) for one in tables) * 0.99
    intake.keep(office.register, tables, "读入")


def bare_take(*given: Path | str) -> float:
    """The same rows into one table, without any question; how many seconds it took."""
    return seconds(lambda: _bare(given), 1)


def _bare(given: Sequence[Path | str]) -> None:
    target = Path(given[0]).with_suffix(".db")
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    connection.execute(f"create table roster ({', '.join(f'c{at}' for at in range(len(HEADINGS)))})")
    for rows in map(_grid, given):
        connection.executemany(f"insert into roster values ({', '.join('?' * len(HEADINGS))})", rows[1:])
    connection.commit()
    connection.close()


def _grid(path: Path | str) -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _usual(path: Path) -> None:
    target = path.with_suffix(".usual.db")
    target.unlink(missing_ok=True)
    rows = openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    headings = [str(cell) for cell in next(rows)]
    Database(target)["roster"].insert_all(dict(zip(headings, row, strict=True)) for row in rows)
