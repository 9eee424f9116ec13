# ruff: noqa: E501
"""The contest of the demonstration that is scored in the program: roster, judges and mark sheets, as workbooks."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from typing import Any

from tests.demo_workbooks import (
    PRIVATE_NOTE,
    SEED,
    UNIT,
    Book,
    Look,
    Row,
    Table,
    entrants,
    id_number,
    invented_name,
    skills_title,
)

TITLE = skills_title("钳工")
RULES = "技能比赛：线上初赛、现场决赛，分组和团体"
WORKERS = {"mine": 6, "leadzinc": 5, "power": 5, "rare": 6, "chem": 4, "wind": 4}
STUDENTS = {"college": 8, "school": 4}
JUDGES = ("宋国栋", "包力格", "陈志远")
THEORY, PRACTICAL, TIME, FAULT = "初赛·理论", "决赛·实操", "决赛·用时", "决赛·实操·违规操作"
_POSTS = ("装配钳工", "机修钳工", "工具钳工", "钳工班长")


def books() -> list[Book]:
    """13: what the contest is, who enters; then the marks, of the preliminary checked, of the final not yet."""
    people = roster()
    finalists = going_on(people)
    return [
        ("13_钳工比赛_1立项.xlsx", [_contest()]),
        ("13_钳工比赛_2报名和裁判.xlsx", [_roster(people), _judges()]),
        ("13_钳工比赛_3评分.xlsx", [_theory(people), *_practical(finalists), _times(finalists), _faults(finalists)]),
    ]


def roster() -> list[Row]:
    """Workers of 30 and students of 12, numbered, each with the mark of the preliminary."""
    rng = random.Random(SEED + 13)
    used = {each["name"] for people in entrants().values() for each in people}
    found: list[Row] = []
    for group, first, units in (("职工组", 101, WORKERS), ("学生组", 201, STUDENTS)):
        keys = [key for key, count in units.items() for _ in range(count)]
        marks = _preliminary(rng, len(keys))
        for at, (key, mark) in enumerate(zip(keys, marks, strict=True)):
            found.append(_person(rng, used, group, key, at) | {"number": f"{first + at}", "theory": mark})
    return found


def _preliminary(rng: random.Random, count: int) -> list[float]:
    """Marks in half points, two of them equal just where half of the entrants go on."""
    marks = sorted((rng.randint(104, 194) / 2 for _ in range(count)), reverse=True)
    if count == sum(WORKERS.values()):
        marks[count // 2] = marks[count // 2 - 1]
    rng.shuffle(marks)
    return marks


def _person(rng: random.Random, used: set[str], group: str, key: str, at: int) -> Row:
    sex = "女" if rng.random() < 0.15 else "男"
    name, nation = invented_name(rng, sex)
    while name in used:
        name, nation = invented_name(rng, sex)
    used.add(name)
    student = group == "学生组"
    born = datetime.date(
        rng.randint(2005, 2007) if student else rng.randint(1975, 2000), rng.randint(1, 12), 1 + at % 28
    )
    return {
        "category": group,
        "name": name,
        "sex": sex,
        "nation": nation,
        "id_number": id_number(born, 500 + at * 2 + (sex == "男")),
        "unit": UNIT[key]["title"],
        "delegation": f"{UNIT[key]['short']}代表队",
        "post": "学生" if student else rng.choice(_POSTS),
        "grade": None if student else rng.choice(("初级工", "中级工", "高级工", "高级工", "技师")),
        "status": "缺考" if (group, at) == ("职工组", 17) else "参赛",
    }


def going_on(people: Sequence[Row]) -> list[Row]:
    """Whoever may stand in the final: the better half with 60 points, and whoever is equal at the cut."""
    found: list[Row] = []
    for group in ("职工组", "学生组"):
        counted = [each for each in people if each["category"] == group]
        marks = sorted((each["theory"] for each in counted if each["status"] == "参赛"), reverse=True)
        cut = marks[-(-len(counted) // 2) - 1]
        found += [each for each in counted if each["status"] == "参赛" and each["theory"] >= max(cut, 60)]
    return found


def _contest() -> Table:
    told = {
        "title": TITLE,
        "year": 2025,
        "level": "旗县级",
        "trade": "钳工",
        "stages": "初赛（线上）、决赛",
        "rules": RULES,
    }
    rest = {"venue": "云泽旗职业技术学校", "begins": "2025-10-14", "ends": "2025-10-18", "status": "进行"}
    headings = (
        "比赛名称=title | 年度=year | 级别=level | 参赛工种=trade | 比赛阶段=stages | 评分规则=rules | 比赛地点=venue"
    )
    dates = "开始日期=begins | 结束日期=ends | 状态=status"
    return Table(
        "职工职业技能比赛",
        "competition/skills",
        f"{headings} | {dates}",
        [told | rest],
        above=["2025年职工职业技能比赛"],
    )


def _judges() -> Table:
    rows: list[Row] = [
        {"seat": at, "name": name, "role": "裁判长" if at == 1 else "裁判员", "unit": "云泽旗职业技术学校"}
        for at, name in enumerate(JUDGES, 1)
    ]
    rows += [
        {"seat": None, "name": "托娅", "role": "统分员", "unit": None},
        {"seat": None, "name": "冯志刚", "role": "监督员", "unit": None},
    ]
    headings = "裁判号=seat | 裁判姓名=name | 裁判职务=role | 裁判单位=unit"
    return Table("裁判", "judge", headings, rows, above=["裁判名单", f"竞赛名称：{TITLE}"])


def _roster(people: Sequence[Row]) -> Table:
    return Table(
        "报名汇总",
        "entry",
        "序号=# | 参赛号=number | 组别=category | 姓名=name | 性别=sex | 民族=nation | 身份证号=id_number | 工作单位=unit"
        " | 岗位=post | 职业技能等级=grade | 代表队=delegation | 参赛状态=status",
        people,
        above=["参赛选手报名汇总表", f"竞赛名称：{TITLE}"],
        below=[PRIVATE_NOTE],
        look=Look(fill="#E2EFDA"),
    )


def _theory(people: Sequence[Row]) -> Table:
    """From the platform on which it was taken: checked against its own list by a second person."""
    present = [each for each in people if each["status"] == "参赛"]
    rows = [
        _mark(each, each["theory"]) | {"second": each["theory"], "keyed": "托娅", "checked": "冯志刚"}
        for each in present
    ]
    headings = "参赛号=number | 得分=value | 复核得分=second | 录入人=keyed | 复核人=checked"
    return Table("初赛理论", "mark", headings, rows, above=_above(THEORY, 1))


def _practical(finalists: Sequence[Row]) -> list[Table]:
    rng = random.Random(SEED + 14)
    worth = {each["number"]: rng.randint(140, 186) / 2 for each in finalists}
    tables = []
    for judge in range(1, len(JUDGES) + 1):
        marks = [_mark(each, worth[each["number"]] + rng.randint(-6, 6) / 2) for each in finalists]
        if judge == 2:
            marks[4] = marks[4] | {"value": marks[4]["value"] - 30}  # far from the other judges
        tables.append(_sheet(f"实操{judge}", PRACTICAL, judge, marks))
    return tables


def _times(finalists: Sequence[Row]) -> Table:
    rng = random.Random(SEED + 15)
    return _sheet("用时", TIME, 1, [_mark(each, rng.randint(5400, 7200)) for each in finalists])


def _faults(finalists: Sequence[Row]) -> Table:
    return _sheet(
        "违规操作", FAULT, 1, [_mark(each, count) for each, count in zip(finalists[2::5], (1, 2, 4, 1), strict=False)]
    )


def _mark(each: Row, value: Any) -> Row:
    return {"number": each["number"], "value": value}


def _sheet(name: str, item: str, judge: int, rows: Sequence[Row]) -> Table:
    rows = [each | {"keyed": "托娅"} for each in rows]
    return Table(name, "mark", "序号=# | 参赛号=number | 得分=value | 录入人=keyed", rows, above=_above(item, judge))


def _above(item: str, judge: int) -> list[str]:
    return [
        "裁判评分表",
        f"竞赛：{TITLE}",
        f"评分项目：{item}  满分：100",
        f"裁判号：{judge}  裁判姓名：{JUDGES[judge - 1]}",
    ]
