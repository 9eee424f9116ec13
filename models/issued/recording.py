"""Writes the ledger: what went out, what was printed again and why, what was voided and why."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.kinds import Stored
from models.register import Change, Register
from models.words import Refusal, say

_HONOUR = "honour"
_CARRIED = ["what", "form", "number", "subject", "unit", "award", "at", "who", "words", "checked", "void", "voided_at"]
UNSURE, UNPRINTED = "unsure", "unprinted"


@dataclass(frozen=True)
class Going:
    """One thing that goes out.

    Its subject, number, the record that it tells of, its own file if any, its page in the file, the words on it with
    their check text, the honour that comes of it: the id of one that stands already, or the values of a new one (of one
    that a voided certificate made, with its `id`); and
    the digests of the published results that it took them from.
    """

    subject: str
    number: str = ""
    table: str = ""
    row: int = 0
    file: Path | None = None
    page: int = 0
    unit: str = ""
    award: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    honour: int | Mapping[str, Stored] | None = None
    snapshot: str = ""


def record(
    register: Register,
    what: str,
    form: str,
    target: Path | None,
    going: Sequence[Going],
    **sheet: Stored,
) -> list[Change]:
    """Notes what was written to `target` or to files of their own, with the digest of the file, as one step.

    `sheet` may say `printer`, `paper` and `preprinted` of certificates, that they are still `pending`, and of a form
    its `proof`. Refused when one of the numbers has been given meanwhile.
    """
    digests = _digests(one.file or target for one in going)
    sentence = say("step.issue", what=what, count=len(going))
    shared: dict[str, Stored] = {"what": what, "form": form, "at": _now(), "who": register.who, **sheet}
    with register.step(sentence):
        _still_free(register, [one.number for one in going if one.number])
        honours, changes = _honours(register, going)
        rows = [
            shared | _row(one) | _printed(one.file or target, digests) | {"honour": honour}
            for one, honour in zip(going, honours, strict=True)
        ]
        return [register.note_many("issued", rows, sentence), *changes]


def _printed(file: Path | None, digests: Mapping[Path, str]) -> dict[str, Stored]:
    return {"file": str(file) if file else None, "digest": digests[file] if file else None}


def _digests(files: Iterable[Path | None]) -> dict[Path, str]:
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in set(files) if file}


def _still_free(register: Register, numbers: Sequence[str]) -> None:
    sql = "select number from issued where number in (select value from json_each(?))"
    if taken := register.ask(sql, [json.dumps(numbers, ensure_ascii=False)]):
        raise Refusal("issued.taken", number=taken[0][0])


def _row(one: Going) -> dict[str, Stored]:
    return {
        "number": one.number or None,
        "subject": one.subject,
        "tbl": one.table,
        "row": one.row,
        "page": one.page or None,
        "unit": one.unit or None,
        "award": one.award or None,
        "words": json.dumps(dict(one.words), ensure_ascii=False) if one.words else None,
        "checked": one.check or None,
        "snapshot": one.snapshot or None,
    }


def _honours(register: Register, going: Sequence[Going]) -> tuple[list[int | None], list[Change]]:
    """The honours that the certificates made, and what was touched; those that stood already only learn the number."""
    standing = {one.honour: one.number for one in going if isinstance(one.honour, int)}
    told = {at: dict(one.honour) for at, one in enumerate(going) if one.honour and not isinstance(one.honour, int)}
    made = {at: int(str(one.pop("id"))) for at, one in told.items() if "id" in one}
    changes = [register.change(_HONOUR, row, told[at] | {"certificate": going[at].number}) for at, row in made.items()]
    new = {at: one for at, one in told.items() if at not in made}
    if standing:
        numbers = [(number,) for number in standing.values()]
        changes.append(register.change_many(_HONOUR, list(standing), ["certificate"], numbers))
    if new:
        names = list(dict.fromkeys(word for one in new.values() for word in one))
        rows = [(*(one.get(word) for word in names), going[at].number) for at, one in new.items()]
        changes.append(register.add_many(_HONOUR, [*names, "certificate"], rows))
        made |= zip(new, changes[-1].ids, strict=True)
    return [made.get(at) for at in range(len(going))], changes


def reprint(register: Register, again: Sequence[int], why: str, printer: str = "") -> list[Change]:
    """Notes that certificates, by their ids in the ledger, are printed again under their numbers.

    Until they are settled these notes wait as well: what is begun again after it was cut off is the same printing.
    Refused without a reason, or for a void one.
    """
    told = _open(register, again, why)
    sentence = say("step.reprint", count=len(again), why=told)
    values: dict[str, Stored] = {"at": _now(), "who": register.who, "why": told, "printer": printer, "pending": UNSURE}
    waiting = _waiting(register, again)
    fresh = [values | {"tbl": "issued", "row": row} for row in again if row not in waiting]
    with register.step(sentence):
        changes = [register.change_note("reprint", one, values, sentence) for one in waiting.values()]
        return changes + ([register.note_many("reprint", fresh, sentence)] if fresh else [])


def _waiting(register: Register, rows: Iterable[int]) -> dict[int, int]:
    """By certificate the note of a printing again of which nobody knows whether it came out."""
    sql = "select row, id from reprint where tbl = 'issued' and pending is not null and row in (select value from "
    return dict(register.ask(f"{sql}json_each(?))", [json.dumps(list(rows))]))


def resume(register: Register, waiting: Sequence[int]) -> list[Change]:
    """Notes of certificates that wait, by their ids, that they are on their way once more."""
    sentence = say("step.resume", count=len(waiting))
    with register.step(sentence):
        return [register.change_note("issued", row, {"pending": UNSURE}, sentence) for row in waiting]


def settle(register: Register, printed: Mapping[int, Path | None], unprinted: Sequence[int] = ()) -> list[Change]:
    """Notes of certificates, by their ids, that they came out, into which files, and which of those that wait did not.

    A printing again that came out waits no more.

    Files are in their places.
    """
    if not printed and not unprinted:
        return []
    digests = _digests(printed.values())
    sentence = say("step.settle", printed=len(printed), unprinted=len(unprinted))
    with register.step(sentence):
        changes = []
        for row, file in printed.items():
            told: dict[str, Stored] = {"file": str(file), "digest": digests[file]} if file else {}
            changes.append(register.change_note("issued", row, {"pending": None, **told}, sentence))
        again = _waiting(register, printed).values()
        changes += [register.change_note("reprint", one, {"pending": None}, sentence) for one in again]
        waiting: dict[str, Stored] = {"pending": UNPRINTED}
        return changes + [register.change_note("issued", row, waiting, sentence) for row in unprinted]


def void(register: Register, rows: Sequence[int], why: str, withdrawn: bool = False) -> list[Change]:
    """Voids numbers for good: honours forget them, and stand, for paper that is made again is no award less.

    Where the awards are withdrawn the honours that came of them go. Refused without a reason.
    """
    told = _open(register, rows, why)
    sentence = say("step.withdraw" if withdrawn else "step.void", count=len(rows), why=told)
    with register.step(sentence):
        changes = [register.change_note("issued", row, {"void": told, "voided_at": _now()}, sentence) for row in rows]
        for row in rows:
            changes += _without_number(register, row, withdrawn)
    return changes


def carry(register: Register, rows: Sequence[Mapping[str, Stored]]) -> None:
    """Takes over from another ledger of the same office what it gave numbers to: lines that count no more.

    Such a line tells who has the number on paper; it is no record's certificate, for records bear other ids there.
    """
    told = say("issued.carried")
    kept = [{name: one.get(name) for name in _CARRIED} for one in rows]
    gone = [one | {"void": one["void"] or told, "voided_at": one["voided_at"] or _now()} for one in kept]
    register.note_many("issued", gone, say("step.carry", count=len(gone)))


def _open(register: Register, rows: Sequence[int], why: str) -> str:
    """The reason; refused when there is none, or when one of the rows is void."""
    if not why.strip():
        raise Refusal("issued.no_reason")
    sql = "select number from issued where void is not null and id in (select value from json_each(?))"
    if closed := register.ask(sql, [json.dumps(list(rows))]):
        raise Refusal("issued.is_void", number=closed[0][0])
    return why.strip()


def _without_number(register: Register, row: int, withdrawn: bool) -> list[Change]:
    number, made = register.ask("select number, honour from issued where id = ?", [row])[0]
    bearing = [found[0] for found in register.rows(_HONOUR, [], "certificate = ?", [number])]
    gone = [made] if withdrawn and made in bearing else []
    changes = register.delete(_HONOUR, gone) if gone else []
    return changes + [register.change(_HONOUR, one, {"certificate": None}) for one in bearing if one not in gone]


def _now() -> str:
    return datetime.datetime.now().isoformat(timespec="seconds")
