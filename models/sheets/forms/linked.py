"""Parts beside the sheets that say where things stand: drawings, notes, tables, charts, names."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from models.sheets.forms.drawings import move_drawing, move_old_drawing, move_shown
from models.sheets.forms.elements import MAIN, attributes
from models.sheets.forms.layout import Scope
from models.sheets.forms.moving import Movement
from models.sheets.forms.package import WORKBOOK, Form, serialised
from models.sheets.forms.references import split, tokens
from models.words import Refusal

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART_CACHES = (f"{_CHART}numCache", f"{_CHART}strCache", f"{_CHART}multiLvlStrCache")
_CHARTS = re.compile(r"xl/charts/chart[^/]*\.xml")
_PIVOTS = re.compile(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml")

Move = Callable[[etree._Element], None]


def follow(form: Form, layouts: dict[str, Scope], movement: Movement) -> None:
    """Moves what stands in other parts than the sheets."""
    for name in form.sheets:
        layout = layouts.get(name)
        if layout and layout.repeated:
            _follow_sheet(form, name, layout, movement)
        elif movement.layouts:
            _follow_still(form, name, movement)
    for part in [part for part in form.parts if _PIVOTS.fullmatch(part)]:
        source = etree.fromstring(form.parts[part]).find(f".//{MAIN}worksheetSource")
        if source is not None and movement.of(source.get("sheet", "")) is not None:
            raise Refusal("sheets.pivot", file=form.path.name, sheet=source.get("sheet"))
    for part in [part for part in form.parts if _CHARTS.fullmatch(part)]:
        _rewrite(form, part, lambda tree: _move_chart(tree, movement))
    _rewrite(form, WORKBOOK, lambda tree: _move_names(tree, form, movement))


def _follow_sheet(form: Form, name: str, layout: Scope, movement: Movement) -> None:
    sheet = form.parts[form.sheets[name]]
    for kind, part in form.related(form.sheets[name]):
        match kind:
            case "comments" | "threadedComment":
                _rewrite(form, part, lambda tree: _move_notes(tree, layout))
            case "vmlDrawing":
                _rewrite(form, part, lambda tree: move_old_drawing(tree, layout))
            case "drawing":
                _rewrite(form, part, lambda tree: move_drawing(tree, layout, sheet, movement, name))
            case "table":
                _rewrite(form, part, lambda tree: _move_table(tree, layout, name, movement))
            case "pivotTable":
                raise Refusal("sheets.pivot", file=form.path.name, sheet=name)


def _follow_still(form: Form, name: str, movement: Movement) -> None:
    """What lies on a sheet that stays as it is may show cells of one that grows."""
    for kind, part in form.related(form.sheets[name]):
        if kind == "drawing":
            _rewrite(form, part, lambda tree: move_shown(tree, movement, name))
        elif kind == "table":
            _rewrite(form, part, lambda tree: _move_formulas(tree, Scope([]), name, movement))
        elif kind == "ctrlProp" and _is_moved(etree.fromstring(form.parts[part]), movement):
            raise Refusal("sheets.controls", file=form.path.name, sheet=name)


def _is_moved(control: etree._Element, movement: Movement) -> bool:
    """Whether a control shows or fills cells of a sheet that grows."""
    told = [one for word, text in attributes(control) if word.startswith("fmla") for one in tokens(text)]
    return any(one.reference and movement.of(one.reference.sheet) for one in told)


def _rewrite(form: Form, part: str, move: Move) -> None:
    """Changes a part; one that stays the same keeps its bytes."""
    tree = etree.fromstring(
        form.parts[part], etree.XMLParser(resolve_entities=False, no_network=True, recover=part.endswith(".vml"))
    )
    before = etree.tostring(tree)
    move(tree)
    if etree.tostring(tree) != before:
        form.parts[part] = serialised(tree)


def _move_notes(tree: etree._Element, layout: Scope) -> None:
    for one in [one for one in tree.iter() if isinstance(one.tag, str) and one.get("ref")]:
        letters, row = split(str(one.get("ref")))
        places = layout.pieces(row, row)
        parent = one.getparent()
        if places:
            one.set("ref", f"{letters}{places[0].first}")
        elif parent is not None:
            parent.remove(one)


def _move_table(tree: etree._Element, layout: Scope, sheet: str, movement: Movement) -> None:
    for one in tree.iter():
        if isinstance(one.tag, str) and one.get("ref"):
            one.set("ref", _one_area(str(one.get("ref")), layout, movement, sheet))
    _move_formulas(tree, layout, sheet, movement)
    first, last = (split(corner)[1] for corner in str(tree.get("ref")).split(":"))
    rows = last - first + 1 - int(tree.get("headerRowCount", "1")) - int(tree.get("totalsRowCount", "0"))
    if rows < 1:
        raise Refusal("sheets.table_empty", file=movement.file, sheet=sheet)


def _move_formulas(tree: etree._Element, layout: Scope, sheet: str, movement: Movement) -> None:
    for one in tree.iter(f"{MAIN}calculatedColumnFormula", f"{MAIN}totalsRowFormula"):
        if one.text:
            one.text = movement.formula(one.text, sheet, layout).text()


def _one_area(area: str, layout: Scope, movement: Movement, sheet: str) -> str:
    """An area that must stay in one piece."""
    first, _, last = area.partition(":")
    (left, top), (right, bottom) = split(first), split(last or first)
    spans = layout.pieces(top, bottom)
    if len(spans) != 1:
        raise Refusal("sheets.table_empty", file=movement.file, sheet=sheet)
    return f"{left}{spans[0].first}:{right}{spans[0].last}"


def _move_chart(tree: etree._Element, movement: Movement) -> None:
    """A series reaches the rows that were put in; the figures that it remembered are the blank's and go."""
    for one in list(tree.iter("{*}f", "{*}sqref")):
        text = one.text or ""
        moved = movement.areas(text, "")
        parent = one.getparent()
        if moved != text and parent is not None:
            one.text = moved
            for cache in [child for child in parent if child.tag in _CHART_CACHES]:
                parent.remove(cache)


def _move_names(tree: etree._Element, form: Form, movement: Movement) -> None:
    """Defined names, print areas and titles among them."""
    for name in [name for name in tree.iter(f"{MAIN}definedName") if name.text]:
        local = name.get("localSheetId")
        here = form.order[int(local)] if local else ""
        if not any(one.reference and movement.of(one.reference.sheet or here) for one in tokens(name.text or "")):
            continue
        try:
            is_area = str(name.get("name")).startswith("_xlnm.")
            name.text = (movement.areas if is_area else movement.name)(name.text or "", here)
        except Refusal:
            parent = name.getparent()
            if parent is None or not str(name.get("name")).startswith("_xlnm."):
                raise
            parent.remove(name)
