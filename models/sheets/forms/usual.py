"""How a cell looks that the blank does not spell out: like its row, or else like its column."""

from __future__ import annotations

from lxml import etree

from models.sheets.forms.elements import MAIN


class UsualLooks:
    """The styles of the columns of a sheet; empty where a column has none."""

    def __init__(self, tree: etree._Element) -> None:
        self._columns = [
            (int(one.get("min", "0")), int(one.get("max", "0")), one.get("style", ""))
            for one in tree.iterfind(f"{MAIN}cols/{MAIN}col")
        ]

    def of(self, row: etree._Element, column: int) -> str:
        """The style of a cell that is added to that row."""
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "")
        return next((style for first, last, style in self._columns if first <= column <= last), "")
