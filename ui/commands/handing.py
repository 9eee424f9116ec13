"""From office to office: handover, merge."""

from __future__ import annotations

import argparse

from models.handover import Choice, Merger, Preview, hand_over
from models.kinds import Year
from models.office import Office
from models.words import Refusal, say

_MOST = 10  # cases told


def handover_(asked: argparse.Namespace) -> int:
    """One file for the level above; for the next clerk everything, as a backup that stands alone."""
    with Office(asked.office) as office:
        if asked.all:
            print(say("commands.backed_up", file=office.back_up(asked.file)))
            return 0
        choice = Choice(_year(asked.year), _ids(asked.competition), asked.numbers)
        told = hand_over(office.register, asked.file, choice, office.register.who)
    print(say("handover.written", file=asked.file, rows=sum(told.counted.values())))
    return 0


def merge_(asked: argparse.Namespace) -> int:
    """Merges counties' files in one step; stopped by records that differ while nobody has said what becomes of them."""
    with Office(asked.office) as office, Merger(office.folder, office.register) as merger:
        for file in asked.files:
            merger.add(file)
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
