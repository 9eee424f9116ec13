"""The yearbook: what happened by date, who won what, nothing private, nothing that is not published."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from models.office import Office
from models.sending import send_yearbook
from models.words import Refusal
from models.yearbook import compile_yearbook


@pytest.fixture
def filled(office: Office) -> Office:
    """A contest with three prizes, an honour of which only the month is known, a training without a number."""
    register = office.register
    register.add("settings", {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"})
    unit = register.add("unit", {"title": "甲厂"}).ids[0]
    told = {"title": "焊工比赛", "year": 2025, "begins": "2025-09-28", "host": "云泽旗总工会"}
    contest = register.add("competition/skills", told).ids[0]
    for name, prize in (("巴图", "二等奖"), ("其木格", "一等奖"), ("王某", None)):
        worker = register.add("worker", {"name": name, "unit": unit, "id_number": "999999199003070014"}).ids[0]
        register.add("entry", {"competition": contest, "worker": worker, "prize": prize})
    honour = {
        "subject": "甲厂",
        "kind": "工人先锋号",
        "awarded_on": "2025-04",
        "rank": None,
        "awarded_by": "某盟总工会",
    }
    register.add("honour", honour)
    register.add("honour", honour | {"subject": "乙厂", "awarded_on": "2024-04"})
    register.add("training", {"title": "电工培训", "date": "2025-03-05"})
    return office


def test_what_happened_stands_by_date_without_what_nobody_said(filled: Office) -> None:
    book = compile_yearbook(filled.resources, filled.register, "2025")
    assert [(day, told) for day, _, told in book.events] == [
        ("2025-03-05", "举办电工培训。"),
        ("2025-04", "甲厂获工人先锋号，颁发单位：某盟总工会。"),
        ("2025-09-28", "焊工比赛开赛，主办单位：云泽旗总工会。"),
    ]


def test_who_won_what_stands_by_prize(filled: Office) -> None:
    contest, honour = compile_yearbook(filled.resources, filled.register, "2025").rolls
    assert contest.headings == ["竞赛", "奖项", "称号", "单位", "姓名"]
    assert contest.rows == [
        ["焊工比赛", "一等奖", "", "甲厂", "其木格"],
        ["焊工比赛", "二等奖", "", "甲厂", "巴图"],
    ]
    assert [row[-1] for row in honour.rows] == ["甲厂"]


def test_it_goes_out_as_word_and_as_a_workbook_without_an_id_number(filled: Office, tmp_path: Path) -> None:
    for ending in ("docx", "xlsx"):
        assert send_yearbook(filled, filled.register, "2025", tmp_path / f"book.{ending}").files
    document = docx.Document(str(tmp_path / "book.docx"))
    texts = [one.text for one in document.paragraphs]
    assert texts[:2] == ["云泽旗总工会2025年大事记和获奖名录", "大事记"]
    assert "9月28日　焊工比赛开赛，主办单位：云泽旗总工会。" in texts
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["一等奖", "甲厂", "其木格"]
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["大事记", "竞赛获奖", "表彰荣誉"]
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "其木格" in cells and not any("9999991990" in cell for cell in [*cells, *texts])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[chronicle.own]\nof = "worker"\non = "birth"\ntold = "{{name}}，{{id_number}}。"\n', "不宜公开.*"),
        ('[chronicle.own]\nof = "honour"\non = "awarded_on"\ntold = "{{nobody}}。"\n', "yearbook.toml.*nobody"),
        ('[chronicle.own]\nof = "honour"\nwhen = "awarded_on"\ntold = ""\n', "yearbook.toml.*when"),
    ],
)
def test_a_wrong_declaration_is_refused(filled: Office, text: str, said: str) -> None:
    (filled.folder / "formats" / "yearbook.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        compile_yearbook(filled.resources, filled.register, "2025")


def test_results_that_are_not_published_stop_it(demo: Office, tmp_path: Path) -> None:
    register = demo.register
    found = register.ask("select id from competition where scoring is not null")
    entry = register.ids("entry", within=f"competition = {found[0][0]}")[0]
    register.change("entry", entry, {"prize": "一等奖"})
    stopped = send_yearbook(demo, register, "2025", tmp_path / "book.docx").stopped
    assert stopped and not (tmp_path / "book.docx").exists()
