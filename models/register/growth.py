"""The tables that follow from the declarations: created, widened, renamed; nothing that holds data is ever dropped."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection

from models.characters import initials_of
from models.kinds import Link, Stored, match_keys
from models.register.file import atomic
from models.register.paths import shown
from models.schema import TYPE, RecordType, Schema

SOUGHT = "sought"  # the name of the record without spaces and variants: what links and searches look for
INITIALS = "initials"  # the first letters of its pinyin, every way to read it

FROM_NAME = {SOUGHT: "match_key", INITIALS: "initials"}
"""Columns made of a record's name, and the function that makes each: the connection that writes knows it in SQL."""

_INTO_HISTORY = "insert into history (batch, tbl, row, before)"
_MANY = 10_000  # rows at once, of which a hundred milliseconds can be saved
_MADE_AS = 2  # raised when those functions come to other results, so that they are made anew

HEADINGS = "known_heading"  # what clerks have said of headings in workbooks

OWN = {
    "reason": ["rule", "tbl", "row", "field", "said", "why"],
    HEADINGS: ["heading", "record", "columns"],
    "issued": [
        *("what", "form", "number", "subject", "tbl", "row", "at", "digest", "void", "voided_at", "unit", "award"),
        *("who", "printer", "paper", "preprinted", "snapshot", "file", "page", "words", "checked", "honour", "proof"),
        "pending",
    ],
    "reprint": ["tbl", "row", "at", "who", "why", "printer", "pending"],
    "published": ["tbl", "row", "number", "at", "who", "reason", "version", "snapshot", "difference", "digest"],
    "instance": ["form", "title", "period", "state", "at", "file", "digest", "snapshot"],
    "figure": ["instance", "place", "value", "why"],
    "passage": ["instance", "at", "who", "before", "after", "why"],
    "county": ["name", "maker", "made", "period", "file", "digest", "register", "at", "counted"],
    "share": ["county", "tbl", "first", "last", "theirs"],
}
"""Tables of the program itself that have history and undo like any other."""

LATER = {"source": ["kept", "heading", "unread"]}
"""Columns that the file's own tables were given after files had been made: the workbook itself, in the office; a
heading of which columns were not read, and those columns."""

LASTING = """
    tbl = 'reprint' or tbl = 'issued' and exists (
        select 1 from issued where id = history.row and number is not null
        and (before is null or void is not null and json_extract(before, '$.void') is null
            or json_extract(before, '$.pending') is not null or json_extract(before, '$.digest') is not digest)
    )
"""
"""SQL on the history: what no undo takes back. A number that was given is used up, and paper stays printed."""

TOUCHED = (
    "(state <> 'draft' or exists (select 1 from figure where figure.instance = instance.id) "
    "or exists (select 1 from passage where passage.instance = instance.id) "
    "or exists (select 1 from reason where reason.tbl = 'instance' and reason.row = instance.id))"
)
"""SQL on the returns of periods (`instance`): not a draft that was only opened, into which nothing was put."""


def columns(schema: Schema) -> dict[str, list[str]]:
    """The columns of every table whose changes are remembered: not its id, nor what is made of its name."""
    declared = {
        table: [*([TYPE] if schema.is_refined(table) else []), *fields] for table, fields in schema.tables.items()
    }
    return declared | OWN


def naming(schema: Schema) -> dict[str, str]:
    """The field that names a record, of every table whose records have a name of their own."""
    general = {table: schema.types[table] for table in schema.tables}
    return {table: one.name for table, one in general.items() if type(one.fields[one.name].kind) is not Link}


def from_names(names: Sequence[Stored]) -> list[tuple[Stored, ...]]:
    """What is made of each of these names of records, in the order of `FROM_NAME`."""
    sought = match_keys(["" if name is None else str(name) for name in names])
    made = zip(names, sought, initials_of(sought), strict=True)
    return [(None, None) if name is None else (key, letters or None) for name, key, letters in made]


def teach(db: Connection) -> None:
    """Makes the functions of `FROM_NAME` known to a connection that writes."""
    for at, function in enumerate(FROM_NAME.values()):
        db.create_function(function, 1, lambda name, at=at: from_names([name])[0][at], deterministic=True)


@contextmanager
def added_at_once(db: Connection, table: str, coming: int) -> Iterator[None]:
    """Where most rows of a table come at once, its indexes and what history says of them are made behind them.

    To sort keys is quicker than to place each, and one statement quicker than a trigger for each row. Within a
    transaction alone: whatever goes wrong takes back that they were dropped.
    """
    last = db.execute(f"select coalesce(max(id), 0) from {table}").fetchone()[0]
    if coming < max(_MANY, last):  # as many as there have ever been: to count those that are left takes long
        yield
        return
    sql = "select type, name, sql from sqlite_master where tbl_name = ? and (type = 'index' or name = ?) and sql <> ''"
    dropped = db.execute(sql, [table, f"{table}_added"]).fetchall()
    for kind, name, _ in dropped:
        db.execute(f'drop {kind} "{name}"')
    yield
    db.execute(
        f"{_INTO_HISTORY} select (select batch from working), ?, id, null from {table} where id > ?", [table, last]
    )
    for _, _, made in dropped:
        db.execute(made)


def needed(db: Connection, schema: Schema) -> bool:
    """Whether the file has been made for other declarations than these."""
    last = db.execute("select fingerprint from growth order by rowid desc limit 1").fetchone()
    return last is None or last[0] != _fingerprint(schema)


def grow(db: Connection, schema: Schema) -> None:
    """Brings tables, indexes, triggers and views to what the declarations say, in one transaction."""
    with atomic(db):
        _drop_derived(db)
        for table, words in columns(schema).items():
            _grow_table(db, table, [*(FROM_NAME if table in schema.tables else []), *words], schema)
        for table, words in LATER.items():
            _widen(db, table, words)
        for table, name in naming(schema).items():
            _make_from_names(db, table, name)
        for table, names in columns(schema).items():
            for statement in _triggers(table, names):
                db.execute(statement)
        for one in schema.types.values():
            db.execute(_view(schema, one))
        now = datetime.datetime.now().isoformat(timespec="seconds")
        db.execute("insert into growth values (?, ?)", [now, _fingerprint(schema)])


def _fingerprint(schema: Schema) -> str:
    told = [
        (
            one.key,
            one.title,
            one.parent,
            [(f.key, f.label, type(f.kind).__name__, f.of, f.was) for f in one.fields.values()],
        )
        for one in schema.types.values()
    ]
    return f"{zlib.crc32(repr((told, OWN, LATER, _MADE_AS)).encode()):08x}"


def _drop_derived(db: Connection) -> None:
    derived = "select type, name from sqlite_master where type in ('view', 'trigger')"
    for kind, name in db.execute(derived).fetchall():
        db.execute(f'drop {kind} "{name}"')


def _grow_table(db: Connection, table: str, names: list[str], schema: Schema) -> None:
    """Columns have no type, so that a value which can't be read stays what was typed."""
    known = {row[1] for row in db.execute(f'pragma table_info("{table}")')}
    fields = schema.tables.get(table, {})
    if not known:
        body = ", ".join(f'"{name}"' for name in names)
        db.execute(f'create table "{table}" (id integer primary key, {body})')
        db.execute("insert into counter values (?, 0)", [table])
    for name in names:
        was = fields[name].was if name in fields else ""
        if known and was in known and name not in known:
            db.execute(f'alter table "{table}" rename column "{was}" to "{name}"')
        elif known and name not in known:
            db.execute(f'alter table "{table}" add column "{name}"')
    for words, held in _indexed(table, schema).items():
        columns = ", ".join(f'"{word}"' for word in words)
        filled = " and ".join(f'"{word}" is not null' for word in held)
        db.execute(f'create index if not exists "{table}_{"_".join(words)}" on "{table}" ({columns}) where {filled}')


def _widen(db: Connection, table: str, names: list[str]) -> None:
    known = {row[1] for row in db.execute(f'pragma table_info("{table}")')}
    for name in names:
        if name not in known:
            db.execute(f'alter table "{table}" add column "{name}"')


def _make_from_names(db: Connection, table: str, name: str) -> None:
    """For rows kept before there was such a column, or when it was made in another way."""
    made = {column: f'{function}("{name}")' for column, function in FROM_NAME.items()}
    settings = ", ".join(f"{column} = {value}" for column, value in made.items())
    stale = " or ".join(f"{column} is not {value}" for column, value in made.items())
    db.execute(f'update "{table}" set {settings} where "{name}" is not null and ({stale})')


def _indexed(table: str, schema: Schema) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is looked up: names, their initials, links and every way of telling records apart.

    With each the columns that must be filled for a row to stand in the index. The first way that begins with a
    name or link serves that as well: one index less to write for each row.
    """
    if table not in schema.tables:
        return {}
    types = [one for one in schema.types.values() if one.table == table]
    named = [one for one in types if type(one.fields[one.name].kind) is not Link]
    ways = [
        tuple(SOUGHT if one in named and word == one.name else word for word in words)
        for one in types
        for words in one.same
    ]
    heads = [
        *([SOUGHT] if named else []),
        *(one.key for one in schema.tables[table].values() if type(one.kind) is Link),
    ]
    serving = [next((words for words in ways if words[0] == head), (head,)) for head in heads]
    spoken = {(INITIALS,): (INITIALS,)} if named else {}
    return {words: words for words in ways} | {words: words[:1] for words in serving} | spoken


def _triggers(table: str, names: list[str]) -> Iterator[str]:
    """Every change leaves what was there before; what came after is the row itself or the next `before`."""
    pairs = ", ".join(f"'{name}', old.\"{name}\"" for name in names[:60])
    kept = f"json_object({pairs})"
    for start in range(60, len(names), 60):  # SQLite allows 127 arguments
        more = ", ".join(f"'{name}', old.\"{name}\"" for name in names[start : start + 60])
        kept = f"json_patch({kept}, json_object({more}))"
    changed = " or ".join(f'old."{name}" is not new."{name}"' for name in names)
    into = f"{_INTO_HISTORY} values ((select batch from working), "
    yield f"create trigger {table}_added after insert on {table} begin {into}'{table}', new.id, null); end"
    yield f"create trigger {table}_removed after delete on {table} begin {into}'{table}', old.id, {kept}); end"
    yield (
        f"create trigger {table}_changed after update on {table} when {changed} "
        f"begin {into}'{table}', old.id, {kept}); end"
    )


def _view(schema: Schema, one: RecordType) -> str:
    """The type in the clerk's words, for anyone who opens the file with another tool."""
    picked = ", ".join(f'{shown(schema, one, key)} as "{_name(field.label)}"' for key, field in one.fields.items())
    only = f" where {TYPE} = '{one.refinement}'" if one.refinement else ""
    return f'create view "{_name(one.title)}" as select id as "编号", {picked} from {one.table}{only}'


def _name(text: str) -> str:
    return text.replace('"', '""')
