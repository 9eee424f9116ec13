"""Keeping the register safe: undo, backup, restore, check, version."""

from __future__ import annotations

import argparse

from models.office import VERSION, Office, restore_office
from models.sealed import Locked
from models.words import say
from ui.commands.passphrases import passphrase


def undo_(asked: argparse.Namespace) -> int:
    """Takes back the latest step."""
    with Office(asked.office) as office:
        step = office.register.undo()
    print(say("commands.undone", what=step.what) if step else say("commands.nothing_to_undo"))
    return 0


def backup_(asked: argparse.Namespace) -> int:
    """A checked copy of the register."""
    with Office(asked.office) as office:
        written = office.back_up(asked.output)
    print(say("commands.backed_up", file=written))
    return 0


def restore_(asked: argparse.Namespace) -> int:
    """Puts a backup in the register's place; what was there is kept beside the backups."""
    try:
        saved = restore_office(asked.office, asked.file)
    except Locked:
        saved = restore_office(asked.office, asked.file, passphrase())
    print(say("commands.restored", file=asked.file, saved=saved))
    return 0


def check_(asked: argparse.Namespace) -> int:
    """Opens everything and counts it: a damaged file or a wrong declaration is refused."""
    with Office(asked.office) as office:
        office.register.prove()
        office.audit.run(office.register)
        rows = sum(office.register.count(table) for table in office.schema.tables)
        tables, steps = len(office.schema.tables), office.register.ask("select count(*) from batch")[0][0]
        if warning := office.warning():
            print(warning)
    print(say("commands.sound", tables=tables, rows=rows, steps=steps))
    return 0


def version_(_: argparse.Namespace) -> int:
    """Which program this is."""
    print(say("commands.version", version=VERSION))
    return 0
