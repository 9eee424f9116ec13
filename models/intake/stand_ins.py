"""Cells that stand for something else: 同上 and 〃 for the cell above, a dash for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from models.kinds import Kind
from models.kinds.base import Raw

_ABOVE = frozenset({"同上", "同 上", "（同上）", "同前", "〃", "″", "〞", "”", '"', "''", "″″"})
_NOTHING = frozenset({"-", "--", "—", "——", "－", "–", "/", "／", "\\", "＼"})
_EITHER = _ABOVE | _NOTHING


def settled(raws: Sequence[Raw], kind: Kind) -> tuple[Sequence[Raw], list[int]]:
    """A column with what each cell means, and the places that say what the cell above them says.

    A dash is nothing where words would be wrong anyway; a text may be a dash.
    """
    if _EITHER.isdisjoint(raws):
        return raws, []
    above = [at for at, raw in enumerate(raws) if at and raw in _ABOVE]
    cells = ["" if raw in _NOTHING and not kind.verbatim else raw for raw in raws]
    for at in above:
        cells[at] = cells[at - 1]
    return cells, above
