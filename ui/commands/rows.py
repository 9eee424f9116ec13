"""Rows in and out: intake, export, blank, records."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Sequence
from pathlib import Path

from models import intake, ledgers, mending, rounds
from models.attachments import digest_of, keep_once
from models.findings import Finding
from models.intake import Account, Note, Understood
from models.kinds import Date, Stored
from models.office import Office
from models.words import say
from ui.commands.telling import told

_MOST = 20  # findings and changes told of each file; the window shows all


def intake_(asked: argparse.Namespace) -> int:
    """Reads workbooks; all files are one step, or nothing is kept with --dry-run."""
    with Office(asked.office) as office:
        if asked.dry_run:
            accounts = [intake.read(office.register, file, asked.record, office.audit) for file in asked.files]
        else:
            accounts = take_in(office, asked.files, asked.record)
        for account in accounts:
            _tell(office, account)
        if asked.errors:
            _send_back(office, list(zip(asked.files, accounts, strict=True)), asked.errors)
    if asked.dry_run:
        print(say("commands.dry_run"))
    if len(accounts) > 1:
        print(say("commands.total", files=len(accounts), **_sums(accounts)))
    return 0


def take_in(office: Office, files: Sequence[Path], record: str = "") -> list[Account]:
    """Understands each file after the ones before it have been kept, for later files refer to earlier ones."""
    what = say("step.intake", file=files[0].name) if len(files) == 1 else say("step.intake_many", count=len(files))
    accounts = []
    office.backups.before(office.register, say("backups.before_intake"))
    with office.register.step(what):
        for file in files:
            account = intake.read(office.register, file, record, office.audit)
            intake.keep(office.register, account.tables, what, keep_once(office.folder, file, digest_of(file)))
            accounts.append(account)
    return accounts


def _send_back(office: Office, read: list[tuple[Path, Account]], folder: Path) -> None:
    """Writes copies for the units, with what is wrong marked."""
    written = mending.write_copies(office.schema, read, folder)
    if written:
        print(say("commands.copies", files="、".join(path.name for path in written)))


def _sums(accounts: list[Account]) -> dict[str, int]:
    counted = {what: sum(one.count(what) for one in accounts) for what in ("new", "changed", "same", "rejected")}
    return counted | {"findings": sum(len(one.findings) for one in accounts)}


def _tell(office: Office, account: Account) -> None:
    records = "、".join(dict.fromkeys(table.record.title for table in account.tables))
    print(say("commands.account", file=account.file, record=records, **_sums([account])))
    if account.skipped:
        print(say("commands.skipped", file=account.file, sheets="、".join(account.skipped)))
    for table in account.tables:
        for line in _changes(office, table)[:_MOST]:
            print(line)
    for finding in account.findings[:_MOST]:
        print(say("commands.finding", level=told(finding.level), place=_place(finding), say=finding.say))
    for note in account.notes[:_MOST]:
        print(say("commands.note", place=_place(note), say=note.say))


def _changes(office: Office, table: Understood) -> list[str]:
    """Each changed cell, from what to what."""
    return [
        say(
            "commands.change",
            line=part.lines[at] + 1,
            label=part.record.fields[name].label,
            old=_s(office, part.record.key, name, old),
            new=_s(office, part.record.key, name, new),
        )
        for part in [table.main, *table.carried.values()]
        for at, changed in part.changes.items()
        for name, (old, new) in changed.items()
    ]


def _s(office: Office, record: str, name: str, value: Stored) -> str:
    field = office.schema[record].fields[name]
    if field.of in office.schema.types and isinstance(value, int):
        return office.register.title(field.of, value)
    return field.kind.show(value) or "（空）"


def _place(one: Finding | Note) -> str:
    return f"{one.sheet}!{one.cell}" if one.cell else one.sheet


def export_(asked: argparse.Namespace) -> int:
    """Writes all rows of a type as a workbook; with --public without ID numbers and telephones."""
    with Office(asked.office) as office:
        count = ledgers.write_ledger(office.register, asked.key, asked.output, private=not asked.public)
    print(say("commands.exported", count=count, file=asked.output))
    return 0


def blank_(asked: argparse.Namespace) -> int:
    """Writes a workbook to collect rows with; with --units a folder of them, one a unit, noted as asked for today."""
    asking = ledgers.Asking(asked.competition, asked.period, asked.filled)
    with Office(asked.office) as office:
        if asked.units:
            made = ledgers.write_blanks(office.register, asked.key, asked.output, asking)
            print(say("commands.written_many", count=len(made), folder=asked.output))
            if not asked.no_note:
                until = str(Date().read(asked.deadline).value or "")
                order = rounds.Order(asked.key, asking, office.register.ids("unit"), deadline=until)
                rounds.note(office.register, order, datetime.date.today())
        else:
            ledgers.write_blank(office.register, asked.key, asked.output, asking)
            print(say("commands.written", file=asked.output))
    return 0


def records_(asked: argparse.Namespace) -> int:
    """What is declared; or the rows of one type."""
    with Office(asked.office) as office:
        if asked.key:
            _tell_rows(office, asked.key, asked.json)
        elif asked.json:
            print(json.dumps(_declared(office), ensure_ascii=False, indent=1))
        else:
            for one in office.schema.types.values():
                print(say("commands.record", key=one.key, title=one.title, count=office.register.count(one.key)))
    return 0


def _declared(office: Office) -> list[dict[str, object]]:
    return [
        {
            "key": one.key,
            "title": one.title,
            "count": office.register.count(one.key),
            "fields": [
                {"key": key, "label": each.label, "kind": type(each.kind).__name__, "required": each.required}
                for key, each in one.fields.items()
            ],
        }
        for one in office.schema.types.values()
    ]


def _tell_rows(office: Office, key: str, as_json: bool) -> None:
    one = office.schema[key]
    if not as_json:
        ids = office.register.ids(key)
        print("\t".join(["id", *(one.fields[path].label for path in one.columns)]))
        for row, shown in zip(ids, office.register.table(key, ids, one.columns), strict=True):
            print("\t".join([str(row), *shown]))
        return
    fields = list(one.fields)
    kept = office.register.rows(key, fields)
    shown = office.register.table(key, [row[0] for row in kept], fields)
    rows = [
        {"id": row[0], "kept": dict(zip(fields, row[1:], strict=True)), "shown": dict(zip(fields, texts, strict=True))}
        for row, texts in zip(kept, shown, strict=True)
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))
