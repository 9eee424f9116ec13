"""The ledger: numbers without gaps and never twice, what was printed again, what was voided, and what comes of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from models import certificates, issued
from models.issued import Going
from models.measures import Span
from models.office import Office
from models.words import Refusal

PATTERN = "盟总工竞〔{year}〕{n:03}号"


def numbers(office: Office, pattern: str, years: list[int], **told: int) -> list[str]:
    """The next numbers under an office's own words."""
    facts = {"number_pattern": pattern, **told}
    kept = office.register.ids("settings")
    office.register.change("settings", kept[0], facts) if kept else office.register.add("settings", facts)
    return issued.numbers(office.register, years)


def given(office: Office, *numbers: str) -> list[int]:
    """Numbers issued to nobody in particular; their ids in the ledger."""
    going = [Going(f"某人{number}", number, "entry", at) for at, number in enumerate(numbers, 1)]
    changes = issued.record(office.register, "证书", "skilled_worker", None, going)
    return [row for change in changes for row in change.ids]


def test_numbers_follow_one_another_within_the_year_of_the_award(office: Office) -> None:
    first = numbers(office, PATTERN, [2025, 2024, 2025])
    assert first == ["盟总工竞〔2025〕001号", "盟总工竞〔2024〕001号", "盟总工竞〔2025〕002号"]
    given(office, *first)
    assert numbers(office, PATTERN, [2025, 2026]) == ["盟总工竞〔2025〕003号", "盟总工竞〔2026〕001号"]


def test_a_pattern_without_the_year_counts_on_over_years(office: Office) -> None:
    assert numbers(office, "第{n}号", [2024, 2025]) == ["第1号", "第2号"]


def test_a_year_may_begin_behind_the_numbers_that_were_written_by_hand(office: Office) -> None:
    began = {"number_year": 2025, "number_first": 38}
    assert numbers(office, PATTERN, [2025, 2025], **began) == ["盟总工竞〔2025〕038号", "盟总工竞〔2025〕039号"]
    assert numbers(office, PATTERN, [2026, 2024], **began) == ["盟总工竞〔2026〕001号", "盟总工竞〔2024〕001号"]
    assert numbers(office, "第{n}号", [2026], **began) == ["第38号"]
    given(office, "盟总工竞〔2025〕038号")
    assert numbers(office, PATTERN, [2025], **began) == ["盟总工竞〔2025〕039号"]


@pytest.mark.parametrize("pattern", ["没有数", "{year}号", "{n", "{m}", "{n:z}", "{n.x}"])
def test_a_pattern_that_does_not_count_is_refused(office: Office, pattern: str) -> None:
    with pytest.raises(Refusal, match="不能编号"):
        numbers(office, pattern, [2025])


def test_a_number_can_not_be_given_twice(office: Office) -> None:
    given(office, "1号")
    with pytest.raises(Refusal, match="1号"):
        given(office, "2号", "1号")
    assert [one.number for one in issued.find(office.register)] == ["1号"]


def test_a_voided_number_is_never_used_again_and_says_why(office: Office) -> None:
    rows = given(office, *numbers(office, PATTERN, [2025, 2025]))
    with pytest.raises(Refusal, match="原因"):
        issued.void(office.register, rows[:1], "  ")
    issued.void(office.register, rows[:1], "名字印错")
    assert numbers(office, PATTERN, [2025]) == ["盟总工竞〔2025〕003号"]
    assert [one.void for one in issued.find(office.register)] == [None, "名字印错"]
    with pytest.raises(Refusal, match="已经作废"):
        issued.void(office.register, rows, "再")
    with pytest.raises(Refusal, match="已经作废"):
        issued.reprint(office.register, rows[:1], "再")


def test_what_was_issued_can_not_be_undone(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂"})
    rows = given(office, "1号")
    with pytest.raises(Refusal, match="不能撤销"):
        office.register.undo()
    office.register.add("unit", {"title": "乙厂"})
    assert office.register.undo() is not None
    issued.void(office.register, rows, "印坏")
    with pytest.raises(Refusal, match="不能撤销"):
        office.register.undo()
    assert len(issued.find(office.register)) == 1


def test_printing_again_keeps_the_number_and_the_reason(office: Office) -> None:
    rows = given(office, "1号")
    with pytest.raises(Refusal, match="原因"):
        issued.reprint(office.register, rows[:1], "")
    issued.reprint(office.register, rows[:1], "卡纸", "激光")
    assert [(one.number, one.reprints) for one in issued.find(office.register)] == [("1号", 1)]
    assert office.register.ask("select why, printer from reprint") == [("卡纸", "激光")]


def test_it_is_found_by_number_name_and_what_the_code_says(office: Office) -> None:
    words = {"worker.name": "张三"}
    check = issued.check_text("盟〔2025〕001号", words)
    going = [Going("张　三", "盟〔2025〕001号", "entry", 1, words=words, check=check), Going("李四", "盟〔2025〕002号")]
    issued.record(office.register, "证书", "form", None, going)
    for text in ("张三", "001号", f"盟〔2025〕001号 {check}", check.lower()):
        assert [one.number for one in issued.find(office.register, text)] == ["盟〔2025〕001号"], text
    assert issued.find(office.register, f"盟〔2025〕002号 {check}") == []


def test_the_check_text_follows_from_number_and_words() -> None:
    words = {"a": "张三", "b": "一等奖"}
    check = issued.check_text("1号", words)
    assert check == issued.check_text("1号", {"b": "一等奖", "a": "张三"})
    assert len({check, issued.check_text("2号", words), issued.check_text("1号", words | {"a": "李四"})}) == 3


def test_ledger_and_receipts_as_workbooks(office: Office, tmp_path: Path) -> None:
    rows = given(office, "1号", "2号", "3号")
    issued.void(office.register, rows[1:2], "名字印错")
    entries = issued.find(office.register)[::-1]
    issued.write_ledger(entries, tmp_path / "ledger.xlsx")
    issued.write_receipts(entries, tmp_path / "receipts.xlsx")
    ledger = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "ledger.xlsx").worksheets[0]]
    assert ledger[1][:2] == ["证书编号", "获得者"]
    assert [row[7:9] for row in ledger[2:]] == [["有效", None], ["作废", "名字印错"], ["有效", None]]
    signed = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "receipts.xlsx").worksheets[0]]
    assert [row[:2] for row in signed[2:]] == [[1, "1号"], [2, "3号"]]
    assert signed[1][5] == "领取人签字"


def award(office: Office, name: str, at: int = 0) -> certificates.Award:
    """What comes of the first certificate of a layout."""
    layout = office.layouts[name]
    ids = certificates.rows(layout, office.register)[at : at + 1]
    page = next(certificates.pages(layout, office.register, ids, ["1号"], datetime.date(2025, 10, 8)))
    return certificates.award(layout, office.register, page)


def test_an_issued_certificate_becomes_an_honour_that_is_counted(demo: Office) -> None:
    register, span = demo.register, Span("2025")

    def counted() -> object:
        understood = register.understood()
        try:
            return demo.measures.total(understood, "commended_people", span)
        finally:
            understood.close()

    before = counted()
    got = award(demo, "prize")
    assert isinstance(got.honour, dict)
    assert got.honour["kind"] == "竞赛奖项"
    assert got.honour["collective"] == 0
    assert isinstance(got.honour["worker"], int)
    assert got.told == got.honour["rank"]
    row = register.ask("select max(id) from issued")[0][0]
    issued.record(register, "获奖", "prize", None, [Going("某人", "特1号", "entry", 1, honour=got.honour)])
    assert counted() == (before or 0) + 1  # type: ignore[operator]
    assert demo.audit.run(register, "honour", register.ids("honour")[-1:]) == []
    issued.void(register, [row + 1], "印错")
    assert counted() == (before or 0) + 1  # type: ignore[operator]
    again = award(demo, "prize").honour
    assert isinstance(again, dict)
    assert register.row("honour", again["id"])["certificate"] is None
    issued.record(
        register, "获奖", "prize", None, [Going("某人", "特2号", "entry", 1, honour=again | {"rank": "二等奖"})]
    )
    assert counted() == (before or 0) + 1  # type: ignore[operator]
    kept = register.row("honour", again["id"])
    assert (kept["certificate"], kept["rank"]) == ("特2号", "二等奖")
    issued.void(register, [row + 2], "取消资格", withdrawn=True)
    assert counted() == before


def test_an_honour_that_stands_already_only_learns_its_number(demo: Office) -> None:
    first = award(demo, "prize")
    assert isinstance(first.honour, dict)
    row = demo.register.add("honour", dict(first.honour)).ids[0]
    assert award(demo, "prize").honour == row
    changes = issued.record(demo.register, "获奖", "prize", None, [Going("某人", "特1号", "entry", 1, honour=row)])
    assert demo.register.row("honour", row)["certificate"] == "特1号"
    issued.void(demo.register, changes[0].ids, "印错")
    assert demo.register.row("honour", row)["certificate"] is None
