"""What a contest prints, as workbooks: sign-in list, empty mark sheets, 成绩册, 公示, 复核说明."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from models import sheets
from models.contests import lots, roster
from models.contests.contest import COMPETITION, JUDGE, Contest
from models.contests.items import Item
from models.contests.lots import BATCH, SEED, STATION
from models.contests.marks import MARK, width_of
from models.contests.outcome import Outcome
from models.contests.publishing import SHORT, Published
from models.contests.roster import ENTRY
from models.contests.snapshots import ENTRANTS, RESULTS, RULES, TEAMS, headings
from models.kinds import Stored
from models.register import Reader
from models.schema import RecordType
from models.scoring import shown
from models.words import say

_PRINTED, _BY_HAND = 20, 26  # points of a row, and of one that is written in
_LINE = 44  # letters of an explanation that stand in one line of a page
_PAGE = 76  # width of a column that fills a page
_NARROW, _BROAD, _BROADEST = 10, 16, 38
_INSIDE = re.compile(r"[≈\d.]{2}")  # the two sides of a place within a number
_LAST = 10**9


def write_sign_in(reader: Reader, competition: int, target: Path) -> None:
    """Who comes when and where, in the order of the draw, with room to sign."""
    kept = reader.row(COMPETITION, competition)
    above = [say("contests.drawn_from", seed=kept[SEED])] if kept[SEED] else []
    paths = lots.LISTED[:-1]
    rows = [row[: len(paths)] for _, row in lots.listed(reader, competition)]
    columns = [
        _column(_label(reader, path), path in ("worker", "unit", "delegation"), [row[at] for row in rows])
        for at, path in enumerate(paths)
    ]
    columns += [sheets.Column(say("contests.signature"), 16), sheets.Column(say("contests.remark"), 12)]
    told = ([cell or None for cell in row] + [None, None] for row in rows)
    title = say("contests.sign_in_title", title=kept["title"])
    foot = say("contests.sign_in_foot")
    name = say("contests.sign_in")
    sheets.write_book(target, [sheets.Plan(title, columns, told, name, above=above, foot=foot, tall=_BY_HAND)])


def write_mark_sheets(reader: Reader, outcome: Outcome, target: Path) -> int:
    """An empty sheet for every judge of every item, which can be read in again; returns how many."""
    contest = outcome.contest
    names = {seat: name for _, seat, name in reader.rows(JUDGE, ["seat", "name"], _WITHIN, [contest.competition])}
    plans = [
        _mark_sheet(reader, outcome, item, judge, str(names.get(judge) or ""))
        for item in contest.items
        for judge in range(1, width_of(item, [], contest.seats) + 1)
    ]
    sheets.write_book(target, plans)
    return len(plans)


_WITHIN = "competition = ? and seat is not null"


def _mark_sheet(reader: Reader, outcome: Outcome, item: Item, judge: int, name: str) -> sheets.Plan:
    """Numbers only: a judge does not see names."""
    contest, fields = outcome.contest, reader.schema[MARK].fields
    full = shown(item.full) if item.full else "—"
    above = [
        say("contests.sheet_contest", title=contest.title),
        say("contests.sheet_item", component=item.label, full=full),
        say("contests.sheet_judge", judge=judge, name=name),
    ]
    columns = [
        sheets.Column(say("contests.line"), 8),
        sheets.Column(fields["number"].label, 14, text=True),
        sheets.Column(_label(reader, STATION), 12),
        sheets.Column(fields["value"].label, 16),
        sheets.Column(fields["remark"].label, 24),
    ]
    rows = ([at, number, seat, None, None] for at, (number, seat) in enumerate(_going(reader, outcome, item), 1))
    title, sheet = say("contests.sheet_title"), f"{item.label.replace('·', ' ')}{judge}"
    return sheets.Plan(title, columns, rows, sheet, above=above, foot=say("contests.sheet_foot"), tall=_BY_HAND)


def _going(reader: Reader, outcome: Outcome, item: Item) -> list[tuple[str, Stored]]:
    """The numbers of those who take part in the item's stage, with their stations, in the order of the draw."""
    stage = next(one for one in outcome.result.stages if one.stage.key == item.stage)
    rows = reader.rows(ENTRY, [roster.NUMBER, BATCH, STATION], "competition = ?", [outcome.contest.competition])
    seats = {str(number): (batch or 0, station or 0) for _, number, batch, station in rows}
    order = sorted((one for one in stage.rows if one in seats), key=lambda one: (seats[one], one))
    return [(one, "-".join(map(str, seats[one])) if seats[one][1] else None) for one in order]


def write_results(reader: Reader, published: Published, title: str, target: Path, public: bool = False) -> None:
    """成绩册, or 公示 with masked ID numbers: by group, as they were published, naming the snapshot."""
    frozen = published.frozen
    above = [say("contests.from_snapshot", name=published.name, digest=published.digest[:SHORT])]
    above += [say("contests.by_rules", title=rules, version=published.version) for rules in frozen[RULES]]
    if public:
        above.append(say("contests.public_note", phone=reader.settings()["phone"] or "—"))
    columns = _headings(reader, published, public)
    groups = dict.fromkeys(told.get(say("contests.group"), "") for told in frozen[ENTRANTS].values())
    plans = [_group(published, title, group, columns, above, public) for group in groups]
    if frozen[TEAMS]:
        plans.append(_teams(published, title, above))
    sheets.write_book(target, plans)


def _headings(reader: Reader, published: Published, public: bool) -> list[tuple[str, str]]:
    """Part and heading of every column that holds anything, without the place, which comes first."""
    private = {say("contests.group"), say("contests.status"), say("contests.place")}
    private |= set() if public else {say("contests.id_number")}
    held = {
        (part, heading) for part in (ENTRANTS, RESULTS) for told in published.frozen[part].values() for heading in told
    }
    return [one for one in headings(reader) if one in held and one[1] not in private]


def _group(
    published: Published, title: str, group: str, columns: list[tuple[str, str]], above: list[str], public: bool
) -> sheets.Plan:
    """One group in the order of places; who has none stands behind in the book, and is not made public."""
    frozen, place = published.frozen, say("contests.place")
    told = {who: one | frozen[RESULTS].get(who, {}) for who, one in frozen[ENTRANTS].items()}
    within = [who for who, one in told.items() if one.get(say("contests.group"), "") == group]
    within = [who for who in within if place in told[who] or not public]
    within.sort(key=lambda who: (int(told[who].get(place, _LAST)), -_as_number(told[who].get(say("contests.sum"), ""))))
    rows = [
        [_cell(told[who].get(place)), who, *(_cell(told[who].get(heading)) for _, heading in columns)] for who in within
    ]
    made = [_column(place), _column(say("contests.number"))]
    made += [
        _column(heading, part == ENTRANTS, [told[who].get(heading) for who in within]) for part, heading in columns
    ]
    kind = say("contests.public" if public else "contests.book")
    whole = say("contests.results_title", title=title, group=group, kind=kind)
    return sheets.Plan(
        whole, made, rows, f"{group or title}{kind}", above=above, foot=say("contests.book_foot"), tall=_PRINTED
    )


def _teams(published: Published, title: str, above: list[str]) -> sheets.Plan:
    teams, place = published.frozen[TEAMS], say("contests.place")
    order = sorted(teams, key=lambda team: int(teams[team].get(place) or _LAST))
    told = list(dict.fromkeys(heading for one in teams.values() for heading in one))
    rows = [[team, *(_cell(teams[team].get(heading)) for heading in told)] for team in order]
    columns = [_column(say("contests.team"), broad=True), *(_column(heading) for heading in told)]
    name = say("contests.team_results")
    whole = say("contests.results_title", title=title, group="", kind=name)
    return sheets.Plan(whole, columns, rows, name, above=above, foot=say("contests.book_foot"), tall=_PRINTED)


def write_explanation(outcome: Outcome, key: str, target: Path, published: Published | None) -> None:
    """How a place came about, as a sheet for whoever has appealed."""
    contest = outcome.contest
    lines = [[part] for line in outcome.explained(key) for part in _parted(line)]
    above = [
        say("contests.sheet_contest", title=contest.title),
        say("contests.appellant", key=key, name=_name(contest, key)),
    ]
    if published:
        above.append(say("contests.from_snapshot", name=published.name, digest=published.digest[:SHORT]))
    columns = [sheets.Column(say("contests.how"), _PAGE, text=True)]
    title = say("contests.explanation")
    sheets.write_book(
        target,
        [sheets.Plan(title, columns, lines, title, above=above, foot=say("contests.appeal_foot"), tall=_PRINTED)],
    )


def _name(contest: Contest, key: str) -> str:
    return next((one.name for one in contest.roster.entrants if one.key == key), "")


def _parted(line: str) -> list[str]:
    """A long line as several, the later ones further in."""
    indent = line[: len(line) - len(line.lstrip())]
    parts, rest = [], line
    while len(rest) > _LINE:
        cut = _LINE
        while cut > _LINE // 2 and _INSIDE.fullmatch(rest[cut - 1 : cut + 1]):
            cut -= 1
        parts.append(rest[:cut])
        rest = f"{indent}　　{rest[cut:]}"
    return [*parts, rest]


def _as_number(text: str) -> float:
    return float(text) if text.replace(".", "", 1).isdecimal() else 0


def _cell(text: str | None) -> Stored:
    """A number as one, where it is written as numbers are."""
    if not text or not text.replace(".", "", 1).isdecimal() or (text[0] == "0" and len(text) > 1 and text[1] != "."):
        return text or None
    return float(text) if "." in text else int(text)


def _label(reader: Reader, path: str) -> str:
    record: RecordType = reader.schema[ENTRY]
    return record.fields[path].label


def _column(heading: str, broad: bool = False, texts: Sequence[str | None] = ()) -> sheets.Column:
    """As wide as its heading; one of names as wide as the longest of them, as far as a page has room."""
    if not broad:
        return sheets.Column(heading, max(_NARROW, 2 * len(heading) + 2))
    longest = max((len(text or "") for text in texts), default=0)
    return sheets.Column(heading, min(max(_BROAD, 2 * longest + 2), _BROADEST), text=True)
