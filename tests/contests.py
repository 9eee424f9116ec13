"""A contest for tests: two stages, two groups, two teams; what the golden example of its rules works out on paper."""

from __future__ import annotations

from models import contests
from models.contests import Outcome
from models.contests.items import items
from models.contests.keying import cells, confirm_marks
from models.kinds import Stored
from models.office import Office

RULES = "技能比赛：线上初赛、现场决赛，分组和团体"
TITLE = "云泽旗第五届电工技能比赛"
ENTRANTS = """
101 甲一 职工组 东队 高级工 92 88 90 86 1500 -
102 甲二 职工组 西队 技师 88 91 93 92 1620 1
103 甲三 职工组 东队 中级工 90 85 84 86 1400 4
104 甲四 职工组 西队 高级工 80 - - - - -
105 甲五 职工组 西队 高级工 80 88 87 89 1550 -
106 甲六 职工组 东队 初级工 75 - - - - -
107 甲七 职工组 东队 高级工 - - - - - -
108 甲八 职工组 东队 高级工 58 - - - - -
201 乙一 学生组 东队 - 85 80 82 81 1700 -
202 乙二 学生组 西队 - 70 - - - - -
"""
PLACES = (("初赛·理论", 1), ("决赛·实操", 1), ("决赛·实操", 2), ("决赛·实操", 3), ("决赛·用时", 1))
COLUMNS = (*PLACES, ("决赛·实操·违规操作", 1))
TIE = "online/职工组/1"


def enter(office: Office, rules: str = RULES, title: str = TITLE) -> int:
    """The competition with its roster and no marks yet."""
    register = office.register
    told: dict[str, Stored] = {"title": title, "year": 2025, "trade": "电工", "scoring": rules}
    competition = register.add("competition/skills", told).ids[0]
    for line in ENTRANTS.strip().splitlines():
        number, name, group, team, grade, *_ = (None if one == "-" else one for one in line.split())
        worker = register.add("worker", {"name": name, "grade": grade}).ids[0]
        status = "缺考" if number == "107" else "参赛"
        about: dict[str, Stored] = {"category": group, "delegation": team, "status": status}
        register.add("entry", about | {"competition": competition, "number": number, "worker": worker})
    return competition


def mark(office: Office, competition: int, who: str = "张录入") -> None:
    """All marks, keyed by one person."""
    rows: list[tuple[Stored, ...]] = []
    for line in ENTRANTS.strip().splitlines():
        number, *marks = line.split()[:1] + line.split()[5:]
        for (component, judge), given in zip(COLUMNS, marks, strict=True):
            if given != "-":
                rows.append((competition, number, component, judge, float(given), who))
    names = ["competition", "number", "component", "judge", "value", "keyed_by"]
    office.register.add_many("mark", names, rows)


def check(office: Office, competition: int, who: str = "李复核") -> None:
    """All marks confirmed by a second person."""
    for item in items(next(one for one in office.rules.values() if one.title == RULES)):
        found = list(cells(office.register, competition, item).values())
        if found:
            confirm_marks(office.register, found, who)


def work_out(office: Office, competition: int) -> Outcome:
    """The contest as it stands."""
    return contests.work_out(contests.read(office.register, office.rules, competition))


def settled(office: Office) -> int:
    """The contest marked, checked, the tie decided and the results confirmed: ready to be published."""
    competition = enter(office)
    mark(office, competition)
    check(office, competition)
    tie = work_out(office, competition).open[0]
    contests.decide(office.register, competition, tie, ["105"], "按裁判长意见，复看初赛答卷后决定", "王裁判长")
    contests.confirm(office.register, work_out(office, competition))
    return competition
