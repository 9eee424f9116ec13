"""What a hand-over file says of itself, to the program (manifest.json) and to people (说明.txt)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from models.schema import Schema
from models.words import say

MANIFEST, ROWS, SUMMARY = "manifest.json", "rows.db", "说明.txt"
ENDING = ".saibao"
_LONGEST = 200  # letters of any word


@dataclass(frozen=True)
class Told:
    """Who made the file, when, for which period (empty: all years), with how many rows of each table."""

    county: str
    maker: str
    made: str
    period: str
    register: str
    """Tells one register from another, so that ids go on meaning the same records."""
    counted: dict[str, int]
    digest: str
    """The SHA-256 of the rows."""

    def as_json(self) -> str:
        """As it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def summary(self, schema: Schema) -> str:
        """The same for people."""
        lines = [
            say("handover.summary", county=self.county, maker=self.maker, made=self.made.replace("T", " ")),
            say("handover.summary_period", period=self.period or say("handover.all_years")),
            *(f"{schema.types[table].title}：{count}" for table, count in self.counted.items() if count),
            f"SHA-256：{self.digest}",
        ]
        return "\r\n".join(lines)


def read_told(text: bytes, schema: Schema) -> Told:
    """What the file says, nothing believed that is not of its type; `ValueError` when it is no such thing."""
    told = json.loads(text)
    words = {name: told.get(name) for name in ("county", "maker", "made", "period", "register", "digest")}
    if not all(isinstance(word, str) and len(word) <= _LONGEST for word in words.values()) or not words["county"]:
        raise ValueError(words)
    counted = {table: int(told["counted"].get(table, 0)) for table in schema.tables}
    return Told(**words, counted=counted)
