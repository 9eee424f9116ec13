"""20,000 entrants × 5 judges × 6 modules ranked from the register, beside one bare SQL window query for the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.measuring import Line, seconds
from models import contests
from models.office import Office

ENTRANTS, JUDGES, MODULES = 20_000, 5, 6
ALLOWED, TIMES = 3, 3
_RULES = """title = "大赛"
version = "1"
[stages.final]
title = "决赛"
rounding = { total = 2 }
"""
_QUERY = """
    with module as (
        select number, component, (sum(value) - max(value) - min(value)) / (count(*) - 2.0) as score
        from mark where competition = 1 group by number, component
    ), total as (
        select number, round(sum(score), 2) as score from module group by number
    )
    select e.id, rank() over (order by t.score desc), t.score
    from entry e join total t on t.number = e.number where e.competition = 1
"""


def run(office: Path) -> list[Line]:
    """The middle of three runs of each; both come to the same places."""
    folder = made(office.parent / "ranking", ENTRANTS)
    with Office(folder) as opened:
        with closing(sqlite3.connect(f"file:{opened.file}?mode=ro", uri=True)) as db:
            bare = seconds(lambda: db.execute(_QUERY).fetchall(), TIMES)
            places = {row[0]: row[1] for row in db.execute(_QUERY)}
        ours = seconds(lambda: _rank(opened), TIMES)
        outcome = _rank(opened)
    stage = outcome.result.stages[-1]
    assert [stage.places[row] for row in range(ENTRANTS)] == [places[entry] for entry in outcome.contest.roster.entries]
    what = f"ranking: {ENTRANTS:,} × {JUDGES} judges × {MODULES} modules from the register / bare SQL"
    return [Line(what, f"{ours:.2f} s", f"{bare:.2f} s", ours / bare, f"≤ {ALLOWED}")]


def made(folder: Path, entrants: int) -> Path:
    """An office with one contest, all its marks keyed."""
    parts = [
        f'[stages.final.components.m{at}]\ntitle = "模块{at}"\njudges = {JUDGES}\ndrop_high = 1\ndrop_low = 1\n'
        for at in range(MODULES)
    ]
    (folder / "formats" / "scoring").mkdir(parents=True)
    (folder / "formats" / "scoring" / "large.toml").write_text(_RULES + "\n".join(parts), encoding="utf-8")
    with Office(folder) as office, office.register.step("演示"):
        register = office.register
        register.add("competition/skills", {"title": "大赛", "year": 2025, "trade": "电工", "scoring": "大赛"})
        numbers = [f"{at:05}" for at in range(entrants)]
        register.add_many("entry", ["competition", "number", "worker"], [(1, one, f"选手{one}") for one in numbers])
        marks = (
            (1, number, f"模块{module}", judge, 60 + (at * 7919 + module * 31 + judge * 17) % 4000 / 100, "甲")
            for at, number in enumerate(numbers)
            for module in range(MODULES)
            for judge in range(1, JUDGES + 1)
        )
        names = ["competition", "number", "component", "judge", "value", "keyed_by"]
        register.add_many("mark", names, list(marks))
    return folder


def _rank(office: Office) -> contests.Outcome:
    return contests.work_out(contests.read(office.register, office.rules, 1))
