"""A blank never seen before becomes a return: seen, proposed, bound, written, handed on; nothing hostile comes in."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Border, Font, Side

from models import suite
from models.grammar import worded
from models.office import Office
from models.resources import read_toml
from models.returns import filling
from models.returns.adopting import Adoption, Context, open_adopted, open_blank, open_folder
from models.returns.catalogue import Catalogue
from models.returns.exchange import pack, unpack
from models.returns.grammar import CellWords, CheckWords, ListWords, ReturnWords
from models.returns.proving import areas
from models.returns.trying import trouble
from models.returns.written import as_toml
from models.sending import send_return
from models.words import Refusal
from tests import new_forms
from tests.conftest import needs

BOX = Border(*(Side(style="thin"),) * 4)
ROWS = [
    ["项目", "计量单位", "行次", "本年数", "上年数", "其中：非公企业"],
    ["甲", "乙", "丙", "1", "2", "3"],
    ["合理化建议提出", "件", "01"],
    ["创经济效益", "万元", "02"],
    ["参赛职工", "人", "03"],
    ["参赛", "人次", "04"],
    ["没人知道的指标", "个", "05"],
]
LEDGER = ["序号", "成果名称", "成果类别", "完成单位", "经济效益（万元）", "备注"]


def context(office: Office) -> Context:
    """Where an adoption looks things up."""
    return Context(office.resources, office.schema, office.measures, office.register)


def draw_blank(path: Path) -> Path:
    """A form nobody has seen: measures down, years and an of-which across, and a ledger on a second sheet."""
    book = openpyxl.Workbook()
    sheet, ledger = book.active, book.create_sheet("台账")
    sheet.title = "基层表"
    sheet["A1"], sheet["A2"], sheet["A13"] = "2026年度统计半年报", "填报单位：", "单位负责人："
    sheet["A1"].font = Font(size=20)
    sheet.merge_cells("A1:F1")
    for at, row in enumerate(ROWS, 4):
        for column in range(1, 7):
            sheet.cell(at, column, row[column - 1] if column <= len(row) else None).border = BOX
    for column, heading in enumerate(LEDGER, 1):
        ledger.cell(1, column, heading).border = BOX
        for row in (2, 3, 4):
            ledger.cell(row, column).border = BOX
    book.save(path)
    return path


@pytest.fixture
def adoption(demo: Office, tmp_path: Path) -> Adoption:
    """That form, opened."""
    return open_blank(context(demo), draw_blank(tmp_path / "blank.xlsx"), tmp_path)


def test_title_and_period_are_read_off_the_form(adoption: Adoption) -> None:
    assert (adoption.title, adoption.period.kind, adoption.name) == ("统计半年报", "half", "统计半年报")


def test_labels_of_a_cell_are_its_headings_and_its_row(adoption: Adoption) -> None:
    assert adoption.labels("基层表!F6") == (("其中：非公企业",), ("合理化建议提出", "件"))


def test_cells_are_proposed_from_rows_columns_units_and_lists_of_values(adoption: Adoption) -> None:
    found = {at: one.meaning for at, one in adoption.proposals().items()}
    assert found["基层表!D6"] == CellWords(measure="suggestion_proposed")
    assert found["基层表!E6"] == CellWords(measure="suggestion_proposed", back=1)
    assert found["基层表!F6"] == CellWords(measure="suggestion_proposed", only={"unit.ownership": "非公企业"})
    assert found["基层表!D7"] == CellWords(measure="benefit", unit="万元", decimals=2)
    assert (found["基层表!D8"].measure, found["基层表!D9"].measure) == ("participants", "participations")
    assert found["基层表!A2"] == CellWords(text="填报单位：{federation}")
    assert not any(at.endswith("10") for at in found)


def test_a_list_is_proposed_with_the_rows_that_are_drawn(adoption: Adoption) -> None:
    (one,) = adoption.proposed_lists()
    assert (one.words.row, one.words.of) == ("台账!2:4", "work")
    told = {letters: proposal.meaning for letters, proposal in one.columns.items()}
    assert [told[letters].field_ for letters in "ABCD"] == ["#", "title", "kind", "unit"]
    assert told["E"] == CellWords(field_="benefit", unit="万元", decimals=2)
    assert told["F"].keyed or told["F"].field_ == "remark"


def test_what_is_sure_is_accepted_and_fills_the_form(demo: Office, adoption: Adoption, tmp_path: Path) -> None:
    assert adoption.accept() > 5
    adoption.bind("基层表!F6", CellWords(measure="suggestion_proposed", only={"unit.ownership": "非公企业"}))
    assert adoption.put_check("", CheckWords("第1行≥0，各列同", "doubt")) == "J01"
    values = adoption.values("2025")
    assert values["基层表!D6"] == adoption.value_of(CellWords(measure="suggestion_proposed"), "2025") == 1969
    adoption.write(demo.folder / "formats" / "returns")
    demo.close()
    with Office(demo.folder) as office:
        sent = send_return(office, office.returns["统计半年报"], "2025", tmp_path / "out.xlsx")
        assert [one for one in sent.stopped if one.record == "instance"] == []
        if not sent.stopped:
            assert openpyxl.load_workbook(tmp_path / "out.xlsx")["基层表"]["D6"].value == 1969


def test_next_years_form_takes_its_meanings_from_last_years(demo: Office, adoption: Adoption, tmp_path: Path) -> None:
    adoption.bind("基层表!D10", CellWords(measure="patents", only={"unit.ownership": "国有企业"}))
    adoption.accept()
    adoption.write(demo.folder / "formats" / "returns")
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    book["基层表"].insert_rows(4)
    book.save(tmp_path / "next.xlsx")
    after = open_blank(context(demo), tmp_path / "next.xlsx", tmp_path)
    proposal = after.proposals()["基层表!D11"]
    assert proposal.meaning == CellWords(measure="patents", only={"unit.ownership": "国有企业"})
    assert proposal.sure and "统计半年报" in proposal.why
    assert [one.words.of for one in after.proposed_lists()] == ["work"]


@pytest.mark.parametrize(
    "meaning",
    [
        CellWords(measure="nothing"),
        CellWords(),
        CellWords(measure="benefit", text="两样"),
        CellWords(text="{nobody}"),
        CellWords(fact="nobody"),
        CellWords(field_="title"),
        CellWords(measure="benefit", only={"nowhere": 1}),
        CellWords(measure="benefit", where="no such column = 1"),
    ],
)
def test_a_wrong_meaning_is_refused_and_not_kept(adoption: Adoption, meaning: CellWords) -> None:
    with pytest.raises(Refusal):
        adoption.bind("基层表!D6", meaning)
    assert adoption.cells == {}


def test_lists_and_checks_that_can_not_be_are_refused(adoption: Adoption) -> None:
    adoption.put_list("", ListWords("台账!2", "work", {"B": "title"}))
    for words in (ListWords("台账!2", "unit", {}), ListWords("台账!9", "unit", {"A": "nothing"})):
        with pytest.raises(Refusal):
            adoption.put_list("", words)
    with pytest.raises(Refusal):
        adoption.put_check("", CheckWords("随便写写"))
    assert (list(adoption.lists), adoption.checks) == (["list1"], {})


def test_what_may_be_bound_is_found_by_letters_and_initials(adoption: Adoption) -> None:
    assert adoption.measures("专利")[0].key == "patents"
    assert "suggestion_proposed" in [one.key for one in adoption.measures("hlhjytc")]
    assert ("unit.ownership", "非公企业") in [
        (split.path, value) for split in adoption.splits(measure="patents") for value in split.values
    ]
    assert [one.key for one in adoption.fields("entry")][:2] == ["#", "competition"]
    assert {"federation", "period"} <= {one.key for one in adoption.catalogue.facts()}


def test_a_shipped_return_is_opened_and_written_as_it_was(demo: Office, tmp_path: Path) -> None:
    for name, one in demo.returns.items():
        opened = open_adopted(context(demo), name)
        folder = opened.write(tmp_path / "returns")
        again = open_folder(context(demo), folder)
        assert (again.cells, again.lists, again.checks) == (opened.cells, opened.lists, opened.checks), name
        assert again.words.each == opened.words.each and again.title == one.title


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
CELLS = st.builds(
    CellWords,
    measure=TEXTS,
    where=TEXTS,
    only=st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(-9, 9), st.lists(TEXTS, max_size=3)), max_size=3),
    decimals=st.one_of(st.none(), st.integers(0, 4)),
    back=st.integers(0, 3),
)


@given(title=TEXTS, cells=st.dictionaries(TEXTS, CELLS, max_size=4), must=TEXTS)
def test_whatever_is_written_is_read_again_the_same(
    tmp_path_factory: pytest.TempPathFactory, title: str, cells: dict[str, CellWords], must: str
) -> None:
    words = ReturnWords(title, "form.xlsx", cells={at: one.told() for at, one in cells.items()}, checks={"J01": must})
    path = tmp_path_factory.mktemp("toml") / "cells.toml"
    path.write_text(as_toml(words), encoding="utf-8", newline="")
    again = worded(ReturnWords, read_toml(path), "cells.toml")
    assert (again.title, again.cells, again.checks) == (words.title, words.cells, words.checks)


def test_a_return_is_packed_and_taken_in_elsewhere(demo: Office, adoption: Adoption, tmp_path: Path) -> None:
    adoption.accept()
    folder = adoption.write(demo.folder / "formats" / "returns")
    pack(folder, tmp_path / "given.zip")
    taken = open_folder(context(demo), unpack(tmp_path / "given.zip", tmp_path / "work"))
    assert taken.cells == adoption.cells


@pytest.mark.parametrize(
    "names",
    [
        ["甲/form.xlsx"],
        ["甲/cells.toml", "甲/run.exe"],
        ["../cells.toml", "../form.xlsx"],
        ["/etc/cells.toml"],
        ["甲/cells.toml", "乙/form.xlsx"],
        ["甲/乙/cells.toml"],
        ["甲\\..\\cells.toml"],
        ["C:/cells.toml"],
        ["cells.toml", *(f"{at}.xlsx" for at in range(20))],
    ],
)
def test_a_package_with_anything_else_is_refused(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "given.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "甲")
    with pytest.raises(Refusal, match="表式包"):
        unpack(tmp_path / "given.zip", tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_a_package_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "given.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲/form.xlsx", bytes(70 * 2**20))
        archive.writestr("甲/cells.toml", "")
    with pytest.raises(Refusal, match="表式包"):
        unpack(tmp_path / "given.zip", tmp_path / "work")


@given(content=st.binary(max_size=300), cut=st.integers(0, 400))
def test_no_package_does_anything_but_open_or_be_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cut: int
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("甲/cells.toml", content)
        archive.writestr("甲/form.xlsx", content)
    folder = tmp_path_factory.mktemp("zip")
    (folder / "given.zip").write_bytes(held.getvalue()[:cut] + content + held.getvalue()[cut:])
    with suppress(Refusal):
        assert unpack(folder / "given.zip", folder / "work").is_relative_to(folder)


def test_an_old_workbook_is_converted_once_and_the_clerk_is_told(demo: Office, tmp_path: Path) -> None:
    needs("soffice")
    old = suite.convert(draw_blank(tmp_path / "blank.xlsx"), "xls", tmp_path)
    adoption = open_blank(context(demo), old, tmp_path / "work")
    assert adoption.file.suffix == ".xlsx" and "旧格式" in adoption.told[0]
    assert adoption.proposals()["基层表!D6"].meaning.measure == "suggestion_proposed"
    assert adoption.pictures[0].cells[1, 1].columns == 6


def test_where_nothing_can_convert_the_clerk_is_told_what_to_do(
    demo: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "found", list)
    (tmp_path / "旧表.xls").write_bytes(b"\xd0\xcf")
    with pytest.raises(Refusal, match=r"另存为 \.xlsx"):
        open_blank(context(demo), tmp_path / "旧表.xls", tmp_path)


@pytest.mark.parametrize("name", ["图片.png", "没有后缀"])
def test_what_is_no_form_is_refused(demo: Office, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(Refusal, match="空白表式"):
        open_blank(context(demo), tmp_path / name, tmp_path)


def test_the_proof_tells_areas_not_cells() -> None:
    assert areas([*((f"{letter}3", 5) for letter in "ABD"), *((f"{letter}9", 0) for letter in "ABD")]) == [
        "A3:B5",
        "D3:D5",
        "A9:B9",
        "D9",
    ]


WORDED = [
    (("开展劳动和技能竞赛的企事业单位数", "个"), "units_competing"),
    (("参加竞赛职工人次",), "participations"),
    (("参加各类竞赛", "人次"), "participations"),
    (("职工提出合理化建议", "件"), "suggestion_proposed"),
    (("已采纳合理化建议", "件"), "suggestion_adopted"),
    (("完成技术革新项目", "项"), "innovations"),
    (("创造经济效益", "万元"), "benefit"),
    (("举办技术培训", "场次"), "trainings"),
    (("参加技术培训", "人次"), "trained"),
    (("劳模创新工作室", "个"), "studios"),
    (("合理化建议实施率", "%"), "implementation_rate"),
    (("竞赛覆盖企业数", "家"), "units_competing"),
]
UNSAID = [
    "人次",
    "件",
    "参加劳动竞赛职工人数",
    "其中：女职工",
    "合理化建议条数",
    "竞赛场次",
    "同比增长（%）",
    "比赛",
    "经费",
]


@pytest.mark.parametrize(("levels", "measure"), WORDED)
def test_a_heading_in_other_words_is_proposed_but_not_for_sure(
    office: Office, levels: tuple[str, ...], measure: str
) -> None:
    match = Catalogue(context(office)).heading_of_measure(levels)
    assert match is not None
    assert (match.key, match.exact) == (measure, False)


@pytest.mark.parametrize("heading", UNSAID)
def test_a_heading_that_says_less_or_more_is_left_to_the_clerk(office: Office, heading: str) -> None:
    assert Catalogue(context(office)).heading_of_measure((heading,)) is None


PARTS = [
    ["项目", "计量单位", "数量"],
    ["参赛人次", "人次", None],
    ["其中：农民工", "人次", None],
    ["其中：女职工", "人次", None],
    ["开展竞赛的单位", "家", None],
    ["其中：非公有制企业", "家", None],
]


def test_a_part_is_part_of_what_stands_before_it(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows, units = book.active, book.create_sheet("单位")
    told = ["单位名称", "参赛职工（人次）", "其中：农民工", "其中：女职工", "职工人数", "其中：女职工", "其中：农民工"]
    for sheet, lines in ((rows, PARTS), (units, [told, [None] * len(told)])):
        for at, line in enumerate(lines, 3):
            for column, text in enumerate(line, 1):
                sheet.cell(at, column, text).border = BOX
    book.save(tmp_path / "blank.xlsx")
    form = open_blank(context(office), tmp_path / "blank.xlsx", tmp_path)
    found = {at: (one.meaning.measure, one.meaning.only) for at, one in form.proposals().items()}
    assert {at: one for at, one in found.items() if at.startswith("Sheet")} == {
        "Sheet!C4": ("participations", {}),
        "Sheet!C5": ("migrant_participations", {}),
        "Sheet!C7": ("units_competing", {}),
        "Sheet!C8": ("units_competing", {"unit.ownership": "非公企业"}),
    }
    columns = form.proposed_lists()[0].columns
    assert {letters: one.meaning.measure or one.meaning.field_ for letters, one in columns.items()} == {
        "A": "title",
        "B": "participations",
        "C": "migrant_participations",
        "E": "workers",
        "F": "women",
    }


def test_a_list_of_contests_is_that_of_the_period_unless_all_are_wanted(office: Office, tmp_path: Path) -> None:
    for year, title in ((2025, "去年的比赛"), (2026, "今年的比赛")):
        office.register.add("competition/skills", {"title": title, "year": year})
    form = open_blank(context(office), new_forms.contests(tmp_path / "blank.xlsx"), tmp_path)
    form.accept()
    assert form.lists["list1"].when == "year"
    assert form.values("2025")["表1!B4"] == "去年的比赛"
    assert form.values("2026")["表1!B4"] == "今年的比赛"
    form.put_list("list1", replace(form.lists["list1"], when="", order="title"))
    assert form.values("2025")["表1!B4"] == "今年的比赛"


DATED = {
    "competition/skills": "year",
    "entry": "competition.year",
    "honour": "awarded_on",
    "suggestion": "proposed_on",
    "target": "period",
    "unit": "",
    "worker": "",
    "studio": "",
}


@pytest.mark.parametrize(("record", "path"), DATED.items())
def test_records_belong_to_a_period_as_measures_count_them(office: Office, record: str, path: str) -> None:
    known = Catalogue(context(office)).dated_by(record)
    assert (known.key if known else "") == path


def test_a_list_of_contests_holds_what_is_counted_for_each(office: Office, tmp_path: Path) -> None:
    add_many = office.register.add_many
    first, second = add_many("competition/skills", ["title", "year"], [("A", 2025), ("B", 2025)]).ids
    add_many("entry", ["competition"], [(at,) for at in (first, first, first, second)])
    form = open_blank(context(office), new_forms.contests(tmp_path / "blank.xlsx"), tmp_path)
    form.accept()
    words = form.lists["list1"]
    for measure, told in (("registered_entries", [3, 1]), ("contest_entered", [3, 1])):
        form.put_list("list1", replace(words, columns=words.columns | {"F": measure}))
        assert measure in {one.key for one in form.measures(record="competition/skills")}
        one = form.as_return()
        with filling.sources_of(one, office.measures, office.register, "2025") as sources:
            assert filling.compute(one, sources).lists["list1"].columns["F"] == told


def test_a_total_is_the_sum_of_its_column_and_blank_where_there_is_none(office: Office, tmp_path: Path) -> None:
    names = ["title", "year", "workers"]
    office.register.add_many("competition/skills", names, [("A", 2025, 30), ("B", 2025, 12), ("C", 2026, 7)])
    form = open_blank(context(office), new_forms.contests(tmp_path / "blank.xlsx"), tmp_path)
    form.accept()
    assert form.cells["表1!D5"] == CellWords(total=True)
    assert not {"表1!B5", "表1!C5", "表1!F5"} & {*form.cells, *form.proposals()}
    one, words = form.as_return(), form.lists["list1"]
    with filling.sources_of(one, office.measures, office.register, "2025") as sources:
        first = filling.compute(one, sources).lists["list1"].ids[0]
        assert filling.compute(one, sources).cells["表1!D5"] == 42
        assert filling.compute(one, sources, puts={f"list1/{first}/D": 50}).cells["表1!D5"] == 62
    form.put_list("list1", replace(words, columns={"B": "title"}))
    assert form.values("2025")["表1!D5"] is None


def test_what_can_not_be_counted_for_each_is_not_offered_and_refused_in_plain_words(
    office: Office, tmp_path: Path
) -> None:
    form = open_blank(context(office), new_forms.contests(tmp_path / "blank.xlsx"), tmp_path)
    form.accept()
    words = form.lists["list1"]
    assert "participants" not in {one.key for one in form.measures(record="competition")}
    with pytest.raises(Refusal, match="不能按每个“竞赛（总表）”分开统计") as refused:
        form.put_list("list1", replace(words, columns=words.columns | {"F": "participants"}))
    assert "toml" not in str(refused.value)


def test_what_would_stop_the_filling_is_told_when_the_form_is_adopted(office: Office, tmp_path: Path) -> None:
    for total, told in (("=D4", "算漏"), ("=SUM(D4:D4)", "")):
        book = openpyxl.Workbook()
        sheet = book.active
        for column, heading in enumerate(["序号", "成果名称", "成果类别", "经济效益（万元）"], 1):
            sheet.cell(3, column, heading).border = BOX
            sheet.cell(4, column).border = BOX
        sheet["A5"], sheet["D5"] = "合计", total
        book.save(tmp_path / "blank.xlsx")
        form = open_blank(context(office), tmp_path / "blank.xlsx", tmp_path)
        form.accept()
        assert form.lists
        assert told in trouble(form) and bool(trouble(form)) == bool(told)


def test_every_shipped_return_can_be_filled_with_lists_of_any_length(office: Office) -> None:
    for name in office.returns:
        assert trouble(open_adopted(context(office), name)) == "", name
