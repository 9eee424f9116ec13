"""Asked of every declaration that is shipped: it opens, makes a blank workbook, and reads its own ledger again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from models import intake, ledgers
from models.kinds import KINDS
from models.measures import Span
from models.office import Office
from models.register.paths import field_at
from models.resources import Resources
from models.schema import Schema, load
from models.schema.types import Field

SCHEMA: Schema = load(Resources())
TYPES = [key for key, one in SCHEMA.types.items() if not (SCHEMA.is_refined(one.table) and not one.refinement)]
every_type = pytest.mark.parametrize("key", TYPES)

SAMPLES: dict[str, object] = {
    "text": "=1+1",
    "long_text": "-第一行\n@第二行",
    "count": "１２",
    "number": "3.14",
    "percent": "30%",
    "money": "1.5万元",
    "year": "2025年",
    "date": "2025.3.1",
    "period": "2025年上半年",
    "yes_no": "是",
    "id_number": "999999199003070014",
    "credit_code": "not a code",
    "phone": "199-0000-1330",
    "certificate_number": "S999 1",
    "attachment": "attachments/0/甲.pdf",
    "link": "没有登记的名称",
    "links": "甲某、乙某",
}
NAMES = {kind: name for name, kind in KINDS.items()}


def sample(field: Field) -> object:
    """A value that someone may type into the field."""
    values = getattr(field.kind, "values", ())
    return values[-1] if values else SAMPLES[NAMES[type(field.kind)]]


def filled(office: Office, key: str) -> dict[str, object]:
    """One record with every field filled as a clerk would."""
    one = office.schema[key]
    return {name: field.kind.read(sample(field)).value for name, field in one.fields.items() if not field.with_}


@every_type
def test_it_has_what_a_form_and_a_table_need(key: str) -> None:
    one = SCHEMA[key]
    assert one.about and one.group and one.columns
    assert (Path(__file__).parent.parent / "resources" / "look" / "icons" / f"{one.icon}.svg").exists()
    assert all(field.section for field in one.fields.values())
    assert len(one.columns) <= 11


@every_type
def test_its_blank_workbook_opens_and_is_understood_as_its_own(key: str, office: Office, tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    ledgers.write_blank(office.register, key, target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    asked = [path for path in ledgers.paths(SCHEMA, SCHEMA[key]) if not field_at(SCHEMA, SCHEMA[key], path).ours]
    assert len(headings) == len(asked)
    assert sheet.freeze_panes == "A4"
    account = intake.read(office.register, target, key if SCHEMA[key].single else "")
    assert [table.record.key for table in account.tables] == [key]
    assert not account.tables[0].main.rows


@every_type
def test_its_ledger_is_read_again_without_a_change(key: str, office: Office, tmp_path: Path) -> None:
    office.register.add(key, filled(office, key))  # type: ignore[arg-type]
    target = tmp_path / "ledger.xlsx"
    assert ledgers.write_ledger(office.register, key, target) == 1
    account = intake.read(office.register, target, key)
    table = account.tables[0]
    assert table.unknown == ()
    assert table.main.changes == {}
    assert account.count("new") == 0, table.main
    assert account.count("same") == 1


@every_type
def test_its_ledger_read_into_another_office_gives_the_same_record(key: str, office: Office, tmp_path: Path) -> None:
    office.register.add(key, filled(office, key))  # type: ignore[arg-type]
    target = tmp_path / "ledger.xlsx"
    ledgers.write_ledger(office.register, key, target)
    with Office(tmp_path / "other") as other:
        account = intake.read(other.register, target, key)
        intake.keep(other.register, account.tables, "读入")
        assert other.register.row(key, 1) == office.register.row(key, 1)


def test_every_measure_can_be_asked_of_an_empty_office(office: Office) -> None:
    understood = office.register.understood()
    for key in office.measures.known:
        assert office.measures.total(understood, key, Span("2025")) in (None, 0), key
        if office.measures[key].of in ("unit_report", "entry"):
            assert office.measures.by_record(understood, key, Span("2025")) == {}
    understood.close()


def test_every_rule_runs_and_says_only_what_its_record_knows(demo: Office) -> None:
    demo.audit.run(demo.register)
    for rule in demo.audit.rules:
        for key in rule.record.fields:
            rule.say.replace(f"{{{key}}}", "")
        rest = rule.say
        for key in rule.record.fields:
            rest = rest.replace(f"{{{key}}}", "")
        assert "{" not in rest, rule.id


def test_every_return_and_layout_is_understood(office: Office) -> None:
    assert office.returns
    assert office.layouts


def test_every_list_of_values_is_used() -> None:
    lists = {path.stem for path in (Path(__file__).parent.parent / "resources" / "codes").glob("*.toml")}
    used = {field.of for one in SCHEMA.types.values() for field in one.fields.values()}
    assert lists <= used


def test_the_field_list_in_the_docs_is_printed_from_the_declarations() -> None:
    fields = pytest.importorskip("tests.fields")
    printed = Path(__file__).parent.parent / "docs" / "fields.md"
    assert printed.read_text(encoding="utf-8") == fields.text(), "run: python3 dev.py docs"


def test_an_eighth_type_is_one_file(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "office", ignore_errors=True)
    folder = tmp_path / "office" / "formats" / "records" / "competition"
    folder.mkdir(parents=True)
    (folder / "robots.toml").write_text(
        'title = "机器人操作大赛"\nabout = "试办。"\nicon = "gear"\ncolumns = ["title", "year", "arena", "robots"]\n'
        "[fields]\n"
        'arena = { label = "赛场", kind = "text", section = "机器人" }\n'
        'robots = { label = "参赛机器人", kind = "count", unit = "台", section = "机器人", also = ["机器人数量"] }\n',
        encoding="utf-8",
    )
    with Office(tmp_path / "office") as office:
        register = office.register
        ledgers.write_blank(register, "competition/robots", tmp_path / "blank.xlsx")
        book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
        sheet = book.worksheets[0]
        headings = {cell.value: cell.column for cell in sheet[3]}
        for heading, value in {"竞赛名称": "首届机器人大赛", "年度": "2026年", "参赛机器人（台）": "12台"}.items():
            sheet.cell(5, headings[heading], value)
        book.save(tmp_path / "sent.xlsx")
        account = intake.read(register, tmp_path / "sent.xlsx")
        assert account.tables[0].record.key == "competition/robots"
        intake.keep(register, account.tables, "读入")
        assert register.row("competition/robots", 1)["robots"] == 12
        assert register.ask('select "参赛机器人" from "机器人操作大赛"') == [(12,)]
        assert ledgers.write_ledger(register, "competition/robots", tmp_path / "ledger.xlsx") == 1
        assert office.audit.run(register, "competition/robots") == []


def test_declared_sql_asks_by_the_index() -> None:
    """A column has no type and an id is an integer: only `= +competition.id` lets SQLite use the column's index."""
    asked = re.compile(r"= ?[a-z_]+\.id\b")
    slow = [
        f"{path.name}: {line.strip()}"
        for path in (Path(__file__).parent.parent / "resources").rglob("*.toml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if asked.search(line)
    ]
    assert slow == []
