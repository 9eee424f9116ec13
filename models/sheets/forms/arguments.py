"""What part a reference has in its formula: a summand, a range, one end of a range, or a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.sheets.forms.references import Token

_RANGES: dict[str, Callable[[int], bool]] = {
    "COUNTIF": lambda at: at == 0,
    "SUMIF": lambda at: at in (0, 2),
    "AVERAGEIF": lambda at: at in (0, 2),
    "COUNTIFS": lambda at: at % 2 == 0,
    "SUMIFS": lambda at: at == 0 or at % 2 == 1,
    "SUMPRODUCT": lambda _: True,
    "COUNTBLANK": lambda _: True,
    "VLOOKUP": lambda at: at == 1,
    "MATCH": lambda at: at == 1,
    "RANK": lambda at: at == 1,
    "LARGE": lambda at: at == 0,
    "SMALL": lambda at: at == 0,
}
"""Which arguments of a function, counted from 0, are ranges, though a list of one row is told by one cell."""
_AGGREGATES = {"SUM", "COUNT", "COUNTA", "AVERAGE", "MAX", "MIN", "PRODUCT", "SUBTOTAL"}


def is_added(parts: Sequence[Token], at: int) -> bool:
    """Whether a reference is a summand by itself."""
    before, after = ("".join(one.text for one in some).strip() for some in (parts[:at], parts[at + 1 :]))
    return before[-1:] in ("", "+", "(") and after[:1] in ("", "+", "-", ")")


def stretches(parts: Sequence[Token], at: int) -> bool:
    """Whether a reference to one row of a list reaches all that come of it."""
    return is_summed(parts, at) or is_range(parts, at) or _is_corner(parts, at)


def _is_corner(parts: Sequence[Token], at: int) -> bool:
    """Whether a reference is one end of a range whose other end is worked out: D6:OFFSET(D7,-1,0)."""
    return any(one.text == ":" for one in (*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 2]))


def is_summed(parts: Sequence[Token], at: int) -> bool:
    """Whether a reference is by itself an argument of a function that adds up whatever it is given."""
    name, _ = _argument_of(parts, at)
    return name in _AGGREGATES


def is_range(parts: Sequence[Token], at: int) -> bool:
    """Whether a reference is by itself an argument that is a range, however short."""
    name, number = _argument_of(parts, at)
    return name in _RANGES and _RANGES[name](number)


def _argument_of(parts: Sequence[Token], at: int) -> tuple[str, int]:
    """The function of which a reference is a whole argument, and the so manyth; none where it is part of one."""
    seen = [one.text for one in parts[: at + 1] if one.kind != "space"]
    after = next((one.text for one in parts[at + 1 :] if one.kind != "space"), "")
    depth = number = 0
    if after in (",", ")") and len(seen) > 1 and seen[-2] in (",", "("):
        for place in range(len(seen) - 2, 0, -1):
            depth += (seen[place] == ")") - (seen[place] == "(")
            number += depth == 0 and seen[place] == ","
            if depth < 0:
                return seen[place - 1].upper(), number
    return "", 0
