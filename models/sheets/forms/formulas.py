"""Which cells of a form work themselves out: nothing is to be written over them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from models.sheets.forms.elements import MAIN
from models.sheets.forms.package import Form
from models.words import Refusal


def formula_cells(path: Path, sheet: str) -> set[str]:
    """Addresses of the cells of a sheet that hold a formula."""
    form = Form.read(path)
    try:
        tree = etree.fromstring(form.parts[form.part(sheet)])
    except etree.XMLSyntaxError as error:
        raise Refusal("sheets.not_form", file=path.name) from error
    cells = (formula.getparent() for formula in tree.iter(f"{MAIN}f"))
    return {str(cell.get("r")) for cell in cells if cell is not None}
