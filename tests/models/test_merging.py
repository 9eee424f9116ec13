"""Two records become one: nothing points at the other any more, and one undo brings all back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import Link, Stored
from models.kinds.links import listed, members
from models.merging import merge, preview
from models.office import Office
from models.register import Reader
from models.register.growth import OWN
from models.seeking import seek
from models.words import Refusal


def held(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the register holds, table by table."""
    return {table: reader.ask(f"select * from {table} order by id") for table in [*reader.schema.tables, *OWN]}


def pointing(reader: Reader, table: str, row: int) -> list[str]:
    """Where anything still points at a record, found without any SQL of the program's."""
    found = [
        f"{each}.{key}"
        for each, fields in reader.schema.tables.items()
        for key, one in fields.items()
        if isinstance(one.kind, Link) and one.of.split("/")[0] == table
        for (kept,) in reader.ask(f'select "{key}" from {each}')
        if row in (members(kept) if isinstance(kept, str) else [kept])
    ]
    notes = [note for note, words in OWN.items() if {"tbl", "row"} <= set(words)]
    return found + [note for note in notes if (table, row) in reader.ask(f"select tbl, row from {note}")]


@pytest.fixture
def town(office: Office) -> Office:
    """Two spellings of one man, who has an entry, works and a team under each."""
    register = office.register
    register.add_many("unit", ["title"], [("甲厂",), ("乙矿",)])
    people: list[tuple[Stored, ...]] = [
        ("阿拉坦·其木格", 1, None, "焊工"),
        ("阿拉坦其木格", 1, "13900000000", "电工"),
        ("王伟", 2, None, None),
    ]
    register.add_many("worker", ["name", "unit", "phone", "trade"], people)
    register.add_many("competition/skills", ["title", "year"], [("焊工赛", 2025), ("电工赛", 2025)])
    register.add_many("entry", ["competition", "worker"], [(1, 1), (1, 2), (2, 2), (2, 3)])
    register.add_many("work", ["title", "authors"], [("夹具", "[3,2,1]"), ("新法", "[2]"), ("别的", '["阿拉坦",3]')])
    register.add("team", {"title": "一班", "unit": 1, "leader": 2})
    register.note("reason", {"rule": "x", "tbl": "worker", "row": 2, "field": "", "said": "", "why": "已核对"}, "说明")
    return office


def test_a_preview_tells_what_will_be_taken_moved_and_doubled(town: Office) -> None:
    plan = preview(town.register, "worker", 1, 2)
    assert [(one.field.key, one.kept, one.dropped) for one in plan.conflicts] == [
        ("name", "阿拉坦·其木格", "阿拉坦其木格"),
        ("trade", "焊工", "电工"),
    ]
    assert plan.taken == {"phone"}
    assert {(one.record.key, one.field.key): one.ids for one in plan.moves} == {
        ("entry", "worker"): [2, 3],
        ("work", "authors"): [1, 2],
        ("team", "leader"): [1],
    }
    assert [(one.record.key, one.kept, one.other, one.said) for one in plan.doubles] == [("entry", 1, 2, "焊工赛")]


def test_what_was_chosen_is_kept_and_every_link_moves(town: Office) -> None:
    register = town.register
    plan = preview(register, "worker", 1, 2)
    plan.take("trade", dropped=True)
    merge(register, plan)
    kept = register.row("worker", 1)
    assert (kept["name"], kept["trade"], kept["phone"]) == ("阿拉坦·其木格", "电工", "13900000000")
    assert register.row("worker", 2) == {}
    assert pointing(register, "worker", 2) == []
    assert [row[1] for row in register.rows("work", ["authors"])] == ["[3,1]", "[1]", '["阿拉坦",3]']
    assert [row[1] for row in register.rows("entry", ["worker"])] == [1, 1, 1, 3]
    assert register.ask("select row from reason") == [(1,)]


def test_a_merge_is_one_step_with_a_sentence_and_one_undo(town: Office) -> None:
    register = town.register
    before, steps = held(register), len(register.steps())
    merge(register, preview(register, "worker", 1, 2))
    after = held(register)
    assert len(register.steps()) == steps + 1
    assert register.steps()[0].what == "合并职工：“阿拉坦其木格”并入“阿拉坦·其木格”"
    register.undo()
    assert held(register) == before
    register.redo()
    assert held(register) == after


def test_nothing_is_left_hanging_under_itself(office: Office) -> None:
    register = office.register
    parent = next(one.key for one in office.schema["competition/labour"].links() if one.of == "competition/labour")
    register.add_many("competition/labour", ["title", parent], [("大会战", None), ("大会战 ", 1), ("标段", 2)])
    merge(register, preview(register, "competition", 2, 1))
    assert register.row("competition/labour", 2)[parent] is None
    assert register.row("competition/labour", 3)[parent] == 2


def test_children_go_over_to_the_record_that_stays(town: Office) -> None:
    merge(town.register, preview(town.register, "competition", 2, 1))
    assert [row[1] for row in town.register.rows("entry", ["competition"])] == [2, 2, 2, 2]


def test_what_can_not_be_merged_is_refused(town: Office) -> None:
    register = town.register
    register.add("competition/labour", {"title": "大会战"})
    for key, keep, drop, said in (("worker", 1, 1, "不同"), ("worker", 1, 99, "删除"), ("competition", 1, 3, "类型")):
        with pytest.raises(Refusal, match=said):
            preview(register, key, keep, drop)
    plan = preview(register, "worker", 1, 2)
    register.delete("worker", [2])
    with pytest.raises(Refusal, match="删除"):
        merge(register, plan)


PEOPLE = 5
rows = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, PEOPLE), st.just("无名"))] * 2), max_size=8)
lists = st.lists(st.lists(st.one_of(st.integers(1, PEOPLE), st.just("无名")), max_size=4), max_size=6)
pair = st.lists(st.integers(1, PEOPLE), min_size=2, max_size=2, unique=True)


@settings(max_examples=25, deadline=None)
@given(rows, lists, pair, st.lists(st.sampled_from(["phone", "unit", "name"]), unique=True))
def test_undo_brings_everything_back(
    links: list[tuple[Stored, Stored]], authors: list[list[int | str]], both: list[int], taken: list[str]
) -> None:
    with TemporaryDirectory() as folder, Office(Path(folder)) as office:
        register = office.register
        register.add_many("worker", ["name", "unit"], [(f"职工{at}", at % 2 or None) for at in range(PEOPLE)])
        register.add_many("entry", ["worker", "competition"], links)
        register.add_many("team", ["leader", "title"], links)
        register.add_many("work", ["authors"], [(listed(each),) for each in authors])
        before = held(register)
        plan = preview(register, "worker", *both)
        for key in taken:
            plan.take(key, dropped=True)
        merge(register, plan)
        after = held(register)
        assert pointing(register, "worker", both[1]) == []
        assert len(after["worker"]) == PEOPLE - 1
        assert both[1] not in {one.id for one in seek(register, "worker", "zg")}
        register.undo()
        assert held(register) == before
        register.redo()
        assert held(register) == after
