"""A finding: what is wrong with data that was kept all the same, where it stands, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, DOUBT = "error", "doubt"


@dataclass(frozen=True)
class Finding:
    """One thing to settle. An error must be corrected; a doubt may stand with a written reason (`why`).

    `file`, `sheet` and `cell` say where it came from, when it came from a workbook.
    """

    rule: str
    level: str
    record: str
    row: int
    field: str
    say: str
    subject: str = ""
    why: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def settled(self) -> bool:
        """Whether it no longer stops anything from going out."""
        return self.level == DOUBT and bool(self.why)
