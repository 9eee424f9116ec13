"""Records that may be one and the same under two spellings: offered to the clerk, never taken for one silently."""

from __future__ import annotations

from models.characters import initials
from models.kinds import Link, Stored, match_key
from models.register import Reader
from models.register.growth import INITIALS, SOUGHT
from models.schema import RecordType
from models.seeking import CODE, EXACT, Found, codes, describe

SPELLED = "spelled"
"""Why a record is offered, beside its code or its very name: the same letters with other spaces or dots between."""

_ORDER = [CODE, EXACT, SPELLED]


def twins(reader: Reader, key: str, given: int | dict[str, Stored], most: int = 30) -> list[Found]:
    """Other records that may be this one (a row's id, or values not kept yet), the likeliest first.

    They share a code, or their names have the same letters and figures. Records with different codes are never
    offered for their names, nor namesakes that differ in what tells namesakes of the type apart (the unit).
    """
    one = reader.schema[key]
    row, values = (given, reader.row(key, given)) if isinstance(given, int) else (0, given)
    found = _of_one_name(reader, one, values) | dict.fromkeys(_of_one_code(reader, one, values), CODE)
    found.pop(row, None)
    likely = sorted(found, key=lambda record: (_ORDER.index(found[record]), record))
    return describe(reader, one, {record: found[record] for record in likely[:most]})


def bare(name: str) -> str:
    """What is left of a name without spaces, dots and other marks."""
    return "".join(filter(str.isalnum, match_key(name)))


def _of_one_code(reader: Reader, one: RecordType, values: dict[str, Stored]) -> list[int]:
    told = [(column, values[column]) for column in codes(one) if values.get(column) is not None]
    return [
        row[0] for column, code in told for row in reader.ask(f"select id from {one.table} where {column} = ?", [code])
    ]


def _of_one_name(reader: Reader, one: RecordType, values: dict[str, Stored]) -> dict[int, str]:
    name = values.get(one.name)
    if name is None or type(one.fields[one.name].kind) is Link:
        return {}
    sought = match_key(str(name))
    others = [*codes(one), *_apart(one)]
    picked = ", ".join(["id", SOUGHT, *others])
    rows = reader.ask(f"select {picked} from {one.table} where {INITIALS} = ?", [initials(sought)])
    found = {}
    for record, called, *kept in rows:
        known = dict(zip(others, kept, strict=True))
        if bare(called) == bare(sought) and not _two(one, values, known, called == sought):
            found[record] = EXACT if called == sought else SPELLED
    return found


def _apart(one: RecordType) -> list[str]:
    """The fields that tell namesakes apart."""
    return list(dict.fromkeys(word for words in one.same if one.name in words for word in words if word != one.name))


def _two(one: RecordType, given: dict[str, Stored], known: dict[str, Stored], namesakes: bool) -> bool:
    """Whether two records of like names are surely two: a code that can't be read says nothing."""
    for column in [*codes(one), *(_apart(one) if namesakes else [])]:
        mine, its = given.get(column), known[column]
        kind = one.fields[column].kind
        if (
            mine is not None
            and its is not None
            and mine != its
            and not (kind.read(mine).trouble or kind.read(its).trouble)
        ):
            return True
    return False
