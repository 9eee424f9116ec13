"""A finding: what is wrong with data that was kept all the same, where it stands, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, DOUBT = "error", "doubt"
_ASKS = "，请"


@dataclass(frozen=True)
class Finding:
    """One thing to settle. An error must be corrected; a doubt may stand with a written reason (`why`).

    `unit` is the name of the unit that answers for it; `file`, `sheet` and `cell` say where it came from, when it came
    from a workbook: a cell such as C12, or 12 where only the line is known.
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
    unit: str = ""

    @property
    def table(self) -> str:
        """The table that its record stands in."""
        return self.record.partition("/")[0]

    @property
    def settled(self) -> bool:
        """Whether it no longer stops anything from going out."""
        return self.level == DOUBT and bool(self.why)


def parted(sentence: str) -> tuple[str, str]:
    """A finding's sentence as what is wrong and what to do; the second is empty when the sentence does not say."""
    wrong, _, remedy = sentence.partition(_ASKS)
    return (f"{wrong}。", f"{_ASKS[1:]}{remedy}") if remedy else (sentence, "")
