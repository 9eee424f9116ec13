"""Workbooks that were looked at and are not kept yet, noted beside the register: closing the program loses none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from models.intake import Layout, Said
from models.intake.received import Place, Received
from models.sealed import notes
from models.sealed.notes import RECEIVED
from models.sheets import LIMITS, Cell, Limits


@dataclass(frozen=True)
class Pending:
    """A workbook as the clerk left it: where it is, what was said of it and typed over its cells."""

    path: Path
    said: Said = field(default_factory=Said)
    digest: str = ""
    """Of the content that was typed over; empty when it was not read."""
    typed: Mapping[Place, Cell] = field(default_factory=dict)
    came: str = ""
    """When it came; empty when it was not read."""
    replacing: bool = False
    """Whether the clerk has agreed that it replaces an earlier sending."""

    def open(self, allowed: Limits = LIMITS) -> Received:
        """Reads the workbook as it was left; what was typed belongs to no other content than it was typed over."""
        made = Received.open(self.path, allowed=allowed)
        made = replace(made, said=self.said, came=self.came or made.came)
        if not self.typed or made.digest == self.digest:
            return replace(made, typed=self.typed)
        return replace(made, altered=True)


def write(folder: Path, found: Sequence[Pending]) -> None:
    """Notes them in the office's folder in place of those noted before; sealed where the register is encrypted."""
    notes.write(folder, RECEIVED, json.dumps([_told(one) for one in found], ensure_ascii=False))


def read(folder: Path) -> list[Pending]:
    """Those noted last; none where there is no note that can be read."""
    try:
        return [_heard(told) for told in json.loads(notes.read(folder, RECEIVED) or "[]")]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _told(one: Pending) -> dict[str, object]:
    typed = [[*place, cell] for place, cell in one.typed.items()]
    return {**asdict(replace(one, typed={})), "path": str(one.path), "typed": typed}


def _heard(told: dict[str, Any]) -> Pending:
    said = told["said"]
    layouts = {sheet: tuple(Layout(**layout) for layout in told) for sheet, told in said["layouts"].items()}
    typed = {(sheet, row, column): cell for sheet, row, column, cell in told["typed"]}
    return Pending(
        Path(str(told["path"])),
        Said(str(said["record"]), said["facts"], layouts),
        str(told["digest"]),
        typed,
        str(told.get("came", "")),
        bool(told["replacing"]),
    )
