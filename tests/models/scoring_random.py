"""Random contests, small and full of ties, from a seeded generator: tables of a rule set and entrants for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from models.scoring import Entrant

STATUSES = {"缺考": "zero", "弃权": "last", "未到": "unplaced", "取消资格": "removed", "参赛": "ranked"}


def contest(random: Random) -> tuple[dict[str, Any], list[Entrant]]:
    """One contest: its tables and its entrants."""
    stages: dict[str, Any] = {"first": stage(random, {})}
    if random.random() < 0.4:
        stages["first"]["advance"] = advance(random)
        stages["final"] = stage(random, stages)
    words = {"title": "试", "version": "1", "stages": stages, "statuses": STATUSES}
    if random.random() < 0.3:
        words["shared"] = "dense"
    groups = random.choice([[""], ["职工组", "学生组"]])
    blank = random.choice([0, 0, 0.02, 0.1])
    entrants: list[Entrant] = []
    for number in range(random.randint(0, 9)):
        entrants.append(entrant(random, number, stages, random.choice(groups), blank))
        if random.random() < 0.3:  # marked as somebody else was: they are equal in everything
            one = random.choice(entrants)
            entrants[-1] = replace(one, key=str(number), group=random.choice(groups))
    return words, entrants


def stage(random: Random, earlier: dict[str, Any]) -> dict[str, Any]:
    """Components, rounding, adjustments and tie-breakers of one stage."""
    found: dict[str, Any] = {"title": "轮", "components": parts(random, random.randint(1, 3), 0)}
    if random.random() < 0.7:
        steps = random.sample(["judges", "component", "weighted", "total"], random.randint(1, 4))
        found["rounding"] = {"half": random.choice(["up", "even"])} | {one: random.randint(0, 2) for one in steps}
    if random.random() < 0.3:
        found["adjustments"] = adjustments(random)
        found |= random.choice([{}, {"cumulate": False}, {"bonus_cap": 3}])
    if earlier and any(map(brings, earlier["first"]["components"].values())) and random.random() < 0.6:
        found["carry"] = {"first": random.choice([30, 50, 12.5])}
    found["ties"] = [tie(random, found, earlier) for _ in range(random.randint(0, 3))]
    return found


def parts(random: Random, count: int, depth: int) -> dict[str, Any]:
    """Components side by side."""
    return {f"c{number}": component(random, depth) for number in range(count)}


def component(random: Random, depth: int) -> dict[str, Any]:
    """One component, sometimes with parts, sometimes a time."""
    found: dict[str, Any] = {"title": "项"}
    if depth < 2 and random.random() < 0.25:
        found["parts"] = parts(random, random.randint(1, 3), depth + 1)
    elif random.random() < 0.2:
        found |= {"kind": "time"}
        if random.random() < 0.5:
            clock = {"standard": 10, "step": random.choice([2, 2.5]), "lose": random.choice([1, 0.5]), "gain": 1}
            found |= {"clock": clock, "full": 10, "most": 11}
    else:
        found |= judged(random)
    if random.random() < 0.5 and (found.get("kind") != "time" or "clock" in found):
        found["weight"] = random.choice([0, 30, 70, 20, 12.5])
    if found.get("parts") and found.get("weight") and not any(brings(one) for one in found["parts"].values()):
        del found["weight"]
    if random.random() < 0.2 and found.get("kind") != "time":
        found["adjustments"] = adjustments(random)
        found |= random.choice([{}, {"cumulate": False}, {"bonus_cap": 2}, {"most": 60}])
    if random.random() < 0.3:
        found["absent"] = random.choice(["zero", "last", "unplaced", "removed"])
    if random.random() < 0.2:
        found["decimals"] = random.randint(0, 2)
    return found


def judged(random: Random) -> dict[str, Any]:
    """Judges and how they combine."""
    judges = random.choice([1, 1, 2, 3, 5])
    drops = random.choice([(0, 0), (1, 1), (1, 0), (0, 1), (2, 1)])
    found: dict[str, Any] = {"judges": judges, "combine": random.choice(["mean", "mean", "median", "sum"])}
    if sum(drops) < judges:
        found |= {"drop_high": drops[0], "drop_low": drops[1]}
    return found | random.choice([{}, {"full": 100}, {"full": 40}, {"full": 7}])


def brings(part: dict[str, Any]) -> bool:
    """Whether a component brings points to the whole above it."""
    if "weight" in part:
        return bool(part["weight"])
    if part.get("parts"):
        return any(map(brings, part["parts"].values()))
    return part.get("kind") != "time" or "clock" in part


def adjustments(random: Random) -> dict[str, Any]:
    """Penalties and bonuses."""
    return {
        f"a{number}": {"title": "扣加", "each": random.choice([-2, -0.5, 1, 1.5])}
        | random.choice([{}, {"cap": 3}, {"cap": 1}])
        for number in range(random.randint(1, 3))
    }


def advance(random: Random) -> dict[str, Any]:
    """Who goes on."""
    found = random.choice(
        [{"first": 2}, {"share": 50}, {"line": 40}, {"first": 4, "share": 33.3}, {"first": 3, "line": 20}]
    )
    return found | {
        "ties": random.choice(["ask", "ask", "all", "none"]),
        "round": random.choice(["up", "down", "half"]),
    }


def tie(random: Random, own: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """One tie-breaker over anything that is recorded."""
    paths = dict(walk(own["components"], "")) | {f"first.{path}": part for path, part in _before(earlier)}
    named = [*paths, *own.get("adjustments", {}), *earlier]
    of = random.choice(named)
    found = {"of": of, "prefer": random.choice(["higher", "lower"])}
    if of in paths and "judges" in paths[of] and random.random() < 0.5:
        found["statistic"] = random.choice(["highest", "lowest", "spread", "median", "mean"])
    return found


def _before(earlier: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return walk(earlier["first"]["components"], "") if earlier else []


def walk(tables: dict[str, Any], above: str) -> list[tuple[str, dict[str, Any]]]:
    """All components of a stage with their paths in it."""
    found = []
    for key, part in tables.items():
        found.append((f"{above}{key}", part))
        found += walk(part.get("parts", {}), f"{above}{key}.")
    return found


def entrant(random: Random, number: int, stages: dict[str, Any], group: str, blank: float) -> Entrant:
    """Someone with a few whole marks, so that ties are common; now and then something is missing."""
    marks: dict[str, list[Decimal | None]] = {}
    given: dict[str, Decimal] = {}
    absent: set[str] = set()
    recused: dict[str, frozenset[int]] = {}
    for key, one in stages.items():
        owners = [(key, {"adjustments": one.get("adjustments", {})})]
        for path, part in walk(one["components"], f"{key}."):
            owners.append((path, part))
            if not part.get("parts"):
                gaps = blank if brings(part) else 0.15  # what is only recorded is missing more often
                marks[path] = [_mark(random, gaps) for _ in range(part.get("judges", 1))]
                if random.random() < 0.05 and part.get("judges", 1) > 2:
                    recused[path] = frozenset({random.randrange(part["judges"])})
            if random.random() < 0.02:
                absent.add(path)
        for path, part in owners:
            for name in part.get("adjustments", {}):
                if random.random() < 0.4:
                    given[f"{path}.{name}"] = Decimal(random.choice(["1", "2", "0.5"]))
    status = random.choice(["", "", "", "", "参赛", *STATUSES])
    return Entrant(
        str(number),
        group=group,
        status=status,
        marks=marks,
        adjustments=given,
        absent=frozenset(absent),
        recused=recused,
    )


def _mark(random: Random, blank: float) -> Decimal | None:
    if random.random() < blank:
        return None
    return Decimal(random.choice(["6", "7", "7", "8", "8.5", "9.25"]))
