"""A large invented office: 2,000 units, 300 competitions, 100,000 people and entries. ID numbers are unassignable."""

from __future__ import annotations

from pathlib import Path

from models.kinds.identity import check_of_id
from models.office import Office

UNITS, COMPETITIONS, PEOPLE = 2_000, 300, 100_000
TRADES = ("焊工", "电工", "钳工", "车工", "护士", "快递员", "挖掘机司机", "乳品加工工")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文"
    "辉力飞鹏斌宇浩凯波宁雪梅春燕晶莹瑞琪佳慧颖琳博宏志海山云峰龙"
)


def id_number(number: int) -> str:
    """A number with a valid check character from a region that does not exist."""
    year, day = 1965 + number % 40, 1 + number // 40 % 28
    first = f"999999{year}{1 + number % 12:02}{day:02}{number // 1120 % 1000:03}"
    return first + check_of_id(first)


def name(number: int) -> str:
    """An invented name."""
    pick = number * 7919  # neighbours in the list should not be namesakes
    return SURNAMES[pick % 40] + GIVEN[pick // 40 % 60] + GIVEN[pick // 2400 % 60]


def person(number: int) -> tuple[str, str, str, str, str]:
    """Name, nationality, ID number, education and grade."""
    return name(number), "汉族", id_number(number), "大学本科", "高级工"


def make(folder: Path, scale: float = 1.0) -> Path:
    """Makes the office in a folder, unless it stands there already."""
    if (folder / "register.db").exists():
        return folder
    people = int(PEOPLE * scale)
    with Office(folder) as office, office.register.step("演示"):
        register = office.register
        register.add("settings", {"federation": "测试总工会", "level": "旗县（市、区）", "region": "测试"})
        register.add_many("unit", ["title", "workers", "unionised"], [(f"第{at}单位", 500, 1) for at in range(UNITS)])
        contests = [(f"2025年第{at}项技能比赛", 2025, TRADES[at % 8], 30, 70) for at in range(COMPETITIONS)]
        register.add_many("competition/skills", ["title", "year", "trade", "theory", "practice"], contests)
        workers = [(*person(at), 1 + at % UNITS) for at in range(people)]
        register.add_many("worker", ["name", "nation", "id_number", "education", "grade", "unit"], workers)
        entries = [(1 + at % COMPETITIONS, 1 + at, f"{at:06}", 80, 90, 87) for at in range(people)]
        fields = ["competition", "worker", "number", "theory_score", "practical_score", "total_score"]
        register.add_many("entry", fields, entries)
    return folder
