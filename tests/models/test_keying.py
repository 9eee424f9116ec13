"""What is typed becomes values: kept as typed where unreadable, links by name, blank fields filled, one step."""

from __future__ import annotations

from models import keying
from models.judging import NEW, judge
from models.office import Office


def typed(office: Office, key: str, cells: dict[int, dict[str, str]]) -> None:
    """Understands and keeps texts by record and field, as one step."""
    register = office.register
    fields = register.schema[key].fields
    rows = {
        row: {name: keying.understood(register, fields[name], [text])[0] for name, text in texts.items()}
        for row, texts in cells.items()
    }
    with register.step(keying.sentence(register, register.schema[key], rows)):
        keying.put(register, key, rows)


def test_typed_cells_are_one_step_with_a_sentence_and_can_be_undone(demo: Office) -> None:
    register = demo.register
    rows = register.ids("entry")[:2]
    before = [register.row("entry", row) for row in rows]
    typed(demo, "entry", {row: {"number": f"T{row}"} for row in rows})
    assert [register.row("entry", row)["number"] for row in rows] == [f"T{row}" for row in rows]
    assert register.steps(1)[0].what == "填写参赛选手 2 格"
    register.undo()
    assert [register.row("entry", row) for row in rows] == before


def test_one_cell_is_told_by_name_field_and_value(demo: Office) -> None:
    row = demo.register.ids("unit")[0]
    typed(demo, "unit", {row: {"workers": "1.2万"}})
    assert demo.register.row("unit", row)["workers"] == 12000
    name = demo.register.title("unit", row)
    assert demo.register.steps(1)[0].what == f"单位“{name}”：职工人数 = 12000"


def test_what_can_not_be_read_is_kept_as_typed(demo: Office) -> None:
    row = demo.register.ids("unit")[0]
    typed(demo, "unit", {row: {"workers": "约30人", "phone": ""}})
    assert demo.register.row("unit", row)["workers"] == "约30人"
    assert demo.register.row("unit", row)["phone"] is None


def test_a_name_or_a_code_becomes_the_record_and_an_unknown_name_stays(office: Office) -> None:
    register = office.register
    unit = register.add("unit", {"title": "蒙医医院", "credit_code": "911501020000000012"}).ids[0]
    workers = register.add_many("worker", ["name"], [("甲",), ("乙",), ("丙",)]).ids
    texts = (" 蒙医 医院", "911501020000000012", "未登记单位")
    typed(office, "worker", {row: {"unit": text} for row, text in zip(workers, texts, strict=True)})
    assert [register.row("worker", row)["unit"] for row in workers] == [unit, unit, "未登记单位"]


def test_an_id_number_fills_birth_and_sex_that_are_blank_and_leaves_others(office: Office) -> None:
    register = office.register
    blank, told = register.add_many("worker", ["name", "birth"], [("甲", None), ("乙", "1991-01-01")]).ids
    typed(office, "worker", {row: {"id_number": "999999199001010016"} for row in (blank, told)})
    assert [register.row("worker", row)["birth"] for row in (blank, told)] == ["1990-01-01", "1991-01-01"]
    assert register.row("worker", blank)["sex"] == "男"


def test_new_rows_take_presets_and_defaults_where_nothing_was_typed(office: Office) -> None:
    rows = [{"title": "甲赛", "level": None}, {"title": "乙赛", "level": "国家级"}]
    ids = keying.add(office.register, "competition/skills", rows, {"year": 2025}).ids
    kept = [office.register.row("competition/skills", row) for row in ids]
    assert [(row["title"], row["year"], row["level"], row["theory"]) for row in kept] == [
        ("甲赛", 2025, "旗县级", 30),
        ("乙赛", 2025, "国家级", 30),
    ]


def test_a_form_is_judged_before_it_is_kept(demo: Office) -> None:
    register = demo.register
    row = register.ids("competition/skills")[0]
    values = register.row("competition/skills", row)
    judged = judge(demo.audit, register, "competition/skills", row, values | {"theory": 30, "practice": 60})
    assert any("之和应为 100" in one.say for one in judged.findings)
    assert judged.computed["entered"] == register.count("entry", f"competition = {row}")
    assert register.row("competition/skills", row) == values


def test_a_record_not_kept_yet_is_judged_too(office: Office) -> None:
    values = {"name": "甲'\x00；drop", "id_number": "999999199001010016", "sex": "女", "birth": "1990-01-01"}
    judged = judge(office.audit, office.register, "worker", NEW, values)
    assert [one.field for one in judged.findings] == ["sex"]
    assert judged.computed["age"] >= 35
    assert office.register.count("worker") == 0


def test_a_person_who_may_be_known_is_offered_before_a_second_record_is_kept(office: Office) -> None:
    values = {"name": "阿拉坦·其木格", "id_number": "999999199001010016", "unit": "甲厂"}
    known = office.register.add("worker", dict(values)).ids[0]
    coded = judge(office.audit, office.register, "worker", NEW, {"name": "另一", "id_number": values["id_number"]})
    assert coded.known["id_number"][0] == known
    spelled = judge(office.audit, office.register, "worker", NEW, {"name": "阿拉坦•其木格", "unit": "甲厂"})
    assert spelled.known["name"][0] == known
    assert not judge(office.audit, office.register, "worker", known, dict(values)).known
