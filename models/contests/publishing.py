"""Publishing: a contest frozen under a number, then 更正第 n 号 with what changed, why and by whom; and the gate
before certificates and returns."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.audit import Audit
from models.contests import keying
from models.contests.confirming import results, unconfirmed
from models.contests.contest import COMPETITION, Contest, Rules, read, rules_of
from models.contests.outcome import Outcome, work_out
from models.contests.roster import AWARDED, ENTRY
from models.contests.snapshots import Difference, Snapshot, difference, frozen
from models.contests.teams import unconfirmed_teams
from models.findings import ERROR, Finding
from models.kinds import Stored
from models.register import Change, Reader, Register
from models.resources import Resources
from models.schema import Schema
from models.scoring.results import UNMARKED, WAITING
from models.words import Refusal, say

PUBLISHED = "published"
_COLUMNS = ("number", "at", "who", "reason", "version", "snapshot", "difference", "digest")
SHORT = 12
"""Letters of a digest that are told to people."""

_BEFORE, _OVER = ("", "计划", "进行"), "结束"
"""What a competition's status says until its results are published, and from then on."""


@dataclass(frozen=True)
class Published:
    """One snapshot that went up: the first has the number 0, each correction the next."""

    number: int
    at: str
    who: str
    reason: str
    version: str
    snapshot: str = field(repr=False)
    difference: str
    digest: str

    @property
    def frozen(self) -> Snapshot:
        """What it says."""
        found: Snapshot = json.loads(self.snapshot)
        return found

    @property
    def name(self) -> str:
        """As papers name it: 成绩公布 or 更正第 n 号, with the beginning of its digest."""
        return say("contests.correction" if self.number else "contests.first", number=self.number, at=self.at[:10])


@dataclass(frozen=True)
class Attempt:
    """What came of publishing: the findings that stopped it, or the snapshot, what differs from the last, the write."""

    stopped: list[Finding] = field(default_factory=list)
    published: Published | None = None
    differences: list[Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Gate:
    """Whether results may go out, seen through a reader of its own: on any thread."""

    def __init__(self, reader: Reader, resources: Resources, schema: Schema, rules: Rules, audit: Audit) -> None:
        self.reader, self.resources, self.schema, self.rules, self.audit = reader, resources, schema, rules, audit

    def through(self, reader: Reader) -> Gate:
        """The same, seen through another reader."""
        return Gate(reader, self.resources, self.schema, self.rules, self.audit)

    def outcome(self, competition: int) -> Outcome | None:
        """The contest worked out; None for one whose results are keyed as a final list."""
        if rules_of(self.reader, self.rules, competition) is None:
            return None
        return work_out(read(self.reader, self.rules, competition))

    def stops(self, competition: int, outcome: Outcome | None) -> list[Finding]:
        """All that stands in the way of publishing."""
        within = f"competition = {competition}"
        borne = {key: self.reader.ids(key, within=within) for key in AWARDED}
        found = [one for key, ids in borne.items() for one in self.audit.run(self.reader, key, ids) if not one.settled]
        title = self.reader.title(COMPETITION, competition)
        if outcome:
            found += [_stop(competition, title, told) for told in self._lacking(outcome)]
        elif not any(_of_results(self.reader, ids, key) for key, ids in borne.items()):
            found.append(_stop(competition, title, say("contests.no_results")))
        return found

    def _lacking(self, outcome: Outcome) -> Iterator[str]:
        contest = outcome.contest
        yield from troubles(contest)
        unmarked = sum(state in (UNMARKED, WAITING) for stage in outcome.result.stages for state in stage.states)
        if unmarked:
            yield say("contests.unmarked", count=unmarked)
        if outcome.open:
            yield say("contests.undecided", count=len(outcome.open))
        if count := keying.unchecked(self.reader, contest.competition):
            yield say("contests.unchecked", count=count)
        if todo := unconfirmed(self.reader, contest.competition, results(outcome, self.schema)):
            yield say("contests.unconfirmed", count=len(todo))
        if teams := unconfirmed_teams(self.reader, outcome):
            yield say("contests.unconfirmed_teams", count=len(teams))

    def changed(self, competition: int) -> list[Difference]:
        """What differs from the last snapshot."""
        last = history(self.reader, competition)[-1]
        return difference(last.frozen, self._frozen(competition))

    def unpublished(self, rows: Iterable[int], key: str = ENTRY) -> list[Finding]:
        """Findings on contests scored here whose results those records bear, and which are not published as they stand.

        `key` is the type of the records: entries, or team results.
        A final list that was keyed has been decided on paper: it is no finding, and `put_up` publishes it.
        """
        return [
            _stop(competition, title, say(sentence, title=title))
            for competition in _of_results(self.reader, rows, key)
            if rules_of(self.reader, self.rules, competition) is not None
            for title in [self.reader.title(COMPETITION, competition)]
            for sentence in [self._standing(competition)]
            if sentence
        ]

    def _standing(self, competition: int) -> str:
        """The sentence that says why its results can't go out; empty when they can."""
        if not history(self.reader, competition):
            return "contests.not_published"
        return "contests.changed_since" if self.changed(competition) else ""

    def _frozen(self, competition: int) -> Snapshot:
        return frozen(self.reader, self.resources, self.rules, competition)


class Press(Gate):
    """What publishes."""

    def __init__(self, register: Register, resources: Resources, schema: Schema, rules: Rules, audit: Audit) -> None:
        super().__init__(register, resources, schema, rules, audit)
        self.register = register

    def publish(self, competition: int, reason: str = "", who: str = "") -> Attempt:
        """Freezes the contest as it stands; a correction needs a reason. Refused where nothing has changed."""
        if stopped := self.stops(competition, self.outcome(competition)):
            return Attempt(stopped)
        snapshot, before = self._frozen(competition), history(self.register, competition)
        if before and before[-1].frozen == snapshot:
            raise Refusal("contests.nothing_changed", name=before[-1].name)
        if before and not reason.strip():
            raise Refusal("contests.correction_reason")
        return self._keep(competition, snapshot, before, reason.strip(), who)

    def _keep(
        self, competition: int, snapshot: Snapshot, before: Sequence[Published], reason: str, who: str
    ) -> Attempt:
        differences = difference(before[-1].frozen, snapshot) if before else []
        text = json.dumps(snapshot, ensure_ascii=False)
        chosen = rules_of(self.register, self.rules, competition)
        told = "\n".join(one.told() for one in differences)
        now = datetime.datetime.now().isoformat(timespec="seconds")
        author, version = who or self.register.who, chosen.version if chosen else ""
        one = Published(len(before), now, author, reason, version, text, told, "")
        one = replace(one, digest=sealed(one, before[-1:]))
        what = say("contests.step_publish", title=self.register.title(COMPETITION, competition), name=one.name)
        values: dict[str, Stored] = {name: getattr(one, name) for name in _COLUMNS}
        with self.register.step(what):
            changes = [self.register.note(PUBLISHED, values | {"tbl": COMPETITION, "row": competition}, what)]
            if self.register.ids(COMPETITION, within=f"id = {competition} and coalesce(status, '') in {_BEFORE}"):
                changes.append(self.register.change(COMPETITION, competition, {"status": _OVER}))
        return Attempt([], one, differences, changes)

    def put_up(self, rows: Iterable[int], occasion: str, key: str = ENTRY) -> tuple[dict[int, str], list[Change]]:
        """By competition the digest under which its results stand; final lists as they were keyed are published now."""
        digests: dict[int, str] = {}
        changes: list[Change] = []
        for competition in _of_results(self.register, rows, key):
            before = history(self.register, competition)
            if rules_of(self.register, self.rules, competition) is None:
                snapshot = self._frozen(competition)
                if not before or before[-1].frozen != snapshot:
                    reason = say("contests.goes_out", what=occasion)
                    made = self._keep(competition, snapshot, before, reason, "")
                    before, changes = history(self.register, competition), changes + made.changes
            digests[competition] = before[-1].digest
        return digests, changes


def _of_results(reader: Reader, rows: Iterable[int], key: str) -> list[int]:
    """The competitions of those entries or team results that bear a result."""
    wanted = json.dumps(list(rows))
    borne = " or ".join(f"{name} is not null" for name in AWARDED[key])
    sql = (
        f"select distinct competition from {key} where id in (select value from json_each(?)) "
        f"and ({borne}) and typeof(competition) = 'integer' order by 1"
    )
    return [row[0] for row in reader.ask(sql, [wanted])]


def history(reader: Reader, competition: int) -> list[Published]:
    """Every snapshot of a competition, the first first."""
    sql = f"select {', '.join(_COLUMNS)} from {PUBLISHED} where tbl = ? and row = ? order by number"
    return [Published(*row) for row in reader.ask(sql, [COMPETITION, competition])]


def sealed(one: Published, before: Sequence[Published]) -> str:
    """The digest: of the snapshot, of who, when and why, and of the digest before it."""
    told = [*(last.digest for last in before), *(getattr(one, name) for name in _COLUMNS[:-1])]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def broken(published: Sequence[Published]) -> list[int]:
    """The numbers of snapshots that are not what was sealed."""
    return [one.number for at, one in enumerate(published) if sealed(one, published[max(at - 1, 0) : at]) != one.digest]


def troubles(contest: Contest) -> Iterator[str]:
    """What can't be made use of: marks of nobody, for nothing, by nobody, or unreadable; numbers twice or missing."""
    gathered, numbers = contest.gathered, contest.roster
    for label, judge in gathered.unknown:
        yield say("contests.unknown_item", component=label, judge=judge, rules=contest.rules.title)
    if gathered.strangers:
        yield say("contests.strangers", numbers="、".join(sorted(gathered.strangers)))
    for label, number in gathered.unread:
        yield say("contests.unread", component=label, number=number)
    if numbers.repeated:
        yield say("contests.repeated", numbers="、".join(numbers.repeated))
    if numbers.unnumbered:
        yield say("contests.unnumbered", count=numbers.unnumbered)


def _stop(competition: int, title: str, told: str) -> Finding:
    return Finding("contests", ERROR, COMPETITION, competition, "", told, title)
