"""Offices of earlier versions open in this one: the same rows, the same printed return, and work goes on in them."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from models import packs
from models.office import VERSION, Office, restore_office
from models.register.growth import FROM_NAME
from models.schema import Schema
from tests.offices.__main__ import OFFICES, PACK, RETURN
from tests.return_texts import filled

KEPT = sorted(path.parent for path in OFFICES.glob("*/office.zip"))
_OWN = ("growth", "working")  # what the program notes of itself

FEWER = """
alter table unit drop column industry;
alter table source drop column kept;
drop index worker_initials;
alter table worker drop column initials;
drop table share;
drop table target;
delete from counter where tbl in ('share', 'target');
delete from growth;
pragma user_version = 0;
"""

Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]


def rows_of(register: Path, names: Rows | None = None) -> Rows:
    """Columns and rows of every table, or of those that are named, read past the program."""
    found: Rows = {}
    with closing(sqlite3.connect(register)) as db:
        made = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        for table in names or [name for (name,) in db.execute(made) if name not in _OWN]:
            columns = names[table][0] if names else [row[1] for row in db.execute(f'pragma table_info("{table}")')]
            told = ", ".join(f'"{one}"' for one in columns if one not in FROM_NAME)
            found[table] = columns, db.execute(f'select {told} from "{table}" order by 1, 2').fetchall()
    return found


def renamed(rows: Rows, schema: Schema) -> Rows:
    """The same under the names that fields have now."""
    found = {}
    for table, (columns, held) in rows.items():
        now = {field.was: key for key, field in schema.tables.get(table, {}).items() if field.was}
        found[table] = [now.get(one, one) for one in columns], held
    return found


def unpacked(kept: Path, folder: Path) -> Path:
    with zipfile.ZipFile(kept / "office.zip") as archive:
        archive.extractall(folder)
    return folder


def test_this_version_has_kept_its_office() -> None:
    assert VERSION in {path.name for path in KEPT}, "python -m tests.offices"


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
@pytest.mark.parametrize("restored", [True, False], ids=["restored", "opened"])
def test_an_office_of_an_earlier_version_is_what_it_was(kept: Path, restored: bool, tmp_path: Path) -> None:
    before = rows_of(unpacked(kept, tmp_path / "then") / "register.db")
    folder = tmp_path / "now" if restored else tmp_path / "then"
    if restored:
        restore_office(folder, kept / "office.zip")
    with Office(folder) as office:
        office.register.prove()
        text = filled(office, office.returns[RETURN], tmp_path)
        assert office.register.row("unit", 1)["stars"] == 3
        assert {PACK} == {one.words.name for one in packs.known(folder).values() if one.adopted}
        assert "own" in office.returns
        before = renamed(before, office.schema)
    assert rows_of(folder / "register.db", before) == before
    assert text == (kept / f"{RETURN}.txt").read_text("utf-8")


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_work_goes_on_in_it(kept: Path, tmp_path: Path) -> None:
    with Office(unpacked(kept, tmp_path / "office")) as office:
        was = office.register.table("unit", [1], ["title", "stars"])
        office.register.undo()
        assert office.register.table("unit", [1], ["title", "stars"]) != was
        office.register.redo()
        assert office.register.table("unit", [1], ["title", "stars"]) == was
        assert office.register.add("unit", {"title": "新来的单位"}).ids[0] > office.register.count("unit") - 1


def test_an_office_with_fewer_tables_and_fields_grows(tmp_path: Path) -> None:
    """As one would be that was made before those were declared, in an earlier format of the file."""
    folder = unpacked(KEPT[0], tmp_path / "office")
    shutil.rmtree(folder / "formats")
    with closing(sqlite3.connect(folder / "register.db")) as db:
        for kind, name in db.execute(
            "select type, name from sqlite_master where type in ('view', 'trigger')"
        ).fetchall():
            db.execute(f'drop {kind} "{name}"')
        db.executescript(FEWER)
    before = rows_of(folder / "register.db")
    with Office(folder) as office:
        register = office.register
        register.prove()
        after = rows_of(folder / "register.db", before)
        assert {table: held for table, held in after.items() if table != "counter"} == {
            table: held for table, held in before.items() if table != "counter"
        }
        assert register.ask("select count(*) from unit where industry is not null") == [(0,)]
        assert register.ask("select count(*) from worker where initials is null and name is not null") == [(0,)]
        register.add("target", {"period": "2025", "amount": 9})
        register.change("unit", 1, {"industry": "制造业"})
        assert office.audit.run(register)
    with Office(folder) as office:
        assert office.register.row("unit", 1)["industry"] == "制造业"
