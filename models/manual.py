"""The manual: its parts in their order, which part tells of a page of the window, and where words stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models import resources

FIRST = "index"
CARD = "quick_card"
_HEADING = re.compile(r"#+ (.+)")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]|^[-|> ]+|\|")


@dataclass(frozen=True)
class Part:
    """One Markdown file."""

    name: str
    path: Path
    text: str

    @property
    def title(self) -> str:
        """What stands over it."""
        return next((found[1] for line in self.text.splitlines() if (found := _HEADING.match(line))), self.name)


@dataclass(frozen=True)
class Hit:
    """A line in which all words stand, under the heading where it is found."""

    part: Part
    heading: str
    line: str


@cache
def chapters() -> dict[str, list[Part]]:
    """The parts in the order of the contents, by the title of their chapter."""
    return {
        chapter["title"]: [_part(name) for name in chapter["parts"]]
        for chapter in resources.read_toml(resources.manual() / "contents.toml")["chapters"]
    }


def part_of(page: str) -> str:
    """The name of the part that tells of a page, given as its key (`records:worker`); the first for the rest."""
    told = resources.read_toml(resources.manual() / "contents.toml")["pages"]
    found: str = told.get(page) or told.get(page.partition(":")[0], FIRST)
    return found


def path_of(name: str) -> Path:
    """The file of a part."""
    return resources.manual() / f"{name}.md"


def find(words: str) -> Iterator[Hit]:
    """Every line that has all the words, whatever the case, in the order of the contents."""
    wanted = words.casefold().split()
    for part in (part for parts in chapters().values() for part in parts) if wanted else ():
        heading = part.title
        for line in part.text.splitlines():
            if found := _HEADING.match(line):
                heading = found[1]
            told = found[1] if found else _MARKS.sub(" ", line).strip()
            if all(word in told.casefold() for word in wanted):
                yield Hit(part, heading, " ".join(told.split()))


def _part(name: str) -> Part:
    path = path_of(name)
    return Part(name, path, path.read_text(encoding="utf-8"))
