"""Cells that stand for something else: 同上 and 〃 for the cell above, a dash for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from models.kinds import Kind
from models.kinds.base import Raw

_ABOVE = frozenset({"同上", "同 上", "（同上）", "同前", "〃", "″", "〞", "”", '"', "''", "″″"})
_NOTHING = frozenset({"-", "--", "—", "——", "－", "–", "/", "／", "\\", "＼"})


def settled(raws: Sequence[Raw], kind: Kind) -> tuple[Sequence[Raw], list[int]]:
    """A column with what each cell means, and the places that say what the cell above them says.

    A dash is nothing where words would be wrong anyway; a text may be a dash.
    """
    above = [] if _ABOVE.isdisjoint(raws) else [at for at, raw in enumerate(raws) if at and raw in _ABOVE]
    dashed = not kind.verbatim and not _NOTHING.isdisjoint(raws)
    if not above and not dashed:
        return raws, above
    cells = ["" if dashed and raw in _NOTHING else raw for raw in raws]
    for at in above:
        cells[at] = cells[at - 1]
    return cells, above
