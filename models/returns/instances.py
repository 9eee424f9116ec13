"""Returns of a period as they stand in the register: what was computed, keyed, changed by hand, checked and handed up.

A place is a cell of the blank (表1!C5), or a cell of a list's record (units/17/K: list, record, column). The rows are
`instance`, `figure` (keyed values, and those that were put over a computed one, with why), `passage` (each change of
state) and, for doubts, `reason`. What was handed up is kept as it was: later differences of the register are 更正.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.findings import Finding
from models.kinds import Stored
from models.register import Change, Reader
from models.returns.grammar import CellWords

DRAFT, AUDITED, HANDED_UP, SENT_BACK = "draft", "audited", "handed_up", "sent_back"
"""States; shown as say(f"instances.{state}"): 草稿 已审核 已上报 已退回."""


@dataclass(frozen=True)
class Instance:
    """A return of one period; `digest` is that of the file which was handed up."""

    id: int
    form: str
    title: str
    period: str
    state: str
    at: str
    digest: str = ""
    file: str = ""


@dataclass(frozen=True)
class Figure:
    """One place of a return: what was computed, what a person put there, and what the last period had."""

    place: str
    label: str
    meaning: CellWords
    computed: Stored
    put: Stored = None
    why: str = ""
    last: Stored = None

    @property
    def value(self) -> Stored:
        """What goes into the form."""
        return self.computed if self.put is None else self.put

    @property
    def is_override(self) -> bool:
        """Whether a person put another value over a computed one."""
        return self.put is not None and self.meaning.keyed is False

    @property
    def change(self) -> float | None:
        """By which part it is more (or less) than last period; None where that can't be told."""
        raise NotImplementedError


@dataclass(frozen=True)
class Listing:
    """A list of a return: headings by column letters, and a row of figures for each record."""

    key: str
    title: str
    headings: dict[str, str]
    rows: list[tuple[int, dict[str, Figure]]]


@dataclass(frozen=True)
class Waiting:
    """Reports that the return is built from: who has not returned, and who returned without a figure."""

    record: str
    title: str
    missing: list[str]
    empty: list[str]


@dataclass(frozen=True)
class Standing:
    """Everything about an instance as of now.

    `findings` are those of records that it counts or lists; `checks` are those of the form, each a `Finding` of record
    "instance" whose field is the place; a doubt with a `why` is settled.
    """

    instance: Instance
    figures: list[Figure]
    listings: list[Listing]
    checks: list[Finding]
    findings: list[Finding]
    waiting: list[Waiting]
    corrections: list[Correction]

    @property
    def open(self) -> list[Finding]:
        """What still stops it."""
        return [one for one in [*self.findings, *self.checks] if not one.settled]


@dataclass(frozen=True)
class Correction:
    """A place that was handed up with another value than the register gives now."""

    place: str
    label: str
    handed_up: Stored
    now: Stored


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: a sentence, and the records by type (none for what was keyed)."""

    say: str
    rows: dict[str, list[int]]


@dataclass(frozen=True)
class Passage:
    """A change of state: when, by whom, from what to what, and why when it was sent back."""

    at: str
    who: str
    before: str
    after: str
    why: str


class Instances:
    """The returns of an office, period by period. Methods that take a `reader` may run on another thread with one."""

    def all(self) -> list[Instance]:
        """The latest first."""
        raise NotImplementedError

    def get(self, row: int) -> Instance:
        """One of them; refused when there is none."""
        raise NotImplementedError

    def begin(self, name: str, period: str) -> tuple[Instance, list[Change]]:
        """The instance of a form and period; a new draft when there is none yet."""
        raise NotImplementedError

    def periods(self, name: str, today: str = "") -> list[str]:
        """The periods that the form may be filled for, the one due now first."""
        raise NotImplementedError

    def standing(self, row: int, reader: Reader | None = None) -> Standing:
        """Everything about an instance, worked out anew: long work."""
        raise NotImplementedError

    def put(self, row: int, place: str, value: Stored, why: str = "") -> list[Change]:
        """Keys a value, or puts one over a computed one, which needs a reason; refused once it is handed up.

        None takes away what was put there.
        """
        raise NotImplementedError

    def read(self, row: int, place: str, typed: str) -> Stored:
        """What a person typed into a place, as a number where the place counts; text that is none stays text."""
        raise NotImplementedError

    def explain(self, row: int, check: Finding, why: str) -> list[Change]:
        """The reason why a doubt of the form's checks may stand; empty takes it away."""
        raise NotImplementedError

    def pass_to(self, row: int, state: str, why: str = "", target: Path | None = None) -> list[Change]:
        """Changes the state: 已审核 and 已上报 are refused while anything stops it, 已退回 needs a reason.

        Handing up writes the form to `target`, freezes the values and keeps the file's digest and proof.
        """
        raise NotImplementedError

    def passages(self, row: int) -> list[Passage]:
        """Its changes of state, the first first."""
        raise NotImplementedError

    def behind(self, row: int, place: str, reader: Reader | None = None) -> Behind:
        """The records behind a number."""
        raise NotImplementedError

    def write(self, row: int, target: Path, reader: Reader | None = None) -> list[str]:
        """Writes the form as it stands, also a draft; gives the cells that were written."""
        raise NotImplementedError

    def pack(self, row: int, target: Path, reader: Reader | None = None) -> None:
        """Writes the 上报包: workbook, proof, explanations of doubts, checksums and a cover that people can read."""
        raise NotImplementedError
