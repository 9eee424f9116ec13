"""Rows of other registers joined to this one in SQL: which are known here already, what is decided, new ids, links.

A table of the connection's own, `joined`, holds for every row that came (`theirs`) the row that it is here (`ours`)
and how: `known` from an earlier file of the same county, `changed` since that, met by a natural key, or `new`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from models.kinds import Link, Links, Stored
from models.register.changes import Register
from models.register.growth import FROM_NAME, SOUGHT, naming
from models.register.incoming import APART, Staged
from models.register.meeting import BOTH, EDITED, OURS, RESENT, SHARED, THEIRS, Joined, Met, Way
from models.register.parts import carried
from models.register.resending import KEPT, differing, note_edited
from models.schema import TYPE, RecordType

_MOST = 300  # changes of one file that are listed; all are made


class Joining:
    """Joins the files of a staged register one after the other; all of it inside one step of the register."""

    def __init__(self, register: Register, staged: Staged, decide: Callable[[Met], str]) -> None:
        self.register = register
        self.db = register.db
        self.staged = staged
        self.decide = decide
        self.order = list(_ordered(register))

    def __enter__(self) -> Joining:
        """Attaches the staged rows: before the step, for SQLite attaches nothing within one."""
        self.db.execute("attach ? as staged key ''", [str(self.staged.path)])
        self.db.execute(
            "create temp table joined (tbl, theirs integer, ours integer, how, primary key (tbl, theirs)) without rowid"
        )
        self.db.execute("create unique index temp.joined_ours on joined (tbl, ours)")
        note_edited(self.db)
        return self

    def __exit__(self, *_: object) -> None:
        """Lets them go."""
        self.db.execute("drop table temp.joined")
        self.db.execute("drop table temp.edited")
        self.db.execute("detach staged")

    def join(self, file: int, earlier: Sequence[int], replaced: Sequence[int]) -> Joined:
        """Joins one file. `earlier`: counties' receipts whose ids this file continues; `replaced`: what it replaces."""
        done = Joined()
        self.db.execute("delete from temp.joined")
        present = self.staged.columns[file]
        tables = [one for one in self.order if one in present and self._any(one, file)]
        for table in tables:
            self._recognise(table, file, earlier)
            for one in _types(self.register, table):
                self._meet(one, file, done)
            self._number(table, file)
        if earlier:
            for table in tables:
                self._weigh(table, file, earlier[0], done)
        for table in tables:
            self._write(table, file, present[table])
        told = "select how, count(*) from temp.joined group by how"
        done.counted = {str(how): int(count) for how, count in self.db.execute(told)}
        done.gone = self._drop_gone(replaced)
        return done

    def _any(self, table: str, file: int) -> bool:
        return bool(self.register.ask(f"select 1 from staged.{table} where {_of(file)} limit 1"))

    def _recognise(self, table: str, file: int, earlier: Sequence[int]) -> None:
        for receipt in earlier:
            self.db.execute(
                f"insert or ignore into temp.joined select '{table}', x.id, m.id, 'known' from share as s "
                f"cross join staged.{table} as x on x.id - ?1 between s.theirs and s.theirs + s.last - s.first "
                f"cross join main.{table} as m on m.id = s.first + x.id - ?1 - s.theirs "
                "where s.county = ?2 and s.tbl = ?3 and x.id between ?1 and ?4",
                [file * APART, receipt, table, (file + 1) * APART - 1],
            )

    def _weigh(self, table: str, file: int, receipt: int, done: Joined) -> None:
        """Rows known from an earlier file become as they are said to be now, or stay, as is decided for each."""
        one, present = self.register.schema.types[table], self.staged.columns[file][table]
        fields = [key for key in self.register.schema.tables[table] if key in present]
        values = [self._theirs_value(one, key) for key in fields]
        if TYPE in present:
            names, values = [*fields, TYPE], [*values, f"x.{TYPE}"]
        else:
            names = fields
        become = []
        for theirs, ours, words in differing(self.register, table, receipt, names, values):
            if len(done.met) < _MOST or words != RESENT:
                met = self._compared(one, words, fields, theirs, ours, file)
                done.met.append(met)
            else:
                met = Met(Way(one.key, words), file, theirs - file * APART, ours, "", {})
            become.append(("changed" if self.decide(met) == THEIRS else OURS, table, theirs))
        self.db.executemany("update temp.joined set how = ? where tbl = ? and theirs = ?", become)

    def _meet(self, one: RecordType, file: int, done: Joined) -> None:
        """By each natural key, the strongest first; a row that differs in a stronger one is another record."""
        fields = [key for key in self.register.schema.tables[one.table] if key in self.staged.columns[file][one.table]]
        stronger: list[tuple[str, ...]] = []
        for words in one.same:
            if set(words) <= set(fields):
                alike = " and ".join(
                    f"m.{_sought(self.register, one, word)} = {self._theirs(one, word)}" for word in words
                )
                unlike = "".join(f" and not ({_clash(other)})" for other in stronger if len(other) == 1)
                kind = f" and x.{TYPE} is '{one.refinement}' and m.{TYPE} is x.{TYPE}" if one.refinement else ""
                blank = "".join(f" and x.{word} is null and m.{word} is null" for word in one.blank_for(words))
                found = self.register.ask(
                    f"select x.id, min(m.id) from staged.{one.table} as x cross join main.{one.table} as m on {alike} "
                    f"where x.id between ? and ?{kind}{unlike}{blank} "
                    f"and not exists (select 1 from temp.joined where tbl = '{one.table}' and theirs = x.id) "
                    f"and not exists (select 1 from temp.joined where tbl = '{one.table}' and ours = m.id) "
                    "group by x.id having count(*) = 1",
                    [file * APART, (file + 1) * APART - 1],
                )
                self._decide(one, words, fields, found, file, done)
            stronger.append(words)

    def _decide(
        self,
        one: RecordType,
        words: tuple[str, ...],
        fields: list[str],
        found: Sequence[tuple[int, int]],
        file: int,
        done: Joined,
    ) -> None:
        into = "insert or ignore into temp.joined values (?, ?, ?, ?)"
        for theirs, ours in found:
            met = self._compared(one, words, fields, theirs, ours, file)
            chosen = self.decide(met)
            if met.differing or chosen == BOTH:
                done.met.append(met)
            if chosen != BOTH:
                self.db.execute(into, [one.table, theirs, ours, chosen if met.differing else OURS])

    def _compared(
        self, one: RecordType, words: tuple[str, ...], fields: list[str], theirs: int, ours: int, file: int
    ) -> Met:
        picked = ", ".join([*(self._theirs_value(one, key) for key in fields), *(f'm."{key}"' for key in fields)])
        sql = f"select {picked} from staged.{one.table} as x, main.{one.table} as m where x.id = ? and m.id = ?"
        row = self.register.ask(sql, [theirs, ours])[0]
        both = zip(fields, row[len(fields) :], row[: len(fields)], strict=True)
        blank = words in (EDITED, SHARED, RESENT)  # what the county has emptied is emptied here
        differing = {key: (here, there) for key, here, there in both if there != here and (blank or there is not None)}
        for key in differing:
            if key in one.fields and type(one.fields[key].kind) is Link:
                differing[key] = self._named(one, key, theirs, differing[key])
        said = self.register.title(one.key, ours)
        return Met(Way(one.key, words), file, theirs - file * APART, ours, said, differing)

    def _named(self, one: RecordType, key: str, theirs: int, both: tuple[Stored, Stored]) -> tuple[Stored, Stored]:
        """The names of what a link leads to here and there: the row from there may not stand here yet."""
        target = one.fields[key].of
        table, name = target.partition("/")[0], naming(self.register.schema).get(target.partition("/")[0])
        here = self.register.title(target, both[0]) or None
        if name is None:
            return here, both[1]
        linked = f'select "{key}" from staged.{one.table} where id = ?'
        found = self.register.ask(f'select "{name}" from staged.{table} where id = ({linked})', [theirs])
        return here, found[0][0] if found else both[1]

    def _theirs(self, one: RecordType, word: str) -> str:
        sought = _sought(self.register, one, word)
        return f"x.{sought}" if sought == SOUGHT else self._theirs_value(one, word)

    def _theirs_value(self, one: RecordType, word: str) -> str:
        """SQL of a value that came, its links leading to rows of ours."""
        known = self.register.schema.tables[one.table][word]
        column, target = f'x."{word}"', known.of.partition("/")[0]
        if isinstance(known.kind, Links):
            ours = f"(select ours from temp.joined where tbl = '{target}' and theirs = e.value)"
            each = f"iif(e.type = 'integer', coalesce({ours}, '#' || (e.value % {APART})), e.value)"
            return f"iif({column} is null, null, (select json_group_array({each}) from json_each({column}) as e))"
        if type(known.kind) is Link:
            ours = f"(select ours from temp.joined where tbl = '{target}' and theirs = {column})"
            return f"iif(typeof({column}) = 'integer', {ours}, {column})"
        return column

    def _number(self, table: str, file: int) -> None:
        """All that was not met gets new ids, apart by as much as theirs are."""
        unmet = f"not exists (select 1 from temp.joined where tbl = '{table}' and theirs = x.id)"
        new = f"from staged.{table} as x where {_of(file, 'x')} and {unmet}"
        first, last = self.register.ask(f"select min(x.id), max(x.id) {new}")[0]
        if first is not None:
            taken = self.register.take_ids(table, last - first + 1)
            self.db.execute(f"insert into temp.joined select '{table}', x.id, x.id + {taken - first}, 'new' {new}")

    def _write(self, table: str, file: int, present: list[str]) -> None:
        one = self.register.schema.types[table]
        made = [name for name in FROM_NAME if naming(self.register.schema).get(table) in present]
        values = [f"x.{name}" for name in made]
        values += [f"x.{name}" if name == TYPE else self._theirs_value(one, name) for name in present]
        columns = ", ".join(f'"{name}"' for name in [*made, *present])
        of_table = f"temp.joined as j cross join staged.{table} as x on x.id = j.theirs where j.tbl = '{table}'"
        self.db.execute(
            f"insert or rollback into main.{table} (id, {columns}) select j.ours, {', '.join(values)} "
            f"from {of_table} and j.how = 'new' order by j.ours"
        )
        kept = [f'coalesce({value}, "{name}")' for value, name in zip(values, [*made, *present], strict=True)]
        for how, taken in (("changed", values), (THEIRS, kept)):
            row = f"(select {', '.join(taken)} from {of_table} and j.ours = main.{table}.id)"
            self.db.execute(
                f"update main.{table} set ({columns}) = {row} "
                f"where id in (select ours from temp.joined where tbl = '{table}' and how = ?)",
                [how],
            )

    def share(self, receipt: int) -> None:
        """Remembers which rows are the county's: by stretches in which their ids and ours go on side by side."""
        stretches = (
            "select tbl, min(ours) as first, max(ours) as last, min(theirs) % ? as theirs from ("
            "select tbl, ours, theirs, ours - theirs as apart, "
            "theirs - row_number() over (partition by tbl, ours - theirs order by theirs) as island from temp.joined"
            ") group by tbl, apart, island"
        )
        rows = self.register.ask(stretches, [APART])
        first = self.register.take_ids("share", len(rows))
        names = ["id", "county", "tbl", "first", "last", "theirs"]
        self.register.insert("share", names, ((at, receipt, *row) for at, row in enumerate(rows, first)))

    def _drop_gone(self, replaced: Sequence[int]) -> int:
        """What the replaced file brought, this one does not, no other county shares and nobody edited here."""
        gone = 0
        for receipt in replaced:
            for table in reversed(self.order):
                rows = self.register.ask(
                    f"select m.id from share as s cross join main.{table} as m on m.id between s.first and s.last "
                    f"where s.tbl = '{table}' and s.county = ? "
                    f"and m.id not in (select ours from temp.joined where tbl = '{table}') and not exists (select 1 "
                    "from share as o where o.tbl = s.tbl and o.county <> s.county and m.id between o.first and o.last) "
                    f"and {KEPT.format(table=table)}",
                    [receipt],
                )
                if rows:
                    self.register.delete(table, [row[0] for row in rows])
                    gone += len(rows)
            self.register.drop_shares(receipt)
        return gone


def _ordered(register: Register) -> Iterator[str]:
    """The tables, each after those that its natural keys point at."""
    done: set[str] = set()

    def visit(table: str) -> Iterator[str]:
        if table in done:
            return
        done.add(table)
        for one in _types(register, table):
            for word in {word for words in one.same for word in words}:
                target = one.fields[word].of.partition("/")[0]
                if isinstance(one.fields[word].kind, Link) and target in known:
                    yield from visit(target)
        yield table

    known = carried(register.schema)
    for table in known:
        yield from visit(table)


def _types(register: Register, table: str) -> list[RecordType]:
    """The general type of a table, and those refinements that have other ways of telling records apart."""
    general = register.schema.types[table]
    own = [one for one in register.schema.refinements(table) if one.same != general.same]
    return [general, *own]


def _sought(register: Register, one: RecordType, word: str) -> str:
    return SOUGHT if word == naming(register.schema).get(one.table) else f'"{word}"'


def _clash(words: tuple[str, ...]) -> str:
    return " or ".join(f'coalesce(x."{word}" <> m."{word}", 0)' for word in words)


def _of(file: int, row: str = "") -> str:
    column = f"{row}.id" if row else "id"
    return f"{column} between {file * APART} and {(file + 1) * APART - 1}"
