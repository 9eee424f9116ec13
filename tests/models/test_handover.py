"""Hand-over files: what goes in, what is refused, what a merge makes of them, and the way back."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models import securing
from models.attachments import keep
from models.handover import (
    EACH,
    Choice,
    Merger,
    Sealed,
    behind_within,
    compare,
    count_within,
    hand_over,
    missing,
    roll,
    stand,
    write_compared,
)
from models.kinds.identity import check_of_id
from models.measures import Span
from models.office import Office
from models.pivots import Table
from models.sealed.container import WrongSecret
from models.words import Refusal

ID = "999999199001011234"
ID = ID[:17] + check_of_id(ID[:17])


def made(folder: Path, county: str, workers: int = 2, id_number: str | None = None) -> Path:
    """An office of a county: a unit, its workers, a competition and their entries."""
    with Office(folder) as office:
        register = office.register
        register.add("settings", {"federation": county, "region": county})
        unit = register.add("unit", {"title": f"{county}一厂", "workers": 50}).ids[0]
        contest = register.add("competition/skills", {"title": "焊工技能比赛", "year": 2025, "workers": "约30人"}).ids[
            0
        ]
        for at in range(workers):
            number = id_number if at == 0 else None
            worker = register.add(
                "worker", {"name": f"{county[:2]}{at}", "unit": unit, "id_number": number, "phone": "13800000000"}
            ).ids[0]
            register.add("entry", {"competition": contest, "worker": worker, "number": f"{at:03}", "unit": unit})
    return folder


WHOLE = Choice(numbers=True)


def sent(folder: Path, target: Path, choice: Choice = WHOLE) -> Path:
    with Office(folder) as office:
        hand_over(office.register, target, choice, "经办人")
    return target


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files of two counties that share a person."""
    return [
        sent(made(tmp_path / name, f"{name}旗总工会", id_number=ID), tmp_path / f"{name}.saibao")
        for name in ("甲", "乙")
    ]


def merged(office: Office, *paths: Path, take: str = "") -> None:
    with Merger(office.folder, office.register) as merger:
        for path in paths:
            merger.add(path)
        merger.every = take
        merger.merge()


def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    return {table: office.register.ask(f"select * from {table} order by id") for table in office.schema.tables}


def test_links_lead_to_the_same_records_as_before(office: Office, files: list[Path]) -> None:
    office.register.add("unit", {"title": "本级"})
    merged(office, *files)
    sql = """select worker.name, unit.title, competition.title, competition.workers from entry
             join worker on worker.id = entry.worker join unit on unit.id = entry.unit
             join competition on competition.id = entry.competition order by entry.id"""
    told = office.register.ask(sql)
    assert [row[0] for row in told] == ["甲旗0", "甲旗1", "甲旗0", "乙旗1"]
    assert told[3][1:] == ("乙旗总工会一厂", "焊工技能比赛", "约30人")
    assert office.register.find("unit", "甲旗总工会一厂")


def test_a_person_of_two_counties_is_one_and_a_title_alone_joins_nothing(office: Office, files: list[Path]) -> None:
    merged(office, *files)
    assert office.register.count("worker") == 3
    assert office.register.count("competition") == 2


def test_what_is_decided_holds_for_a_case_and_for_all_of_its_kind(office: Office, files: list[Path]) -> None:
    with Merger(office.folder, office.register) as merger:
        for path in files:
            merger.add(path)
        cases = {case[1]: (case, met) for case, met in merger.preview().cases()}
        assert cases["worker"][1].differing["name"] == ("甲旗0", "乙旗0")
        merger.by_case[cases["worker"][0]] = "theirs"
        merger.by_way[cases["competition"][1].way] = "ours"
        merger.merge()
    assert office.register.count("competition") == 1
    assert office.register.ask("select name from worker where id_number = ?", [ID]) == [("乙旗0",)]
    assert office.register.find("worker", "乙旗0")


def test_a_preview_leaves_nothing_and_one_undo_takes_all_back(office: Office, files: list[Path]) -> None:
    office.register.add("unit", {"title": "本级"})
    before = everything(office)
    with Merger(office.folder, office.register) as merger:
        for path in files:
            merger.add(path)
        assert sum(one.counted["new"] for one in merger.preview().joined) > 8
        assert everything(office) == before
        merger.merge()
    after = everything(office)
    office.register.undo()
    assert everything(office) == before
    assert office.register.ask("select count(*) from county") == [(0,)]
    office.register.redo()
    assert everything(office) == after
    assert not (office.folder / "~incoming.part").exists()


def test_a_later_file_replaces_what_the_county_sent_before(office: Office, files: list[Path], tmp_path: Path) -> None:
    merged(office, *files)
    ids = dict(
        office.register.ask(
            "select number, id from entry where worker in (select id from worker where name like '乙%')"
        )
    )
    with Office(tmp_path / "乙") as county:
        register = county.register
        register.change("entry", 2, {"place": 1})
        register.delete("entry", [1])
        register.add("unit", {"title": "乙旗二厂"})
    with Merger(office.folder, office.register) as merger:
        merger.add(sent(tmp_path / "乙", tmp_path / "乙二.saibao"))
        assert merger.preview().joined[0].counted["changed"] == 1
        merger.merge()
    assert office.register.count("entry") == 3
    assert office.register.ask("select place from entry where id = ?", [ids["001"]]) == [(1,)]
    assert office.register.find("unit", "乙旗二厂")
    assert office.register.ask("select count(*) from county") == [(2,)]
    assert office.register.count("worker") == 3


def test_measures_are_of_each_county_alone(office: Office, files: list[Path]) -> None:
    merged(office, *files)
    told = stand(office.register, office.measures, "competitions", "2025")
    assert [(one.county, one.value, one.rank) for one in told] == [("乙旗总工会", 1, 1), ("甲旗总工会", 1, 1)]
    assert missing(office.register, "2025") == []


def test_counties_are_compared_by_several_measures(office: Office, files: list[Path], tmp_path: Path) -> None:
    merged(office, *files)
    keys = ["competitions", "registered_entries", "participations"]
    office.register.add("unit_report", {"unit": 1, "period": "2025", "participations": 5})
    told = compare(office.register, office.measures, keys, "2025")
    assert [(one.county, one.units, one.values, one.ranks) for one in told] == [
        ("乙旗总工会", 1, (1, 2, None), (1, 1, None)),
        ("甲旗总工会", 1, (1, 2, None), (1, 1, None)),
        ("", 2, (2, 4, 5), (None, None, None)),
    ]
    write_compared(tmp_path / "c.xlsx", "对比", office.measures, keys, told)
    rows = [*openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert rows[1][4:8] == ("竞赛项数（项）", "竞赛项数名次", "登记参赛（人次）", "登记参赛名次")
    assert rows[2][4:10] == (1, 1, 2, 1, None, None)


def test_a_table_on_demand_is_of_one_county_or_of_each(office: Office, files: list[Path]) -> None:
    merged(office, *files)
    table, register, measures = Table("表", ["registered_entries"], ["unit"]), office.register, office.measures
    one = count_within(register, measures, table, Span("2025"), "甲旗总工会")
    assert [(line.labels, one.value(line, 0)) for line in one.lines] == [(("甲旗总工会一厂",), 2), (("合计",), 2)]
    each = count_within(register, measures, table, Span("2025"), EACH)
    assert [(line.labels, each.value(line, 0)) for line in each.lines] == [
        (("乙旗总工会", "乙旗总工会一厂"), 1),
        (("乙旗总工会", "甲旗总工会一厂"), 1),  # the person whom both counties know is of that unit now
        (("乙旗总工会", "小计"), 2),
        (("甲旗总工会", "甲旗总工会一厂"), 2),
        (("甲旗总工会", "小计"), 2),
        (("合计", ""), 4),
    ]
    counts = [sum(map(len, behind_within(register, measures, each, line, 0, EACH).values())) for line in each.lines]
    assert counts == [1, 1, 2, 2, 2, 4]


def test_years_choose_and_who_sent_another_year_is_missing(office: Office, tmp_path: Path) -> None:
    made(tmp_path / "丙", "丙旗总工会")
    merged(office, sent(tmp_path / "丙", tmp_path / "丙.saibao", Choice("2024")))
    assert office.register.count("competition") == 0
    assert office.register.count("unit") == 1
    assert missing(office.register, "2025") == ["丙旗总工会"]


def test_who_is_expected_and_has_not_sent_is_called(office: Office, files: list[Path]) -> None:
    assert roll(office.register) == ""
    office.register.add("settings", {"federation": "市总工会", "counties": "甲旗总工会\n 丁旗总工会、戊旗总工会"})
    merged(office, *files)
    assert missing(office.register, "2025") == ["丁旗总工会", "戊旗总工会"]
    assert "应交 4 家，已交 2 家" in roll(office.register)
    told = stand(office.register, office.measures, "competitions", "2025")
    assert [(one.county, one.value) for one in told][2:] == [("丁旗总工会", None), ("戊旗总工会", None)]


def test_chosen_competitions_bring_what_they_need_and_no_numbers(tmp_path: Path) -> None:
    made(tmp_path / "丁", "丁旗总工会", id_number=ID)
    with Office(tmp_path / "丁") as county:
        county.register.add("worker", {"name": "没有参赛"})
        told = hand_over(county.register, tmp_path / "d.saibao", Choice(competitions=(1,)), "")
    assert {table: count for table, count in told.counted.items() if count} == {
        "competition": 1,
        "entry": 2,
        "worker": 2,
        "unit": 1,
    }
    with zipfile.ZipFile(tmp_path / "d.saibao") as archive:
        rows = archive.read("rows.db")
        assert "丁旗总工会" in archive.read("说明.txt").decode("utf-8-sig")
    assert ID.encode() not in rows
    assert b"13800000000" not in rows


def rewritten(source: Path, target: Path, spoil: Callable[[sqlite3.Connection], object]) -> Path:
    """The file with other rows, its hash put right: made by somebody who means harm."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = target.with_suffix(".db")
    rows.write_bytes(parts["rows.db"])
    with sqlite3.connect(rows) as db:
        spoil(db)
    db.close()
    parts["rows.db"] = rows.read_bytes()
    told = json.loads(parts["manifest.json"])
    told["digest"] = hashlib.sha256(parts["rows.db"]).hexdigest()
    parts["manifest.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return target


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("create trigger t after insert on unit begin delete from unit; end", "不该有的内容"),
        ("create view v as select 1", "不该有的内容"),
        ("drop table unit; create view unit as select 1 as id, 2 as title", "不该有的内容"),
        ("create virtual table f using fts5(a)", "不该有的内容"),
        ("create index i on unit (lower(title))", "不该有的内容"),
        ("alter table unit add column g generated always as (1)", "不该有的内容"),
        ("pragma application_id = 7", "不是上报用"),
        ("pragma user_version = 99", "更新版本"),
        ("insert into unit (id, title) values (9000000000000000000, '远')", "已损坏"),
        ("insert into unit (id, title) values (-5, '负')", "已损坏"),
        ("insert into unit (id, title) values (900000000, '远')", "已损坏"),
        ("drop table unit; create table unit (id, title); insert into unit values ('x', 1)", "已损坏"),
        ("drop table unit; create table unit (id, title); insert into unit values (1, 1), (1, 2)", "已损坏"),
        ("insert into unit (id, title) values (9, zeroblob(20000000))", "已损坏"),
    ],
)
def test_what_is_more_than_bare_rows_is_refused(
    office: Office, files: list[Path], tmp_path: Path, spoil: str, sentence: str
) -> None:
    bad = rewritten(files[0], tmp_path / "bad.saibao", lambda db: db.executescript(spoil))
    with Merger(office.folder, office.register) as merger, pytest.raises(Refusal, match=sentence):
        merger.add(bad)


def test_strange_values_are_kept_as_typed_and_lead_nowhere(office: Office, files: list[Path], tmp_path: Path) -> None:
    spoil = """update entry set worker = 777, place = 9e999, number = x'41', unit = 1 where id = 1;
               update competition set year = '约2025', type = 'nothing';
               drop table honour; drop table work; create table stranger (id, a);"""
    bad = rewritten(files[0], tmp_path / "bad.saibao", lambda db: db.executescript(spoil))
    office.register.add("worker", {"name": "本级的人"})
    merged(office, bad)
    kept = office.register.ask("select worker, place, number, typeof(unit) from entry order by id limit 1")
    assert kept == [("#777", "Inf", "41", "integer")]
    assert office.register.ask("select year, type from competition") == [("约2025", None)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=some.integers(0), bit=some.integers(0, 7), packed=some.booleans())
def test_a_flipped_bit_is_refused_or_does_no_harm(
    office: Office, files: list[Path], tmp_path: Path, at: int, bit: int, packed: bool
) -> None:
    bad = tmp_path / "bad.saibao"
    if packed:
        held = bytearray(files[0].read_bytes())
        held[at % len(held)] ^= 1 << bit
        bad.write_bytes(held)
    else:
        rewritten(files[0], bad, lambda db: None)
        _flip_rows(bad, at, bit)
    before = everything(office)
    try:
        merged(office, bad)
    except Refusal:
        assert everything(office) == before
    else:
        assert office.register.ask("pragma integrity_check") == [("ok",)]
        office.register.undo()
        assert everything(office) == before


def _flip_rows(path: Path, at: int, bit: int) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    held = bytearray(parts["rows.db"])
    held[at % len(held)] ^= 1 << bit
    told = json.loads(parts["manifest.json"]) | {"digest": hashlib.sha256(held).hexdigest()}
    parts |= {"rows.db": bytes(held), "manifest.json": json.dumps(told).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


@pytest.mark.parametrize("held", [b"", b"PK", b"<html>", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_refused(office: Office, tmp_path: Path, held: bytes) -> None:
    (tmp_path / "x.saibao").write_bytes(held)
    with Merger(office.folder, office.register) as merger, pytest.raises(Refusal):
        merger.add(tmp_path / "x.saibao")


def test_our_own_file_and_a_second_of_one_county_are_refused(office: Office, files: list[Path], tmp_path: Path) -> None:
    shutil.copyfile(files[0], tmp_path / "again.saibao")
    with Merger(office.folder, office.register) as merger:
        merger.add(files[0])
        with pytest.raises(Refusal, match="只留最新"):
            merger.add(tmp_path / "again.saibao")
    office.register.add("settings", {"federation": "甲旗总工会"})
    with Merger(office.folder, office.register) as merger, pytest.raises(Refusal, match="本单位自己"):
        merger.add(files[0])


def test_files_left_unmerged_are_gone_when_the_office_closes_or_opens(tmp_path: Path, files: list[Path]) -> None:
    folder = tmp_path / "upper"
    with Office(folder) as office:
        left = Merger(office.folder, office.register)
        left.add(files[0])
        assert left.folder.exists()
    assert not left.folder.exists()
    left.folder.mkdir()
    (left.folder / "staged.db").write_bytes(b"rows")
    with Office(folder):
        assert not left.folder.exists()


def test_what_was_edited_here_or_is_shared_is_not_overwritten_unasked(
    office: Office, files: list[Path], tmp_path: Path
) -> None:
    merged(office, *files)
    register = office.register
    unit, alone = register.find("unit", "乙旗总工会一厂")[0], register.find("worker", "乙旗1")[0]
    register.change("unit", unit, {"workers": 60})
    with Office(tmp_path / "乙") as county:
        county.register.change("unit", 1, {"workers": 70})
        county.register.change_many("worker", [1, 2], ["phone"], [("13900000001",), (None,)])
    later = sent(tmp_path / "乙", tmp_path / "乙二.saibao")
    with Merger(office.folder, register) as merger:
        merger.add(later)
        found = {(met.way.record, met.ours): (case, met) for case, met in merger.preview().cases()}
        assert found["unit", unit][1].way.words == ("edited",)
        assert found["unit", unit][1].differing == {"workers": (60, 70)}
        assert not found["worker", alone][1].asks
        assert found["worker", alone][1].differing == {"phone": ("13800000000", None)}
        assert [met.way.words for _, met in found.values() if met.way.record == "worker"].count(("shared",)) == 1
        merger.merge()
    assert register.ask("select workers from unit where id = ?", [unit]) == [(60,)]
    assert register.ask("select phone from worker where id = ?", [alone]) == [(None,)]
    assert register.ask("select phone from worker where id_number = ?", [ID]) == [("13800000000",)]
    with Merger(office.folder, register) as merger:
        merger.add(later)
        merger.by_case[found["unit", unit][0]] = "theirs"
        merger.merge()
    assert register.ask("select workers from unit where id = ?", [unit]) == [(70,)]


def test_what_was_edited_here_stays_though_the_county_has_deleted_it(
    office: Office, files: list[Path], tmp_path: Path
) -> None:
    merged(office, files[1])
    ids = office.register.ids("entry")
    office.register.change("entry", ids[0], {"place": 1})
    with Office(tmp_path / "乙") as county:
        county.register.delete("entry", [1, 2])
    merged(office, sent(tmp_path / "乙", tmp_path / "乙二.saibao"))
    assert office.register.ids("entry") == [ids[0]]


def test_a_file_older_than_the_one_it_replaces_is_told(office: Office, files: list[Path]) -> None:
    merged(office, files[0])
    office.register.change_note("county", 1, {"made": "9999-01-01T00:00:00"}, "")
    with Merger(office.folder, office.register) as merger:
        merger.add(files[0])
        assert ["还旧" in told for told in merger.preview().warnings()] == [True]


def test_a_year_is_told_by_year_or_period_and_what_hangs_below_goes_along(tmp_path: Path) -> None:
    with Office(tmp_path / "o") as office:
        register = office.register
        register.add("settings", {"federation": "甲旗总工会"})
        unit = register.add("unit", {"title": "一厂"}).ids[0]
        cup = register.add("competition/safety", {"title": "“安康杯”", "year": 2024, "cycle": "2024-2025"}).ids[0]
        register.add("competition/skills", {"title": "前年的", "year": 2023})
        register.add("safety_unit", {"competition": cup, "unit": unit, "teams": 3})
        register.add("unit_report", {"unit": unit, "period": "2024"})
        register.add("unit_report", {"unit": unit, "period": "2025Q3"})
        hand_over(register, tmp_path / "f.saibao", Choice("2025"), "经办人")
    with Office(tmp_path / "n") as office:
        merged(office, tmp_path / "f.saibao")
        counts = {key: office.register.count(key) for key in ("competition", "safety_unit", "unit_report")}
        assert counts == {"competition": 1, "safety_unit": 1, "unit_report": 1}


PASSPHRASE = "一句只有两家知道的话"


def test_a_sealed_file_opens_with_its_passphrase_only(office: Office, tmp_path: Path) -> None:
    sealed = tmp_path / "甲.saibao"
    with Office(made(tmp_path / "甲", "甲旗总工会", id_number=ID)) as county:
        hand_over(county.register, sealed, WHOLE, "经办人", passphrase=PASSPHRASE)
        assert not list(county.folder.glob("~*"))
    assert not any(word in sealed.read_bytes() for word in (b"PK\x03\x04", "甲旗".encode(), ID.encode()))
    with Merger(office.folder, office.register) as merger:
        with pytest.raises(Sealed, match="口令"):
            merger.add(sealed)
        with pytest.raises(WrongSecret):
            merger.add(sealed, "另一句话一二三四")
        merger.add(sealed, PASSPHRASE)
        merger.merge()
    assert office.register.ask("select name from worker where id_number = ?", [ID]) == [("甲旗0",)]
    assert not (office.folder / "~incoming.part").exists()


def test_an_encrypted_office_hands_over_and_merges(tmp_path: Path) -> None:
    for folder in (made(tmp_path / "甲", "甲旗总工会"), made(tmp_path / "市", "市总工会")):
        with Office(folder) as office:
            securing.encrypt(folder, office.register.look(), PASSPHRASE, lambda _, __: None).decide(office.register)
    file = sent(tmp_path / "甲", tmp_path / "甲.saibao")
    with Office(tmp_path / "市") as upper:
        merged(upper, file)
        assert upper.register.count("worker") == 4


@pytest.fixture
def attached(tmp_path: Path) -> Path:
    """An office that keeps a file with a record."""
    (tmp_path / "附件.txt").write_text("机制文件", encoding="utf-8")
    with Office(made(tmp_path / "戊", "戊旗总工会")) as county:
        kept = keep(county.folder, tmp_path / "附件.txt")
        county.register.add("mechanism", {"title": "竞赛机制", "attachment": kept})
    return tmp_path / "戊"


def test_attachments_go_along_when_asked_for(office: Office, attached: Path, tmp_path: Path) -> None:
    without = sent(attached, tmp_path / "a.saibao")
    merged(office, without)
    assert office.register.ask("select attachment from mechanism") == [(None,)]
    merged(office, sent(attached, tmp_path / "b.saibao", Choice(attachments=True)))
    kept = office.register.ask("select attachment from mechanism")[0][0]
    assert (office.folder / kept).read_text(encoding="utf-8") == "机制文件"


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "attachments/../register.db", "attachments/x/y"])
def test_a_path_that_came_leads_to_no_other_file(office: Office, attached: Path, tmp_path: Path, path: str) -> None:
    good = sent(attached, tmp_path / "a.saibao", Choice(attachments=True))
    spoil = f"update mechanism set attachment = '{path}'"
    merged(office, rewritten(good, tmp_path / "bad.saibao", lambda db: db.executescript(spoil)))
    assert office.register.ask("select attachment from mechanism") == [(None,)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("attachments/", "../attachments/"),
        ("attachments/", "formats/"),
        ("附件.txt", "CON.txt"),
        ("附件.txt", "a/b.txt"),
    ],
)
def test_a_part_at_another_place_is_refused(office: Office, attached: Path, tmp_path: Path, old: str, new: str) -> None:
    good = sent(attached, tmp_path / "a.saibao", Choice(attachments=True))
    bad = tmp_path / "bad.saibao"
    with zipfile.ZipFile(good) as from_, zipfile.ZipFile(bad, "w") as to:
        for name in from_.namelist():
            content = from_.read(name)
            to.writestr(name.replace(old, new), content.replace(old.encode(), new.encode()))
    with Merger(office.folder, office.register) as merger, pytest.raises(Refusal, match="已损坏"):
        merger.add(bad)


def test_rows_of_registers_that_are_not_known_here_are_told(office: Office, files: list[Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(files[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(parts["manifest.json"])
    told["counted"]["visit"] = 7
    with zipfile.ZipFile(tmp_path / "more.saibao", "w") as archive:
        for name, held in (parts | {"manifest.json": json.dumps(told).encode()}).items():
            archive.writestr(name, held)
    with Merger(office.folder, office.register) as merger:
        merger.add(tmp_path / "more.saibao")
        assert ["7 条属于本单位没有的登记" in line for line in merger.preview().warnings()] == [True]
