"""Rows of a list as text: thousands of copies of one row of the blank are written without building each as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from models.kinds import Stored
from models.sheets.forms.calculation import Result
from models.sheets.forms.elements import MAIN, attributes
from models.sheets.forms.moving import Formula
from models.sheets.forms.references import column_letters, column_number, split
from models.sheets.forms.requests import Line
from models.sheets.forms.values import Value, escaped, result, text_of

Results = Callable[[int, int], Result]  # row and column of a formula → its result
_NOTHING = object()


class Slot(NamedTuple):
    """A cell of the row: its attributes as text, and what the blank has in it."""

    column: int
    letters: str
    attributes: str
    formula: Formula | None
    formula_attributes: str
    content: str
    value: Value


class RowText:
    """A row of the blank from which copies are written."""

    def __init__(self, row: etree._Element, slots: Iterable[Slot], more: Iterable[int]) -> None:
        own = {slot.column: slot for slot in slots}
        bare = {column: Slot(column, column_letters(column), "", None, "", "", None) for column in more}
        self.slots = [slot for _, slot in sorted((bare | own).items())]
        self.formula_columns = [slot.column for slot in self.slots if slot.formula]
        self.prefix = f"{row.prefix}:" if row.prefix else ""
        self.attributes = _looks(row, "r", "spans" if bare.keys() - own.keys() else "r")

    def written(self, number: int, line: Line, results: Results) -> str:
        """The copy that stands in row `number`, with the values of `line` in place of what the blank has."""
        p, cells = self.prefix, []
        for slot in self.slots:
            column, letters, looks, formula, _, content, _ = slot
            value = line.get(column, _NOTHING)
            if value is _NOTHING:
                inside = self._formula(slot, formula, number, results) if formula else content
                cells.append(f'<{p}c r="{letters}{number}"{looks}{inside}')
            elif value is None:
                cells.append(f'<{p}c r="{letters}{number}"{looks}/>')
            elif isinstance(value, str):
                text = escaped(text_of(value))
                cells.append(
                    f'<{p}c r="{letters}{number}"{looks} t="inlineStr"><{p}is>'
                    f'<{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
                )
            else:
                cells.append(f'<{p}c r="{letters}{number}"{looks}><{p}v>{value!r}</{p}v></{p}c>')
        return f'<{p}row r="{number}"{self.attributes}>{"".join(cells)}</{p}row>'

    def _formula(self, slot: Slot, formula: Formula, number: int, results: Results) -> str:
        p = self.prefix
        value, known, _ = results(number, slot.column)
        kind, text = result(value) if known and value is not None else ("", "")
        typed = f' t="{kind}"' if kind else ""
        told = f"<{p}v>{escaped(text)}</{p}v>" if known and value is not None else ""
        array = slot.formula_attributes.replace("\0", str(number))
        return f"{typed}><{p}f{array}>{escaped(formula.text(number))}</{p}f>{told}</{p}c>"

    def contents(self, number: int, line: Line) -> Iterator[tuple[int, Stored | Formula | Value]]:
        """Column and content of each cell of the copy in row `number`."""
        for slot in self.slots:
            yield slot.column, line.get(slot.column, slot.formula or slot.value)


def slot_of(cell: etree._Element, formula: Formula | None, value: Value) -> Slot:
    """A cell of the blank as a slot."""
    letters, _ = split(str(cell.get("r")))
    looks = _looks(cell, "r", "t")
    own = cell.find(f"{MAIN}f")
    told = f' t="array" ref="{letters}\0"' if own is not None and own.get("t") == "array" else ""
    return Slot(column_number(letters), letters, looks, formula, told, _content(cell), value)


def _content(cell: etree._Element) -> str:
    """From the type on to the end of the cell."""
    kind = f' t="{cell.get("t")}"' if cell.get("t") else ""
    if not len(cell):
        return f"{kind}/>"
    name = f"{cell.prefix}:c" if cell.prefix else "c"
    return f"{kind}>{''.join(_bare(child) for child in cell)}</{name}>"


def _bare(child: etree._Element) -> str:
    """An element's text without the names of namespaces, which the sheet around it gives already."""
    text = etree.tostring(child, encoding="unicode", with_tail=False)
    head, end, rest = text.partition(">")
    for prefix, address in child.nsmap.items():
        head = head.replace(f' xmlns{f":{prefix}" if prefix else ""}="{address}"', "")
    return f"{head}{end}{rest}"


def _looks(element: etree._Element, *without: str) -> str:
    """Attributes as text, each with a space before it."""
    names = {address: prefix for prefix, address in element.nsmap.items() if prefix}
    told = []
    for word, value in attributes(element):
        if word not in without:
            space, _, local = word[1:].rpartition("}") if word.startswith("{") else ("", "", word)
            quoted = escaped(value).replace('"', "&quot;")
            told.append(f' {names[space]}:{local}="{quoted}"' if space else f' {word}="{quoted}"')
    return "".join(told)
