"""Says in Chinese how the place of one entrant came about, line by line: for a panel and for the appeal sheet."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from models.scoring.combining import MEDIAN, SUM
from models.scoring.exact import Rounding, shown
from models.scoring.results import UNMARKED, Result
from models.scoring.rules import Component
from models.scoring.tracing import KEPT, MarkStep, Step, TieStep, Trace, traces
from models.words import say

INDENT = "　"


def explain(result: Result, key: str) -> list[str]:
    """The rule and its version, then every stage: marks, weights, roundings, tie-breakers, place."""
    names = {one.key: one.name or one.key for one in result.entrants}
    lines = [say("explain.rules", title=result.rules.title, version=result.rules.version)]
    for trace in traces(result, key):
        lines += _stage(trace, names)
    return lines


def _stage(trace: Trace, names: dict[str, str]) -> Iterator[str]:
    entrant = trace.stage.field.entrants[trace.stage.rows[trace.key]]
    group = say("explain.group", group=entrant.group) if entrant.group else ""
    yield say("explain.stage", stage=trace.stage.stage.title, name=names[trace.key], group=group)
    for part in trace.total.parts:
        yield from _component(part, 1)
    for one in trace.carried:
        brought = None if one.total is None else one.total * one.points / one.full
        told = {"total": shown(one.total), "points": shown(one.points), "full": shown(one.full)}
        yield INDENT + say("explain.carried", title=one.title, brought=shown(brought), **told)
    yield from _changes(trace.total, 1)
    if trace.total.value is not None:
        total = shown(trace.total.value, trace.total.component.rounding)
        yield INDENT + say("explain.total", value=total, rounding=_rounded(trace.total))
    if trace.ranking != trace.total.value and trace.ranking is not None:
        yield INDENT + say("explain.standard", value=shown(trace.ranking))
    for tie in trace.ties:
        yield INDENT + _tie(tie, names)
    yield INDENT + _outcome(trace, names)


def _component(step: Step, depth: int) -> Iterator[str]:
    component, indent = step.component, INDENT * depth
    if step.parts:
        yield indent + say("explain.parts", title=component.title)
        for part in step.parts:
            yield from _component(part, depth + 1)
    else:
        yield indent + _marks(step)
    yield from _changes(step, depth + 1)
    if step.value is None:
        yield indent + INDENT + say("explain.not_marked")
    elif not component.worth:
        yield indent + INDENT + say("explain.not_counted", value=shown(step.value))
    else:
        yield indent + INDENT + _brings(step)


def _brings(step: Step) -> str:
    component = step.component
    value = shown(step.value, component.rounding)
    told = say("explain.value", value=value, rounding=_rounded(step))
    if component.worth == component.full and step.weighted == step.value:
        return told
    worth, full = shown(component.worth), shown(component.full)
    brought = shown(step.weighted, component.weighing)
    return told + say("explain.weighted", value=value, worth=worth, full=full, brought=brought)


def _marks(step: Step) -> str:
    component = step.component
    marks = "、".join(map(_mark, step.marks))
    if len(step.marks) == 1:
        told = say("explain.seconds" if component.timed else "explain.mark", title=component.title, mark=marks)
    else:
        told = say("explain.marks", title=component.title, count=len(step.marks), marks=marks)
        told += _combined(component, step.combined, sum(one.fate == KEPT for one in step.marks))
    if component.clock and step.combined is not None:
        clock = {"standard": shown(component.clock.standard), "step": shown(component.clock.step)}
        told += say("explain.clock", **clock, lose=shown(component.clock.lose), gain=shown(component.clock.gain))
    return told


def _combined(component: Component, value: Fraction | None, count: int) -> str:
    if value is None:
        return ""
    if component.combine == MEDIAN:
        return say("explain.median", count=count, value=shown(value))
    if component.combine == SUM:
        return say("explain.sum", count=count, value=shown(value))
    return say("explain.mean", count=count, value=shown(value))


def _mark(one: MarkStep) -> str:
    return say(f"explain.{one.fate}", mark=shown(one.mark))


def _changes(step: Step, depth: int) -> Iterator[str]:
    """Bonuses and penalties, and the bounds that held them."""
    for adjustment, points in step.adjusted:
        sign = "+" if points > 0 else ""
        cap = say("explain.cap", cap=shown(adjustment.cap)) if adjustment.cap is not None else ""
        yield INDENT * depth + say("explain.adjusted", title=adjustment.title, points=f"{sign}{shown(points)}", cap=cap)
    if step.adjusted and step.exact is not None:
        yield INDENT * depth + say("explain.after_adjusting", value=shown(step.exact), bounds=_bounds(step))


def _bounds(step: Step) -> str:
    """What held the bonuses back, as far as the rules say so."""
    component, found = step.component, ""
    if not component.cumulate and sum(points > 0 for _, points in step.adjusted) > 1:
        found += say("explain.not_cumulated")
    if component.bonus_cap is not None:
        found += say("explain.bonus_cap", cap=shown(component.bonus_cap))
    if component.most is not None:
        found += say("explain.most", most=shown(component.most))
    return found


def _rounded(step: Step) -> str:
    rounding: Rounding | None = step.component.rounding
    if rounding is None or step.value == step.exact:
        return ""
    told = {"exact": shown(step.exact), "decimals": rounding.decimals}
    return say("explain.rounded_up", **told) if rounding.half == "up" else say("explain.rounded_even", **told)


def _tie(step: TieStep, names: dict[str, str]) -> str:
    peers = "、".join(say("explain.peer", name=names[key], value=shown(value) or "—") for key, value in step.peers)
    title = step.tie.title + (say(f"explain.of.{step.tie.statistic}") if step.tie.statistic else "")
    own = shown(step.value) or "—"
    if step.tie.lower:
        return say("explain.tie_lower", title=title, own=own, peers=peers)
    return say("explain.tie_higher", title=title, own=own, peers=peers)


def _outcome(trace: Trace, names: dict[str, str]) -> str:
    if trace.place is not None:
        shared = say("explain.shared", names="、".join(names[key] for key in trace.shared)) if trace.shared else ""
        return say("explain.place", place=trace.place, shared=shared)
    if trace.state == UNMARKED:
        missing = "、".join(dict.fromkeys(one.title for one in trace.total.missing()))
        return say("explain.unmarked", missing=missing or say("explain.earlier"))
    entrant = trace.stage.field.entrants[trace.stage.rows[trace.key]]
    return say(f"explain.{trace.state}", status=entrant.status or say("explain.absent"))
