"""Findings and numbers: audit, measure, table."""

from __future__ import annotations

import argparse
import datetime
import json
from dataclasses import asdict

from models import pivots
from models.findings import ERROR, Finding
from models.kinds import Stored
from models.kinds.numbers import decimal, written
from models.measures import Span, year_begins
from models.office import Office
from models.words import Refusal, say
from ui.commands.telling import list_findings


def audit_(asked: argparse.Namespace) -> int:
    """All findings of the office."""
    with Office(asked.office) as office:
        found = office.audit.run(office.register)
        if asked.json:
            print(json.dumps(_as_json(office, found), ensure_ascii=False, indent=1))
        else:
            list_findings(office.schema, found, most=len(found))
            print(summary(found))
    return 0


def summary(found: list[Finding]) -> str:
    """How many errors and doubts."""
    errors = sum(one.level == ERROR for one in found)
    return (
        say("commands.errors_doubts", errors=errors, doubts=len(found) - errors)
        if found
        else say("commands.no_findings")
    )


def _as_json(office: Office, found: list[Finding]) -> dict[str, object]:
    rows = []
    for one in found:
        field = office.schema[one.record].fields.get(one.field)
        row = {key: value for key, value in asdict(one).items() if key not in ("file", "sheet", "cell", "unit")}
        rows.append(row | {"label": field.label if field else "", "settled": one.settled})
    errors = sum(one.level == ERROR for one in found)
    return {"errors": errors, "doubts": len(found) - errors, "findings": rows}


def measure_(asked: argparse.Namespace) -> int:
    """Measures of a year over the whole office; the current year unless another is asked for."""
    year = asked.year or str(datetime.date.today().year)
    with Office(asked.office) as office:
        keys = asked.keys or list(office.measures.known)
        understood = office.register.understood()
        try:
            values = {
                key: office.measures.total(understood, key, Span(year, year_begins(office.register))) for key in keys
            }
        finally:
            understood.close()
        known = office.measures.known
        if asked.json:
            rows = [
                {"key": key, "title": known[key].title, "unit": known[key].unit, "value": value}
                for key, value in values.items()
            ]
            print(json.dumps({"year": year, "measures": rows}, ensure_ascii=False, indent=1))
            return 0
        for key, value in values.items():
            print(say("commands.measure", title=known[key].title, value=_shown(value), unit=known[key].unit))
    return 0


def table_(asked: argparse.Namespace) -> int:
    """A table on demand by its file's name or its title: to a workbook, or as lines parted by tabs."""
    with Office(asked.office) as office:
        tables = office.tables
        found = next((one for key, one in tables.items() if asked.name in (key, one.title)), None)
        if found is None:
            raise Refusal("pivots.unknown", name=asked.name, known="、".join(tables))
        year = asked.year or str(datetime.date.today().year)
        understood = office.register.understood()
        try:
            pivot = pivots.count(office.measures, understood, found, Span(year, year_begins(office.register)))
        finally:
            understood.close()
        if asked.output:
            pivots.write(pivot, asked.output)
            print(say("commands.written", file=asked.output))
            return 0
        print("\t".join([*pivot.heads, *(heading for _, _, heading in pivot.columns)]))
        for line in pivot.lines:
            print("\t".join([*line.labels, *pivot.shown(line)]))
    return 0


def _shown(value: Stored) -> str:
    return written(decimal(value)) if isinstance(value, int | float) else "—"
