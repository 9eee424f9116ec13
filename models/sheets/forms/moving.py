"""What formulas and areas of the blank say in the result: above a list untouched, below shifted, on it stretched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.sheets.forms.arguments import is_added, is_range, is_summed, stretches
from models.sheets.forms.layout import Scope, Span
from models.sheets.forms.quoted import Patched, with_quoted
from models.sheets.forms.references import Corner, Reference, Token, tokens
from models.words import Refusal


class Lost(Exception):
    """Nothing is left of what a formula or area referred to, or it has become what can't be written."""


@dataclass(frozen=True)
class Formula:
    """A formula of the result; `own` references depend on the row in which it stands."""

    tokens: tuple[Token, ...]

    @cached_property
    def pieces(self) -> list[str | Reference]:
        """Texts, and the references that depend on the row."""
        found: list[str | Reference] = []
        for one in self.tokens:
            if one.reference and (one.reference.first.own or (one.reference.last and one.reference.last.own)):
                found.append(one.reference)
            elif found and isinstance(found[-1], str):
                found[-1] += one.text
            else:
                found.append(one.text)
        return found

    def text(self, row: int = 0) -> str:
        """As it is written in that row."""
        return "".join(one if isinstance(one, str) else one.text(row) for one in self.pieces)


class Movement:
    """All grown sheets of a workbook, by name; `order` are all its sheets."""

    def __init__(self, layouts: dict[str, Scope], file: str, order: Sequence[str] = ()) -> None:
        self.layouts = {name.lower(): layout for name, layout in layouts.items() if layout.repeated}
        self.file, self.order = file, [name.lower() for name in order]

    def of(self, sheet: str) -> Scope | None:
        """The layout of a sheet, when it has grown."""
        return self.layouts.get(sheet.lower())

    def formula(self, text: str, here: str, scope: Scope | None = None) -> Formula:
        """A formula of sheet `here` that stands in `scope`; refused when it can't say the same any more."""
        parts = tokens(text)
        if not self.layouts:
            return Formula(parts)
        try:
            parts = tuple(
                with_quoted(parts, lambda one: self._followed(one, here, None, bool(one.last)), self._is_moved)
            )
            moved = [
                self._followed(one.reference, here, scope, is_summed(parts, at), is_range(parts, at))
                if one.reference
                else (one,)
                for at, one in enumerate(parts)
            ]
        except (Lost, Patched):
            raise Refusal("sheets.formula_lost", file=self.file, sheet=here, formula=text) from None
        return Formula(tuple(one for group in moved for one in group))

    def _is_moved(self, row: int) -> bool:
        """Whether a row of any sheet stands elsewhere."""
        return any(layout.top(row) != row for layout in self.layouts.values())

    def rule(self, text: str, here: str, scope: Scope | None, row: int) -> str:
        """A formula of a rule on cells, told from row `row` of the result; what is not in its own row stays fixed."""
        moved = self.formula(text, here, scope)
        if scope is None or not scope.is_single_row:
            return moved.text(row)
        fixed = [_token(_fixed(one.reference)) if one.reference else one for one in moved.tokens]
        return Formula(tuple(fixed)).text(row)

    def areas(self, text: str, here: str) -> str:
        """A formula that is nothing but areas (a name, a print area, a series): each as far as it now reaches."""
        parts = tokens(text)
        if not self.layouts or any(not one.reference and one.text not in ",()" for one in parts):
            return self.formula(text, here).text()
        try:
            moved = [self._followed(one.reference, here, None, True) if one.reference else (one,) for one in parts]
        except Lost:
            raise Refusal("sheets.formula_lost", file=self.file, sheet=here, formula=text) from None
        return "".join(one.text for group in moved for one in group)

    def name(self, text: str, here: str) -> str:
        """A defined name; rows without $ are told from wherever it is used, so they stay."""
        parts = tokens(text)
        told = [one for one in parts if one.reference and _is_told_from_there(one.reference)]
        if not told:
            return self.areas(text, here)
        try:
            moved = [
                self._followed(one.reference, here, None, True) if one.reference and one not in told else (one,)
                for one in parts
            ]
        except Lost:
            raise Refusal("sheets.formula_lost", file=self.file, sheet=here, formula=text) from None
        return "".join(one.text for group in moved for one in group)

    def refuse_short(self, text: str, here: str, column: int) -> None:
        """Refuses a formula beside a list that names its one row where it means all that come of it."""
        parts = tokens(text)
        told = [
            (at, one.reference.sheet.lower() or here.lower(), one.reference.first)
            for at, one in enumerate(parts)
            if one.reference and not one.reference.last and not stretches(parts, at)
        ]
        added = {(sheet, one.column, one.row) for at, sheet, one in told if is_added(parts, at)}
        for _, sheet, one in told:
            pair = {(sheet, one.column, one.row), (sheet, one.column, one.row - 1)}
            is_sum = pair <= added or (sheet, one.column) == (here.lower(), column)
            if is_sum and self._copies(sheet, one.row) > 1:
                raise Refusal("sheets.formula_misses", file=self.file, sheet=here, formula=text)

    def _copies(self, sheet: str, row: int) -> int:
        """How often a row by itself comes; 1 where it is no list's."""
        repeated = self.layouts[sheet].repeated if sheet in self.layouts else []
        return next((len(one.scopes) for one in repeated if one.first == one.last == row), 1)

    def _followed(
        self, one: Reference, here: str, scope: Scope | None, summed: bool, ranged: bool = False
    ) -> Sequence[Token]:
        if ":" in one.sheet and "[" not in one.sheet:
            self._stay_across(one)
        root = self.of(one.sheet or here)
        if root is None or not one.first.row:
            return (Token("reference", one.text(), one),)
        own = (one.sheet or here).lower() == here.lower()
        if scope is not None and not own and not (summed or ranged) and self._goes_beside(one, scope):
            return (_token(_beside(one, scope, root)),)
        around = scope if scope is not None and own else root
        if around.is_single_row and around.parent is not None:
            if _goes_along(one.first, around) or (one.last and _goes_along(one.last, around)):
                self._refuse_lists_that_touch(one, (one.sheet or here).lower(), around)
                return (_token(_along(one, around)),)
            around = around.parent
        return _joined([_token(each) for each in _placed(one, around, summed, ranged)])

    def _goes_beside(self, one: Reference, scope: Scope) -> bool:
        """Whether a list's row names the row of a list on another sheet: then each names its own there."""
        copies = self._copies(one.sheet.lower(), one.first.row)
        if not scope.is_single_row or scope.parent is None or one.last or one.first.fixed_row or copies < 2:
            return False
        if copies != next(len(each.scopes) for each in scope.parent.repeated if each.first == scope.first):
            raise Lost
        return True

    def _refuse_lists_that_touch(self, one: Reference, sheet: str, scope: Scope) -> None:
        """Right above a list's row another list may end: of which of its rows the first record speaks, nobody knows."""
        above = scope.first - 1
        told = [each for each in (one.first, one.last) if each and not each.fixed_row and each.row == above]
        if told and self._copies(sheet, above) > 1:
            raise Lost

    def _stay_across(self, one: Reference) -> None:
        """The same cells of several sheets must stand where they stood in each of them."""
        first, _, last = one.sheet.lower().partition(":")
        span, known = Span(one.first.row, (one.last or one.first).row), {first, last} <= {*self.order}
        names = self.order[self.order.index(first) : self.order.index(last) + 1] if known else list(self.layouts)
        if span.first and any(self.layouts[name].pieces(*span) != [span] for name in names if name in self.layouts):
            raise Lost


def _goes_along(corner: Corner, scope: Scope) -> bool:
    return not corner.fixed_row and corner.row in (scope.first, scope.first - 1)


def _along(one: Reference, scope: Scope) -> Reference:
    """Corners in the own row, or in the one right above it, go along as when a row is filled down."""

    def corner(each: Corner, last: bool) -> Corner:
        if _goes_along(each, scope):
            return each._replace(row=each.row - scope.first, own=True)
        around = (scope.parent or scope).holding(each.row, each.row)
        return each._replace(row=around.bottom(each.row) if last else around.top(each.row))

    return one._replace(first=corner(one.first, False), last=corner(one.last, True) if one.last else None)


def _beside(one: Reference, scope: Scope, root: Scope) -> Reference:
    """The row of the list there that comes as far down as the own row does here."""
    apart = root.top(one.first.row) - (scope.parent or scope).top(scope.first)
    return one._replace(first=one.first._replace(row=apart, own=True))


def _is_told_from_there(one: Reference) -> bool:
    return bool(one.first.row) and not (one.first.fixed_row and (one.last is None or one.last.fixed_row))


def _placed(one: Reference, around: Scope, summed: bool, ranged: bool = False) -> list[Reference]:
    last = one.last or one.first
    around = around.holding(one.first.row, last.row)
    spans = around.pieces(one.first.row, last.row)
    if not spans or (len(spans) > 1 and not summed):
        raise Lost
    if one.last is None and not (summed or ranged):
        return [one._replace(first=one.first._replace(row=spans[0].first))]
    return [_reaching(one, span) for span in spans]


def _reaching(one: Reference, span: Span) -> Reference:
    first = one.first._replace(row=span.first)
    if one.last is None and span.first == span.last:
        return one._replace(first=first)
    return one._replace(first=first, last=(one.last or one.first)._replace(row=span.last))


def _fixed(one: Reference) -> Reference:
    """With $ before rows that do not go along with the row."""

    def corner(each: Corner) -> Corner:
        return each if each.own or not each.row else each._replace(fixed_row="$")

    return one._replace(first=corner(one.first), last=corner(one.last) if one.last else None)


def _token(one: Reference) -> Token:
    return Token("reference", one.text() if not one.first.own else "", one)


def _joined(parts: list[Token]) -> list[Token]:
    found = parts[:1]
    for one in parts[1:]:
        found += [Token("sign", ","), one]
    return found
