"""Makes the file for the level above: the chosen rows, a manifest with their hash, and a summary for people."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.files import written_beside
from models.handover.manifest import MANIFEST, ROWS, SUMMARY, Told
from models.kinds import Attachment, IdNumber, Period, Phone, Year
from models.register import Reader
from models.register.parts import carried, ids_as_condition, write_part
from models.schema import Field, Schema
from models.words import Refusal

_LAST = "iif({key} glob '????-????', substr({key}, 6, 4), substr({key}, 1, 4))"  # year of a period; `2024-2025` has two


@dataclass(frozen=True)
class Choice:
    """What goes into the file: a year (empty: all), some competitions (none: all), and what of persons."""

    year: str = ""
    competitions: tuple[int, ...] = ()
    numbers: bool = False
    """Whether ID numbers and phones go along."""


def hand_over(reader: Reader, target: Path, choice: Choice, maker: str) -> Told:
    """Writes the file under a name of its own until it is whole; refused where the office has no name yet."""
    county = reader.settings()["federation"]
    if not county:
        raise Refusal("handover.no_name")
    rows = target.with_name(f"~{target.name}.rows.part")
    looking = reader.look()
    try:
        rows.parent.mkdir(parents=True, exist_ok=True)
        rows.unlink(missing_ok=True)
        counted = write_part(looking, rows, _seeds(reader.schema, choice), lambda one: _left_out(one, choice))
        now = datetime.datetime.now().isoformat(timespec="seconds")
        with rows.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        told = Told(county, maker, now, choice.year, _register(reader), counted, digest)
        with written_beside(target) as beside:
            _pack(beside, rows, told, reader.schema)  # a passphrase would seal `beside` here, and `receive` unseal it
    finally:
        looking.close()
        rows.unlink(missing_ok=True)
    return told


def _pack(target: Path, rows: Path, told: Told, schema: Schema) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, told.as_json())
        archive.writestr(SUMMARY, told.summary(schema).encode("utf-8-sig"))
        archive.write(rows, ROWS)


def _left_out(field: Field, choice: Choice) -> bool:
    """Files stay here: the path to one means nothing elsewhere."""
    return isinstance(field.kind, Attachment) or (isinstance(field.kind, IdNumber | Phone) and not choice.numbers)


def _seeds(schema: Schema, choice: Choice) -> dict[str, str]:
    """What the file begins with: the chosen competitions, or of every table the rows that are of no other year."""
    if choice.competitions:
        return {"competition": ids_as_condition(choice.competitions)}
    owned = {one.table for table in schema.tables for one in schema.owned(table)}
    return {
        table: _of_year(fields, int(choice.year)) if choice.year else "true"
        for table, fields in carried(schema).items()
        if table not in owned
    }


def _of_year(fields: dict[str, Field], year: int) -> str:
    """A condition that rows meet which a year or a period of theirs puts into the year, or which have neither."""
    told = [f'"{key}"' for key, one in fields.items() if isinstance(one.kind, Year | Period)]
    if not told:
        return "true"
    spans = [f"{year} between substr({key}, 1, 4) + 0 and {_LAST.format(key=key)} + 0" for key in told]
    return " or ".join([f"coalesce({', '.join(told)}, '') = ''", *spans])


def _register(reader: Reader) -> str:
    return str(reader.ask("select min(at) || '/' || (select coalesce(min(at), '') from batch) from growth")[0][0])
