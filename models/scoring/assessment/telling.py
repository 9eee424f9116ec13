"""Says in Chinese how an assessment came to its total and class, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from models.scoring.assessment.assessing import Assessment, SheetResult
from models.scoring.assessment.items import VETO, Item
from models.scoring.assessment.schemes import Scheme
from models.scoring.exact import shown
from models.words import say

_INDENT = "　"


def explain(scheme: Scheme, found: Assessment) -> list[str]:
    """The scheme and its version, every sheet with its subtotals, rounds, total, class."""
    lines = [say("assessment.scheme", title=scheme.title, version=scheme.version)]
    for sheet in found.sheets:
        lines += _sheet(scheme, sheet)
    if len(found.rounds) > 1 or len(found.sheets) > 1:
        for name, value in found.rounds:
            lines.append(
                say("assessment.round", round=name, value=shown(value, scheme.rounding) or say("assessment.open"))
            )
    total = shown(found.total, scheme.rounding) or say("assessment.open")
    lines.append(say("assessment.total", total=total))
    titles = {item.key: item.title for item in scheme.sheet.leaves()}
    if found.vetoes:
        vetoes = "、".join(titles[key] for key in found.vetoes)
        lines.append(say("assessment.vetoed", vetoes=vetoes, class_=found.class_))
    elif found.class_:
        line = dict(scheme.classes)[found.class_]
        lines.append(say("assessment.class", class_=found.class_, line=shown(line)))
    return lines


def _sheet(scheme: Scheme, sheet: SheetResult) -> Iterator[str]:
    yield say("assessment.sheet", assessor=sheet.filled.assessor, round=sheet.filled.round)
    for item in scheme.sheet.items:
        yield from _item(item, sheet, 1)
    if sheet.claimed:
        how = say("assessment.cumulated") if scheme.cumulate else say("assessment.highest_only")
        cap = say("assessment.capped", cap=shown(scheme.bonus_cap)) if scheme.bonus_cap is not None else ""
        told = {"claimed": shown(sheet.claimed), "bonus": shown(sheet.bonus)}
        yield _INDENT + say("assessment.bonus", how=how, cap=cap, **told)
    yield _INDENT + say("assessment.sheet_total", total=shown(sheet.total, scheme.rounding) or say("assessment.open"))
    for fault in sheet.faults:
        yield _INDENT + fault.say


def _item(item: Item, sheet: SheetResult, depth: int) -> Iterator[str]:
    if item.kind == VETO:
        return
    value = shown(sheet.values[item.key]) or say("assessment.open")
    full = say("assessment.of", full=shown(item.worth)) if item.worth is not None else ""
    yield _INDENT * depth + say("assessment.item", item=item.label, value=value, full=full)
    for child in item.children:
        yield from _item(child, sheet, depth + 1)
