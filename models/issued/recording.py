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
UNSURE, UNPRINTED = "unsure", "unprinted"


@dataclass(frozen=True)
class Going:
    """One thing that goes out.

    Its subject, number, the record that it tells of, its own file if any, its page in the file, the words on it with
    their check text, the honour that comes of it: the id of one that stands already, or the values of a new one; and
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
        changes = []
        for one in going:
            file = one.file or target
            honour, touched = _honour(register, one)
            printed = {"file": str(file) if file else None, "digest": digests[file] if file else None}
            changes.append(register.note("issued", shared | _row(one) | printed | {"honour": honour}, sentence))
            changes += touched
    return changes


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


def _honour(register: Register, one: Going) -> tuple[int | None, list[Change]]:
    """The honour that the certificate made, and what was touched; one that stood already only learns the number."""
    if isinstance(one.honour, int):
        return None, [register.change(_HONOUR, one.honour, {"certificate": one.number})]
    if one.honour:
        made = register.add(_HONOUR, dict(one.honour) | {"certificate": one.number})
        return made.ids[0], [made]
    return None, []


def reprint(register: Register, again: Mapping[int, Path | None], why: str, printer: str = "") -> list[Change]:
    """Notes that certificates, by their ids in the ledger, were printed again under their numbers, into which files.

    Refused without a reason, or for a void one.
    """
    told = _open(register, list(again), why)
    digests = _digests(again.values())
    sentence = say("step.reprint", count=len(again), why=told)
    values: dict[str, Stored] = {"tbl": "issued", "at": _now(), "who": register.who, "why": told, "printer": printer}
    with register.step(sentence):
        changes = [register.note("reprint", values | {"row": row}, sentence) for row in again]
        for row, file in again.items():
            if file:
                now: dict[str, Stored] = {"file": str(file), "digest": digests[file]}
                changes.append(register.change_note("issued", row, now, sentence))
    return changes


def settle(register: Register, printed: Mapping[int, Path | None], unprinted: Sequence[int] = ()) -> list[Change]:
    """Notes of certificates that wait, by their ids, that they came out, into which files, and which did not."""
    if not printed and not unprinted:
        return []
    digests = _digests(printed.values())
    sentence = say("step.settle", printed=len(printed), unprinted=len(unprinted))
    with register.step(sentence):
        changes = []
        for row, file in printed.items():
            told: dict[str, Stored] = {"file": str(file), "digest": digests[file]} if file else {}
            changes.append(register.change_note("issued", row, {"pending": None, **told}, sentence))
        waiting: dict[str, Stored] = {"pending": UNPRINTED}
        return changes + [register.change_note("issued", row, waiting, sentence) for row in unprinted]


def void(register: Register, rows: Sequence[int], why: str) -> list[Change]:
    """Voids numbers for good; the honours that came of them go, others forget the number. Refused without a reason."""
    told = _open(register, rows, why)
    sentence = say("step.void", count=len(rows), why=told)
    with register.step(sentence):
        changes = [register.change_note("issued", row, {"void": told, "voided_at": _now()}, sentence) for row in rows]
        for row in rows:
            changes += _without_honour(register, row)
    return changes


def _open(register: Register, rows: Sequence[int], why: str) -> str:
    """The reason; refused when there is none, or when one of the rows is void."""
    if not why.strip():
        raise Refusal("issued.no_reason")
    sql = "select number from issued where void is not null and id in (select value from json_each(?))"
    if closed := register.ask(sql, [json.dumps(list(rows))]):
        raise Refusal("issued.is_void", number=closed[0][0])
    return why.strip()


def _without_honour(register: Register, row: int) -> list[Change]:
    number, made = register.ask("select number, honour from issued where id = ?", [row])[0]
    bearing = [found[0] for found in register.rows(_HONOUR, [], "certificate = ?", [number])]
    changes = register.delete(_HONOUR, [made]) if made in bearing else []
    return changes + [register.change(_HONOUR, one, {"certificate": None}) for one in bearing if one != made]


def _now() -> str:
    return datetime.datetime.now().isoformat(timespec="seconds")
