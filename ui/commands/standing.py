"""Where the office stands: targets of a year, counties side by side."""

from __future__ import annotations

import argparse
import datetime

from models import handover, targets
from models.glance import wanted
from models.measures import year_at, year_begins
from models.office import Office
from models.register import Reader
from models.words import say


def targets_(asked: argparse.Namespace) -> int:
    """The targets of a year, as lines parted by tabs or as a workbook."""
    today = datetime.date.today()
    with Office(asked.office) as office:
        year = int(asked.year or _present(office.register))
        found = targets.standings(office.register, office.measures, year, today)
        if asked.output:
            targets.write_workbook(asked.output, found, year)
            print(say("commands.written", file=asked.output))
            return 0
    print("\t".join(targets.headings()))
    for one in found:
        print("\t".join("" if cell is None else str(cell) for cell in targets.cells(one)))
    return 0


def counties_(asked: argparse.Namespace) -> int:
    """Merged counties side by side, by the measures that are named, else by those of 首页."""
    with Office(asked.office) as office:
        year = asked.year or _present(office.register)
        keys = asked.keys or wanted(office.resources, office.measures).cards
        found = handover.compare(office.register, office.measures, keys, year)
        if asked.output:
            handover.write_compared(asked.output, say("handover.counties"), office.measures, keys, found)
            print(say("commands.written", file=asked.output))
            return 0
        print("\t".join(handover.compared_headings(office.measures, keys)))
        for one in found:
            print("\t".join(handover.compared_texts(one)))
        if missing := handover.missing(office.register, year):
            print(say("handover.missing", names="、".join(missing)))
    return 0


def _present(reader: Reader) -> str:
    return str(year_at(datetime.date.today(), year_begins(reader)))
