"""Returns of a period as they stand in the register: what was keyed, changed by hand, explained and handed up.

A place is a cell of the blank (表1!C5), or a cell of a list's record (units/17/K: list, record, column). The rows are
`instance`, `figure` (keyed values, and those that were put over a computed one, with why), `passage` (each change of
state) and, for doubts, `reason`. What was handed up is kept as it was: later differences of the register are 更正.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models import audit as auditing
from models import issued, reporting
from models.audit import Audit
from models.contests import ENTRY, RESULTS, Press
from models.findings import DOUBT, Finding
from models.issued import Going
from models.kinds import Number, Period, Stored
from models.measures import Measures
from models.register import Change, Reader, Register
from models.returns import filling, tracing
from models.returns.declared import Return
from models.returns.figures import Correction, Figure, Kept, Listing, Standing, Waiting
from models.returns.filling import Written, sources_of
from models.returns.packing import in_folder, write_package
from models.returns.passing import Passing, frozen, may_pass, now
from models.returns.periods import due
from models.returns.proving import as_text
from models.returns.standing import look
from models.returns.states import AUDITED, DRAFT, HANDED_UP, NEXT, SENT_BACK, Instance, Passage
from models.returns.tracing import Behind
from models.words import Refusal, say

__all__ = [
    "AUDITED",
    "DRAFT",
    "HANDED_UP",
    "NEXT",
    "SENT_BACK",
    "Behind",
    "Correction",
    "Figure",
    "Instance",
    "Instances",
    "Listing",
    "Passage",
    "Passing",
    "Standing",
    "Waiting",
]

_COLUMNS = "id, form, title, period, state, at, digest, file"


@dataclass(frozen=True)
class Instances:
    """The returns of an office, period by period. Methods that take a `reader` may run on another thread with one."""

    register: Register
    measures: Measures
    audit: Audit
    returns: Mapping[str, Return]
    press: Press

    def all(self, reader: Reader | None = None) -> list[Instance]:
        """The latest first."""
        rows = (reader or self.register).ask(f"select {_COLUMNS} from instance order by id desc")
        return [_instance(row) for row in rows]

    def get(self, row: int, reader: Reader | None = None) -> Instance:
        """One of them; refused when there is none."""
        found = (reader or self.register).ask(f"select {_COLUMNS} from instance where id = ?", [row])
        if not found:
            raise Refusal("instances.none")
        return _instance(found[0])

    def find(self, name: str, period: str, reader: Reader | None = None) -> Instance | None:
        """The instance of a form and period, if there is one."""
        sql = f"select {_COLUMNS} from instance where form = ? and period = ?"
        found = (reader or self.register).ask(sql, [name, period])
        return _instance(found[0]) if found else None

    def form_of(self, one: Instance) -> Return:
        """The return that it is one of; refused when the office has it no more."""
        if one.form not in self.returns:
            raise Refusal("returns.none", name=one.title, known="、".join(self.returns))
        return self.returns[one.form]

    def begin(self, name: str, period: str) -> tuple[Instance, list[Change]]:
        """The instance of a form and period; a new draft when there is none yet."""
        known = self.find(name, period)
        if known:
            return known, []
        form = self.returns[name]
        what = say("instances.began", title=form.title, period=Period().show(period))
        told: dict[str, Stored] = {"form": name, "title": form.title, "period": period, "state": DRAFT, "at": now()}
        change = self.register.note("instance", told, what)
        return self.get(change.ids[0]), [change]

    def periods(self, name: str, today: str = "") -> list[str]:
        """The periods that the form may be filled for, the one due now first."""
        return due(self.returns[name].period.kind, datetime.date.fromisoformat(today or now()[:10]))

    def standing(self, row: int, reader: Reader | None = None) -> Standing:
        """Everything about an instance, worked out anew: long work."""
        reader = reader or self.register
        one = self.get(row, reader)
        return self._look(self.form_of(one), one.period, self._kept(one, reader), reader)

    def look(self, form: Return, period: str) -> Standing:
        """How a return stands, be there an instance of it or not."""
        one = self.find(form.name, period)
        kept = self._kept(one, self.register) if one else Kept()
        return self._look(form, period, kept, self.register)

    def _look(self, form: Return, period: str, kept: Kept, reader: Reader) -> Standing:
        """Results that are not published stop it as findings on its records do."""
        seen = look(form, self.measures, self.audit, reader, period, kept)
        unpublished = self.press.through(reader).unpublished(self._results(form, period, reader))
        return replace(seen, findings=[*seen.findings, *unpublished])

    def _results(self, form: Return, period: str, reader: Reader) -> set[int]:
        """The entries whose results it counts or lists."""
        return filling.resting_on(form, self.measures, reader, period, ENTRY, RESULTS)

    def _kept(self, one: Instance, reader: Reader) -> Kept:
        puts = reader.ask("select place, value, why from figure where instance = ?", [one.id])
        earlier = self.find(one.form, reporting.shifted(one.period, -1), reader)
        frozen = self.snapshot(one.id, reader) if one.state == HANDED_UP else None
        last = self.snapshot(earlier.id, reader) if earlier and earlier.state == HANDED_UP else None
        return Kept(one.id, {at: (value, why or "") for at, value, why in puts}, frozen, last)

    def snapshot(self, row: int, reader: Reader | None = None) -> dict[str, Stored] | None:
        """What was handed up, by place."""
        kept = (reader or self.register).ask("select snapshot from instance where id = ?", [row])[0][0]
        return dict(json.loads(kept)) if kept else None

    def values(self, name: str, period: str, reader: Reader | None = None) -> dict[str, Stored]:
        """What was put into the return of a form and period, by place."""
        one = self.find(name, period, reader)
        return dict(self._kept(one, reader or self.register).values) if one else {}

    def read(self, row: int, place: str, typed: str) -> Stored:
        """What a person typed into a place, as a number where the place counts; text that is none stays text."""
        meaning = tracing.meaning_of(self.form_of(self.get(row)), place)
        counts = meaning.measure or meaning.keyed or meaning.total
        return Number().read(typed).value if counts else typed.strip() or None

    def put(self, row: int, place: str, value: Stored, why: str = "") -> list[Change]:
        """Keys a value, or puts one over a computed one, which needs a reason; refused unless it is a draft.

        None takes away what was put there.
        """
        one = self._open(row)
        meaning = tracing.meaning_of(self.form_of(one), place)
        if value is not None and not meaning.keyed and not why.strip():
            raise Refusal("instances.why_override")
        what = say("instances.put", title=one.title, place=place)
        with self.register.step(what):
            changes = [
                self.register.drop_note("figure", kept[0], what)
                for kept in self.register.ask("select id from figure where instance = ? and place = ?", [row, place])
            ]
            if value is not None:
                told: dict[str, Stored] = {"instance": row, "place": place, "value": value, "why": why.strip() or None}
                changes.append(self.register.note("figure", told, what))
        return changes

    def _open(self, row: int) -> Instance:
        one = self.get(row)
        if not one.is_open:
            raise Refusal("instances.closed", state=say(f"instances.{one.state}"))
        return one

    def explain(self, row: int, check: Finding, why: str) -> list[Change]:
        """The reason why a doubt of the form's checks may stand; empty takes it away."""
        self._open(row)
        if check.level != DOUBT:
            raise Refusal("instances.error_stands")
        return auditing.explain(self.register, [check], why.strip())

    def pass_to(self, row: int, state: str, why: str = "", target: Path | None = None) -> list[Change]:
        """Changes the state: 已审核 and 已上报 are refused while anything stops it, 已退回 needs a reason.

        Handing up writes the form to `target`, freezes the values and keeps the file's digest and proof.
        """
        return self.keep(self.prepare(row, state, why, target))

    def prepare(
        self,
        row: int,
        state: str,
        why: str = "",
        target: Path | None = None,
        reader: Reader | None = None,
        progress: filling.Progress | None = None,
    ) -> Passing:
        """The long part of a change of state: everything is held against its checks, and the form written."""
        reader = reader or self.register
        one = self.get(row, reader)
        may_pass(reader, one, state, why, self.register.who)
        standing = self.standing(row, reader) if state in (AUDITED, HANDED_UP) else None
        if standing and standing.open:
            raise Refusal("instances.stopped", count=len(standing.open), say=standing.open[0].say)
        if not standing or state != HANDED_UP:
            return Passing(one, {"state": state}, why.strip())
        if target is None:
            raise Refusal("instances.no_target")
        written = self.write(row, target, reader, progress)
        results = self._results(self.form_of(one), one.period, reader)
        return Passing(one, {"state": state, **frozen(standing, written)}, why.strip(), written, results)

    def keep(self, passing: Passing) -> list[Change]:
        """Keeps a change of state that was prepared, as one step; refused where another one came in between."""
        one, state = passing.one, str(passing.told["state"])
        if self.get(one.id).state != one.state:
            raise Refusal("instances.overtaken")
        before, to = say(f"instances.{one.state}"), say(f"instances.{state}")
        what = say("instances.passed", title=one.title, before=before, to=to)
        passage: dict[str, Stored] = {
            "instance": one.id,
            "at": now(),
            "who": self.register.who,
            "before": one.state,
            "after": state,
            "why": passing.why or None,
        }
        with self.register.step(what):
            changes = [self.register.change_note("instance", one.id, passing.told, what)]
            changes.append(self.register.note("passage", passage, what))
            if passing.written:
                changes += self._noted(self.form_of(one), one.period, passing.written, passing.results)
            return changes

    def record(self, form: Return, period: str, written: list[Written]) -> list[Change]:
        """Notes in the ledger of issues what went out, with its proof and the published results it took."""
        return self._noted(form, period, written, self._results(form, period, self.register))

    def _noted(self, form: Return, period: str, written: list[Written], results: set[int]) -> list[Change]:
        table, what = form.each.of.partition("/")[0] if form.each else "", form.title
        with self.register.step(say("step.issue", what=what, count=len(written))):
            digests, changes = self.press.put_up(results, what)
            told = "\n".join(digests.values())
            going = [Going(period, "", table, each.row, each.file, snapshot=told) for each in written]
            if written:
                changes += issued.record(self.register, what, form.name, None, going, proof=as_text(written))
        return changes

    def passages(self, row: int, reader: Reader | None = None) -> list[Passage]:
        """Its changes of state, the first first."""
        sql = "select at, who, before, after, why from passage where instance = ? order by id"
        return [Passage(*(str(one or "") for one in kept)) for kept in (reader or self.register).ask(sql, [row])]

    def behind(self, row: int, place: str, reader: Reader | None = None) -> Behind:
        """The records behind a number."""
        reader = reader or self.register
        one = self.get(row, reader)
        form = self.form_of(one)
        puts = self._kept(one, reader).puts
        with sources_of(form, self.measures, reader, one.period) as sources:
            return tracing.behind(form, place, sources, puts.get(place))

    def write(
        self, row: int, target: Path, reader: Reader | None = None, progress: filling.Progress | None = None
    ) -> list[Written]:
        """Writes the form as it stands, also a draft."""
        one = self.get(row, reader)
        form, puts = self.form_of(one), self.values(one.form, one.period, reader)
        return filling.write(form, self.measures, reader or self.register, one.period, target, puts, progress)

    def pack(self, row: int, target: Path, reader: Reader | None = None) -> None:
        """Writes the 上报包: the form as it stands, proof, explanations of doubts, checksums and a cover."""
        reader = reader or self.register
        one = self.get(row, reader)
        with tempfile.TemporaryDirectory() as work:
            self.package(self.form_of(one), one.period, target, reader, Path(work))

    def package(self, form: Return, period: str, target: Path, reader: Reader, work: Path) -> list[Written]:
        """The same of a form and period, be there an instance of it or not; its files are written in `work`."""
        known = self.find(form.name, period, reader)
        puts = self.values(form.name, period, reader)
        kept = self._kept(known, reader) if known else Kept()
        doubts = look(form, self.measures, self.audit, reader, period, kept).checks
        file = in_folder(form.title, period, form.form.suffix, work)
        written = filling.write(form, self.measures, reader, period, file, puts)
        write_package(form, period, reader.settings()["federation"], written, doubts, target)
        return written


def _instance(row: tuple[object, ...]) -> Instance:
    number, *told = row
    return Instance(int(str(number)), *(str(one or "") for one in told))
