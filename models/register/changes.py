"""Writes to the register: every write is a step with a sentence, is remembered by triggers, and can be undone."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from models.kinds import Link, Stored
from models.register import history
from models.register.backup import back_up
from models.register.file import Damaged, Soundness, atomic, connect, open_file, trouble
from models.register.growth import FROM_NAME, added_at_once, columns, from_names, grow, naming, needed, teach
from models.register.history import Past, Step
from models.register.reader import Reader
from models.schema import TYPE, RecordType, Schema
from models.words import Refusal, say


class Change(NamedTuple):
    """What a write touched."""

    table: str
    ids: list[int]


class Register(Reader):
    """The one connection that writes."""

    def __init__(
        self, schema: Schema, db: sqlite3.Connection, path: Path, sound: Soundness, who: str = "", key: str = ""
    ) -> None:
        super().__init__(schema, db, path, key)
        self.sound = sound
        self.who = who
        self._writing = Event()
        self._heard_by: Register = self  # whose readers aside give way to this one's steps

    @classmethod
    def open(cls, path: Path, schema: Schema, who: str = "", backups: Path | None = None, key: str = "") -> Register:
        """Opens the file, makes it new when missing, and grows it to the declarations after a backup."""
        fresh = not path.exists()
        db = open_file(path, key)
        sound = Soundness(path, key)
        try:
            teach(db)
            if needed(db, schema):
                sound.wait()
                if backups and not fresh:
                    back_up(db, backups / f"{datetime.datetime.now():%Y%m%d-%H%M%S}-growth.db", key)
                grow(db, schema)
        except Refusal:
            db.close()
            raise
        except (sqlite3.Error, UnicodeDecodeError) as error:
            db.close()
            sound.wait()  # whatever a damaged file made SQLite say, that it is damaged is the matter
            raise trouble(error, path) from error
        return cls(schema, db, path, sound, who, key)

    def look_aside(self) -> Reader:
        """A reader for questions that take seconds: no write waits for their end, it stops them. One at a time."""
        self._writing = Event()
        made = self.look()
        made.give_way(self._writing)
        return made

    def seal(self) -> None:
        """Seals the file where it was found whole."""
        if self.sound.found_whole:
            super().seal()

    def close(self) -> None:
        """Lets the file go, sealed when this was the last connection that writes."""
        if self._heard_by is self:
            self.seal()
        super().close()

    def prove(self) -> None:
        """Refuses the file when SQLite's long check finds anything: indexes against rows, row by row."""
        self.sound.wait()
        try:
            found = str(self.ask("pragma integrity_check(1)")[0][0])
        except sqlite3.DatabaseError as error:
            raise trouble(error, self.path) from error
        if found != "ok":
            raise Damaged("register.damaged", file=self.path)

    def beside(self) -> Register:
        """Another connection that writes, for long work on another thread; nothing else may be written meanwhile."""
        made = Register(self.schema, connect(self.path, self.key), self.path, self.sound, self.who, self.key)
        teach(made.db)
        made._heard_by = self
        return made

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Everything written inside is one step, kept whole or not at all; a step inside a step is part of it."""
        if self.db.in_transaction:
            yield
            return
        self.sound.wait()
        try:
            with atomic(self.db):
                history.begin(self.db, self.who, what)
                yield
                history.finish(self.db)
                self._heard_by._writing.set()
        except sqlite3.OperationalError as error:
            raise trouble(error, self.path) from error

    def add(self, key: str, values: dict[str, Stored]) -> Change:
        """Keeps one new record."""
        return self.add_many(key, list(values), [tuple(values.values())])

    def add_many(self, key: str, names: Sequence[str], rows: Sequence[Sequence[Stored]], what: str = "") -> Change:
        """Keeps new records, their values in the order of the field names."""
        one = self.schema[key]
        made, keys = _keys_of_names(one, names, rows)
        kind = [one.refinement] if one.refinement else []
        with self.step(what or say("step.add", record=one.title, count=len(rows))):
            first = self.take_ids(one.table, len(rows))
            given = ((at, *kind, *row, *key) for at, (row, key) in enumerate(zip(rows, keys, strict=True), first))
            with added_at_once(self.db, one.table, len(rows)):
                self.insert(one.table, ["id", *[TYPE] * len(kind), *names, *made], given)
        return Change(one.table, list(range(first, first + len(rows))))

    def change(self, key: str, row: int, values: dict[str, Stored]) -> Change:
        """Changes fields of one record."""
        return self.change_many(key, [row], list(values), [tuple(values.values())])

    def change_many(
        self, key: str, ids: Sequence[int], names: Sequence[str], rows: Sequence[Sequence[Stored]], what: str = ""
    ) -> Change:
        """Changes the named fields of many records, each to the values in the row of the same place."""
        one = self.schema[key]
        made, keys = _keys_of_names(one, names, rows)
        settings = ", ".join(f'"{name}" = ?' for name in [*names, *made])
        with self.step(what or say("step.change", record=one.title, count=len(rows))):
            given = ((*row, *key, record) for row, key, record in zip(rows, keys, ids, strict=True))
            self.db.executemany(f"update or rollback {one.table} set {settings} where id = ?", given)
        return Change(one.table, list(ids))

    def delete(self, key: str, ids: Sequence[int]) -> list[Change]:
        """Takes records away, with those that can't stand without them; one undo brings all back."""
        one = self.schema[key]
        with self.step(say("step.delete", record=one.title, count=len(ids))):
            return list(self._delete(one, list(ids)))

    def _delete(self, one: RecordType, ids: list[int]) -> Iterator[Change]:
        wanted = json.dumps(ids)
        for child in self.schema.owned(one.table):
            within = f'"{child.parent}" in (select value from json_each(?))'
            below = [row[0] for row in self.ask(f"select id from {child.table} where {within}", [wanted])]
            if below:
                yield from self._delete(child, below)
        self.db.execute(f"delete from {one.table} where id in (select value from json_each(?))", [wanted])
        yield Change(one.table, ids)

    def note(self, table: str, values: dict[str, Stored], what: str) -> Change:
        """Keeps a row of one of the program's own tables (a reason, a number issued)."""
        return self.note_many(table, [values], what)

    def note_many(self, table: str, rows: Sequence[dict[str, Stored]], what: str) -> Change:
        """Keeps rows of one of the program's own tables, all with the same columns."""
        with self.step(what):
            first = self.take_ids(table, len(rows))
            self.insert(table, ["id", *rows[0]], [(at, *one.values()) for at, one in enumerate(rows, first)])
        return Change(table, list(range(first, first + len(rows))))

    def change_note(self, table: str, row: int, values: dict[str, Stored], what: str) -> Change:
        """Changes a row of one of the program's own tables."""
        settings = ", ".join(f'"{name}" = ?' for name in values)
        with self.step(what):
            self.db.execute(f"update or rollback {table} set {settings} where id = ?", [*values.values(), row])
        return Change(table, [row])

    def move_notes(self, table: str, ids: Sequence[int], row: int, what: str) -> Change:
        """Makes rows of one of the program's own tables speak of another record of the same type."""
        with self.step(what):
            wanted = "id in (select value from json_each(?))"
            self.db.execute(f"update {table} set row = ? where {wanted}", [row, json.dumps(list(ids))])
        return Change(table, list(ids))

    def drop_note(self, table: str, row: int, what: str) -> Change:
        """Takes a row of one of the program's own tables away."""
        with self.step(what):
            self.db.execute(f"delete from {table} where id = ?", [row])
        return Change(table, [row])

    def insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many rows by one prepared statement.

        A conflict takes the whole step back: else SQLite would keep a journal for each row that fires a trigger, which
        costs as much again as the rows.
        """
        quoted = ", ".join(f'"{name}"' for name in names)
        places = ", ".join("?" * len(names))
        self.db.executemany(f"insert or rollback into {table} ({quoted}) values ({places})", rows)

    def take_ids(self, table: str, count: int) -> int:
        """The first of that many ids; none is ever given twice, not even after its row is gone."""
        first: int = self.ask("select latest + 1 from counter where tbl = ?", [table])[0][0]
        self.db.execute("update counter set latest = latest + ? where tbl = ?", [count, table])
        return first

    def drop_shares(self, county: int) -> None:
        """Forgets what a county's file had brought, and the file."""
        self.db.execute("delete from share where county = ?", [county])
        self.db.execute("delete from county where id = ?", [county])

    def undo(self) -> Step | None:
        """Takes back the latest step that still stands; None when there is none. Numbers that were given stay given."""
        step = history.to_undo(self.db)
        if step and history.lasts(self.db, step):
            raise Refusal("issued.lasting", what=step.what)
        return self._reverse(step, "step.undo")

    def redo(self) -> Step | None:
        """Brings back the step taken back last; None when something else was done since."""
        return self._reverse(history.to_redo(self.db), "step.redo")

    def _reverse(self, step: Step | None, sentence: str) -> Step | None:
        if step is None:
            return None
        if unknown := history.tables(self.db, step) - columns(self.schema).keys():
            raise Refusal("step.undeclared", what=step.what, tables="、".join(sorted(unknown)))
        with self.step(say(sentence, what=step.what)):
            history.reverse(self.db, step, columns(self.schema), naming(self.schema), self._renamed())
        return step

    def _renamed(self) -> dict[tuple[str, str], str]:
        return {
            (table, one.key): one.was
            for table, fields in self.schema.tables.items()
            for one in fields.values()
            if one.was
        }

    def past(self, key: str, row: int) -> list[Past]:
        """What a record's fields were before, the latest change first."""
        return history.of_row(self.db, self.schema[key].table, row, self.row(key, row))

    def steps(self, limit: int = 500) -> list[Step]:
        """The latest steps first."""
        return history.steps(self.db, limit)

    def latest(self) -> str:
        """When the latest step was made, as ISO tells it; empty where none has been."""
        return str(self.ask("select coalesce(max(at), '') from (select at from batch order by id desc limit 1)")[0][0])


def _keys_of_names(
    one: RecordType, names: Sequence[str], rows: Sequence[Sequence[Stored]]
) -> tuple[list[str], list[tuple[Stored, ...]]]:
    """The columns made of the record's name, and their values for each row; none where the name is not among them."""
    if one.name not in names or type(one.fields[one.name].kind) is Link:
        return [], [()] * len(rows)
    at = names.index(one.name)
    return [*FROM_NAME], from_names([row[at] for row in rows])
