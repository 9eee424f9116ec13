"""Where each one who is assessed stands: all sheets of assessors and rounds together, total, class and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.assessing.kept import SUBJECT, Kept
from models.scoring.assessment import Assessment, Filled, Scheme, assess, ranked


@dataclass(frozen=True)
class Standing:
    """One who is assessed in one competition under one scheme. `found` is None where the scheme is not known."""

    key: tuple[object, ...]
    who: str
    competition: str
    scheme: Scheme | None
    sheets: tuple[Kept, ...]
    found: Assessment | None
    place: int | None = None

    def with_sheet(self, sheet: Kept) -> Standing:
        """The same after one of its sheets has changed; the place is not settled again."""
        sheets = tuple(sheet if one.row == sheet.row else one for one in self.sheets)
        return replace(self, sheets=sheets, found=_found(self.scheme, sheets))


def standings(sheets: Iterable[Kept]) -> list[Standing]:
    """Everyone's standing, placed within competition and scheme; the best first, those without a place last."""
    groups: dict[tuple[object, ...], list[Kept]] = {}
    for one in sheets:
        groups.setdefault(_key(one), []).append(one)
    return placed([_standing(key, tuple(group)) for key, group in groups.items()])


def _key(one: Kept) -> tuple[object, ...]:
    return tuple(one.facts[name] for name in ("competition", "scheme", "version", *SUBJECT))


def _standing(key: tuple[object, ...], sheets: tuple[Kept, ...]) -> Standing:
    first = sheets[0]
    return Standing(key, first.who, first.competition, first.scheme, sheets, _found(first.scheme, sheets))


def _found(scheme: Scheme | None, sheets: Sequence[Kept]) -> Assessment | None:
    return assess(scheme, _filled_of(sheets)) if scheme else None


def _filled_of(sheets: Sequence[Kept]) -> list[Filled]:
    """The sheets that count, round by round: a unit's own, that nobody has assessed, gives way to an assessor's."""
    assessed = {one.round for one in sheets if one.is_assessed}
    counted = [one for one in sheets if one.is_assessed or one.assessor or one.round not in assessed]
    counted.sort(key=lambda one: one.round)
    return [Filled(one.scores, one.assessor, one.round) for one in counted]


def placed(found: Sequence[Standing]) -> list[Standing]:
    """Each with its place among those of the same competition and scheme."""
    rivals: dict[tuple[object, ...], dict[str, Standing]] = {}
    for at, one in enumerate(found):
        rivals.setdefault(one.key[:3], {})[str(at)] = one
    whole: list[Standing] = []
    for group in rivals.values():
        known = {name: one.found for name, one in group.items() if one.found}
        scheme = next(iter(group.values())).scheme
        places = ranked(scheme, known) if scheme else {}
        whole += sorted((replace(one, place=places.get(name)) for name, one in group.items()), key=_rank)
    return whole


def _rank(one: Standing) -> tuple[bool, int, str]:
    return (one.place is None, one.place or 0, one.who)
