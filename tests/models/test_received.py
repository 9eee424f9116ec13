"""Workbooks that have come in and are not kept yet: mended, kept in part, sent again, explained column by column."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import intake, ledgers
from models.attachments import give_back
from models.corrections import write_for_each
from models.intake import Layout, layouts, pending
from models.intake.guessing import guess_columns, guess_heading, guess_layout
from models.intake.pending import Pending
from models.intake.received import DONE, OVERTAKEN, PARTLY, REFUSED, SOUND, UNSOUND, Reading, Received, take
from models.kinds.identity import check_of_id
from models.ledgers import Asking
from models.office import Office
from models.register import origin
from models.resources import demonstration
from models.rounds import CLEAN, FAULTY, Order, note, rounds, standings
from models.sheets import Cell, read_book
from models.whereabouts import placed
from models.words import Refusal

DEMO = demonstration()
ROSTER = ["竞赛名称", "姓名", "身份证号", "工作单位", "参赛号"]


def id_number(order: int) -> str:
    """Of an invented person: no region has the code 999999."""
    first = f"99999919900307{order:03d}"
    return first + check_of_id(first)


def workbook(path: Path, *tables: Sequence[Sequence[object]]) -> Path:
    """A workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(tables):
        sheet = book.create_sheet(f"表{at + 1}")
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def entrant(order: int, name: str, number: object = None) -> list[object]:
    """A row of a roster."""
    return ["焊工比赛", name, number or id_number(order), "第一厂", f"H{order}"]


def come(office: Office, path: Path) -> tuple[Received, Reading]:
    """A workbook as it lies on the page."""
    received = Received.open(path)
    return received, received.read(office.register)


def states(reading: Reading) -> dict[str, int]:
    """Rows by state."""
    total: dict[str, int] = {}
    for table in reading.tables:
        for state, number in table.counts.items():
            total[state] = total.get(state, 0) + number
    return total


@pytest.fixture
def contest(office: Office) -> Office:
    """An office with a unit and a contest."""
    office.register.add("unit", {"title": "第一厂"})
    office.register.add("competition/skills", {"title": "焊工比赛", "year": 2025})
    return office


@pytest.mark.parametrize("file", sorted(one.name for one in DEMO.iterdir() if one.suffix in (".xlsx", ".xls", ".ods")))
def test_a_file_that_was_kept_brings_nothing_new_also_in_another_order(demo: Office, file: str, tmp_path: Path) -> None:
    _, reading = come(demo, DEMO / file)
    take(demo.register, [reading], "读入", whole=True)
    received, again = come(demo, DEMO / file)
    assert set(states(again)) <= {"same", "rejected"}
    turned = received
    for table in again.tables:
        if sum((one.table.sheet, one.table.head) == (table.table.sheet, table.table.head) for one in again.tables) > 1:
            continue  # laid out in breadth: its columns are not of this table alone
        kept = [at for at, state in enumerate(table.states) if state == "same"]
        mixed = random.Random(7).sample(kept, len(kept))
        cells = next(one for one in received.book if one.name == table.table.sheet).spread()
        for here, there in zip(kept, mixed, strict=True):
            for column in table.table.columns.values():
                place = (table.table.sheet, table.lines[here], column)
                turned = turned.typed_at(place, cells[table.lines[there]][column])
    assert "new" not in states(turned.read(demo.register))


def test_the_same_new_worker_in_two_tables_is_added_once(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "两表.xlsx", [ROSTER, entrant(1, "甲乙")], [ROSTER, entrant(1, "甲乙")])
    account = intake.read(contest.register, path)
    intake.keep(contest.register, account.tables, "读入")
    assert (contest.register.count("worker"), contest.register.count("entry")) == (1, 1)


def test_sound_rows_are_kept_now_and_the_rest_when_it_is_mended(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙"), entrant(2, "丙丁", "12345")])
    received, reading = come(contest, path)
    assert (reading.standing, states(reading)) == (UNSOUND, {"new": 2})
    take(contest.register, [reading], "读入")
    assert contest.register.count("entry") == 1
    assert states(received.read(contest.register)) == {"same": 1, "new": 1}
    mended = received.typed_at(("表1", 2, 2), id_number(2))
    reading = mended.read(contest.register)
    assert (reading.standing, states(reading)) == (SOUND, {"same": 1, "new": 1})
    take(contest.register, [reading], "读入")
    assert mended.read(contest.register).standing == DONE
    contest.register.undo()
    assert contest.register.count("worker") == 1


def test_rows_with_findings_are_kept_as_typed_when_the_clerk_says_so(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(2, "丙丁", "12345")])
    take(contest.register, [come(contest, path)[1]], "读入", whole=True)
    assert contest.register.row("worker", 1)["id_number"] == "12345"


def test_a_cell_shows_from_what_to_what(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙")])
    take(contest.register, [come(contest, path)[1]], "读入")
    workbook(path, [ROSTER, [*entrant(1, "甲乙丙")[:4], "H9"]])
    seen = come(contest, path)[1].tables[0]
    assert seen.states == ["changed"]
    assert (seen.cell(0, "number").was, seen.cell(0, "number").text) == ("H1", "H9")
    assert (seen.cell(0, "worker.name").was, seen.cell(0, "worker.name").text) == ("甲乙", "甲乙丙")
    assert seen.units == ["第一厂"]


def test_a_list_sent_again_tells_what_is_gone_and_deletes_it_only_when_replaced(
    contest: Office, tmp_path: Path
) -> None:
    rows = [entrant(at, name) for at, name in enumerate(("甲乙", "丙丁", "戊己"), 1)]
    take(contest.register, [come(contest, workbook(tmp_path / "一.xlsx", [ROSTER, *rows]))[1]], "读入")
    by_hand = contest.register.add("entry", {"competition": 1, "number": "H7", "unit": 1})
    again = come(contest, workbook(tmp_path / "二.xlsx", [ROSTER, *rows[1:], entrant(4, "庚辛")]))[1]
    (old,) = again.earlier
    assert (old.unit, old.file, len(old.gone)) == ("第一厂", "一.xlsx", 1)
    take(contest.register, [again], "读入")
    assert contest.register.count("entry") == 5
    contest.register.undo()
    take(contest.register, [again], "读入", replaced=again.earlier)
    kept = {row[0] for row in contest.register.ask("select number from entry")}
    assert kept == {"H2", "H3", "H4", "H7"} and contest.register.row("entry", by_hand.ids[0])
    contest.register.undo()
    assert contest.register.count("entry") == 4


def test_a_list_of_results_is_no_list_of_entrants_sent_again(contest: Office, tmp_path: Path) -> None:
    rows = [entrant(at, name) for at, name in enumerate(("甲乙", "丙丁"), 1)]
    take(contest.register, [come(contest, workbook(tmp_path / "一.xlsx", [ROSTER, *rows]))[1]], "读入")
    results = [["竞赛名称", "姓名", "身份证号", "工作单位", "理论成绩", "实操成绩", "总成绩", "名次"]]
    results.append([*rows[0][:4], 90, 80, 83, 1])
    assert come(contest, workbook(tmp_path / "成绩.xlsx", results))[1].earlier == []


def test_a_workbook_that_went_to_another_unit_is_pointed_at(contest: Office, tmp_path: Path) -> None:
    contest.register.add("unit", {"title": "第二厂"})
    asking = ledgers.Asking(period="2025")
    for path in ledgers.write_blanks(contest.register, "unit_report", tmp_path, asking):
        book = openpyxl.load_workbook(path)
        texts = {cell.value: cell for row in book.worksheets[0] for cell in row if isinstance(cell.value, str)}
        told = next(text for text in texts if "第" in text and "厂" in text)
        head = max(cell.row for text, cell in texts.items() if "劳动竞赛" in text)
        book.worksheets[0].cell(head + 2, texts[next(text for text in texts if "劳动竞赛" in text)].column, 3)
        texts[told].value = told.replace("第二厂", "第一厂")
        book.save(path)
    found = {
        path.stem[:3]: [one.rule for one in come(contest, path)[1].account.findings]  # type: ignore[union-attr]
        for path in tmp_path.glob("*.xlsx")
    }
    assert found == {"第一厂": [], "第二厂": ["intake.other_unit"]}


def test_a_workbook_of_an_older_declaration_is_pointed_at(contest: Office, tmp_path: Path) -> None:
    path = tmp_path / "旧.xlsx"
    ledgers.write_blank(contest.register, "unit", path, ledgers.Asking())
    book = openpyxl.load_workbook(path)
    book["_form"]["C1"] = "00000000"
    heading = next(cell for row in book.worksheets[0] for cell in row if str(cell.value).startswith("单位名称"))
    book.worksheets[0].cell(heading.row + 2, heading.column, "第三厂")
    book.save(path)
    account = come(contest, path)[1].account
    assert account is not None and any("旧表样" in note.say for note in account.notes)


STRANGE = [
    ["某厂的人"],
    ["名儿", "证号", "哪个厂的"],
    ["甲乙", id_number(1), "第一厂"],
    ["丙丁", id_number(2), "第一厂"],
]


def test_a_heading_is_explained_once_and_forgotten_when_it_is_told(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "怪.xlsx", STRANGE)
    received, reading = come(contest, path)
    assert reading.standing == REFUSED
    layout = Layout("worker", 1, 2, {"name": 0, "id_number": 1, "unit": 2})
    once = received.laid_out("表1", layout).read(contest.register)
    assert states(once) == {"new": 2} and once.tables[0].cell(1, "name").text == "丙丁"
    rows = read_book(path)[0].spread()
    layouts.remember(contest.register, rows, layout)
    layouts.remember(contest.register, rows, layout)
    (known,) = layouts.remembered(contest.register)
    other = workbook(tmp_path / "又.xlsx", [[], *STRANGE[1:]])
    account = intake.read(contest.register, other)
    assert account.count("new") == 2 and any("以前说明过" in note.say for note in account.notes)
    layouts.forget(contest.register, known)
    with pytest.raises(Refusal):
        intake.read(contest.register, other)
    contest.register.undo()
    assert intake.read(contest.register, other).count("new") == 2


def test_two_explained_headings_of_one_sheet_are_both_remembered(contest: Office, tmp_path: Path) -> None:
    second = [["下面是厂子", None, None], ["厂名儿", "多少人", None], ["第一厂", 120, None]]
    received, _ = come(contest, workbook(tmp_path / "两张.xlsx", [*STRANGE, [], *second]))
    rows = read_book(received.path)[0].spread()
    upper = Layout("worker", 1, 2, {"name": 0, "id_number": 1, "unit": 2})
    lower = Layout("unit", 6, 7, {"title": 0, "workers": 1})
    for layout in (upper, lower):
        layouts.remember(contest.register, rows, layout)
    account = intake.read(contest.register, received.path)
    assert [(table.record.key, table.main.lines) for table in account.tables] == [("worker", [2, 3]), ("unit", [7])]
    said = received.laid_out("表1", lower, upper).read(contest.register)
    assert [table.table.record.key for table in said.tables] == ["worker", "unit"]


def test_a_fact_that_a_sheet_lacks_is_told_for_all_its_rows(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "无期.xlsx", [["甲"], ["单位", "劳动竞赛"], ["第一厂", 3]])
    received = Received.open(path, "unit_report").laid_out(
        "表1", Layout("unit_report", 1, 2, {"unit": 0, "labour_contests": 1})
    )
    assert "period" in received.read(contest.register).tables[0].paths
    reading = received.told("表1", "period", "2025年").read(contest.register)
    take(contest.register, [reading], "读入")
    assert contest.register.row("unit_report", 1)["period"] == "2025"


def test_a_guess_goes_by_headings_and_by_what_stands_under_them(office: Office) -> None:
    rows: list[list[Cell]] = [
        ["名单", "", "", ""],
        ["名儿", "哪号", "打哪个", "进厂那天"],
        ["甲乙", id_number(1), "13900000000", "1990年3月7日"],
        ["丙丁", id_number(2), "13900000001", "1990-3-7"],
    ]
    assert guess_heading(rows) == (1, 2)
    layout = guess_layout(office.schema, rows)
    assert layout.record == "worker"
    assert {"id_number": 1, "phone": 2}.items() <= dict(layout.columns).items()
    alike = guess_columns(office.schema, office.schema["unit"], [["所在单位的名称", "联系的人"]], 0, 1)
    assert alike["title"] == 0


CELLS = st.one_of(
    st.just(""), st.text(max_size=12), st.floats(), st.booleans(), st.integers(0, 10**19).map(str), st.dates()
)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1, max_size=6)
    )
)
def test_no_sheet_makes_a_guess_fail(schema_office: Office, rows: list[list[Cell]]) -> None:
    layout = guess_layout(schema_office.schema, rows)
    assert 0 <= layout.head < layout.first <= len(rows)
    assert len(set(layout.columns.values())) == len(layout.columns)
    assert all(0 <= at < len(rows[0]) for at in layout.columns.values())
    (table,) = layouts.tables_as_said(schema_office.register, "表", rows, [layout])
    assert table.columns == layout.columns


@pytest.fixture(scope="module")
def schema_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that only reads."""
    with Office(tmp_path_factory.mktemp("guess") / "office") as opened:
        yield opened


def test_a_workbook_is_kept_once_under_whatever_name_and_taken_back_with_its_step(
    contest: Office, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙")])
    take(contest.register, [come(contest, path)[1]], "读入")
    twin = tmp_path / "又一份.xlsx"
    twin.write_bytes(path.read_bytes())
    take(contest.register, [come(contest, twin)[1]], "读入")
    (kept,) = (contest.folder / "attachments").glob("*/*")
    assert kept.read_bytes() == path.read_bytes()
    (brought,) = origin.of_step(contest.register, contest.register.steps()[0].id)
    assert (brought.file, contest.folder / brought.kept) == ("名单.xlsx", kept)
    (given,) = give_back(contest.folder, [(brought.file, brought.kept)], tmp_path / "取出")
    assert (given.name, given.read_bytes()) == ("名单.xlsx", path.read_bytes())


def test_a_workbook_that_was_written_over_after_it_was_read_is_kept_by_nobody(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙")])
    reading = come(contest, path)[1]
    workbook(path, [ROSTER, entrant(2, "丙丁")])
    take(contest.register, [reading], "读入")
    path.unlink()
    take(contest.register, [reading], "读入")
    assert contest.register.count("entry") == 1
    assert not (contest.folder / "attachments").exists()


def test_findings_go_back_in_the_unit_s_own_workbook_long_after_it_was_kept(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙"), entrant(2, "丙丁", "99999919900307")])
    take(contest.register, [come(contest, path)[1]], "读入", whole=True)
    path.unlink()
    contest.register.add("worker", {"name": "戊己", "id_number": "1", "unit": 1})
    found = placed(contest.register, contest.audit.run(contest.register))
    back = tmp_path / "退回"
    written = write_for_each(contest.register, [one for one in found if one.field == "id_number"], back)
    assert (written, sorted(one.name for one in back.iterdir())) == (
        2,
        ["第一厂-请核对更正.xlsx", "第一厂_名单_问题.xlsx"],
    )
    copy = openpyxl.load_workbook(back / "第一厂_名单_问题.xlsx")
    assert copy["表1"]["C3"].comment and not copy["表1"]["C2"].comment
    assert [cell.value for cell in copy["表1"]["B"]] == ["姓名", "甲乙", "丙丁"]


def test_a_workbook_of_several_units_goes_back_to_none_of_them(contest: Office, tmp_path: Path) -> None:
    contest.register.add("unit", {"title": "第二厂"})
    other = ["焊工比赛", "丙丁", "99999919900307", "第二厂", "H2"]
    path = workbook(tmp_path / "总名单.xlsx", [ROSTER, entrant(1, "甲乙"), other])
    take(contest.register, [come(contest, path)[1]], "读入", whole=True)
    found = placed(contest.register, contest.audit.run(contest.register))
    write_for_each(contest.register, found, tmp_path / "退回")
    assert [one.name for one in (tmp_path / "退回").iterdir()] == ["第二厂-请核对更正.xlsx"]


def test_what_was_not_kept_is_there_again_as_it_was_left(contest: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", [ROSTER, entrant(1, "甲乙"), entrant(2, "丙丁", "12345")])
    mended = Received.open(path).typed_at(("表1", 2, 2), id_number(2)).told("表1", "unit", "第一厂")
    laid = mended.laid_out("表1", Layout("entry", 0, 1, {"competition": 0, "worker.name": 1, "worker.id_number": 2}))
    left = [Pending(path, laid.said, laid.digest, laid.typed, replacing=True), Pending(tmp_path / "没读.xlsx")]
    pending.write(contest.folder, left)
    assert pending.read(contest.folder) == left
    assert left[0].open().read(contest.register).standing == SOUND
    workbook(path, [ROSTER, entrant(3, "戊己")])
    again = left[0].open()
    assert (again.typed, again.said) == ({}, laid.said)
    account = again.read(contest.register).account
    assert account and "上次在这里改的格没有套用" in account.remarks[-1].say


def test_a_note_that_can_t_be_read_is_no_note(tmp_path: Path) -> None:
    for spoiled in ("", "[{}]", "{", '[{"said": 1}]', "3"):
        (tmp_path / "received.json").write_text(spoiled)
        assert pending.read(tmp_path) == []


def test_a_cell_that_is_blank_the_second_time_is_cleared_only_when_the_clerk_agrees(
    contest: Office, tmp_path: Path
) -> None:
    register = contest.register
    take(
        register,
        [come(contest, workbook(tmp_path / "一.xlsx", [ROSTER, entrant(1, "甲乙"), entrant(2, "丙丁")]))[1]],
        "读入",
    )
    second = workbook(tmp_path / "二.xlsx", [ROSTER, [*entrant(1, "甲乙")[:4], None], [*entrant(2, "丙丁")[:4], None]])
    register.change("entry", 2, {"number": "H22"})
    again = come(contest, second)[1]
    (old,) = again.earlier
    assert old.emptied == {1: {"number": "H1"}}  # what a clerk has typed since is no unit's to clear
    cell = again.tables[0].cell(0, "number")
    assert (again.standing, again.tables[0].states, cell.was, cell.text) == (DONE, ["changed", "same"], "H1", "")
    take(register, [again], "读入")
    assert register.row("entry", 1)["number"] == "H1"
    take(register, [again], "读入", replaced=again.earlier)
    assert [row[0] for row in register.ask("select number from entry order by id")] == [None, "H22"]
    register.undo()
    assert register.row("entry", 1)["number"] == "H1"


def test_a_list_without_contest_or_period_is_known_again_by_its_unit_and_columns(
    contest: Office, tmp_path: Path
) -> None:
    heads = ["姓名", "身份证号", "工作单位", "联系电话"]
    rows = [[name, id_number(at), "第一厂", f"1380000000{at}"] for at, name in enumerate(("甲乙", "丙丁", "戊己"), 1)]
    take(contest.register, [come(contest, workbook(tmp_path / "一.xlsx", [heads, *rows]))[1]], "读入")
    (old,) = come(contest, workbook(tmp_path / "二.xlsx", [heads, *rows[1:]]))[1].earlier
    assert (old.record, old.unit, old.file, old.gone) == ("worker", "第一厂", "一.xlsx", (1,))
    other = ["庚辛", id_number(9), "第一厂", "13800000009"]
    assert come(contest, workbook(tmp_path / "一.xlsx", [heads, other]))[1].earlier == []


def test_a_contest_that_is_new_in_the_same_batch_is_understood_at_the_first_save(
    contest: Office, tmp_path: Path
) -> None:
    roster = workbook(tmp_path / "甲名单.xlsx", [ROSTER, ["钳工比赛", *entrant(1, "甲乙")[1:]]])
    titled = workbook(tmp_path / "乙名单.xlsx", [["钳工比赛报名表"], ROSTER[1:], entrant(2, "丙丁")[1:]])
    named = workbook(tmp_path / "竞赛.xlsx", [["竞赛名称", "年度", "工种"], ["钳工比赛", 2025, "钳工"]])
    take(contest.register, [come(contest, path)[1] for path in (roster, titled, named)], "读入")
    assert contest.register.count("competition") == 2
    assert contest.register.ask("select distinct competition from entry") == [(2,)]
    assert contest.register.count("entry") == 2


@pytest.mark.parametrize(
    ("above", "heading"), [("", "效益成果（元）"), ("", "效益成果（单位：元）"), ("单位：元", "效益成果")]
)
def test_a_unit_that_a_heading_or_a_note_names_counts_also_in_columns_that_a_clerk_maps(
    contest: Office, tmp_path: Path, above: str, heading: str
) -> None:
    rows = [["2025年报表", "", above], ["哪个厂", heading], ["第一厂", 880000]]
    received, _ = come(contest, workbook(tmp_path / "报.xlsx", rows))
    layout = Layout("unit_report", 1, 2, {"unit": 0, "benefit": 1})
    once = received.laid_out("表1", layout).read(contest.register)
    assert once.tables[0].table.main.rows[0][once.tables[0].table.main.names.index("benefit")] == 880000
    layouts.remember(contest.register, received.book[0].spread(), layout)
    again = received.read(contest.register)
    assert again.tables[0].table.main.rows == once.tables[0].table.main.rows


def test_a_column_with_values_that_is_not_read_is_told_until_a_clerk_lays_it_aside(
    contest: Office, tmp_path: Path
) -> None:
    sheet = [["序号", "单位名称", "报告期", "参赛职工", "怪栏", "空栏"], [1, "第一厂", "2025年", 5, 880000, None]]
    note(contest.register, Order("unit_report", Asking(period="2025"), [1]), datetime.date(2025, 1, 1))
    received, reading = come(contest, workbook(tmp_path / "报.xlsx", sheet))
    assert reading.standing == PARTLY and reading.unread == ["怪栏"]
    take(contest.register, [reading], "读入")
    (one,) = rounds(contest.register)
    today = datetime.date(2025, 2, 1)
    (standing,) = standings(contest.register, one, [], today)
    assert (standing.state, standing.unread) == (FAULTY, "怪栏")
    again = received.read(contest.register)
    assert again.standing == PARTLY, "what was not read is not there already"
    layouts.lay_aside(contest.register, again.tables[0].table.heading, "unit_report")
    assert received.read(contest.register).standing == DONE
    (standing,) = standings(contest.register, one, [], today)
    assert (standing.state, standing.unread) == (CLEAN, "")
    contest.register.undo()
    assert received.read(contest.register).standing == PARTLY


def test_rules_of_a_single_record_judge_rows_before_they_are_kept(contest: Office, tmp_path: Path) -> None:
    heading = ["单位名称", "报告期", "建议提出（件）", "建议采纳（件）"]
    path = workbook(tmp_path / "报.xlsx", [heading, ["第一厂", "2025年", 5, 9], ["第二厂", "2025年", 9, 5]])
    contest.register.add("unit", {"title": "第二厂"})
    contest.register.add("unit_report", {"unit": 2, "period": "2025", "suggestions_proposed": 4})
    reading = Received.open(path).read(contest.register, contest.audit)
    told = [(one.cell, one.field) for one in reading.account.findings]
    assert told == [("D2", "suggestions_adopted")] and reading.standing == UNSOUND
    take(contest.register, [reading], "读入")
    assert [row[1] for row in contest.register.rows("unit_report", ["unit"])] == [2], "what a rule finds stays behind"
    assert not Received.open(path).read(contest.register, contest.audit).tables[0].unsound & {2}


def test_a_sending_that_a_newer_one_has_replaced_says_so_and_is_offered_again_when_it_comes_anew(
    contest: Office, tmp_path: Path
) -> None:
    heading = ["单位名称", "报告期", "参赛职工"]
    wrong = Received.open(workbook(tmp_path / "报.xlsx", [heading, ["第一厂", "2025年", 50]]))
    wrong = replace(wrong, came="2025-01-01T08:00:00")
    take(contest.register, [wrong.read(contest.register)], "读入")
    assert wrong.read(contest.register).standing == DONE
    mended = Received.open(workbook(tmp_path / "改" / "报.xlsx", [heading, ["第一厂", "2025年", 5]]))
    reading = mended.read(contest.register)
    assert reading.standing == SOUND and reading.news(whole=False) == 1
    take(contest.register, [reading], "读入")
    again = wrong.read(contest.register)
    assert again.standing == OVERTAKEN and again.overtaken.file == "报.xlsx"
    anew = replace(wrong, came="2999-01-01T08:00:00").read(contest.register)
    assert anew.standing == SOUND
