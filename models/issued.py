"""The ledger of what went out: which return or certificate, to whom, with which number, from which data."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.kinds import Stored
from models.register import Change, Register
from models.words import say


class Going(NamedTuple):
    """One thing that goes out: its subject, its number if it bears one, the record it tells of, its own file if any,
    and the digests of the published results that it took them from."""

    subject: str
    number: str
    table: str
    row: int
    file: Path | None = None
    snapshot: str = ""


def record(
    register: Register, what: str, form: str, target: Path, going: Sequence[Going], proof: str = ""
) -> list[Change]:
    """Notes what was written to `target` or to files of their own, with the file's digest and, of a form, its proof."""
    files = {one.file or target for one in going}
    digests = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    now = datetime.datetime.now().isoformat(timespec="seconds")
    sentence = say("step.issue", what=form, count=len(going))
    rows = [_row(one, what, form, now, digests[one.file or target]) | {"proof": proof or None} for one in going]
    with register.step(sentence):
        return [register.note("issued", row, sentence) for row in rows]


def _row(one: Going, what: str, form: str, now: str, digest: str) -> dict[str, Stored]:
    return {
        "what": what,
        "form": form,
        "number": one.number or None,
        "subject": one.subject,
        "tbl": one.table,
        "row": one.row,
        "at": now,
        "digest": digest,
        "snapshot": one.snapshot or None,
    }


def numbers(register: Register, pattern: str, year: int, count: int) -> list[str]:
    """The next numbers of the office's pattern, such as `盟总工竞〔{year}〕{n:03}号`: none twice, none left out."""
    taken = {row[0] for row in register.ask("select number from issued where number is not null")}
    found: list[str] = []
    place = 1
    while len(found) < count:
        number = pattern.format(year=year, n=place)
        if number not in taken:
            found.append(number)
        place += 1
    return found
