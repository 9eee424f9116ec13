"""One sheet of a form while it is being filled: its cells, its formulas, and the rows that come several times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from models.kinds import Stored
from models.sheets.forms import values
from models.sheets.forms.elements import MAIN, drop, is_simple
from models.sheets.forms.layout import Repeated, Scope
from models.sheets.forms.lines import Results, RowText, slot_of
from models.sheets.forms.moving import Formula, Movement
from models.sheets.forms.references import LAST_ROW, column_letters, column_number, copied_to, split
from models.sheets.forms.requests import Line
from models.sheets.forms.usual import UsualLooks
from models.sheets.forms.values import Value
from models.words import Refusal

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)


class CopiedRow(NamedTuple):
    """A row of the result that is written as text."""

    number: int
    text: RowText
    line: Line


class SheetPatch:
    """The XML of a sheet on its way from the blank to the result; `formulas` are those of cells in the tree."""

    def __init__(self, name: str, xml: bytes, layout: Scope, movement: Movement) -> None:
        self.name, self.layout, self.movement = name, layout, movement
        self.tree = etree.fromstring(xml, PARSER)
        data = self.tree.find(f"{MAIN}sheetData")
        if data is None:
            raise Refusal("sheets.not_form", file=movement.file)
        self.data = data
        self.touched = False
        self.usual = UsualLooks(self.tree)
        self.written: dict[tuple[int, int], Stored] = {}
        self.formulas: dict[etree._Element, Formula] = {}
        self.blocks: list[list[CopiedRow]] = []
        self._texts: dict[etree._Element, str] = {}
        self._shared: dict[etree._Element, etree._Element] = {}
        self._number_what_is_not()
        self._read_formulas()

    def _number_what_is_not(self) -> None:
        """Some writers leave out where a row or cell stands when it follows the one before it."""
        number = 0
        for row in self.data.iterchildren(f"{MAIN}row"):
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            cells = list(row.iterchildren(f"{MAIN}c"))
            if None in [cell.get("r") for cell in cells]:
                column = 0
                for cell in cells:
                    column = column_number(split(str(cell.get("r")))[0]) if cell.get("r") else column + 1
                    cell.set("r", f"{column_letters(column)}{number}")

    def _read_formulas(self) -> None:
        """What each formula says, those that share one written out."""
        masters: dict[str, tuple[str, str]] = {}
        for formula in self.data.iter(f"{MAIN}f"):
            cell = formula.getparent()
            if cell is None:
                continue
            text, at = formula.text or "", str(cell.get("r"))
            if formula.get("t") == "shared":
                self._shared[cell] = formula
                if text:
                    masters[str(formula.get("si"))] = (at, text)
                elif formula.get("si") in masters:
                    text = copied_to(*masters[str(formula.get("si"))], at)
                else:
                    raise Refusal("sheets.formula_broken", file=self.movement.file, sheet=self.name, cell=at)
            self._texts[cell] = text

    def fill(self, lines: dict[int, Line], shared: Sequence[str]) -> None:
        """Puts in rows and values; formulas say in the result what they said in the blank."""
        self._unshare(lines)
        for repeated in self.layout.repeated:
            self._take_out(repeated, lines, shared)
        if self.layout.repeated:
            self.touched = True
            for row in list(self.data.iterchildren(f"{MAIN}row")):
                self._push(row)
        self._put(lines)
        self._follow()

    def _push(self, row: etree._Element) -> None:
        """A row goes down to where it now stands; one that has only looks goes when that is below the last row."""
        number = self.layout.top(int(row.get("r", "0")))
        if number <= LAST_ROW:
            _renumber(row, number)
        elif any(len(cell) for cell in row):
            raise Refusal("sheets.no_room", file=self.movement.file, sheet=self.name, row=row.get("r"))
        else:
            self.data.remove(row)

    def _unshare(self, lines: dict[int, Line]) -> None:
        """Where formulas that share one would no longer be the same, each gets its own."""
        if not self._shared:
            return
        same = not self.layout.repeated and all(
            self.movement.formula(self._texts[cell], self.name).text() == self._texts[cell] for cell in self._shared
        )
        if same and not any(at in lines and column in lines[at] for at, column in map(_place, self._shared)):
            return
        self.touched = True
        for cell, formula in self._shared.items():
            formula.text = self._texts[cell]
            drop(formula, "t", "si", "ref")

    def _take_out(self, repeated: Repeated, lines: dict[int, Line], shared: Sequence[str]) -> None:
        """Rows that repeat leave the tree; a mark stays where their copies will stand."""
        rows = {int(row.get("r", "0")): row for row in self.data.iterchildren(f"{MAIN}row")}
        mark = etree.ProcessingInstruction("rows", str(len(self.blocks)))
        following = [row for at, row in rows.items() if at >= repeated.first]
        if following:
            following[0].addprevious(mark)
        else:
            self.data.append(mark)
        templates = {at: row for at, row in rows.items() if repeated.first <= at <= repeated.last}
        self.blocks.append(list(self._copies(repeated.scopes, templates, lines, shared)))
        for row in templates.values():
            self.data.remove(row)
            for cell in row:
                self._texts.pop(cell, None)

    def _copies(
        self, scopes: list[Scope], templates: dict[int, etree._Element], lines: dict[int, Line], shared: Sequence[str]
    ) -> Iterator[CopiedRow]:
        if scopes and scopes[0].is_single_row:
            numbers = [scope.start for scope in scopes]
            text = self._row_text(scopes[0].first, scopes[0], templates, numbers, lines, shared)
            yield from (CopiedRow(number, text, lines.get(number, {})) for number in numbers)
            return
        for scope in scopes:
            for row in range(scope.first, scope.last + 1):
                inner = next((one for one in scope.repeated if one.first <= row <= one.last), None)
                if inner is None:
                    number = scope.top(row)
                    text = self._row_text(row, scope, templates, [number], lines, shared)
                    yield CopiedRow(number, text, lines.get(number, {}))
                elif row == inner.first:
                    yield from self._copies(inner.scopes, templates, lines, shared)

    def _row_text(
        self,
        row: int,
        scope: Scope,
        templates: dict[int, etree._Element],
        numbers: list[int],
        lines: dict[int, Line],
        shared: Sequence[str],
    ) -> RowText:
        template = templates.get(row)
        if template is None:
            template = templates[row] = etree.SubElement(self.data, f"{MAIN}row", r=str(row))
        slots = []
        for cell in template.iterchildren(f"{MAIN}c"):
            own = self._texts.get(cell)
            if own is not None and not is_simple(cell):
                raise Refusal("sheets.array", file=self.movement.file, sheet=self.name, cell=cell.get("r"))
            formula = None if own is None else self.movement.formula(own, self.name, scope)
            slots.append(slot_of(cell, formula, None if formula else values.read(cell, shared)))
        asked = set().union(*(lines.get(number, {}) for number in numbers))
        return RowText(template, slots, {column: self.usual.of(template, column) for column in asked})

    def _put(self, lines: dict[int, Line]) -> None:
        """Values into cells that stay in the tree."""
        copied_rows = {row.number for block in self.blocks for row in block}
        rows = {int(row.get("r", "0")): row for row in self.data.iterchildren(f"{MAIN}row")}
        for number in sorted(lines.keys() - copied_rows):
            row = rows.get(number)
            if row is None:
                row = rows[number] = self._new_row(number)
            cells = {column_number(split(str(cell.get("r")))[0]): cell for cell in row.iterchildren(f"{MAIN}c")}
            for column, value in lines[number].items():
                self._put_into(row, cells, number, column, value)

    def _put_into(
        self, row: etree._Element, cells: dict[int, etree._Element], number: int, column: int, value: Stored
    ) -> None:
        self.touched = True
        self.written[number, column] = value
        cell = cells.get(column)
        if cell is None:
            if value is None:
                return
            cell = cells[column] = etree.Element(f"{MAIN}c", r=f"{column_letters(column)}{number}")
            if style := self.usual.of(row, column):
                cell.set("s", style)
            row.insert(sum(one < column for one in cells if one != column), cell)
        elif not is_simple(cell):
            raise Refusal("sheets.array", file=self.movement.file, sheet=self.name, cell=cell.get("r"))
        self._texts.pop(cell, None)
        values.put(cell, value)

    def _new_row(self, number: int) -> etree._Element:
        row = etree.Element(f"{MAIN}row", r=str(number))
        after = [one for one in self.data.iterchildren(f"{MAIN}row") if int(one.get("r", "0")) > number]
        if after:
            after[0].addprevious(row)
        else:
            self.data.append(row)
        return row

    def _follow(self) -> None:
        """Formulas that stay in the tree."""
        around = self.layout if self.layout.repeated else None
        for cell, text in self._texts.items():
            self.movement.refuse_short(text, self.name, _place(cell)[1])
            formula = self.movement.formula(text, self.name, around)
            self.formulas[cell] = formula
            element = cell.find(f"{MAIN}f")
            if element is not None and formula.text() != text:
                element.text = formula.text()
                self.touched = True
            if element is not None and element.get("t") in ("array", "dataTable") and self.layout.repeated:
                self._move_array(element)

    def _move_array(self, formula: etree._Element) -> None:
        """An array formula moves as one block; one that rows were put into, or that reads them as input, can't."""
        first, _, last = str(formula.get("ref")).partition(":")
        (left, top), (right, bottom) = split(first), split(last or first)
        spans = self.layout.pieces(top, bottom)
        if formula.get("t") == "dataTable" or len(spans) != 1 or spans[0].last - spans[0].first != bottom - top:
            raise Refusal("sheets.array", file=self.movement.file, sheet=self.name, cell=first)
        formula.set("ref", f"{left}{spans[0].first}:{right}{spans[0].last}" if last else f"{left}{spans[0].first}")

    def contents(self, shared: Sequence[str]) -> Iterator[tuple[int, int, Value | Formula, Value]]:
        """Row, column and content of every cell that holds anything; of a formula also its old result."""
        for block in self.blocks:
            for number, text, line in block:
                for column, content in text.contents(line):
                    yield number, column, content, None
        for row in self.data.iterchildren(f"{MAIN}row"):
            number = int(row.get("r", "0"))
            for cell in row.iterchildren(f"{MAIN}c"):
                if len(cell):
                    column = _place(cell)[1]
                    if (number, column) in self.written:
                        yield number, column, self.written[number, column], None
                    else:
                        old = values.read(cell, shared)
                        yield number, column, self.formulas.get(cell, old), old

    def fresh_rows(self) -> Iterator[tuple[int, int]]:
        """First and last rows of what is written as copies: all that stands there is new."""
        return ((block[0].number, block[-1].number) for block in self.blocks if block)

    def copied_formulas(self) -> Iterator[tuple[int, int]]:
        """Rows and columns of the formulas that are written as copies, from the top."""
        for block in self.blocks:
            for number, text, line in block:
                yield from ((number, column) for column in text.formula_columns if column not in line)

    def put_results(self, results: Results) -> None:
        """Results of formulas in the tree, where they may have changed, or the blank has none and is changed anyway."""
        for cell in self.formulas:
            number, column = _place(cell)
            value, known, stale = results(number, column)
            wanted = stale or (self.touched and not cell.findtext(f"{MAIN}v"))
            if wanted and values.put_result(cell, value, known):
                self.touched = True

    def xml(self, results: Results) -> bytes:
        """The sheet's XML."""
        whole = etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for at, block in enumerate(self.blocks):
            rows = "".join([row.text.written(row.number, row.line, results) for row in block])
            whole = whole.replace(f"<?rows {at}?>".encode(), rows.encode(), 1)
        return whole


def _renumber(row: etree._Element, number: int) -> None:
    if row.get("r") == str(number):
        return
    row.set("r", str(number))
    for cell in row.iterchildren(f"{MAIN}c"):
        cell.set("r", f"{split(str(cell.get('r')))[0]}{number}")


def _place(cell: etree._Element) -> tuple[int, int]:
    letters, number = split(str(cell.get("r")))
    return number, column_number(letters)
