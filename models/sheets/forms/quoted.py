"""References that a formula holds as text, INDIRECT("D6:D6") or HYPERLINK("#表1!A9"): Excel lets them stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.sheets.forms.references import Reference, Token, tokens

_READING = {"INDIRECT", "HYPERLINK"}
_ROW = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]{1,3}\$?|[Rr])([0-9]{1,7})(?![0-9\[])")

Follow = Callable[[Reference], Sequence[Token]]


class Patched(Exception):
    """A reference is put together from pieces of which one names a row that has moved."""


def with_quoted(parts: Sequence[Token], follow: Follow, moves: Callable[[int], bool]) -> Sequence[Token]:
    """The formula with such texts following; `Patched` where a piece of one names a row that `moves`."""
    found = list(parts)
    for at, one in enumerate(parts):
        if one.kind == "name" and one.text.upper() in _READING and parts[at + 1 : at + 2] and parts[at + 1].text == "(":
            inside = _argument(parts, at + 2)
            if [parts[each].kind for each in inside] == ["text"]:
                found[inside[0]] = _followed(parts[inside[0]], follow, moves)
            elif any(moves(row) for each in inside for row in _rows(parts[each])):
                raise Patched
    return found


def _argument(parts: Sequence[Token], start: int) -> list[int]:
    """Places of the pieces of the first argument, spaces left out."""
    depth, found = 0, []
    for at in range(start, len(parts)):
        text = parts[at].text
        if depth == 0 and text in (",", ")"):
            break
        depth += (text == "(") - (text == ")")
        if parts[at].kind != "space":
            found.append(at)
    return found


def _followed(one: Token, follow: Follow, moves: Callable[[int], bool]) -> Token:
    """A text that is one reference, perhaps behind a #; any other may name no row that moves."""
    text = one.text[1:-1].replace('""', '"')
    mark = "#" * text.startswith("#")
    inside = tokens(text.removeprefix(mark))
    if len(inside) == 1 and inside[0].reference:
        moved = "".join(each.text for each in follow(inside[0].reference))
        return Token("text", '"' + f"{mark}{moved}".replace('"', '""') + '"')
    if "://" not in text and any(moves(row) for row in _rows(one)):
        raise Patched
    return one


def _rows(one: Token) -> list[int]:
    """Rows that a piece may name: in a text D6 and R6, and a number by itself."""
    if one.kind == "number":
        return [int(one.text)] if one.text.isdigit() else []
    return [int(row) for row in _ROW.findall(one.text)] if one.kind == "text" else []
