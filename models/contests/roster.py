"""Who takes part: entry records as entrants, known by their 参赛号."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.kinds import Stored
from models.register import Reader
from models.scoring import Entrant
from models.scoring.rules import RuleSet

ENTRY, TEAM_RESULT = "entry", "team_result"
NUMBER, PLACE, TOTAL, PRIZE, TITLE = "number", "place", "total_score", "prize", "title"
GRADE_BEFORE, GRADE_AFTER, FINALIST, STATUS = "grade_before", "grade_after", "finalist", "status"
RESULTS = (PLACE, TOTAL, PRIZE, TITLE, GRADE_BEFORE, GRADE_AFTER, FINALIST)
"""What a contest brings, in the fields of an entry."""
AWARDED = {ENTRY: (PLACE, PRIZE, TITLE, GRADE_AFTER), TEAM_RESULT: (PLACE, PRIZE)}
"""By record type the fields of which one alone makes a result that may go out only when it is published."""

_WHO = (NUMBER, "worker", "team", "delegation")
_TOLD = (*_WHO, "category", "event", "unit", "worker.unit", STATUS, GRADE_BEFORE, "worker.grade")


@dataclass(frozen=True)
class Roster:
    """The entries of a competition in the order of the register, and what may be wrong with their numbers."""

    entries: list[int]
    entrants: list[Entrant]
    repeated: list[str]
    unnumbered: int

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each entrant by number."""
        return {one.key: row for row, one in enumerate(self.entrants)}


def roster(reader: Reader, competition: int, rules: RuleSet | None = None) -> Roster:
    """The entrants. One without a number of its own goes by `#` and the id of the entry, and can't be marked."""
    kept = dict(reader.rows(ENTRY, ["worker"], "competition = ?", [competition]))
    ids = list(kept)
    found: list[Entrant] = []
    seen: set[str] = set()
    repeated: list[str] = []
    trades = rules is not None and rules.standard is not None
    for entry, told in zip(ids, reader.named(ENTRY, ids, _TOLD), strict=True):
        number = str(told[0] or "")
        if number in seen:
            repeated.append(number)
        key = number if number and number not in seen else f"#{entry}"
        seen.add(key)
        found.append(_entrant(key, told, kept[entry], trades))
    return Roster(ids, found, repeated, sum(one.key.startswith("#") for one in found) - len(repeated))


def _entrant(key: str, told: tuple[Stored, ...], worker: Stored, trades: bool) -> Entrant:
    """Unit: whom the entry stands for, else where the person works. A typed name is a person like any other."""
    _, name, team, delegation, category, event, unit, works_at, status, before, now = (str(one or "") for one in told)
    return Entrant(
        key,
        name=name or team or delegation or unit,
        group=category,
        unit=unit or works_at,
        team=delegation,
        trade=event if trades else "",
        grade=before or now,
        person=str(worker or ""),
        status=status,
    )


def promoted(reader: Reader, competition: int) -> frozenset[str]:
    """Persons whom another contest of the same year has promoted."""
    year = f"(select year from competition where id = {competition})"
    others = f"select id from competition where year = {year} and id <> {competition}"
    rows = reader.rows(ENTRY, ["worker"], f"{GRADE_AFTER} is not null and competition in ({others})")
    return frozenset(str(worker) for _, worker in rows if worker)
