"""From office to office: handover, merge."""

from __future__ import annotations

import argparse
from pathlib import Path

from models import giving
from models.handover import Choice, Merger, Preview, Sealed
from models.kinds import Year
from models.office import Office
from models.words import Refusal, say
from ui.commands.passphrases import file_passphrase

_MOST = 10  # cases told


def handover_(asked: argparse.Namespace) -> int:
    """One file for the level above; for the next clerk everything, as a backup that stands alone."""
    choice = Choice(_year(asked.year), _ids(asked.competition), asked.numbers, asked.attachments)
    with Office(asked.office) as office:
        secret = file_passphrase(say("handover.prompt", file=asked.file.name)) if asked.sealed else ""
        if asked.all:
            print(say("commands.backed_up", file=giving.to_next_clerk(office, office.register, asked.file, secret)))
            return 0
        returns = _returns(office, asked.returns, choice.year)
        told = giving.to_level_above(office, office.register, asked.file, choice, returns, secret)
    print(say("handover.written", file=asked.file, rows=sum(told.counted.values())))
    if along := told.along():
        print(say("handover.summary_along", along=along))
    return 0


def merge_(asked: argparse.Namespace) -> int:
    """Merges counties' files in one step; stopped by records that differ while nobody has said what becomes of them."""
    with Office(asked.office) as office, Merger(office.folder, office.register) as merger:
        for file in asked.files:
            _add(merger, file)
        merger.every = asked.take
        seen = merger.preview()
        for warning in seen.warnings():
            print(warning)
        if not asked.take and (open_ := _open(office, seen)):
            print("\n".join([say("handover.undecided", count=len(open_)), *open_[:_MOST]]))
            return 1
        if not asked.dry_run:
            office.backups.before(office.register, say("handover.step", count=len(asked.files)))
            seen, _ = merger.merge()
    print(seen.account(made=not asked.dry_run))
    if asked.dry_run:
        print(say("commands.dry_run"))
    return 0


def _add(merger: Merger, file: Path) -> None:
    try:
        merger.add(file)
    except Sealed:
        merger.add(file, file_passphrase(say("handover.prompt", file=file.name)))


def _returns(office: Office, names: str, year: str) -> list[int]:
    """The returns of those forms, by name or title, that may go along; refused where there is none of one."""
    there = [one for one in giving.ready(office, office.register) if one.period.startswith(year)]
    found = []
    for name in filter(None, names.split(",")):
        of_it = [one.id for one in there if name in (one.form, one.title)]
        if not of_it:
            raise Refusal("handover.no_return", name=name)
        found += of_it
    return found


def _open(office: Office, seen: Preview) -> list[str]:
    return [
        say("handover.case", county=case[0], record=office.schema[case[1]].title, said=met.said)
        for case, met in seen.cases()
        if met.asks
    ]


def _year(text: str) -> str:
    read = Year().read(text)
    if read.trouble:
        raise Refusal("commands.bad_period", value=text)
    return "" if read.value is None else str(read.value)


def _ids(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(one) for one in text.split(",") if one)
    except ValueError as error:
        raise Refusal("commands.bad_arguments", why=text) from error
