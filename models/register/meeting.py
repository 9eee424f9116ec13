"""Two records that are one: how that was found, in what they differ, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from models.kinds import CreditCode, IdNumber, Link, Stored
from models.register.reader import Reader

OURS, THEIRS, BOTH = "ours", "theirs", "both"
"""What becomes of two records that are one: ours stays, theirs fills and replaces, or they are two after all."""


EDITED, SHARED, RESENT = ("edited",), ("shared",), ("resent",)
"""In the place of equal fields: a row of an earlier file that was edited here since, that another county has too, or
that is the sending county's alone."""
_KNOWN = (EDITED, SHARED, RESENT)


class Way(NamedTuple):
    """How two records were found to be one: their type and the fields that are equal."""

    record: str
    words: tuple[str, ...]


class Met(NamedTuple):
    """A row that came and the one that it met here, with the columns in which they differ."""

    way: Way
    file: int
    theirs: int
    ours: int
    said: str
    differing: dict[str, tuple[Stored, Stored]]

    @property
    def asks(self) -> bool:
        """Whether somebody should decide: a county's own rows become as it says."""
        return self.way.words != RESENT

    @property
    def known(self) -> bool:
        """Whether an earlier file brought it: then it is one, and never becomes two."""
        return self.way.words in _KNOWN


@dataclass
class Joined:
    """What joining one file did: rows by how they came, those that met and differ, and what is gone."""

    counted: dict[str, int] = field(default_factory=dict)
    met: list[Met] = field(default_factory=list)
    gone: int = 0


def default(register: Reader, way: Way) -> str:
    """What is done unless it is decided otherwise: only a number of one's own, or what hangs on joined rows, is one."""
    if way.words in _KNOWN:
        return THEIRS if way.words == RESENT else OURS
    fields = register.schema[way.record].fields
    sure = any(isinstance(fields[word].kind, Link | IdNumber | CreditCode) for word in way.words)
    return OURS if sure else BOTH
