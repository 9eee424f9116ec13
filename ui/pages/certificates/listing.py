"""Everything that a choice brings, worked out in the background: who, with which words, and what is the matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models import certificates
from models.certificates import Layout
from models.certificates.printers import Profile
from models.findings import Finding
from models.office import Office
from models.register import Reader
from models.words import Refusal
from ui.pages.certificates.awardees import Awardee
from ui.parts.awards import Batch, Prepared, find_layout, prepare

_CONTEST = "competition"


@dataclass(frozen=True)
class Listed:
    """What the page shows of a choice."""

    layout: Layout
    profile: Profile
    sources: list[tuple[int, str]]
    awardees: list[Awardee] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    told: str = ""
    """Why there is nobody."""

    def marks(self) -> dict[int, str]:
        """What is the matter, by record."""
        found: dict[int, str] = {}
        for one in self.findings:
            if one.record != self.layout.of:
                continue  # it is about the contest: whoever has the contest's id is not to blame
            found[one.row] = f"{found[one.row]}\n{one.say}" if one.row in found else one.say
        return found


def listed(office: Office, reader: Reader, batch: Batch) -> Listed:
    """Reads all of it; nobody to get it is no refusal here."""
    layout = find_layout(office, batch.name)
    sources = contests(reader, layout)
    try:
        ready = prepare(office, reader, batch)
    except Refusal as refusal:
        return Listed(layout, Profile(), sources, told=str(refusal))
    findings = [*ready.stopped, *ready.doubts, *ready.tight]
    return Listed(ready.layout, ready.profile, sources, _awardees(reader, ready), findings)


def contests(reader: Reader, layout: Layout) -> list[tuple[int, str]]:
    """The contests of those who get this certificate, by title."""
    if _CONTEST not in reader.schema[layout.of].fields:
        return []
    cells = reader.cells(layout.of, certificates.rows(layout, reader), [_CONTEST])
    known = {kept: title for ((kept, title),) in cells if isinstance(kept, int)}
    return sorted(known.items(), key=lambda one: one[1])


def _awardees(reader: Reader, ready: Prepared) -> Sequence[Awardee]:
    ids = [page.row for page in ready.pages]
    years = certificates.years(ready.layout, reader, ids, ready.batch.day)
    return [
        Awardee(
            page.row, page.subject, *certificates.named(ready.layout, page), year, page, ready.standing.get(page.row)
        )
        for page, year in zip(ready.pages, years, strict=True)
    ]
