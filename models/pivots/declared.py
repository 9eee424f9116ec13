"""Tables by name: a file each in `tables/`, those that came with the program and the office's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from models.files import safe_name, written_beside
from models.grammar import worded
from models.measures import Measures
from models.pivots.axes import Axis, sources
from models.resources import Resources, Unparsed
from models.words import Refusal

_SHELF = "tables"
_WORDS = ("title", "measures", "rows", "columns")


@dataclass(frozen=True)
class Table:
    """What is counted, and by what: the grammar of `tables/*.toml`. `rows` from the outer to the inner."""

    title: str
    measures: list[str]
    rows: list[str]
    columns: str = ""
    about: str = ""

    @property
    def paths(self) -> list[str]:
        """All that tells groups apart: rows, then columns."""
        return [*self.rows, *([self.columns] if self.columns else [])]


def load(resources: Resources, measures: Measures) -> dict[str, Table]:
    """All tables by the name of their file; refused with file, field and word."""
    try:
        found = resources.declarations(_SHELF)
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    return {key: _checked(worded(Table, words, path.name), path.name, measures) for key, (path, words) in found.items()}


def save(resources: Resources, table: Table, measures: Measures) -> str:
    """Keeps a table among the office's own under its title; returns the name of its file."""
    name = safe_name(table.title)
    path = _own(resources, name)
    _checked(table, path.name, measures)
    lines = [f"{word} = {json.dumps(getattr(table, word), ensure_ascii=False)}\n" for word in _WORDS]
    with written_beside(path) as beside:
        beside.write_text("".join(lines), encoding="utf-8")
    return name


def delete(resources: Resources, name: str) -> None:
    """Takes away a table of the office's own; refused for one that came with the program."""
    path = _own(resources, name)
    if not path.exists():
        raise Refusal("pivots.shipped")
    path.unlink()


def _own(resources: Resources, name: str) -> Path:
    assert resources.formats is not None, "only an office keeps tables"
    return resources.formats / _SHELF / f"{name}.toml"


def _checked(table: Table, file: str, measures: Measures) -> Table:
    """The table, if its measures are known and all its paths lead somewhere."""
    for word, given in (("measures", table.measures), ("rows", table.rows), ("title", table.title)):
        if not given:
            raise Refusal("grammar.missing", file=file, at=file, word=word)
    if len(set(table.paths)) < len(table.paths):
        raise Refusal("pivots.twice", file=file)
    for key in table.measures:
        if key not in measures.known:
            raise Refusal("pivots.no_measure", file=file, word=key)
        for part in sources(measures, key):
            for path in table.paths:
                Axis(measures.schema, path).resolved(measures[part])
    return table
