"""Assessment sheets are kept item by item, adopted from upper levels' workbooks, read, and handed back as they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import assessing
from models.assessing import ITEM, SHEET, Kept, Terms
from models.office import Office
from models.resources import Resources
from models.scoring.assessment import Score, assess
from models.words import Refusal

ROWS: list[list[object]] = [
    ["附件3"],
    ["某旗重点工程劳动竞赛考核评分表"],
    ["被考核单位：", "", "", "", "", "", "考核期次："],
    ["序号", "考核项目", "考核内容", "标准分（分）", "得分", "", "扣分原因"],
    ["", "", "", "", "自评", "考核组", ""],
    ["一", "组织领导", "1、机构健全，主要领导负责（3分）", 3, "", "", ""],
    ["", "", "2、有方案、有总结", 2, "", "", ""],
    ["二", "安全生产", "1、责任制落实", 20, "", "", ""],
    ["", "", "2、隐患整改", "", "", "", ""],
    ["三", "质量", "合格率 100%，每低 1% 扣 1 分", 75, "", "", ""],
    ["合计", "", "", "=SUM(D6:D10)", "=SUM(E6:E10)", "=SUM(F6:F10)", ""],
    ["四", "加分项", "获得盟市级以上表彰", 5, "", "", ""],
    ["五", "否决项", "1、发生死亡事故", "", "", "", ""],
    ["", "", "2、欠薪", "", "", "", ""],
    ["注：1.每项扣完为止；2.加分不超过5分。"],
    ["考核人：", "", "", "日期："],
]
FILLED = {6: (3, 2.5), 7: (2, 2), 8: (20, "约19"), 10: (75, 70), 12: (5, 5), 13: ("", "否"), 14: ("", "未发生")}


def blank_form(folder: Path) -> Path:
    """The upper level's workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "考核表"
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("D8:D9")
    sheet.merge_cells("E4:F4")
    book.save(folder / "考核表.xlsx")
    return folder / "考核表.xlsx"


@pytest.fixture
def adopted(office: Office, tmp_path: Path) -> assessing.Adopted:
    """The scheme of that workbook; one competition, one unit."""
    office.register.add("competition/labour", {"title": "重点工程劳动竞赛", "year": 2025})
    office.register.add("unit", {"title": "第一矿"})
    terms = Terms.told("", "1", "优胜=95，良好=85", "", "3")
    made = assessing.adopt(office.resources, office.schemes, blank_form(tmp_path), terms)
    del office.schemes
    return made


def filled_form(folder: Path) -> Path:
    """As the unit sends it."""
    book = openpyxl.load_workbook(folder / "考核表.xlsx")
    sheet = book.active
    sheet["A3"], sheet["G3"], sheet["G10"] = "被考核单位：第一矿", "考核期次：2025年上半年", "合格率 98%"
    for row, (own, assessed) in FILLED.items():
        sheet.cell(row, 5, own)
        sheet.cell(row, 6, assessed)
    book.save(folder / "报来.xlsx")
    return folder / "报来.xlsx"


def received(office: Office, folder: Path) -> Kept:
    """The sheet as it is kept after the unit's workbook has been read."""
    found = assessing.understand(office.register, office.schemes, filled_form(folder))
    assessing.keep(office.register, office.schemes, found, "读入")
    (kept,) = assessing.kept_sheets(office.register, office.schemes)
    return kept


def test_a_scheme_is_adopted_from_a_workbook_with_two_rows_of_headings_and_merged_marks(
    adopted: assessing.Adopted,
) -> None:
    told = [(item.key, item.title, item.kind, item.full) for item in adopted.scheme.sheet.leaves()]
    assert told == [
        ("1.1", "机构健全，主要领导负责（3分）", "base", 3),
        ("1.2", "有方案、有总结", "base", 2),
        ("2", "安全生产", "base", 20),
        ("3", "质量", "base", 75),
        ("4", "加分项", "bonus", 5),
        ("5.1", "发生死亡事故", "veto", None),
        ("5.2", "欠薪", "veto", None),
    ]
    scheme = adopted.scheme
    assert (scheme.sheet.columns["own"], scheme.sheet.columns["assessed"]) == (4, 5)
    assert (scheme.bonus_cap, dict(scheme.classes)) == (3, {"优胜": 95, "良好": 85})
    assert adopted.doubts == []
    assert (adopted.file.parent / "某旗重点工程劳动竞赛考核评分表 1.xlsx").exists()


def test_a_version_is_adopted_once(office: Office, adopted: assessing.Adopted, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="已经有了"):
        assessing.adopt(office.resources, office.schemes, tmp_path / "考核表.xlsx", Terms(version="1"))


def test_a_blank_without_marks_is_refused_by_the_items_that_lack_them(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["考核项目", "考核内容", "分值"], ["质量", "合格率", ""], ["安全", "无事故", 10]):
        book.active.append(row)
    book.save(tmp_path / "缺.xlsx")
    with pytest.raises(Refusal, match="质量"):
        assessing.adopt(office.resources, office.schemes, tmp_path / "缺.xlsx", Terms())


def test_what_is_odd_in_a_blank_is_told(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = (
        ["考核项目", "分值", "得分", "牵头科室"],
        ["质量", 60, 55, "工程部"],
        ["安全", 30, "", ""],
        ["合计", 100, "", ""],
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "怪.xlsx")
    told = "".join(assessing.adopt(office.resources, office.schemes, tmp_path / "怪.xlsx", Terms()).doubts)
    assert all(word in told for word in ("已有填写", "牵头科室", "合计写作 100 分，各项相加是 90"))


def test_a_filled_sheet_is_kept_as_it_came_and_text_is_never_summed(
    office: Office, adopted: assessing.Adopted, tmp_path: Path
) -> None:
    kept = received(office, tmp_path)
    assert (kept.who, kept.round, kept.facts["own_score"]) == ("第一矿", "2025年上半年", 100)
    assert kept.value("2", "score") == "约19"
    assert kept.facts["score"] is None
    assert kept.result is not None and kept.result.missing == ("2",)
    (finding,) = [one for one in office.audit.run(office.register, ITEM) if one.field == "score"]
    assert "约19" in finding.say


def test_a_score_put_right_completes_the_sheet_in_one_step_that_can_be_undone(
    office: Office, adopted: assessing.Adopted, tmp_path: Path
) -> None:
    kept = received(office, tmp_path)
    after, changes = assessing.put(office.register, kept, {"2": {"score": 19.5}})
    assert {change.table for change in changes} == {SHEET, ITEM}
    assert after.facts["score"] == 97 == office.register.row(SHEET, kept.row)["score"]
    (standing,) = assessing.standings([after])
    assert standing.found is not None
    assert (standing.place, standing.found.class_) == (1, "优胜")
    office.register.undo()
    (before,) = assessing.kept_sheets(office.register, office.schemes)
    assert (before.facts["score"], before.value("2", "score")) == (None, "约19")


def test_the_form_comes_back_as_it_was_with_the_scores_in_it(
    office: Office, adopted: assessing.Adopted, tmp_path: Path
) -> None:
    kept, _ = assessing.put(office.register, received(office, tmp_path), {"2": {"score": 19.5}})
    assessing.hand_back(office.register, office.schemes, adopted.scheme, kept, tmp_path / "回.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "回.xlsx").active
    assert (sheet["A3"].value, sheet["G3"].value) == ("被考核单位：第一矿", "考核期次：2025年上半年")
    assert [sheet.cell(row, 6).value for row in (6, 7, 8, 10, 12, 13)] == [2.5, 2, 19.5, 70, 5, "否"]
    assert sheet["F11"].value == "=SUM(F6:F10)"
    assert openpyxl.load_workbook(tmp_path / "回.xlsx", data_only=True).active["F11"].value == 94
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["D8:D9", "E4:F4"]
    again = assessing.understand(office.register, office.schemes, tmp_path / "回.xlsx")
    assert assessing.keep(office.register, office.schemes, again, "再读") == []


def test_a_sheet_of_a_shipped_scheme_is_written_in_our_form_and_read_again(office: Office, tmp_path: Path) -> None:
    office.register.add("competition/safety", {"title": "安康杯", "year": 2025})
    unit = office.register.add("unit", {"title": "第一矿"}).ids[0]
    scheme = office.schemes.named("safety_cup")
    begun = assessing.begin(office.register, scheme, {"competition": 1, "unit": unit, "round": "2024"})
    (kept,) = assessing.kept_sheets(office.register, office.schemes, f"assessment.id = {begun.ids[0]}")
    full = {leaf.key: {"score": float(leaf.full or 0)} for leaf in scheme.sheet.leaves() if leaf.kind == "base"}
    kept, _ = assessing.put(office.register, kept, full | {"8.1": {"vetoed": 0}})
    assessing.hand_back(office.register, office.schemes, scheme, kept, tmp_path / "我.xlsx")
    (again,) = assessing.understand(office.register, office.schemes, tmp_path / "我.xlsx")
    assert (again.facts["unit"], again.facts["round"], again.doubts) == (unit, "2024", [])
    assert assessing.keep(office.register, office.schemes, [again], "再读") == []


def test_whose_sheet_it_is_must_be_told(office: Office, adopted: assessing.Adopted, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有写明被考核单位"):
        assessing.understand(office.register, office.schemes, tmp_path / "考核表.xlsx")
    said = {"unit": "第一矿", "round": "第二期"}
    (told,) = assessing.understand(office.register, office.schemes, tmp_path / "考核表.xlsx", said)
    assert (told.facts["unit"], told.facts["round"]) == (1, "第二期")


def test_a_unit_that_is_not_known_stays_as_typed(office: Office, adopted: assessing.Adopted, tmp_path: Path) -> None:
    (told,) = assessing.understand(office.register, office.schemes, filled_form(tmp_path), {"unit": "没有的单位"})
    assert told.facts["unit"] == "没有的单位"


def test_a_workbook_without_a_known_sheet_is_refused_with_what_to_do(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="请先采用空白表"):
        assessing.understand(office.register, office.schemes, blank_form(tmp_path))


def test_a_sheet_of_a_version_that_is_gone_is_kept_and_not_scored(
    office: Office, adopted: assessing.Adopted, tmp_path: Path
) -> None:
    received(office, tmp_path)
    adopted.file.unlink()
    schemes = assessing.Schemes.load(Resources(office.folder / "formats"))
    (kept,) = assessing.kept_sheets(office.register, schemes)
    assert (kept.scheme, kept.result, kept.value("3", "score")) == (None, None, 70)
    assert assessing.standings([kept])[0].found is None


def test_an_appointed_assessor_who_has_not_scored_leaves_the_total_open(
    office: Office, adopted: assessing.Adopted, tmp_path: Path
) -> None:
    kept, _ = assessing.put(office.register, received(office, tmp_path), {"2": {"score": 19.5}})
    facts = {name: kept.facts[name] for name in ("competition", "unit", "round")} | {"assessor": "考核组乙"}
    assessing.begin(office.register, adopted.scheme, facts)
    (standing,) = assessing.standings(assessing.kept_sheets(office.register, office.schemes))
    assert standing.found is not None and standing.found.total is None
    assert standing.place is None


def steps(random: Random, kept: Kept) -> Iterator[tuple[str, str, int | float | None]]:
    """Random keying."""
    assert kept.scheme is not None
    leaves = list(kept.scheme.sheet.leaves())
    for _ in range(12):
        leaf = random.choice(leaves)
        field = "vetoed" if leaf.kind == "veto" else random.choice(["own_score", "score", "deduction"])
        yield leaf.key, field, random.choice([None, 0, 1]) if field == "vetoed" else random.choice([None, 0, 0.5, 2, 3])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_what_is_kept_with_the_sheet_is_what_its_items_come_to(office: Office, seed: int) -> None:
    scheme = office.schemes.named("six_compare_team")
    begun = assessing.begin(office.register, scheme, {"unit": 1, "competition": 1, "round": str(seed)})
    (kept,) = assessing.kept_sheets(office.register, office.schemes, f"assessment.id = {begun.ids[0]}")
    for key, field, value in steps(Random(seed), kept):
        kept, _ = assessing.put(office.register, kept, {key: {field: value}})
    (read,) = assessing.kept_sheets(office.register, office.schemes, f"assessment.id = {begun.ids[0]}")
    assert (read.scores, dict(read.facts)) == (kept.scores, dict(kept.facts))
    assert read.result == assess(scheme, [assessing.standings([read])[0].found.sheets[0].filled]).sheets[0]  # type: ignore[union-attr]
    assert all(isinstance(one, Score) for one in read.scores.values())


def test_our_form_prints_on_a4_with_its_headings(office: Office, tmp_path: Path) -> None:
    scheme = office.schemes.named("six_compare_team")
    assessing.hand_back(office.register, office.schemes, scheme, None, tmp_path / "空.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "空.xlsx").active
    assert (sheet.page_setup.paperSize, sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        9,
        "$3:$3",
        True,
    )
