"""Makes the file for the level above: the chosen rows, what goes along, a manifest with hashes, and a summary."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.attachments import digest_of
from models.files import written_beside
from models.handover.manifest import MANIFEST, ROWS, SUMMARY, Told, may_go_along
from models.kinds import Attachment, IdNumber, Period, Phone, Year
from models.register import Reader
from models.register.parts import carried, ids_as_condition, write_part
from models.schema import Field, Schema
from models.sealed.container import seal
from models.words import Refusal

_LAST = "iif({key} glob '????-????', substr({key}, 6, 4), substr({key}, 1, 4))"  # year of a period; `2024-2025` has two


@dataclass(frozen=True)
class Choice:
    """What goes into the file: a year (empty: all), some competitions (none: all), and what of persons."""

    year: str = ""
    competitions: tuple[int, ...] = ()
    numbers: bool = False
    """Whether ID numbers and phones go along."""
    attachments: bool = False
    """Whether the files kept with the rows go along."""


def hand_over(
    reader: Reader,
    target: Path,
    choice: Choice,
    maker: str,
    enclosed: Mapping[str, Path] | None = None,
    passphrase: str = "",
) -> Told:
    """Writes the file under a name of its own until it is whole; refused where the office has no name yet.

    `enclosed` are files by their places in it (`reports/…`, `formats/…`). Where there is a passphrase, only that opens
    it; what it is made of lies readable in the office's folder meanwhile, never where the file goes.
    """
    county = reader.settings()["federation"]
    if not county:
        raise Refusal("handover.no_name")
    with _work(reader, target) as (looking, rows, packed):
        part = write_part(looking, rows, _seeds(reader.schema, choice), lambda one: _left_out(one, choice))
        parts = {**_lying(reader.path.parent, part.attached), **(enclosed or {})}
        now = datetime.datetime.now().isoformat(timespec="seconds")
        digests = {name: digest_of(file) for name, file in parts.items()}
        told = Told(county, maker, now, choice.year, _register(reader), part.counted, digest_of(rows), digests)
        with written_beside(target) as beside:
            _pack(packed if passphrase else beside, {**parts, ROWS: rows}, told, reader.schema)
            if passphrase:
                seal([packed], beside, passphrase)
    return told


@contextmanager
def _work(reader: Reader, target: Path) -> Iterator[tuple[Reader, Path, Path]]:
    """A connection of its own, and two files beside the register, which are gone in the end."""
    rows, packed = (reader.path.with_name(f"~{target.name}.{one}.part") for one in ("rows", "zip"))
    looking = reader.look()
    try:
        rows.unlink(missing_ok=True)
        yield looking, rows, packed
    finally:
        looking.close()
        rows.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)


def _lying(office: Path, attached: list[str]) -> dict[str, Path]:
    """Attachments that are where the register says; what else a field may hold is no path of ours."""
    found = {name: office / name for name in attached if may_go_along(name)}
    return {name: file for name, file in found.items() if file.is_file()}


def _pack(target: Path, files: Mapping[str, Path], told: Told, schema: Schema) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, told.as_json())
        archive.writestr(SUMMARY, told.summary(schema).encode("utf-8-sig"))
        for name, file in files.items():
            archive.write(file, name)


def _left_out(field: Field, choice: Choice) -> bool:
    if isinstance(field.kind, Attachment):
        return not choice.attachments
    return isinstance(field.kind, IdNumber | Phone) and not choice.numbers


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
