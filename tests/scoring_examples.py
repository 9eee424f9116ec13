"""Worked examples of the shipped rule sets as text: what was recorded above the line, what must come out below.

`python -m tests.scoring_examples` writes the lower part anew; read it before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from models.resources import Resources
from models.scoring import (
    Decision,
    Entrant,
    Proposals,
    Result,
    RuleSet,
    explain,
    explain_team,
    load,
    propose,
    propose_for_teams,
    score,
    shown,
)
from models.scoring import team_results as teams_of

FOLDER = Path(__file__).parent / "golden" / "scoring"
LINE = "==== 结果 ===="
COLUMNS = {
    "参赛号": "key",
    "姓名": "name",
    "组别": "group",
    "单位": "unit",
    "代表队": "team",
    "工种": "trade",
    "原等级": "grade",
    "状态": "status",
}
RULES = load(Resources())


def examples() -> list[Path]:
    """One file for every rule set."""
    return sorted(FOLDER.glob("*.txt"))


def worked(text: str) -> str:
    """The example with its lower part worked out by the program."""
    above = text.partition(LINE)[0]
    table = [line.split("｜") for line in above.splitlines() if "｜" in line]
    facts = dict(line.split("：", 1) for line in above.splitlines() if "：" in line and "｜" not in line)
    rules = RULES[facts["规则"]]
    decided = {key[2:].strip(): value.split() for key, value in facts.items() if key.startswith("决定")}
    entrants = [entrant(rules, dict(zip(table[0], row, strict=False))) for row in table[1:]]
    result = score(rules, entrants, decided=decided)
    proposals = propose(result, frozenset(facts.get("本年已晋升", "").split()), decided)
    lines = [*standings(result), *awards(result, proposals)]
    if rules.teams:
        lines += teams(result, proposals)
    for key in facts.get("说明", "").split():
        lines += ["", *explain(result, key)]
    return f"{above}{LINE}\n" + "\n".join(line.rstrip("｜") for line in lines) + "\n"


def entrant(rules: RuleSet, row: dict[str, str]) -> Entrant:
    """One line of the table; a cell of marks holds those of all judges, “-” where one has not marked."""
    leaves = {leaf.path for stage in rules.stages for leaf in stage.total.leaves()}
    told = {word: row.get(heading, "") for heading, word in COLUMNS.items()}
    marks = {path: [mark(one) for one in row[path].split()] for path in leaves & row.keys() if row[path]}
    rest = row.keys() - leaves - COLUMNS.keys()
    return Entrant(**told, marks=marks, adjustments={path: Decimal(row[path]) for path in rest if row[path]})


def mark(text: str) -> Decimal | None:
    """A mark, or None for one that is missing."""
    return None if text == "-" else Decimal(text)


def standings(result: Result) -> Iterator[str]:
    """Every stage in the order of its places."""
    for stage in result.stages:
        yield f"{stage.stage.title}｜组别｜名次｜参赛号｜总成绩｜比较分｜状态｜进入下一阶段"
        rows = sorted(
            stage.rows.items(), key=lambda one: (stage.field.entrants[one[1]].group, stage.places[one[1]] or 10**6)
        )
        for key, row in rows:
            total, ranking = stage.worked.value.at(row), stage.ranking.at(row)
            cells = [stage.field.entrants[row].group, str(stage.places[row] or ""), key, shown(total)]
            cells += [
                shown(ranking) if ranking != total else "",
                stage.states[row],
                "是" if key in stage.goes_on else "",
            ]
            yield "｜".join(["", *cells])
        yield from (told(one) for one in stage.decisions)
    yield f"全部名次已定：{'是' if result.complete else '否'}"


def awards(result: Result, found: Proposals) -> Iterator[str]:
    """All proposals of one kind after another."""
    for one in found.awards:
        before = f"（原{one.grade}）" if one.grade else ""
        money = f"，奖金 {shown(one.money)} 元" if one.money is not None else ""
        yield f"{one.kind}：{one.key} 第 {one.place} 名 {one.award}{before}{money}"
    yield from (f"不晋升：{one.key} {one.grade} {one.why}" for one in found.withheld)
    yield from (told(one) for one in found.decisions)
    yield from (f"须先决定或录全：{one}" for one in found.waiting)


def teams(result: Result, proposals: Proposals) -> Iterator[str]:
    """Teams in order, those who count with their points, and what the teams win."""
    found = teams_of(result, proposals.of("prizes"))
    for one in found:
        members = "、".join(f"{each.key}（{shown(each.points)}）" for each in one.counted)
        yield f"团体：第 {one.place or '—'} 名 {one.team} {shown(one.score)} 计入 {members}；{one.state}"
    yield from awards(result, propose_for_teams(result, found))
    for one in found:
        yield from ("", *explain_team(result, found, one.team))


def told(one: Decision) -> str:
    """A decision, open or taken."""
    chosen = "待决定" if one.chosen is None else f"已决定 {' '.join(one.chosen)}"
    return f"决定 {one.key}：{one.seats} 个名额，同分 {' '.join(one.candidates)}，{chosen}"


if __name__ == "__main__":
    for path in examples():
        path.write_text(worked(path.read_text(encoding="utf-8")), encoding="utf-8")
