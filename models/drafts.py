"""What stands half-typed in a form, kept beside the register until it is saved, so that no crash takes it.

It is sealed where the register is encrypted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from models.kinds import Stored
from models.sealed import notes

_NOTE = "draft"


@dataclass(frozen=True)
class Draft:
    """A form as it stood: the type, the record (0: a new one), what stood in each field that was touched, and when."""

    record: str
    row: int
    values: dict[str, Stored]
    at: str


def write(folder: Path, draft: Draft) -> None:
    """Keeps a draft in the office's folder; there is one, of the form that is typed into."""
    notes.write(folder, _NOTE, json.dumps(asdict(draft), ensure_ascii=False))


def read(folder: Path) -> Draft | None:
    """The draft that was never saved, if there is one that can be read."""
    try:
        told = json.loads(notes.read(folder, _NOTE) or "")
        values: dict[str, Stored] = {
            str(key): value for key, value in told["values"].items() if isinstance(value, int | float | str | None)
        }
        return Draft(str(told["record"]), int(told["row"]), values, str(told["at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def discard(folder: Path) -> None:
    """Forgets the draft: its form has been saved, or the clerk has thrown it away."""
    notes.discard(folder, _NOTE)
