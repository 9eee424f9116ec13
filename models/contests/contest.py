"""A contest of the register: its rules, its entrants with their marks, and what has been decided by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from models.contests.items import Item, items
from models.contests.marks import Gathered, gather
from models.contests.roster import Roster, promoted, roster
from models.kinds import Stored
from models.register import Reader
from models.resources import Resources
from models.scoring import Marks, RuleSet, load
from models.words import Refusal

COMPETITION, JUDGE, DECISION = "competition", "judge", "decision"
SCORING, VERSION = "scoring", "scoring_version"
BETWEEN = "、"

Rules = Mapping[str, RuleSet]
"""Rule sets by their titles: so a competition names them."""


@dataclass
class Contest:
    """One competition with a rule set, as it stands in the register. Rows are those of the roster."""

    competition: int
    title: str
    year: Stored
    rules: RuleSet
    items: list[Item]
    roster: Roster
    gathered: Gathered
    seats: int
    decided: dict[str, list[str]]
    promoted: frozenset[str]

    @property
    def marks(self) -> dict[str, Marks]:
        """Marks by path, as columns."""
        return self.gathered.columns


def take(contest: Contest, item: Item, at: tuple[str, int], value: Stored, status: str | None) -> bool:
    """Puts a mark that has just been kept into the contest; False where it has to be read anew.

    Only a plain mark goes quickly from one number to another; everything else is rare.
    """
    number, judge = at
    row, marks = contest.roster.rows.get(number), contest.marks.get(item.path)
    if row is None or marks is None or status or isinstance(value, str) or not 0 < judge <= len(marks.columns):
        return False
    entrant = contest.roster.entrants[row]
    units = None if value is None else Decimal(str(value)).scaleb(marks.decimals)
    odd = units is not None and (units < 0 or units != int(units))
    if odd or item.path in entrant.absent or item.path in entrant.recused:
        return False
    marks.columns[judge - 1][row] = None if units is None else int(units)
    return True


def by_title(resources: Resources) -> Rules:
    """All rule sets of an office; refused when two of them bear the same title."""
    found: dict[str, RuleSet] = {}
    for name, one in load(resources).items():
        if one.title in found:
            raise Refusal("contests.same_rules", title=one.title, file=f"{name}.toml")
        found[one.title] = one
    return found


def rules_of(reader: Reader, rules: Rules, competition: int) -> RuleSet | None:
    """The rule set of a competition; None for one whose results are keyed; refused when it is not known."""
    name = _kept(reader, competition, SCORING)
    if name is None:
        return None
    if str(name) not in rules:
        raise Refusal("contests.no_rules", rules=name)
    return rules[str(name)]


def read(reader: Reader, rules: Rules, competition: int) -> Contest:
    """The contest; refused when its competition has chosen no rule set."""
    chosen = rules_of(reader, rules, competition)
    title = reader.title(COMPETITION, competition)
    if chosen is None:
        raise Refusal("contests.not_scored", title=title)
    seats = max((int(one) for _, one in _of(reader, JUDGE, "seat", competition) if isinstance(one, int)), default=0)
    things = items(chosen)
    bare = roster(reader, competition, chosen)
    gathered = gather(reader, competition, things, [one.key for one in bare.entrants], seats)
    return Contest(
        competition,
        title,
        _kept(reader, competition, "year"),
        chosen,
        things,
        marked(bare, gathered),
        gathered,
        seats,
        decided(reader, competition),
        promoted(reader, competition),
    )


def marked(bare: Roster, gathered: Gathered) -> Roster:
    """The roster with what was recorded beside marks: absences, judges who stand aside, bonuses and penalties."""
    named = {*gathered.absent, *gathered.recused, *gathered.counts}
    told = [
        replace(
            one,
            absent=frozenset(gathered.absent.get(one.key, ())),
            recused={path: frozenset(judges) for path, judges in gathered.recused.get(one.key, {}).items()},
            adjustments=gathered.counts.get(one.key, {}),
        )
        if one.key in named
        else one
        for one in bare.entrants
    ]
    return replace(bare, entrants=told)


def decided(reader: Reader, competition: int) -> dict[str, list[str]]:
    """Who was chosen, by the matter that was decided."""
    rows = reader.rows(DECISION, ["matter", "chosen"], "competition = ?", [competition])
    return {str(matter): str(chosen).split(BETWEEN) for _, matter, chosen in rows if chosen}


def find(reader: Reader, asked: str) -> int:
    """A competition by its id or name; refused when none or several are meant."""
    ids = [int(asked)] if asked.isdecimal() and reader.row(COMPETITION, int(asked)) else reader.find(COMPETITION, asked)
    if len(ids) != 1:
        raise Refusal("collecting.unknown_competition", value=asked)
    return ids[0]


def scored(reader: Reader) -> list[tuple[int, str]]:
    """Competitions with a rule set, the latest first: id and title."""
    rows = reader.rows(COMPETITION, ["title", "year"], f"{SCORING} is not null")
    return [(row[0], str(row[1] or "")) for row in sorted(rows, key=lambda row: (str(row[2]), row[0]), reverse=True)]


def _of(reader: Reader, key: str, field: str, competition: int) -> list[tuple[int, Stored]]:
    return [(row[0], row[1]) for row in reader.rows(key, [field], "competition = ?", [competition])]


def _kept(reader: Reader, competition: int, field: str) -> Stored:
    found = reader.rows(COMPETITION, [field], "id = ?", [competition])
    if not found:
        raise Refusal("collecting.unknown_competition", value=competition)
    kept: Stored = found[0][1]
    return kept
