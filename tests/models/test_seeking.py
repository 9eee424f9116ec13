"""A few letters find the record that is meant, the likeliest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.kinds.identity import check_of_id
from models.office import Office
from models.seeking import CODE, EXACT, LETTERS, PART, RECENT, START, Found, seek


def id_number(last: str) -> str:
    """A number that nobody can have."""
    first = f"99999919900101{last}"
    return first + check_of_id(first)


@pytest.fixture
def town(office: Office) -> Office:
    """A few units and people."""
    register = office.register
    register.add_many(
        "unit",
        ["title"],
        [("乌兰察布供电公司",), ("云泽旗人民医院",), ("重庆路小学",), ("供电",), ("供电所",), ("ABB",)],
    )
    people = [
        ("王伟", id_number("123"), 1),
        ("王伟", id_number("456"), 2),
        ("王伟明", None, 2),
        ("单小明", None, None),
        ("阿拉坦·其木格", None, None),
    ]
    register.add_many("worker", ["name", "id_number", "unit"], people)
    return office


def titles(found: list[Found]) -> list[str]:
    """The names offered."""
    return [one.title for one in found]


def ways(office: Office, key: str, text: str) -> list[tuple[str, str]]:
    """Names offered, and why."""
    return [(one.title, one.why) for one in seek(office.register, key, text)]


def test_the_very_name_comes_first_then_beginnings_then_parts(town: Office) -> None:
    assert ways(town, "unit", "供电") == [("供电", EXACT), ("供电所", START), ("乌兰察布供电公司", PART)]


@pytest.mark.parametrize(
    ("key", "typed", "title"),
    [
        ("unit", "wlcb", "乌兰察布供电公司"),
        ("unit", "WLCB", "乌兰察布供电公司"),
        ("unit", "cqlxx", "重庆路小学"),
        ("unit", "zqlxx", "重庆路小学"),
        ("unit", "abb", "ABB"),
        ("unit", "人民", "云泽旗人民医院"),
        ("worker", "sxm", "单小明"),
        ("worker", "dxm", "单小明"),
        ("worker", "王 伟 明", "王伟明"),
        ("worker", "altqmg", "阿拉坦·其木格"),
        ("worker", "阿拉坦其木格", "阿拉坦·其木格"),
        ("worker", "阿拉坦•其木格", "阿拉坦·其木格"),
    ],
)
def test_it_is_found_however_it_is_typed(town: Office, key: str, typed: str, title: str) -> None:
    assert titles(seek(town.register, key, typed))[0] == title


def test_initials_come_before_parts_of_them(town: Office) -> None:
    town.register.add("unit", {"title": "明德小学"})
    assert ways(town, "unit", "md") == [("明德小学", LETTERS)]
    assert ways(town, "unit", "xx") == [("明德小学", PART), ("重庆路小学", PART)]


def test_the_end_of_an_id_number_finds_its_bearer(town: Office) -> None:
    number = id_number("456")
    for typed in (number[-4:], number[-6:].lower(), number, number[:8]):
        assert (number[-4:], CODE) in [(one.hint[-4:], one.why) for one in seek(town.register, "worker", typed)]


def test_a_unit_is_found_by_either_of_its_codes(town: Office) -> None:
    code, union = "91999999MA9999999X", "999999000123"
    town.register.change("unit", 2, {"credit_code": code, "union_code": union})
    for typed in (code, code[:10].lower(), code[-6:], union, union[-4:]):
        assert ways(town, "unit", typed) == [("云泽旗人民医院", CODE)]


def test_namesakes_are_told_apart_by_unit_and_number(town: Office) -> None:
    hints = [one.hint for one in seek(town.register, "worker", "王伟")][:2]
    assert hints == [f"乌兰察布供电公司　…{id_number('123')[-4:]}", f"云泽旗人民医院　…{id_number('456')[-4:]}"]


def test_what_was_linked_lately_is_offered_before_anything_is_typed(town: Office) -> None:
    town.register.change("worker", 3, {"unit": 5})
    town.register.add("work", {"title": "夹具", "authors": "[4,2]"})
    assert titles(seek(town.register, "unit", ""))[0] == "供电所"
    recent = seek(town.register, "worker", "")
    assert {one.id for one in recent[:2]} == {2, 4}
    assert {one.why for one in recent} == {RECENT}
    assert len(recent) == 5


def test_what_was_linked_and_deleted_is_not_offered(town: Office) -> None:
    town.register.delete("unit", [1])
    assert "乌兰察布供电公司" not in titles(seek(town.register, "unit", ""))
    assert seek(town.register, "unit", "wlcb") == []


def test_only_records_of_the_type_asked_for_are_offered(town: Office) -> None:
    town.register.add("competition/labour", {"title": "大会战", "year": 2025})
    town.register.add("competition/skills", {"title": "大比武", "year": 2025})
    assert titles(seek(town.register, "competition/labour", "大")) == ["大会战"]
    assert titles(seek(town.register, "competition/labour", "")) == ["大会战"]
    assert len(seek(town.register, "competition", "d")) == 2


def test_no_more_are_offered_than_were_asked_for(town: Office) -> None:
    town.register.add_many("worker", ["name"], [(f"李{number}",) for number in range(50)])
    for typed in ("李", "l", ""):
        assert len(seek(town.register, "worker", typed, most=7)) == 7


@pytest.mark.parametrize("typed", ["'", "%", "_", "\\", "·", "（", "　", "\ue863", "[1]", "x" * 500])
def test_nothing_that_can_be_typed_breaks_it(town: Office, typed: str) -> None:
    for key in town.schema.types:
        seek(town.register, key, typed)


@pytest.mark.parametrize("typed", ["'", "-", "（）"])
def test_a_mark_alone_finds_nobody(town: Office, typed: str) -> None:
    assert seek(town.register, "worker", typed) == []


def test_each_query_of_a_key_press_reads_an_index_alone(town: Office) -> None:
    asked: list[str] = []
    town.register.db.set_trace_callback(asked.append)
    for typed in ("王伟", "ww", "123456"):
        seek(town.register, "worker", typed)
    town.register.db.set_trace_callback(None)
    plans = [
        str(town.register.ask(f"explain query plan {sql}")[0][3]) for sql in asked if sql.startswith("select id, ")
    ]
    assert len(plans) >= 8
    assert [plan for plan in plans if "COVERING INDEX" not in plan] == [
        "SEARCH worker USING INDEX worker_initials (initials>? AND initials<?)"  # names with dots: a few rows
    ]


def test_initials_follow_the_name_through_change_undo_and_growth(tmp_path: Path) -> None:
    with Office(tmp_path) as office:
        register = office.register
        register.add("unit", {"title": "甲厂"})
        register.change("unit", 1, {"title": "乙矿"})
        assert titles(seek(register, "unit", "yk")) == ["乙矿"]
        register.undo()
        assert titles(seek(register, "unit", "jc")) == ["甲厂"]
        register.delete("unit", [1])
        register.undo()
        assert titles(seek(register, "unit", "jc")) == ["甲厂"]
        register.db.execute("update unit set initials = null, sought = 'old'")
        register.db.execute("update growth set fingerprint = 'older'")
    with Office(tmp_path) as office:
        assert titles(seek(office.register, "unit", "jc")) == ["甲厂"]
        assert office.register.find("unit", "甲 厂") == [1]


def test_the_search_of_a_page_finds_by_initials_of_names_and_of_links(town: Office) -> None:
    found = town.register.ids("unit", "wlcb")
    assert [town.register.title("unit", row) for row in found] == ["乌兰察布供电公司"]
    assert [town.register.title("worker", row) for row in town.register.ids("worker", "wlcb")] == ["王伟"]
    assert len(town.register.ids("worker", "WW wlcb")) == 1 and not town.register.ids("worker", "xzd wlcb")
