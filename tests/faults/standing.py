"""How an office stands: everything that is kept in it but the hour, and whether it hangs together."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.backups import read_manifest
from models.measures import Span
from models.office import Office

_HOURLY = {"at", "digest", "snapshot", "voided_at"}
"""Columns that say when, or follow from it: two offices with the same steps differ in them."""
_UNASKED = {"growth", "sqlite_sequence", "sqlite_stat1"}


def standing(office: Office) -> str:
    """A digest of every row of every table, of what the audit finds and of what the measures come to."""
    tables = [row[0] for row in office.register.ask("select name from sqlite_master where type = 'table' order by 1")]
    told = [(table, _rows(office, table)) for table in tables if table not in _UNASKED]
    found = sorted((one.rule, one.record, one.row, one.field) for one in office.audit.run(office.register))
    understood = office.register.understood()
    try:
        counted = [office.measures.total(understood, name, Span("2025")) for name in office.measures.known]
    finally:
        understood.close()
    return hashlib.sha256(repr((told, found, counted)).encode()).hexdigest()


def _rows(office: Office, table: str) -> list[tuple[Any, ...]]:
    names = [row[1] for row in office.register.ask(f'pragma table_info("{table}")') if row[1] not in _HOURLY]
    picked = ", ".join(f'"{name}"' for name in names)
    rows = office.register.ask(f'select {picked} from "{table}" order by 1, 2')
    if table != "history":
        return rows
    return [(*row[:-1], _timeless(row[-1])) for row in rows]


def _timeless(before: str | None) -> str | None:
    told = json.loads(before) if before else None
    return repr({key: value for key, value in told.items() if key not in _HOURLY}) if told else before


def faults(office: Office) -> Iterator[str]:
    """What does not hang together in an office that was opened after a crash; nothing, if all is well."""
    ask = office.register.ask
    office.register.prove()
    if twice := ask("select number from issued where number is not null group by number having count(*) > 1"):
        yield f"numbers given twice: {twice}"
    if ask("select 1 from working where batch is not null"):
        yield "a step stands open"
    if ask("select 1 from batch where last is null or last < first"):
        yield "a step without an end"
    apart = "select 1 from history h left join batch b on b.id = h.batch and h.id between b.first and b.last"
    if ask(f"{apart} where b.id is null"):
        yield "history outside of its step"
    for table in office.schema.tables:
        if ask(f"select 1 from {table}, counter where tbl = '{table}' and id > latest"):
            yield f"an id of {table} will be given twice"
    yield from _half_files(office.folder)


def _half_files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.name.startswith("~") and "attachments" not in path.parts:
            yield f"left behind: {path.relative_to(folder)}"
        elif not _is_whole(path):
            yield f"half a file: {path.name}"
    for path in (folder / "backups").glob("*.zip"):
        read_manifest(path)
    if (folder / "restoring").exists():
        yield "a restoring stands open"


def _is_whole(path: Path) -> bool:
    if path.suffix in (".xlsx", ".zip"):
        return zipfile.ZipFile(path).testzip() is None
    written = path.suffix == ".pdf" and "out" in path.parts
    return not written or path.read_bytes().rstrip().endswith(b"%%EOF")
