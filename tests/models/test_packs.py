"""Format packs: three registers without a line of code, checked before they are let in, and taken back."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models import intake, ledgers, packs
from models.kinds import Stored
from models.measures import Span
from models.office import Office
from models.register.paths import paths
from models.resources import SHIPPED
from models.sending import send_return
from models.words import Refusal

OTHER_WORK = SHIPPED / "packs" / "other_work"
FACTS: dict[str, Stored] = {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"}
ROWS: dict[str, list[dict[str, object]]] = {
    "visit": [
        {"subject": "钢宝力达", "kind": "送温暖", "visited_on": "2025-01-20", "people": "1人次", "cash": "1000元"},
        {"subject": "环卫所一线职工", "kind": "送清凉", "visited_on": "2025年7月15日", "people": 60, "goods": 3600},
        {"subject": "某班组", "kind": "节日慰问", "visited_on": "2024.9.10", "people": 12, "goods": 600},
    ],
    "dispute": [
        {
            "number": "1",
            "title": "拖欠工资",
            "accepted_on": "2025-02-01",
            "people": 8,
            "amount": "12.5万元",
            "outcome": "调解成功",
            "closed_on": "2025-03-01",
        },
        {
            "number": "2",
            "title": "工伤待遇",
            "accepted_on": "2025-05-06",
            "people": 1,
            "amount": "3万元",
            "outcome": "转仲裁",
            "closed_on": "2025-06-01",
        },
        {"number": "3", "title": "经济补偿", "accepted_on": "2025-12-01", "outcome": "办理中"},
    ],
    "station": [
        {"title": "南门职工驿站", "kind": "职工驿站", "opened_on": "2023-05-01", "services": 4000, "spent": "5万元"},
        {
            "title": "物流园之家",
            "kind": "司机之家",
            "opened_on": "2025-04-28",
            "services": 12000,
            "spent": "20万元",
        },
    ],
}
MEASURED = {
    "visits": 2,
    "visited_people": 61,
    "visit_funds": 4600,
    "disputes": 3,
    "disputes_closed": 2,
    "disputes_settled": 1,
    "settling_rate": 50,
    "dispute_amount": 155000,
    "stations": 2,
    "stations_opened": 1,
    "station_services": 16000,
}
FILLED = {
    "visit_ledger": {"B4": "钢宝力达", "G4": 1000, "F5": 60, "B6": "合计"},
    "dispute_statistics": {"B4": "云泽旗", "C4": 3, "D4": 9, "E4": 2, "F4": 1, "G4": 50, "H4": 15.5},
    "station_ledger": {"B4": "南门职工驿站", "H5": 20, "G5": 12000},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office that has adopted the pack, closed."""
    folder = tmp_path / "office"
    with Office(folder) as office:
        office.register.add("settings", FACTS)
        packs.adopt(office, OTHER_WORK)
    return folder


def taken_in(office: Office, key: str, tmp_path: Path) -> None:
    """Rows typed into the blank workbook of a type, sent, read and kept."""
    ledgers.write_blank(office.register, key, tmp_path / f"{key}.xlsx")
    book = openpyxl.load_workbook(tmp_path / f"{key}.xlsx")
    sheet = book.worksheets[0]
    at = {path: column for column, path in enumerate(paths(office.schema, office.schema[key]), 1)}
    for line, row in enumerate(ROWS[key], 5):
        for field, value in row.items():
            sheet.cell(line, at[field], value)
    book.save(tmp_path / f"{key}.xlsx")
    account = intake.read(office.register, tmp_path / f"{key}.xlsx")
    assert [table.record.key for table in account.tables] == [key]
    assert not account.findings
    intake.keep(office.register, account.tables, "读入")


def test_three_registers_come_without_a_line_of_code(folder: Path, tmp_path: Path) -> None:
    with Office(folder) as office:
        for key in ROWS:
            taken_in(office, key, tmp_path)
            assert office.register.count(key) == len(ROWS[key])
            assert not office.audit.run(office.register, key)
        understood = office.register.understood()
        assert {key: office.measures.total(understood, key, Span("2025")) for key in MEASURED} == MEASURED
        understood.close()
        for name, cells in FILLED.items():
            sent = send_return(office, office.returns[name], "2025", tmp_path / f"{name}.xlsx")
            assert not sent.stopped and sent.differences
            sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
            assert {at: sheet[at].value for at in cells} == cells


def test_its_rules_find_what_is_wrong(folder: Path) -> None:
    with Office(folder) as office:
        wrong = {"title": "拖欠工资", "accepted_on": "2025-03-01", "closed_on": "2025-02-01", "outcome": "办理中"}
        office.register.add("dispute", wrong)
        office.register.add("visit", {"subject": "甲", "kind": "送温暖", "visited_on": "2025-01-20", "people": 1})
        found = {one.rule for key in ("dispute", "visit") for one in office.audit.run(office.register, key)}
    assert found == {"OW-01", "OW-02", "OW-03"}


def test_taken_back_it_is_gone_and_its_rows_wait(folder: Path, tmp_path: Path) -> None:
    with Office(folder) as office:
        taken_in(office, "visit", tmp_path)
        packs.take_back(office, "other_work")
    with Office(folder) as office:
        assert "visit" not in office.schema.types and "visits" not in office.measures.known
        assert "visit_ledger" not in office.returns
        assert not packs.known(folder)["other_work"].adopted
        with pytest.raises(Refusal, match="visit"):
            office.register.undo()
        packs.adopt(office, packs.find(folder, "other_work").folder)
    with Office(folder) as office:
        assert office.register.count("visit") == 3
        assert office.register.undo() is not None
        assert office.register.count("visit") == 0


def test_it_is_not_taken_back_while_a_form_of_the_office_rests_on_it(folder: Path) -> None:
    own = folder / "formats" / "returns" / "own"
    shutil.copytree(OTHER_WORK / "returns" / "dispute_statistics", own)
    with Office(folder) as office, pytest.raises(Refusal, match=r"own/cells\.toml"):
        packs.take_back(office, "other_work")
    with Office(folder) as office:
        assert "visit" in office.schema.types


def test_it_goes_to_another_office_as_a_zip(folder: Path, tmp_path: Path) -> None:
    packs.write_zip(packs.find(folder, "other_work"), tmp_path / "pack.zip")
    assert packs.is_pack(tmp_path / "pack.zip")
    with Office(tmp_path / "other") as other:
        assert packs.adopt(other, tmp_path / "pack.zip").adopted
    with Office(tmp_path / "other") as other:
        assert "station" in other.schema.types


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Spoils a word of one file."""

    def spoil(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def add(path: str, text: str) -> Callable[[Path], None]:
    """Puts in a file more."""

    def spoil(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return spoil


def summary(folder: Path) -> None:
    """A template that asks for what nobody counts."""
    (folder / "summaries" / "own").mkdir(parents=True)
    document = pytest.importorskip("docx").Document()
    document.add_paragraph("走访{{走访的人}}。")
    document.save(str(folder / "summaries" / "own" / "template.docx"))


SPOILT = {
    "a word that no field has": (change("records/visit.toml", "required", "needed"), "visit.toml.*subject.*needed"),
    "a kind that is not known": (change("records/visit.toml", '"money"', '"gold"'), "visit.toml.*cash.*gold"),
    "a list that is not there": (change("records/visit.toml", "visit_kinds", "kinds"), "visit.toml.*kind.*kinds"),
    "a rule that SQLite can't read": (change("rules/other_work.toml", "closed_on >= acc", "closed_on => acc"), "OW-02"),
    "a measure of nothing": (change("measures.toml", 'of = "station"', 'of = "house"'), "measures.toml.*house"),
    "a measure that SQLite can't read": (
        change("measures.toml", "sum(people)", "sum(persons)"),
        "走访慰问人次.*persons",
    ),
    "a cell that leads nowhere": (
        change("returns/visit_ledger/cells.toml", '"subject"', '"whom"'),
        "visit_ledger/cells.toml.*B.*whom",
    ),
    "a form that is none": (add("returns/visit_ledger/form.xlsx", "no workbook"), "form.xlsx"),
    "a measure that a template does not find": (summary, "template.docx.*走访的人"),
    "no TOML": (add("codes/visit_kinds.toml", "title ="), "visit_kinds.toml"),
    "a name that is a path": (change("pack.toml", '"other_work"', '"../unit"'), "pack.toml.*name"),
    "a field that would become something else": (
        add("records/unit.toml", '[fields]\nchair = { kind = "date" }\n'),
        "工会主席",
    ),
    "a program": (add("returns/visit_ledger/run.py", "print()"), "不该有"),
    "words of the program": (add("words.toml", "[home]\n"), "不该有"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_pack_that_is_wrong_is_refused_with_file_place_and_word(what: str, tmp_path: Path) -> None:
    spoil, said = SPOILT[what]
    shutil.copytree(OTHER_WORK, tmp_path / "pack")
    spoil(tmp_path / "pack")
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        for one in (tmp_path / "pack").rglob("*"):
            archive.write(one, one.relative_to(tmp_path / "pack"))
    with Office(tmp_path / "office") as office, pytest.raises(Refusal, match=said):
        packs.adopt(office, tmp_path / "pack.zip")
    assert not (tmp_path / "office" / "formats" / "packs" / "other_work").exists()


HOSTILE = {
    "a way out": [("pack.toml", ""), ("returns/a/../../../x.toml", "")],
    "a root": [("pack.toml", ""), ("/records/x.toml", "")],
    "a drive": [("pack.toml", ""), ("C:\\records\\x.toml", "")],
    "one file twice": [("pack.toml", ""), ("records/a.toml", ""), ("records/A.toml", "")],
    "too many": [(f"codes/{at}.toml", "") for at in range(501)],
    "too long": [("pack.toml", ""), ("codes/a.toml", "a" * (61 * 2**20))],
    "nothing": [],
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_writes_nothing(what: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in HOSTILE[what]:
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    with Office(tmp_path / "office") as office:
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(Refusal, match=r"pack\.zip"):
            packs.adopt(office, tmp_path / "pack.zip")
        assert sorted(tmp_path.rglob("*")) == before
