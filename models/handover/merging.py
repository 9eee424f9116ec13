"""Many counties' files into one office, in one step; the same taken back before it is kept shows what it does."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from models.handover.manifest import ATTACHMENTS, Told
from models.handover.receiving import Incoming, put, receive
from models.register import Change, Register
from models.register.incoming import Staged
from models.register.joining import Joining
from models.register.meeting import BOTH, OURS, Joined, Met, Way, default
from models.words import Refusal, say

_FOLDER = "~incoming.part"  # such a name is tidied away at the next opening, should the program be killed
Case = tuple[str, str, int]
"""One row that met another: its county, its type, its id there."""


@dataclass
class Preview:
    """What a merge does: file by file, and every case that may be decided otherwise."""

    files: list[Incoming]
    joined: list[Joined]
    earlier: list[str] = field(default_factory=list)
    """When each county's file of the same period came before; empty where none did."""

    def cases(self) -> Iterator[tuple[Case, Met]]:
        """Each with the key that a decision about it has."""
        for one, done in zip(self.files, self.joined, strict=True):
            for met in done.met:
                yield (one.told.county, met.way.record, met.theirs), met

    def each(self) -> Iterator[tuple[Incoming, Joined, str]]:
        """File by file what it does, and when the one that it replaces came."""
        return zip(self.files, self.joined, self.earlier, strict=True)

    def account(self, made: bool = True) -> str:
        """What the merge did, or would do, in one sentence."""
        counted = {how: sum(one.counted.get(how, 0) for one in self.joined) for how in ("new", "changed")}
        gone, met = sum(one.gone for one in self.joined), sum(sum(met.asks for met in one.met) for one in self.joined)
        return say(
            "handover.merged" if made else "handover.would", files=len(self.files), **counted, gone=gone, met=met
        )

    def warnings(self) -> list[str]:
        """Files that are older than what they replace, and rows that this office has no table for."""
        older = [
            say("handover.older", file=one.name, made=_at(one.told.made), earlier=_at(earlier))
            for one, _, earlier in self.each()
            if one.told.made < earlier
        ]
        known = [one for one in self.files if one.told.unknown]
        return older + [say("handover.unknown", file=one.name, count=one.told.unknown) for one in known]


def _at(made: str) -> str:
    return made.replace("T", " ")


class _TakenBack(Exception):
    """Ends a step that was only to be seen."""


class Merger:
    """Files received into a folder of the office, checked, shown and merged."""

    def __init__(self, office: Path, register: Register) -> None:
        self.office = office
        self.folder = office / _FOLDER
        self.register = register
        self.own = register.settings()["federation"]
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.staged = Staged(self.folder / "staged.db", register.schema)
        self.files: list[Incoming] = []
        self.by_case: dict[Case, str] = {}
        self.by_way: dict[Way, str] = {}
        self.every = ""

    def __enter__(self) -> Merger:
        """The merger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Takes the copies away."""
        self.close()

    def close(self) -> None:
        """Takes the copies away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, path: Path, passphrase: str = "") -> Incoming:
        """Receives one file; refused when it is unfit, our own, or a second one of a county and period.

        As `Sealed` when it needs a passphrase.
        """
        came = receive(path, self.folder, self.register.schema, passphrase)
        if came.told.county == self.own:
            raise Refusal("handover.our_own", file=came.name)
        if any((one.told.county, one.told.period) == (came.told.county, came.told.period) for one in self.files):
            raise Refusal("handover.twice", file=came.name, county=came.told.county)
        self.staged.take(came.rows, came.told.within(ATTACHMENTS))
        came.rows.unlink()
        self.files.append(came)
        return came

    def preview(self, progress: Callable[[int, int], None] = lambda made, of: None) -> Preview:
        """What the merge would do as decided so far: it is made, and taken back."""
        register = self.register.beside()
        try:
            with self._joining(register) as joining, register.step(say("handover.step", count=len(self.files))):
                seen = self._join(register, joining, progress)
                raise _TakenBack
        except _TakenBack:
            return seen
        finally:
            register.close()

    def merge(self, progress: Callable[[int, int], None] = lambda made, of: None) -> tuple[Preview, list[Change]]:
        """Merges all files as one step, which one undo takes back; what came along is put in its place before."""
        for one in self.files:
            put(one, self.office)
        register = self.register.beside()
        try:
            with self._joining(register) as joining, register.step(say("handover.step", count=len(self.files))):
                done = self._join(register, joining, progress)
        finally:
            register.close()
        return done, [Change(table, [0]) for table in self.register.schema.tables]

    @contextmanager
    def _joining(self, register: Register) -> Iterator[Joining]:
        with Joining(register, self.staged, self.decide) as joining:
            yield joining

    def decide(self, met: Met) -> str:
        """What becomes of two that met: as decided for the case, else for all of its kind, else as is safe."""
        case = (self.files[met.file].told.county, met.way.record, met.theirs)
        every = self.every if met.asks else ""
        said = self.by_case.get(case) or self.by_way.get(met.way) or every or default(self.register, met.way)
        return OURS if said == BOTH and met.known else said

    def _join(self, register: Register, joining: Joining, progress: Callable[[int, int], None]) -> Preview:
        seen = Preview(list(self.files), [])
        for at, one in enumerate(self.files):
            progress(at, len(self.files))
            earlier = _earlier(register, one.told)
            replaced = [row for row, period, _, _ in earlier if period == one.told.period]
            known = [row for row, _, maker, _ in earlier if maker == one.told.register]
            seen.earlier.append(max((made for _, period, _, made in earlier if period == one.told.period), default=""))
            done = joining.join(at, known, replaced)
            joining.share(_keep(register, one, done))
            seen.joined.append(done)
        return seen


def _earlier(register: Register, told: Told) -> Sequence[tuple[int, str, str, str]]:
    """The receipts of a county, the latest first: id, period, register and when it was made."""
    sql = "select id, period, register, made from county where name = ? order by id desc"
    return [(row[0], row[1], row[2], row[3]) for row in register.ask(sql, [told.county])]


def _keep(register: Register, came: Incoming, done: Joined) -> int:
    told = came.told
    values: Mapping[str, str] = {
        "name": told.county,
        "maker": told.maker,
        "made": told.made,
        "period": told.period,
        "file": came.name,
        "digest": told.digest,
        "register": told.register,
        "at": datetime.datetime.now().isoformat(timespec="seconds"),
        "counted": json.dumps(done.counted),
    }
    return register.note("county", dict(values), "").ids[0]
