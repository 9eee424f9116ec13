"""Rows of a list as text: thousands of copies of one row of the blank are written without building each as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from models.kinds import Stored
from models.sheets.forms.calculation import Result
from models.sheets.forms.elements import MAIN, attributes
from models.sheets.forms.moving import Formula
from models.sheets.forms.references import column_letters, column_number, split
from models.sheets.forms.requests import Line
from models.sheets.forms.values import Value, escaped, result, text_of

_NOT_ASKED: object = object()

Results = Callable[[int, int], Result]  # row and column of a formula → its result


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
    """A row of the blank from which copies are written: what is the same in all of them is put together once.

    `asked` are the columns that values go into, and how a cell of theirs looks where the blank has none.
    """

    def __init__(self, row: etree._Element, slots: Iterable[Slot], asked: Mapping[int, str]) -> None:
        own = {slot.column: slot for slot in slots}
        bare = {
            column: Slot(column, column_letters(column), f' s="{style}"' if style else "", None, "", "/>", None)
            for column, style in asked.items()
        }
        self.slots = [slot for _, slot in sorted((bare | own).items())]
        self.formula_columns = [slot.column for slot in self.slots if slot.formula]
        self.prefix = f"{row.prefix}:" if row.prefix else ""
        self.open = [slot for slot in self.slots if slot.formula or slot.column in bare]
        p = self.prefix
        self.number = f"><{p}v>%d</{p}v></{p}c>"
        self.text = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">%s</{p}t></{p}is></{p}c>'
        looks = _looks(row, "r", "spans" if bare.keys() - own.keys() else "r").replace("%", "%%")
        cells = "".join(self._frame(slot) for slot in self.slots)
        self.frame = f'<{self.prefix}row r="\0"{looks}>{cells}</{self.prefix}row>'

    def _frame(self, slot: Slot) -> str:
        """A cell with its row number, and what may be other in each copy, left open."""
        content = "%s" if slot in self.open else slot.content.replace("%", "%%")
        return f'<{self.prefix}c r="{slot.letters}\0"{slot.attributes.replace("%", "%%")}{content}'

    def written(self, number: int, line: Line, results: Results) -> str:
        """The copy that stands in row `number`, with the values of `line` in place of what the blank has."""
        whole, text = self.number, self.text
        inside = [
            whole % value
            if type(value) is int
            else text % value
            if type(value) is str and value.isalnum()
            else self._content(slot, value, number, results)
            for slot in self.open
            for value in (line.get(slot.column, _NOT_ASKED),)
        ]
        return self.frame.replace("\0", str(number)) % tuple(inside)

    def _content(self, slot: Slot, value: object, number: int, results: Results) -> str:
        """What follows a cell's looks, of whatever kind it is."""
        if value is None:
            return "/>"
        if isinstance(value, str):
            return self.text % escaped(text_of(value))
        if isinstance(value, int | float):
            return f"><{self.prefix}v>{value!r}</{self.prefix}v></{self.prefix}c>"
        return self._formula(slot, slot.formula, number, results) if slot.formula else slot.content

    def _formula(self, slot: Slot, formula: Formula, number: int, results: Results) -> str:
        p = self.prefix
        value, known, _ = results(number, slot.column)
        kind, text = result(value) if known and value is not None else ("", "")
        typed = f' t="{kind}"' if kind else ""
        told = f"<{p}v>{escaped(text)}</{p}v>" if known and value is not None else ""
        array = slot.formula_attributes.replace("\0", str(number))
        return f"{typed}><{p}f{array}>{escaped(formula.text(number))}</{p}f>{told}</{p}c>"

    def contents(self, line: Line) -> Iterator[tuple[int, Stored | Formula | Value]]:
        """Column and content of each cell of a copy that no value was put into."""
        for slot in self.slots:
            if slot.column not in line:
                yield slot.column, slot.formula or slot.value


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
