"""What is recorded: record types, their fields, and how they hang together.

They are never changed. Nor are two compared or one printed, so that every start makes no functions for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from models.kinds import Kind, Link, Stored
from models.words import Refusal

TYPE = "type"  # the column that tells refinements of one table apart


@dataclass(eq=False, repr=False)
class Field:
    """One thing recorded: its label, kind and place in the form."""

    key: str
    label: str
    kind: Kind
    of: str = ""
    required: bool = False
    default: Stored = None
    section: str = ""
    help: str = ""
    also: tuple[str, ...] = ()
    was: str = ""
    with_: tuple[str, ...] = ()
    carry: bool = False
    """Whether the next blank form begins with the value of the last one."""
    ours: bool = False
    """Whether only the federation can know it: results, numbers that it gives; units are never asked for it."""
    fills: tuple[tuple[str, str], ...] = ()
    """What the value tells (a word of its kind), and the field that it fills while that is blank."""

    @property
    def unit(self) -> str:
        """What the number counts, as shown behind the label."""
        return str(getattr(self.kind, "shown", "") or getattr(self.kind, "unit", ""))

    @property
    def heading(self) -> str:
        """The label with its unit, as it heads a column."""
        return f"{self.label}（{self.unit}）" if self.unit and f"（{self.unit}）" not in self.label else self.label


@dataclass(eq=False, repr=False)
class Computed:
    """A value that follows from others: shown beside them, never typed and never kept."""

    key: str
    label: str
    value: str
    """SQL on one row, `link.field` allowed."""
    unit: str = ""
    section: str = ""


@dataclass(eq=False, repr=False)
class RecordType:
    """One type of record; a refinement shares the table of the type it refines."""

    key: str
    title: str
    fields: dict[str, Field]
    about: str = ""
    rank: int = 0
    group: str = ""
    icon: str = "table"
    name: str = "title"
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    """Fields of which a way of telling apart that names none holds for records alone that have nothing in them."""
    wide: tuple[str, ...] = ()
    """How a sheet may lay it out in breadth: the fields of a value, and of the name, period and unit in its heading."""
    columns: tuple[str, ...] = ()
    parent: str = ""
    under: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    single: bool = False
    ours: bool = False
    """Whether only the federation keeps such records: no workbook that comes in is taken for one unasked."""
    place: bool = True
    computed: tuple[Computed, ...] = ()

    @property
    def table(self) -> str:
        """The table in the register."""
        return self.key.split("/")[0]

    @property
    def refinement(self) -> str:
        """What the table's `type` column holds for this type; empty for the type of the whole table."""
        return self.key.partition("/")[2]

    @property
    def sections(self) -> dict[str, list[Field]]:
        """The fields as the form shows them, section by section."""
        found: dict[str, list[Field]] = {}
        for one in self.fields.values():
            found.setdefault(one.section, []).append(one)
        return found

    @property
    def carried(self) -> list[str]:
        """The fields that the next blank form takes over from the last one."""
        return [key for key, one in self.fields.items() if one.carry or key == self.parent]

    def blank_for(self, words: tuple[str, ...]) -> list[str]:
        """The fields that must be blank for these words to tell records apart."""
        return [] if {*self.apart} & {*words} else [*self.apart]

    def links(self) -> Iterator[Field]:
        """Fields that point at one other record."""
        return (one for one in self.fields.values() if type(one.kind) is Link)


@dataclass(eq=False, repr=False)
class Schema:
    """All record types of an office, by key. One is made for each office: two are never compared."""

    types: dict[str, RecordType]

    def __getitem__(self, key: str) -> RecordType:
        """The type of that key; refused when there is none."""
        if key not in self.types:
            raise Refusal("schema.no_record", key=key, known="、".join(self.types))
        return self.types[key]

    @cached_property
    def tables(self) -> dict[str, dict[str, Field]]:
        """The columns of each table: the union of its refinements' fields."""
        found: dict[str, dict[str, Field]] = {}
        for one in self.types.values():
            found.setdefault(one.table, {}).update(one.fields)
        return found

    def refinements(self, table: str) -> list[RecordType]:
        """The types that share a table, without the general one."""
        return [one for one in self.types.values() if one.table == table and one.refinement]

    def of_row(self, table: str, refinement: Stored) -> RecordType:
        """The narrowest type that a row of a table belongs to."""
        return self.types.get(f"{table}/{refinement}", self.types[table])

    def pointing(self, table: str) -> Iterator[tuple[str, Field]]:
        """Every table with each of its fields that may point at records of a table, one or several."""
        for each, fields in self.tables.items():
            for one in fields.values():
                if isinstance(one.kind, Link) and one.of.partition("/")[0] == table:
                    yield each, one

    def is_refined(self, table: str) -> bool:
        """Whether rows of the table carry a type."""
        return any(one.table == table and one.refinement for one in self.types.values())

    def children(self, key: str) -> list[RecordType]:
        """Types whose records are kept in a tab of this type's form."""
        return [one for one in self.types.values() if one.parent and not one.refinement and self._belongs(one, key)]

    def owned(self, table: str) -> list[RecordType]:
        """Types whose records can't stand without their parent in that table, and go with it."""
        parented = [one for one in self.types.values() if one.parent and not one.refinement]
        links = ((one, one.fields[one.parent]) for one in parented)
        return [one for one, link in links if link.required and link.of.split("/")[0] == table]

    def _belongs(self, child: RecordType, key: str) -> bool:
        """Whether a child type hangs under a type: as declared, else under all that its parent link may point at."""
        under = child.under or (child.fields[child.parent].of,)
        return key in under or key.split("/")[0] in under
