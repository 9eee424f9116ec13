"""Fills the upper level's blank form: values go into the sheet's own XML, every other part stays byte for byte."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from lxml import etree

from models.files import written_beside
from models.sheets import proof
from models.sheets.forms import linked
from models.sheets.forms.around import Around
from models.sheets.forms.calculation import Calculation, Due, SheetCells
from models.sheets.forms.covered import refuse_covered
from models.sheets.forms.elements import MAIN
from models.sheets.forms.layout import Scope
from models.sheets.forms.moving import Formula, Movement
from models.sheets.forms.package import WORKBOOK, Form, serialised
from models.sheets.forms.requests import Filled
from models.sheets.forms.sheet import SheetPatch
from models.sheets.forms.working import Worked
from models.words import Refusal


def fill(path: Path, target: Path, filled: dict[str, Filled]) -> list[proof.Difference]:
    """Writes the filled form and proves it: what differs from the blank, refused when that is more than was meant."""
    form = Form.read(path)
    try:
        _put(form, filled)
    except etree.XMLSyntaxError as error:
        raise Refusal("sheets.not_form", file=path.name) from error
    with written_beside(target) as beside:
        form.pack(beside)
        return proof.prove(path, beside, filled)


def work_out(path: Path, filled: dict[str, Filled]) -> Worked:
    """What the form would say, formulas and all, without writing it."""
    form = Form.read(path)
    try:
        patches = _patches(form, filled)
    except etree.XMLSyntaxError as error:
        raise Refusal("sheets.not_form", file=path.name) from error
    return Worked({name: one.layout for name, one in patches.items()}, _calculation(form, patches))


def _put(form: Form, filled: dict[str, Filled]) -> None:
    """Makes the parts of the form what they are to be."""
    _write(form, _patches(form, filled))
    _ask_for_calculation(form)


def _patches(form: Form, filled: dict[str, Filled]) -> dict[str, SheetPatch]:
    for name in filled:
        form.part(name)
    layouts = {name: one.layout() for name, one in filled.items()}
    movement = Movement(layouts, form.path.name, form.order)
    linked.follow(form, layouts, movement)
    return {name: _patched(form, name, layouts.get(name, Scope([])), movement, filled) for name in form.sheets}


def _patched(form: Form, name: str, layout: Scope, movement: Movement, filled: dict[str, Filled]) -> SheetPatch:
    patch = SheetPatch(name, form.parts[form.sheets[name]], layout, movement)
    refuse_covered(patch.tree, filled.get(name, Filled()), form.path.name, name)
    patch.fill(filled.get(name, Filled()).lines(layout), form.texts)
    if movement.layouts:
        patch.touched |= Around(name, patch.tree, layout, movement).follow()
    return patch


def _write(form: Form, patches: dict[str, SheetPatch]) -> None:
    """Formulas are worked out once all values are in their places; then the sheets that changed are written."""
    calculation = _calculation(form, patches)
    for name, patch in patches.items():
        results = partial(calculation.result, name.lower())
        patch.put_results(results)
        if patch.touched:
            form.parts[form.sheets[name]] = patch.xml(results)


def _calculation(form: Form, patches: dict[str, SheetPatch]) -> Calculation:
    """Formulas of lists are worked out from the top, so that none has to wait for thousands below it."""
    calculation = Calculation({name.lower(): _cells(patch, form.texts) for name, patch in patches.items()})
    for name, patch in patches.items():
        for number, column in patch.copied_formulas():
            calculation.result(name.lower(), number, column)
    return calculation


def _cells(patch: SheetPatch, texts: list[str]) -> SheetCells:
    """What stands in a sheet of the result, for its formulas to look at."""
    cells = SheetCells()
    cells.fresh_rows = list(patch.fresh_rows())
    copied = {row for first, last in cells.fresh_rows for row in range(first, last + 1)}
    for block in patch.blocks:
        for number, _, line in block:
            for column, value in line.items():
                cells.columns[column][number] = value
    for number, column, content, old in patch.contents(texts):
        if isinstance(content, Formula):
            cells.columns[column][number] = Due(content, old, stale=True if number in copied else None)
            cells.due[column].append(number)
        else:
            cells.columns[column][number] = content
    for number, column in patch.written:
        cells.fresh[column].append(number)
    cells.settle()
    return cells


def _ask_for_calculation(form: Form) -> None:
    """Formulas are worked out anew on opening; the old order of calculation is dropped."""
    tree = etree.fromstring(form.parts[WORKBOOK])
    setting = tree.find(f"{MAIN}calcPr")
    if setting is None:
        setting = etree.Element(f"{MAIN}calcPr")
        behind = [
            one for word in ("definedNames", "externalReferences", "sheets") for one in tree.findall(f"{MAIN}{word}")
        ]
        behind[0].addnext(setting)
    setting.set("fullCalcOnLoad", "1")
    form.parts[WORKBOOK] = serialised(tree)
    form.drop_calculation_chain()
