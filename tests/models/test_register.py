"""The register keeps what it is given, remembers every change, and goes back and forth without loss."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest

from models.office import Office, restore_office
from models.register import Register, back_up, growth
from models.resources import Resources
from models.schema import load
from models.words import Refusal


def test_text_in_a_number_field_is_kept_as_typed(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂", "workers": "约30人"})
    assert office.register.row("unit", 1)["workers"] == "约30人"


def test_every_step_can_be_undone_and_redone_one_after_the_other(office: Office) -> None:
    register = office.register
    register.add("unit", {"title": "甲厂", "workers": 10})
    register.change("unit", 1, {"workers": 20})
    register.change("unit", 1, {"workers": 30})
    states = [30]
    while register.undo():
        states.append(register.row("unit", 1).get("workers"))
    assert states == [30, 20, 10, None]
    states = []
    while register.redo():
        states.append(register.row("unit", 1)["workers"])
    assert states == [10, 20, 30]


def test_a_new_step_after_undo_ends_the_way_forward(office: Office) -> None:
    register = office.register
    register.add("unit", {"title": "甲厂"})
    register.add("unit", {"title": "乙厂"})
    register.undo()
    register.add("unit", {"title": "丙厂"})
    assert register.redo() is None
    assert [row[1] for row in register.rows("unit", ["title"])] == ["甲厂", "丙厂"]


def test_undo_works_across_a_restart(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        office.register.add_many("unit", ["title"], [("甲厂",), ("乙厂",)], "读入")
    with Office(tmp_path) as office:
        undone = office.register.undo()
        assert undone is not None
        assert undone.what == "读入"
        assert office.register.count("unit") == 0
        office.register.redo()
        assert office.register.count("unit") == 2


def test_deleting_takes_children_along_and_undo_brings_them_back(office: Office) -> None:
    register = office.register
    register.add("competition/skills", {"title": "焊工赛", "year": 2025, "trade": "焊工"})
    register.add_many("entry", ["competition", "number"], [(1, "001"), (1, "002")])
    register.delete("competition/skills", [1])
    assert register.count("entry") == 0
    register.undo()
    assert register.count("entry") == 2
    assert register.row("competition/skills", 1)["trade"] == "焊工"


def test_what_can_stand_alone_stays_when_its_parent_goes(office: Office) -> None:
    register = office.register
    register.add("competition/innovation", {"title": "五小竞赛", "year": 2025})
    register.add("work", {"title": "新夹具", "competition": 1})
    register.add("participant", {"competition": 1, "unit": 1})
    register.delete("competition", [1])
    assert register.count("work") == 1
    assert register.count("participant") == 0
    assert ("audit.dangling", "competition") in {(one.rule, one.field) for one in office.audit.run(register)}


def test_a_failing_step_leaves_nothing(office: Office) -> None:
    with pytest.raises(RuntimeError), office.register.step("坏步骤"):
        office.register.add("unit", {"title": "甲厂"})
        raise RuntimeError
    assert office.register.count("unit") == 0
    assert office.register.steps() == []


def test_ids_are_never_used_again(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂"})
    office.register.delete("unit", [1])
    assert office.register.add("unit", {"title": "乙厂"}).ids == [2]


def test_history_is_written_by_triggers_whatever_writes(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂"})
    office.close()
    outside = sqlite3.connect(office.file)
    outside.execute("update working set batch = 1")
    outside.execute("update unit set title = '乙厂'")
    outside.commit()
    before = outside.execute("select json_extract(before, '$.title') from history where before is not null").fetchone()
    outside.close()
    assert before == ("甲厂",)


def test_the_view_speaks_the_clerks_words(demo: Office) -> None:
    rows = demo.register.ask('select "竞赛名称", "工种" from "职工职业技能比赛" where "工种" = \'焊工\'')
    assert rows == [("云泽旗2025年职工职业技能比赛（焊工）", "焊工")]


def grown(formats: Path, words: str) -> Resources:
    """The shipped declarations with an office's own words over the unit's."""
    (formats / "records").mkdir(parents=True, exist_ok=True)
    (formats / "records" / "unit.toml").write_text(words, encoding="utf-8")
    return Resources(formats)


def test_a_field_is_added_renamed_and_never_dropped(tmp_path: Path) -> None:
    path, backups = tmp_path / "register.db", tmp_path / "backups"
    first = grown(tmp_path, 'title = "单位"\n[fields]\nstars = { label = "星级", kind = "count" }\n')
    with_stars = Register.open(path, load(first), backups=backups)
    with_stars.add("unit", {"title": "甲厂", "stars": 3})
    with_stars.close()
    renamed = grown(tmp_path, 'title = "单位"\n[fields]\nrank = { label = "星级", kind = "count", was = "stars" }\n')
    register = Register.open(path, load(renamed), backups=backups)
    assert register.row("unit", 1)["rank"] == 3
    register.change("unit", 1, {"rank": 4})
    register.close()
    assert len(list(backups.glob("*growth*.db"))) >= 1
    without = Register.open(path, load(Resources()), backups=backups)
    assert without.ask("select rank from unit") == [(4,)]
    without.close()


def test_undo_reaches_back_over_a_renamed_field(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    first = grown(tmp_path, 'title = "单位"\n[fields]\nstars = { label = "星级", kind = "count" }\n')
    register = Register.open(path, load(first))
    register.add("unit", {"title": "甲厂", "stars": 3})
    register.delete("unit", [1])
    register.close()
    renamed = grown(tmp_path, 'title = "单位"\n[fields]\nrank = { label = "星级", kind = "count", was = "stars" }\n')
    register = Register.open(path, load(renamed))
    register.undo()
    assert register.row("unit", 1)["rank"] == 3
    register.close()


def test_a_newer_file_is_refused_kindly(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        office.register.db.execute("pragma user_version = 99")
    with pytest.raises(Refusal, match="升级"):
        Office(tmp_path)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"PK\x03\x04" * 1000])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "register.db").write_bytes(content)
    with pytest.raises(Refusal):
        Office(tmp_path)


def test_a_damaged_file_is_refused_and_a_backup_restores_it(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        office.register.add_many("unit", ["title"], [(f"单位{number}",) for number in range(2000)])
        backup = office.back_up()
    content = bytearray((tmp_path / "register.db").read_bytes())
    content[20_000:60_000] = b"\x55" * 40_000
    (tmp_path / "register.db").write_bytes(bytes(content))
    with pytest.raises(Refusal, match="损坏"), Office(tmp_path):
        pass
    saved = restore_office(tmp_path, backup)
    with zipfile.ZipFile(saved) as archive:
        assert archive.read("register.db") == bytes(content)
    with Office(tmp_path) as office:
        assert office.register.count("unit") == 2000


def test_nothing_is_written_to_a_damaged_file(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        office.register.add_many("unit", ["title"], [(f"单位{number}",) for number in range(2000)])
    content = bytearray((tmp_path / "register.db").read_bytes())
    content[-40_000:-20_000] = b"\x55" * 20_000
    (tmp_path / "register.db").write_bytes(bytes(content))
    office = Office(tmp_path)
    with pytest.raises(Refusal, match="损坏"):
        office.register.add("unit", {"title": "甲厂"})
    office.close()
    assert (tmp_path / "register.db").read_bytes() == bytes(content)


def test_a_backup_that_is_no_register_is_not_put_in_place(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        office.register.add("unit", {"title": "甲厂"})
    wrong = tmp_path / "wrong.db"
    sqlite3.connect(wrong).close()
    wrong.write_bytes(b"x" * 5000)
    with pytest.raises(Refusal):
        restore_office(tmp_path, wrong)
    with Office(tmp_path) as office:
        assert office.register.count("unit") == 1


def test_a_backup_is_whole(office: Office, tmp_path: Path) -> None:
    office.register.add("unit", {"title": "甲厂"})
    copy = back_up(office.register.db, tmp_path / "copy.db")
    connection = sqlite3.connect(copy)
    assert connection.execute("select title from unit").fetchall() == [("甲厂",)]
    connection.close()


def test_two_programs_cannot_open_one_office(office: Office) -> None:
    with pytest.raises(Refusal, match="正被另一个"):
        Office(office.folder)


def test_declared_sql_can_only_look(office: Office) -> None:
    understood = office.register.understood()
    for attack in ("delete from unit", "attach 'x.db' as x", "select 1; drop table unit", "pragma writable_schema = 1"):
        with pytest.raises((sqlite3.DatabaseError, sqlite3.Warning, sqlite3.ProgrammingError)):
            understood.ask(attack)
    understood.close()


def test_declared_sql_sees_unread_values_as_blank(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂", "workers": "约30人"})
    office.register.add("unit", {"title": "乙厂", "workers": 5})
    understood = office.register.understood()
    assert understood.ask("select sum(workers) from unit") == [(5,)]
    understood.close()


@pytest.mark.parametrize(
    ("said", "found"),
    [("空", ["丙"]), ("非空", ["甲", "乙", "丁"]), (">=30", ["甲", "乙"]), ("12", ["丁"]), ("<1.2万", ["甲", "丁"])],
)
def test_a_column_is_filtered_as_people_say_it(office: Office, said: str, found: list[str]) -> None:
    rows = [("甲", 30), ("乙", 12000), ("丙", None), ("丁", 12)]
    office.register.add_many("unit", ["title", "workers"], rows)
    ids = office.register.ids("unit", filters={"workers": said})
    assert [office.register.title("unit", row) for row in ids] == found


def test_a_filter_on_a_link_looks_for_the_name_and_takes_signs_literally(office: Office) -> None:
    unit = office.register.add("unit", {"title": "100%甲_厂"}).ids[0]
    office.register.add_many("worker", ["name", "unit"], [("甲", unit), ("乙", "100甲厂")])
    assert len(office.register.ids("worker", filters={"unit": "0%甲_"})) == 1


def test_a_write_does_not_wait_for_a_long_question_but_stops_it(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂"})
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from unit, n"
    told: list[object] = []
    begun = Event()

    def ask() -> None:
        reader = office.register.look_aside()
        begun.set()
        try:
            reader.ask(endless)
        except sqlite3.OperationalError as error:
            told.extend([str(error), reader.gave_way])
        reader.close()

    asking = Thread(target=ask)
    asking.start()
    begun.wait()
    office.register.add("unit", {"title": "乙厂"})
    asking.join(timeout=10)
    assert told == ["interrupted", True]
    assert office.register.count("unit") == 2
    again = office.register.look_aside()
    assert not again.gave_way and again.look().count("unit") == 2
    again.close()


def _made(register: Register) -> set[tuple[object, ...]]:
    """Everything that the file says of itself."""
    return {tuple(row) for row in register.ask("select type, name, tbl_name, sql from sqlite_master")}


def test_rows_that_come_at_once_are_remembered_and_found_like_any(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = office.register
    register.add("unit", {"title": "甲厂"})
    before = _made(register)
    monkeypatch.setattr(growth, "_MANY", 3)
    names = [f"单位{number}" for number in range(5)]
    added = register.add_many("unit", ["title"], [(name,) for name in names], "读入")
    assert _made(register) == before
    assert [register.find("unit", name) for name in names] == [[row] for row in added.ids]
    remembered = (
        "select row, before from history where tbl = 'unit' and batch = (select max(id) from batch) order by id"
    )
    assert [tuple(row) for row in register.ask(remembered)] == [(row, None) for row in added.ids]
    assert register.steps(1)[0].rows == 5
    register.undo()
    assert register.count("unit") == 1
    register.redo()
    assert register.count("unit") == 6 and register.find("unit", "单位3") == [added.ids[3]]
    register.prove()


def test_rows_that_come_at_once_and_do_not_fit_leave_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    register = office.register
    before = _made(register)
    monkeypatch.setattr(growth, "_MANY", 3)
    with pytest.raises(sqlite3.Error):
        register.add_many("unit", ["title"], [("甲厂",), ("乙厂",), ("丙厂",), (object(),)], "读入")  # type: ignore[list-item]
    assert _made(register) == before and not register.count("unit")
    register.add("unit", {"title": "丁厂"})
    assert register.steps(1)[0].rows == 1
