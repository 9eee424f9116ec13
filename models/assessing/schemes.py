"""The assessment schemes that an office knows, found by title and version."""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import Stored
from models.resources import Resources
from models.scoring.assessment import Headings, Scheme, load
from models.words import Refusal


@dataclass(frozen=True)
class Schemes:
    """All schemes by the name of their file, and the headings that sheets are read with."""

    known: dict[str, Scheme]
    headings: Headings

    @classmethod
    def load(cls, resources: Resources) -> Schemes:
        """Those that came with the program and the office's own; refuses with file, place and word."""
        return cls(load(resources), Headings.load(resources))

    def of(self, title: Stored, version: Stored) -> Scheme | None:
        """The very scheme that a sheet was kept under; None where the office no longer has that version."""
        return next((one for one in self.known.values() if (one.title, one.version) == (title, version)), None)

    def named(self, word: str) -> Scheme:
        """The scheme of a file's name or of a title, the latest version of that; refused where there is none."""
        found = [one for name, one in self.known.items() if word in (name, one.title)]
        if not found:
            raise Refusal("assessing.no_scheme", scheme=word, known="、".join(self.known))
        return max(found, key=lambda one: one.version)
