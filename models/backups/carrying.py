"""What a restoring must not forget: certificates are on paper, whatever the register holds. Their numbers go along."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from models import issued
from models.backups.archive import FORMATS, JOURNAL, REGISTER
from models.kinds import Stored
from models.register import Reader, Register, answer_of
from models.resources import Resources
from models.schema import load
from models.words import say

_GIVEN = "select * from issued where number is not null order by id"


def told_since(reader: Reader, at: datetime.datetime) -> str:
    """What went out since a backup was made and is in it no more, in sentences; empty when nothing did."""
    since = [at.isoformat(timespec="seconds")]
    numbers = [row[0] for row in reader.ask("select number from issued where number is not null and at >= ?", since)]
    files = reader.ask("select title, period from instance where state = 'handed_up' and at >= ?", since)
    results = reader.ask("select count(distinct digest) from published where at >= ?", since)[0][0]
    names = "、".join(f"{title} {period}" for title, period in files)
    told = [
        say("backups.since_numbers", count=len(numbers), first=numbers[0], last=numbers[-1]) if numbers else "",
        say("backups.since_returns", count=len(files), names=names) if files else "",
        say("backups.since_results", count=results) if results else "",
    ]
    return "".join(told)


def carry_numbers(office: Path, prepared: Path, keys: tuple[str, str]) -> None:
    """Writes into a register that is about to come into place the numbers that only the one in place has given.

    `keys`: of the register in place, and of the other. What is too damaged to be read tells of none.
    """
    given = _given(office, prepared, keys[0])
    known = {one["number"] for one in answer_of(prepared / REGISTER, keys[1], _GIVEN)}
    if missing := [one for one in given if one["number"] not in known]:
        schema = load(Resources(prepared / FORMATS))
        with closing(Register.open(prepared / REGISTER, schema, say("backups.restoring"), key=keys[1])) as register:
            issued.carry(register, missing)


def _given(office: Path, prepared: Path, key: str) -> list[dict[str, Stored]]:
    """Read from a copy: what a killed program left unfinished is taken back there, and the file stays as it is."""
    with tempfile.TemporaryDirectory(dir=prepared) as aside:
        for name in (REGISTER, JOURNAL):
            if (office / name).exists():
                shutil.copyfile(office / name, Path(aside) / name)
        return answer_of(Path(aside) / REGISTER, key, _GIVEN)
