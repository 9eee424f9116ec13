"""A return of a period: computed, keyed, changed with a reason, checked, handed up, frozen, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from models.findings import DOUBT
from models.office import Office
from models.returns.instances import AUDITED, DRAFT, HANDED_UP, NEXT, SENT_BACK, Instances
from models.words import Refusal, say

CELLS = """
title = "季报"
form = "form.xlsx"
[cells]
"表1!B3" = "suggestion_proposed"
"表1!B4" = "suggestion_implemented"
"表1!B5" = "keyed"
"表1!B6" = { measure = "participations", only = { "unit.ownership" = "非公企业" } }
"表1!B7" = { fact = "federation" }
[lists.units]
row = "表1!9"
of = "unit"
order = "title"
columns = { A = "#", B = "title", C = "suggestion_proposed", D = "keyed" }
[checks]
J01 = "B3≥B4"
J02 = { must = "B5≥B4", level = "doubt" }
J03 = "C10=SUM(C9:C9)"
"""


@pytest.fixture
def instances(demo: Office) -> Iterator[Instances]:
    """The demonstration office with a form of its own: single cells, a list, a total and three checks."""
    folder = demo.folder / "formats" / "returns" / "mine"
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.title = "表1"
    for row, label in enumerate(["提出", "实施", "手填", "其中非公", "单位"], 3):
        book.active.cell(row, 1, label)
    book.active["C10"] = "=SUM(C9:C9)"
    book.save(folder / "form.xlsx")
    (folder / "cells.toml").write_text(CELLS, encoding="utf-8")
    demo.close()
    with Office(demo.folder) as office:
        yield office.instances


def test_one_is_begun_once(instances: Instances) -> None:
    first, changes = instances.begin("mine", "2025")
    assert (first.state, first.title, len(changes)) == (DRAFT, "季报", 1)
    assert instances.begin("mine", "2025") == (first, [])
    assert [one.id for one in instances.all()] == [first.id]


def test_figures_have_labels_and_last_periods_values(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    figures = {figure.place: figure for figure in instances.standing(one.id).figures}
    assert figures["表1!B3"].label == "提出"
    assert figures["表1!B3"].value == 1969
    assert figures["表1!B3"].last == 1877
    assert figures["表1!B5"].value is None
    later, _ = instances.begin("mine", "2026")
    figure = instances.standing(later.id).figures[0]
    assert (figure.value, figure.last, figure.change) == (None, 1969, None)


def test_a_filter_narrows_a_measure_and_its_rows(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    whole, part = instances.register.ask(
        "select sum(participations), sum(iif(unit.ownership = '非公企业', participations, 0))"
        " from unit_report join unit on unit.id = unit_report.unit where period = '2025'"
    )[0]
    figures = {figure.place: figure.value for figure in instances.standing(one.id).figures}
    assert part == figures["表1!B6"] != whole
    behind = instances.behind(one.id, "表1!B6")
    private = instances.register.ask(
        "select unit_report.id from unit_report join unit on unit.id = unit_report.unit"
        " where period = '2025' and unit.ownership = '非公企业' order by 1"
    )
    assert behind.rows == {"unit_report": [row[0] for row in private]}
    assert "非公企业" in behind.say


def test_behind_a_number_of_a_unit_are_its_own_rows(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    unit, figures = next(row for row in instances.standing(one.id).listings[0].rows if row[1]["C"].value)
    reports = instances.behind(one.id, figures["C"].place).rows["unit_report"]
    assert {instances.register.row("unit_report", row)["unit"] for row in reports} == {unit}


def test_a_value_over_a_computed_one_needs_a_reason(instances: Instances, tmp_path: Path) -> None:
    one, _ = instances.begin("mine", "2025")
    with pytest.raises(Refusal, match="原因"):
        instances.put(one.id, "表1!B3", 2000)
    instances.put(one.id, "表1!B3", 2000, "某单位补报")
    instances.put(one.id, "表1!B5", instances.read(one.id, "表1!B5", "1,234"))
    row = instances.standing(one.id).listings[0].rows[0][0]
    instances.put(one.id, f"units/{row}/D", "备注一")
    figure = instances.standing(one.id).figures[0]
    assert (figure.value, figure.computed, figure.is_override, figure.why) == (2000, 1969, True, "某单位补报")
    assert (
        "1969" not in instances.behind(one.id, "表1!B3").say or "某单位补报" in instances.behind(one.id, "表1!B3").say
    )
    instances.write(one.id, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["表1"]
    assert [sheet[at].value for at in ("B3", "B5", "D9")] == [2000, 1234, "备注一"]
    instances.put(one.id, "表1!B3", None)
    assert instances.standing(one.id).figures[0].value == 1969
    with pytest.raises(Refusal, match="没有"):
        instances.put(one.id, "表1!Z9", 1)


def test_checks_stop_it_until_they_hold_or_are_explained(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    instances.put(one.id, "表1!B5", 5)
    (doubt,) = instances.standing(one.id).open
    assert (doubt.rule, doubt.level, doubt.field) == ("J02", DOUBT, "表1!B5")
    with pytest.raises(Refusal, match="J02"):
        instances.pass_to(one.id, AUDITED)
    instances.explain(one.id, doubt, "口径不同")
    assert instances.standing(one.id).open == []
    instances.put(one.id, "表1!B3", 10, "试")
    (error,) = instances.standing(one.id).open
    assert (error.rule, "10 ≥ 998" in error.say) == ("J01", True)
    with pytest.raises(Refusal, match="必须改正"):
        instances.explain(one.id, error, "就是这样")


def test_text_where_a_number_belongs_stops_it(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    instances.put(one.id, "表1!B3", instances.read(one.id, "表1!B3", "约三十"), "估计")
    assert {finding.rule for finding in instances.standing(one.id).open} >= {"unread"}


def test_what_was_handed_up_is_frozen_and_later_differences_are_corrections(
    instances: Instances, tmp_path: Path
) -> None:
    one, _ = instances.begin("mine", "2025")
    with pytest.raises(Refusal, match="按顺序"):
        instances.pass_to(one.id, HANDED_UP, target=tmp_path / "out.xlsx")
    instances.pass_to(one.id, AUDITED)
    with pytest.raises(Refusal, match="已审核"):
        instances.put(one.id, "表1!B5", 1)
    instances.pass_to(one.id, HANDED_UP, target=tmp_path / "out.xlsx")
    up = instances.get(one.id)
    assert (up.state, len(up.digest), up.file) == (HANDED_UP, 64, "out.xlsx")
    assert instances.standing(one.id).corrections == []
    proof = instances.register.ask("select proof from issued where form = 'mine'")[0][0]
    assert "A9:D" in proof
    report = instances.register.ids("unit_report", within="period = '2025' and suggestions_proposed > 0")[0]
    kept = instances.register.row("unit_report", report)["suggestions_proposed"]
    instances.register.change("unit_report", report, {"suggestions_proposed": int(str(kept)) + 7})
    standing = instances.standing(one.id)
    corrected = {each.place: (each.handed_up, each.now) for each in standing.corrections}
    assert corrected["表1!B3"] == (1969, 1976)
    assert standing.figures[0].value == 1969
    with pytest.raises(Refusal, match="原因"):
        instances.pass_to(one.id, SENT_BACK)
    instances.pass_to(one.id, SENT_BACK, "数字有误")
    assert instances.standing(one.id).figures[0].value == 1976
    passed = [(each.before, each.after, each.why) for each in instances.passages(one.id)]
    assert passed == [(DRAFT, AUDITED, ""), (AUDITED, HANDED_UP, ""), (HANDED_UP, SENT_BACK, "数字有误")]


def test_last_periods_figures_are_those_that_were_handed_up(instances: Instances, tmp_path: Path) -> None:
    one, _ = instances.begin("mine", "2025")
    instances.put(one.id, "表1!B3", 2000, "补报")
    instances.pass_to(one.id, AUDITED)
    instances.pass_to(one.id, HANDED_UP, target=tmp_path / "out.xlsx")
    later, _ = instances.begin("mine", "2026")
    assert instances.standing(later.id).figures[0].last == 2000


def test_who_has_not_returned_is_told(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    (waiting,) = instances.standing(one.id).waiting
    units = instances.register.count("unit")
    given = instances.register.count("unit_report", "period = '2025'")
    assert (waiting.record, len(waiting.missing)) == ("unit_report", units - given)


def test_every_step_can_be_undone_and_is_remembered(instances: Instances) -> None:
    one, _ = instances.begin("mine", "2025")
    instances.pass_to(one.id, AUDITED)
    instances.register.undo()
    assert (instances.get(one.id).state, instances.passages(one.id)) == (DRAFT, [])


@pytest.mark.parametrize(
    ("kind", "today", "due"),
    [
        ("year", "2026-11-01", "2026"),
        ("year", "2026-03-01", "2025"),
        ("quarter", "2026-04-10", "2026Q1"),
        ("quarter", "2026-01-10", "2025Q4"),
        ("half", "2026-07-05", "2026H1"),
        ("half", "2026-02-05", "2025H2"),
        ("month", "2026-01-05", "2025-12"),
        ("years", "2026-11-05", "2025-2026"),
    ],
)
def test_the_period_that_is_due_comes_first(instances: Instances, kind: str, today: str, due: str) -> None:
    form = instances.returns["mine"]
    told = replace(form, period=replace(form.period, kind=kind))
    assert replace(instances, returns={"mine": told}).periods("mine", today)[0] == due


def test_states_are_called_as_the_office_calls_them() -> None:
    assert [say(f"instances.{state}") for state in NEXT] == ["草稿", "已审核", "已上报", "已退回"]


def failing(instances: Instances, row: int) -> list[tuple[str, str]]:
    """Places of failing checks and what is said."""
    return [(one.field, one.say) for one in instances.standing(row).checks]


def test_checks_are_held_against_the_form_of_each_record(demo: Office) -> None:
    """A score over its full marks stops the forms, told with the record and its own cell."""
    instances = demo.instances
    row = instances.begin("suggestion_review", "2025")[0].id
    first, second, *_ = instances.standing(row).listings[0].rows
    instances.put(row, f"each/{first[0]}/表1!D4", 28)
    instances.put(row, f"each/{second[0]}/表1!D4", 31)
    ((place, told),) = failing(instances, row)
    assert place == f"each/{second[0]}/表1!D4"
    assert "31 ≤ 30" in told and demo.register.title("suggestion", second[0]) in told


DOCUMENT = """
title = "申报表"
form = "form.docx"
each = { of = "work" }
[cells]
"表格1!B1" = "title"
"表格1!B2" = { field = "benefit", unit = "万元", decimals = 2 }
"表格1!B3" = "keyed"
[checks]
J01 = "表格1 B3≤B2"
J02 = { must = "第3行≤第4行", level = "doubt" }
"""


def test_checks_are_held_against_word_forms(demo: Office) -> None:
    """Keyed and computed cells, and what the blank says itself."""
    folder = demo.folder / "formats" / "returns" / "mine"
    folder.mkdir(parents=True)
    document = docx.Document()
    table = document.add_table(4, 2)
    for at, (label, said) in enumerate([("名称", ""), ("效益", ""), ("其中节约", ""), ("最高", "12.5")]):
        table.cell(at, 0).text, table.cell(at, 1).text = label, said
    document.save(str(folder / "form.docx"))
    (folder / "cells.toml").write_text(DOCUMENT, encoding="utf-8")
    demo.close()
    with Office(demo.folder) as office:
        row = office.instances.begin("mine", "2025")[0].id
        work = next(row for row, (kept,) in zip(office.register.ids("work"), benefits(office), strict=True) if kept)
        assert failing(office.instances, row) == []
        office.instances.put(row, f"each/{work}/表格1!B3", 99999)
        told = failing(office.instances, row)
    assert {place for place, _ in told} == {f"each/{work}/表格1!B3"}
    assert "99999 ≤ 12.5" in told[1][1]


def benefits(office: Office) -> list[tuple[object, ...]]:
    """Of every work, in the order of their ids."""
    return office.register.ask("select benefit from work order by id")
