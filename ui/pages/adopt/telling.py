"""What belongs in a cell, in words."""

from __future__ import annotations

from models.kinds import Stored
from models.returns.adopting import Adoption
from models.returns.grammar import KEPT, KEYED, NUMBERED, TOTAL, CellWords
from models.words import say


class Names:
    """How measures, fields, facts and record types are called."""

    def __init__(self, adoption: Adoption) -> None:
        self.adoption = adoption
        self.measures = {one.key: one.title for one in adoption.measures()}
        self.facts = {one.key: one.title for one in adoption.catalogue.facts()}
        self.records = {one.key: one.title for one in adoption.catalogue.records()}
        self._fields: dict[str, dict[str, str]] = {}

    def field(self, record: str, key: str) -> str:
        """The label of a field of a record type."""
        if record not in self._fields:
            self._fields[record] = {one.key: one.title for one in self.adoption.fields(record)}
        return self._fields[record].get(key, key)


def told(meaning: CellWords | None, names: Names, record: str = "") -> str:
    """A meaning as one line."""
    if meaning is None:
        return ""
    parts = [_what(meaning, names, record)]
    if meaning.only:
        parts.append(say("adopt.told_only", what="、".join(map(_values, meaning.only.values()))))
    if meaning.back:
        parts.append(say(f"adopt.back_{meaning.back}"))
    if meaning.unit:
        parts.append(meaning.unit)
    return " · ".join(parts)


def _what(meaning: CellWords, names: Names, record: str) -> str:
    if meaning.measure:
        return names.measures.get(meaning.measure, meaning.measure)
    if meaning.field_:
        return say("adopt.number") if meaning.field_ == NUMBERED else names.field(record, meaning.field_)
    if meaning.fact:
        return names.facts.get(meaning.fact, meaning.fact)
    short = [kind for kind in (KEYED, KEPT, TOTAL) if getattr(meaning, kind)]
    if short:
        return say(f"adopt.kind_{short[0]}")
    if meaning.reached:
        return say("adopt.reached")
    return meaning.text or meaning.value


def _values(said: object) -> str:
    return "、".join(map(str, said)) if isinstance(said, list) else str(said)


def shown(value: Stored) -> str:
    """A value as it stands in a form."""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
