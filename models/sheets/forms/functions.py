"""The functions of formulas that forms use, as Excel works them out."""

from __future__ import annotations

import fnmatch
import math
import re
from collections.abc import Callable, Iterable
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from models.sheets.forms.expressions import (
    Area,
    Failed,
    Function,
    Node,
    Place,
    Unknown,
    compared,
    number,
    scalar,
    text,
)
from models.sheets.forms.values import Fault, Value

Numbers = list[int | float]
_CRITERION = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)


def _all(place: Place, nodes: Iterable[Node]) -> list[Value]:
    """Values of all arguments; cells of areas that hold text or truth are marked by being texts."""
    found: list[Value] = []
    for node in nodes:
        value = node(place)
        found += place.cells(value) if isinstance(value, Area) else [value]
    return found


def _numbers(place: Place, nodes: Iterable[Node]) -> Numbers:
    """What adding up sees: numbers of areas, and arguments that are numbers by themselves; errors spread."""
    found: Numbers = []
    for node in nodes:
        value = node(place)
        if isinstance(value, Area):
            found += _plain_numbers(place.cells(value))
        else:
            found.append(number(value))
    return found


def _plain_numbers(values: list[Value]) -> Numbers:
    """The numbers among the values of cells; an error among them spreads."""
    kinds = set(map(type, values))
    if Fault in kinds:
        raise next(Failed(one.code) for one in values if isinstance(one, Fault))
    return [one for one in values if type(one) in (int, float)] if kinds - {int, float} else values  # type: ignore


def _total(numbers: Iterable[int | float]) -> int | float:
    found = list(numbers)
    return math.fsum(found) if float in set(map(type, found)) else sum(found)


def _mean(numbers: Numbers) -> float:
    if not numbers:
        raise Failed("#DIV/0!")
    return _total(numbers) / len(numbers)


def _aggregate(work: Callable[[Numbers], Value]) -> Function:
    return lambda place, nodes: work(_numbers(place, nodes))


def _count(place: Place, nodes: list[Node]) -> Value:
    return sum(isinstance(one, int | float) and not isinstance(one, bool) for one in _all(place, nodes))


def _count_all(place: Place, nodes: list[Node]) -> Value:
    return sum(one is not None for one in _all(place, nodes))


def _count_blank(place: Place, nodes: list[Node]) -> Value:
    area = _area(place, nodes[0])
    filled = sum(one not in (None, "") for one in place.cells(area))
    return (area.bottom - area.top + 1) * (area.right - area.left + 1) - filled


_SUBTOTALS: dict[int, Callable[[Numbers], Value]] = {
    1: _mean,
    2: len,
    4: lambda numbers: max(numbers, default=0),
    5: lambda numbers: min(numbers, default=0),
    6: lambda numbers: math.prod(numbers) if numbers else 0,
    9: _total,
}


def _subtotal(place: Place, nodes: list[Node]) -> Value:
    """Leaves out cells that are subtotals themselves."""
    code = int(number(scalar(place, nodes[0])))
    if code not in _SUBTOTALS:
        raise Unknown  # hidden rows are left out by the others
    found: Numbers = []
    for node in nodes[1:]:
        area = _area(place, node)
        for at, value in place.numbered(area):
            if not place.is_subtotal(area.sheet, *at):
                if isinstance(value, Fault):
                    raise Failed(value.code)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found.append(value)
    return _SUBTOTALS[code](found)


def _rounded(how: str) -> Function:
    def work(place: Place, nodes: list[Node]) -> Value:
        value = number(scalar(place, nodes[0]))
        places = int(number(scalar(place, nodes[1]))) if len(nodes) > 1 else 0
        kept = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), how)
        return int(kept) if kept == kept.to_integral_value() else float(kept)

    return work


def _if(place: Place, nodes: list[Node]) -> Value:
    if number(scalar(place, nodes[0])):
        return scalar(place, nodes[1])
    return scalar(place, nodes[2]) if len(nodes) > 2 else False


def _if_error(place: Place, nodes: list[Node]) -> Value:
    try:
        return scalar(place, nodes[0])
    except Failed:
        return scalar(place, nodes[1])


def _truth(work: Callable[[Iterable[bool]], bool]) -> Function:
    def told(place: Place, nodes: list[Node]) -> Value:
        values = [one for one in _all(place, nodes) if one is not None]
        if any(isinstance(one, str) for one in values):
            raise Unknown
        return work([bool(number(one)) for one in values])

    return told


def _not(place: Place, nodes: list[Node]) -> Value:
    return not number(scalar(place, nodes[0]))


def _sum_if(place: Place, nodes: list[Node]) -> Value:
    area = _area(place, nodes[0])
    other = _area(place, nodes[2]) if len(nodes) > 2 else area
    told = _matching(scalar(place, nodes[1]))
    down, right = other.top - area.top, other.left - area.left
    found = [place.value(other.sheet, at[0] + down, at[1] + right) for at, one in place.numbered(area) if told(one)]
    return _total(one for one in found if isinstance(one, int | float) and not isinstance(one, bool))


def _count_if(place: Place, nodes: list[Node]) -> Value:
    told = _matching(scalar(place, nodes[1]))
    if told(None):
        raise Unknown  # blanks would count as well
    return sum(told(one) for one in place.cells(_area(place, nodes[0])))


def _count_ifs(place: Place, nodes: list[Node]) -> Value:
    return len(_where_all(place, nodes))


def _sum_ifs(place: Place, nodes: list[Node]) -> Value:
    area = _area(place, nodes[0])
    met = _where_all(place, nodes[1:])
    found = (place.value(area.sheet, area.top + down, area.left + right) for down, right in met)
    return _total(one for one in found if isinstance(one, int | float) and not isinstance(one, bool))


def _where_all(place: Place, nodes: list[Node]) -> set[tuple[int, int]]:
    """Rows and columns within areas of one shape at which every area meets the criterion behind it."""
    found = []
    for area, told in zip((_area(place, node) for node in nodes[::2]), nodes[1::2], strict=True):
        meets = _matching(scalar(place, told))
        if meets(None):
            raise Unknown  # blanks would count as well
        found.append({(at[0] - area.top, at[1] - area.left) for at, one in place.numbered(area) if meets(one)})
    return set.intersection(*found)


def _matching(wanted: Value) -> Callable[[Value], bool]:
    """A criterion such as ">=5", "甲*" or a plain value."""
    sign, rest = "=", wanted
    if isinstance(wanted, str):
        found = _CRITERION.fullmatch(wanted)
        sign, rest = (found[1] or "=", found[2]) if found else ("=", wanted)
        try:
            rest = float(rest)
        except ValueError:
            return _matching_text(sign, str(rest))
    return lambda value: _same_sort(value, rest) and compared(sign, value, rest) if sign != "<>" else value != rest


def _matching_text(sign: str, wanted: str) -> Callable[[Value], bool]:
    if sign not in ("=", "<>") or "~" in wanted or "[" in wanted or not wanted:
        raise Unknown
    hit = re.compile(fnmatch.translate(wanted.lower()))
    return lambda value: (isinstance(value, str) and bool(hit.match(value.lower()))) == (sign == "=")


def _same_sort(value: Value, wanted: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isinstance(wanted, int | float)


def _sum_product(place: Place, nodes: list[Node]) -> Value:
    areas = [_area(place, node) for node in nodes]
    if len({(one.bottom - one.top, one.right - one.left) for one in areas}) > 1:
        raise Failed("#VALUE!")
    first, found = areas[0], []
    for at, value in place.numbered(first):
        steps = [(at[0] - first.top, at[1] - first.left)]
        factors = [value, *(place.value(one.sheet, one.top + d, one.left + r) for one in areas[1:] for d, r in steps)]
        if any(isinstance(one, Fault) for one in factors):
            raise Unknown
        found.append(math.prod(_plain(one) for one in factors))
    return _total(found)


def _plain(value: Value) -> int | float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _rank(place: Place, nodes: list[Node]) -> Value:
    value, numbers = number(scalar(place, nodes[0])), _numbers(place, nodes[1:2])
    rising = len(nodes) > 2 and number(scalar(place, nodes[2])) != 0
    if value not in numbers:
        raise Failed("#N/A")
    return 1 + sum(one < value if rising else one > value for one in numbers)


def _row(place: Place, nodes: list[Node]) -> Value:
    return _area(place, nodes[0]).top if nodes else place.row


def _modulo(place: Place, nodes: list[Node]) -> Value:
    value, divisor = (number(scalar(place, node)) for node in nodes)
    if divisor == 0:
        raise Failed("#DIV/0!")
    return value % divisor


def _area(place: Place, node: Node) -> Area:
    value = node(place)
    if not isinstance(value, Area):
        raise Unknown
    return value


FUNCTIONS: dict[str, Function] = {
    "SUM": _aggregate(_total),
    "AVERAGE": _aggregate(_mean),
    "MAX": _aggregate(lambda numbers: max(numbers, default=0)),
    "MIN": _aggregate(lambda numbers: min(numbers, default=0)),
    "PRODUCT": _aggregate(lambda numbers: math.prod(numbers) if numbers else 0),
    "COUNT": _count,
    "COUNTA": _count_all,
    "COUNTBLANK": _count_blank,
    "SUBTOTAL": _subtotal,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "INT": _rounded(ROUND_FLOOR),
    "ABS": lambda place, nodes: abs(number(scalar(place, nodes[0]))),
    "MOD": _modulo,
    "IF": _if,
    "IFERROR": _if_error,
    "AND": _truth(all),
    "OR": _truth(any),
    "NOT": _not,
    "SUMIF": _sum_if,
    "COUNTIF": _count_if,
    "SUMIFS": _sum_ifs,
    "COUNTIFS": _count_ifs,
    "N": lambda place, nodes: _plain(scalar(place, nodes[0])),
    "SUMPRODUCT": _sum_product,
    "RANK": _rank,
    "ROW": _row,
    "LEN": lambda place, nodes: len(text(scalar(place, nodes[0]))),
    "CONCATENATE": lambda place, nodes: "".join(text(scalar(place, node)) for node in nodes),
}
