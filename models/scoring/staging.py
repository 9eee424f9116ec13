"""Reads one stage of a rule set: its components, adjustments, carried weights, tie-breakers and who goes on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from models.grammar import worded
from models.scoring.exact import Rounding, exact
from models.scoring.rules import EFFECTS, Adjustment, Advance, Clock, Component, Stage, TieBreak
from models.scoring.vocabulary import (
    AdjustmentWords,
    AdvanceWords,
    ClockWords,
    ComponentWords,
    RoundingWords,
    StageWords,
    TieWords,
)
from models.scoring.wording import maybe, one_of
from models.words import Refusal

COMBINES = ("mean", "median", "sum")
STATISTICS = ("", "highest", "lowest", "spread", "median", "mean")
ANSWERS = ("ask", "all", "none")
ROUNDS = ("up", "down", "half")


class StageReading:
    """One stage while it is read: file, place and rounding go along with every component."""

    def __init__(self, file: str, key: str, words: dict[str, Any], earlier: list[Stage]) -> None:
        self.file, self.key, self.earlier = file, key, earlier
        self.told = worded(StageWords, words, file, key)
        self.rounding = worded(RoundingWords, self.told.rounding, file, f"{key}.rounding")
        one_of(("up", "even"), self.rounding.half, "half", file, f"{key}.rounding")

    def stage(self) -> Stage:
        """The stage, its carried weights and tie-breakers resolved."""
        told, total = self.told, self._total()
        advance = self._advance(worded(AdvanceWords, told.advance, self.file, f"{self.key}.advance"))
        wholes = [total, *(stage.total for stage in self.earlier)]
        ties = tuple(self._tie(one, wholes) for one in told.ties)
        return Stage(self.key, told.title, total, self._carry(), ties, advance if told.advance else None)

    def _total(self) -> Component:
        told = self.told
        parts = self._parts(told.components, self.key)
        carried = sum(map(exact, told.carry.values()), Fraction(0))
        full = sum((part.worth for part in parts), carried)
        return Component(
            self.key,
            told.title,
            full,
            full,
            self._round(self.rounding.total),
            adjustments=self._adjustments(told.adjustments, self.key),
            bonus_cap=maybe(told.bonus_cap),
            cumulate=told.cumulate,
            most=maybe(told.most),
            parts=parts,
        )

    def _carry(self) -> tuple[tuple[str, Fraction, Fraction], ...]:
        known = {stage.key: stage.total.full for stage in self.earlier if stage.total.full}
        for key in self.told.carry:
            one_of(tuple(known), key, "carry", self.file, self.key)
        return tuple((key, exact(points), known[key]) for key, points in self.told.carry.items())

    def _parts(self, tables: dict[str, dict[str, Any]], above: str) -> tuple[Component, ...]:
        if not tables:
            raise Refusal("grammar.missing", file=self.file, at=above, word="components")
        return tuple(self._component(f"{above}.{key}", words) for key, words in tables.items())

    def _component(self, path: str, words: dict[str, Any]) -> Component:
        told = worded(ComponentWords, words, self.file, path)
        parts = self._parts(told.parts, path) if told.parts else ()
        kind = one_of(("marks", "time"), told.kind, "kind", self.file, path)
        full = self._full(told, parts, path)
        step = self.rounding.component if parts else self.rounding.judges
        self._check_judges(told, path)
        if told.weight and not full:
            raise Refusal("scoring.nothing_to_weigh", file=self.file, at=path)
        return Component(
            path,
            told.title,
            full,
            full if told.weight is None else exact(told.weight),
            self._round(step if told.decimals is None else told.decimals),
            self._round(self.rounding.weighted),
            told.judges,
            one_of(COMBINES, told.combine, "combine", self.file, path),
            told.drop_high,
            told.drop_low,
            kind == "time",
            self._clock(told.clock, path),
            maybe(told.most),
            one_of(EFFECTS, told.absent, "absent", self.file, path),
            maybe(told.bonus_cap),
            told.cumulate,
            self._adjustments(told.adjustments, path),
            parts,
        )

    def _full(self, told: ComponentWords, parts: tuple[Component, ...], path: str) -> Fraction:
        """Full marks: as stated, else the sum of the parts; a time that earns no points has none."""
        together = sum((part.worth for part in parts), Fraction(0))
        if parts and told.full is not None and exact(told.full) != together:
            raise Refusal("scoring.full_differs", file=self.file, at=path, full=told.full, parts=float(together))
        if parts:
            return together
        if told.kind == "time" and not told.clock:
            return Fraction(0)
        return exact(100 if told.full is None else told.full)

    def _check_judges(self, told: ComponentWords, path: str) -> None:
        negative = min(told.judges, told.drop_high, told.drop_low, told.weight or 0) < 0
        if negative or 0 < told.judges <= told.drop_high + told.drop_low:
            raise Refusal("scoring.too_few_judges", file=self.file, at=path, judges=told.judges)

    def _clock(self, words: dict[str, Any], path: str) -> Clock | None:
        if not words:
            return None
        told = worded(ClockWords, words, self.file, f"{path}.clock")
        return Clock(exact(told.standard), exact(told.step), exact(told.lose), exact(told.gain))

    def _adjustments(self, tables: dict[str, dict[str, Any]], above: str) -> tuple[Adjustment, ...]:
        told = {key: worded(AdjustmentWords, one, self.file, f"{above}.{key}") for key, one in tables.items()}
        return tuple(
            Adjustment(f"{above}.{key}", one.title, exact(one.each), maybe(one.cap)) for key, one in told.items()
        )

    def _round(self, decimals: int | None) -> Rounding | None:
        return None if decimals is None else Rounding(decimals, self.rounding.half)

    def _tie(self, words: dict[str, Any], wholes: list[Component]) -> TieBreak:
        """A tie-breaker names anything of this stage, or of an earlier one by its whole path."""
        at = f"{self.key}.ties"
        told = worded(TieWords, words, self.file, at)
        components = [one for whole in wholes for one in whole.everything()]
        names = {one.path: one.title for one in components}
        names |= {each.path: each.title for one in components for each in one.adjustments}
        marked = {leaf.path for whole in wholes for leaf in whole.leaves()}
        path = f"{self.key}.{told.of}" if f"{self.key}.{told.of}" in names else told.of
        one_of(tuple(names), path, "of", self.file, at)
        one_of(STATISTICS if path in marked else ("",), told.statistic, "statistic", self.file, at)
        lower = one_of(("higher", "lower"), told.prefer, "prefer", self.file, at) == "lower"
        return TieBreak(path, names[path], told.statistic, lower)

    def _advance(self, told: AdvanceWords) -> Advance:
        at = f"{self.key}.advance"
        one_of(ANSWERS, told.ties, "ties", self.file, at)
        one_of(ROUNDS, told.round, "round", self.file, at)
        return Advance(told.first, maybe(told.share), maybe(told.line), told.per_unit, told.ties, told.round)
