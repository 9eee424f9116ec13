"""What remains of a paragraph when some of its fields are blank: clauses drop out together with their punctuation.

A paragraph falls into sentences (。！？), these into parts (；), clauses (，) and items (、). An item with a blank
field drops out. What had fields and has lost them all drops out as well; what never had any stays as long as that which
it is a part of. A （…） drops out alone. Words before a colon, and 其中, stay as long as anything behind them does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_LEVELS = ("。！？", "；", "，", "、")
_PART, _CLAUSE = 1, 3
"""Levels at whose beginning words may lead: 获奖情况： before a part's clauses, 其中 before a clause's items."""
_BRACKETS, _QUOTES = ("（(", "）)"), ("“《", "”》")
_COLON = re.compile(r"[^：{}（）“”《》。！？；，、]*：")
_AMONG = re.compile("其中[，：]?")

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where a field stands in a paragraph, and whether it has nothing to say.

    A fact that says something is as good as words: it keeps nothing alive.
    """

    start: int
    end: int
    is_blank: bool
    is_fact: bool = False


def remaining(text: str, fields: Sequence[Place]) -> list[Span]:
    """The stretches of the text that stay, in order; none where the paragraph drops out."""
    paragraph = _Paragraph(text, fields)
    return _merged(paragraph.trimmed((0, len(text)), 0) or [])


class _Paragraph:
    """A paragraph, and of each of its letters whether marks there divide it."""

    def __init__(self, text: str, fields: Sequence[Place]) -> None:
        self.text = text
        self.fields = fields
        self.inside = [False] * len(text)
        self.brackets: list[Span] = []
        for one in fields:
            self.inside[one.start : one.end] = [True] * (one.end - one.start)
        for opening, closing in (_BRACKETS, _QUOTES):
            self._close_off(opening, closing)
        for found in re.finditer("其中，", text):
            self.inside[found.end() - 1] = True

    def _close_off(self, opening: str, closing: str) -> None:
        """Marks within brackets and quotes divide nothing outside; a bracket that never closes is a letter."""
        open_: list[int] = []
        for at, letter in enumerate(self.text):
            if letter in opening and not self._in_field(at):
                open_.append(at)
            elif letter in closing and open_ and not self._in_field(at):
                start = open_.pop()
                if not open_:
                    self.inside[start : at + 1] = [True] * (at + 1 - start)
                    self.brackets += [(start, at + 1)] if opening == _BRACKETS[0] else []

    def _in_field(self, at: int) -> bool:
        return any(one.start <= at < one.end for one in self.fields)

    def trimmed(self, span: Span, level: int) -> list[Span] | None:
        """What stays of a stretch; None where it drops out."""
        if level == len(_LEVELS):
            return self._item(span)
        lead = self._lead(span, level)
        children = list(self._divided((lead, span[1]), level))
        kept = [self.trimmed(child, level + 1) for child, _ in children]
        spoke = [found for (child, _), found in zip(children, kept, strict=True) if self._own(child)]
        if spoke and not any(found is not None for found in spoke):
            return None
        return [(span[0], lead), *self._joined(children, kept, level)]

    def _joined(self, children: list[tuple[Span, Span]], kept: list[list[Span] | None], level: int) -> Iterator[Span]:
        """Sentences keep the mark at their end, anything else the mark between it and what stays before."""
        before: Span | None = None
        for at, ((_, mark), found) in enumerate(zip(children, kept, strict=True)):
            if found is None:
                continue
            if level and before:
                yield children[at - 1][1]
            yield from found
            before = mark
            if level == 0:
                yield mark

    def _lead(self, span: Span, level: int) -> int:
        """Where the words end that lead what follows."""
        pattern = {_PART + 1: _COLON, _CLAUSE: _AMONG}.get(level)
        found = pattern.match(self.text, *span) if pattern else None
        return found.end() if found else span[0]

    def _divided(self, span: Span, level: int) -> Iterator[tuple[Span, Span]]:
        """The parts of a stretch, each with the mark behind it."""
        start = span[0]
        for at in range(*span):
            if self.text[at] in _LEVELS[level] and not self.inside[at]:
                yield (start, at), (at, at + 1)
                start = at + 1
        if level or start < span[1] or start == span[0]:
            yield (start, span[1]), (span[1], span[1])

    def _own(self, span: Span) -> list[Place]:
        """The fields of a stretch itself, not those in its brackets."""
        counting = (one for one in self.fields if one.is_blank or not one.is_fact)
        held = [one for one in counting if span[0] <= one.start and one.end <= span[1]]
        inner = [one for one in self.brackets if span[0] <= one[0] and one[1] <= span[1]]
        return [one for one in held if not any(start < one.start < end for start, end in inner)]

    def _item(self, span: Span) -> list[Span] | None:
        if any(one.is_blank for one in self._own(span)):
            return None
        kept, at = [], span[0]
        for start, end in sorted(one for one in self.brackets if span[0] <= one[0] and one[1] <= span[1]):
            within = self._within(start + 1, end - 1)
            kept += [(at, start), *([] if within is None else [(start, start + 1), *within, (end - 1, end)])]
            at = end
        return [*kept, (at, span[1])]

    def _within(self, start: int, end: int) -> list[Span] | None:
        """What stays inside a bracket, which is a paragraph of its own."""
        fields = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in self.fields
            if start <= one.start and one.end <= end
        ]
        kept = _Paragraph(self.text[start:end], fields).trimmed((0, end - start), 0)
        return None if kept is None else [(start + first, start + last) for first, last in kept]


def _merged(spans: list[Span]) -> list[Span]:
    """Neighbours as one, nothing empty."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return [one for one in found if one[0] < one[1]]
