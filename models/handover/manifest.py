"""What a hand-over file says of itself, to the program (manifest.json) and to people (说明.txt)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field

from models.files import stays_inside
from models.schema import Schema
from models.words import say

MANIFEST, ROWS, SUMMARY = "manifest.json", "rows.db", "说明.txt"
ATTACHMENTS, REPORTS, FORMATS = "attachments", "reports", "formats"
ENDING = ".saibao"
_LONGEST = 200  # letters of any word
_PART = re.compile(f"{ATTACHMENTS}/[0-9a-f]{{64}}/[^/]+|(?:{REPORTS}|{FORMATS})/[^/]+\\.zip")


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
    parts: dict[str, str] = field(default_factory=dict)
    """Attachments, reports and formats that go along: by their places in the file the SHA-256 of each."""
    unknown: int = 0
    """Rows of tables that this office has not: those stay out."""

    def as_json(self) -> str:
        """As it stands in the file."""
        told = asdict(self)
        del told["unknown"]
        return json.dumps(told, ensure_ascii=False, indent=1)

    def within(self, shelf: str) -> list[str]:
        """The places of what goes along of one sort."""
        return [name for name in self.parts if name.startswith(f"{shelf}/")]

    def along(self) -> str:
        """What goes along, as a sentence; empty where nothing does."""
        counted = {shelf: len(self.within(shelf)) for shelf in (ATTACHMENTS, REPORTS, FORMATS)}
        return "，".join(say(f"handover.along_{shelf}", count=count) for shelf, count in counted.items() if count)

    def summary(self, schema: Schema) -> str:
        """The same for people."""
        lines = [
            say("handover.summary", county=self.county, maker=self.maker, made=self.made.replace("T", " ")),
            say("handover.summary_period", period=self.period or say("handover.all_years")),
            *(f"{schema.types[table].title}：{count}" for table, count in self.counted.items() if count),
            *([say("handover.summary_along", along=self.along())] if self.parts else []),
            *(name.partition("/")[2] for shelf in (REPORTS, FORMATS) for name in self.within(shelf)),
            f"SHA-256：{self.digest}",
        ]
        return "\r\n".join(lines)


def may_go_along(name: str) -> bool:
    """Whether something at this place in the file is an attachment, a report or a format, and nothing else."""
    return len(name) <= 2 * _LONGEST and bool(_PART.fullmatch(name)) and stays_inside(name)


def read_told(text: bytes, schema: Schema) -> Told:
    """What the file says, nothing believed that is not of its type; `ValueError` when it is no such thing."""
    told = json.loads(text)
    words = {name: told.get(name) for name in ("county", "maker", "made", "period", "register", "digest")}
    if not all(isinstance(word, str) and len(word) <= _LONGEST for word in words.values()) or not words["county"]:
        raise ValueError(words)
    counted = {table: int(told["counted"].get(table, 0)) for table in schema.tables}
    unknown = sum(int(count) for table, count in told["counted"].items() if table not in schema.tables)
    parts = {str(name): str(digest) for name, digest in told.get("parts", {}).items()}
    if not all(map(may_go_along, parts)) or len({name.casefold() for name in parts}) < len(parts):
        raise ValueError(parts)
    return Told(**words, counted=counted, parts=parts, unknown=unknown)
