"""What stands half-typed in a form, kept beside the register until it is saved, so that no crash takes it.

It is sealed where the register is encrypted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from models.files import written_beside
from models.kinds import Stored
from models.sealed import held
from models.sealed.container import seal_text, unseal_text
from models.words import Refusal

_FILE, _SEALED = "draft.json", "draft.sealed"


@dataclass(frozen=True)
class Draft:
    """A form as it stood: the type, the record (0: a new one), what stood in each field that was touched, and when."""

    record: str
    row: int
    values: dict[str, Stored]
    at: str


def write(folder: Path, draft: Draft) -> None:
    """Keeps a draft in the office's folder; there is one, of the form that is typed into."""
    told = json.dumps(asdict(draft), ensure_ascii=False)
    if key := held(folder):
        seal_text(told, folder / _SEALED, key)
        return
    with written_beside(folder / _FILE) as beside:
        beside.write_text(told, encoding="utf-8")


def read(folder: Path) -> Draft | None:
    """The draft that was never saved, if there is one that can be read."""
    try:
        key = held(folder)
        text = unseal_text(folder / _SEALED, key) if key else (folder / _FILE).read_text(encoding="utf-8")
        told = json.loads(text)
        values: dict[str, Stored] = {
            str(key): value for key, value in told["values"].items() if isinstance(value, int | float | str | None)
        }
        return Draft(str(told["record"]), int(told["row"]), values, str(told["at"]))
    except (Refusal, OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def discard(folder: Path) -> None:
    """Forgets the draft: its form has been saved, or the clerk has thrown it away."""
    for name in (_FILE, _SEALED):
        (folder / name).unlink(missing_ok=True)
