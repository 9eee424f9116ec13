"""Worked examples of the shipped assessment schemes as text: what was put down above the line, the result below.

`python -m tests.assessment_examples` writes the lower part anew; read it before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from models.resources import Resources
from models.scoring.assessment import Filled, Headings, Scheme, Score, assess, explain, load, written

FOLDER = Path(__file__).parent / "golden" / "assessments"
LINE = "==== 结果 ===="
HEADINGS = Headings.load(Resources())
SCHEMES = load(Resources())


def examples() -> list[Path]:
    """One file for every scheme."""
    return sorted(FOLDER.glob("*.txt"))


def worked(text: str) -> str:
    """The example with its lower part worked out by the program."""
    above = text.partition(LINE)[0]
    first, *lines = above.splitlines()
    scheme = SCHEMES[first.removeprefix("办法：")]
    filled = list(sheets(scheme, lines))
    told = explain(scheme, assess(scheme, filled))
    rows = written(scheme.sheet, filled[0].scores, HEADINGS)
    printed = ["｜".join(map(str, row)).rstrip("｜") for row in rows]
    return f"{above}{LINE}\n" + "\n".join([*told, "", *printed]) + "\n"


def sheets(scheme: Scheme, lines: list[str]) -> Iterator[Filled]:
    """“表：考核人｜期次”, then lines of item｜own｜assessed｜deduction｜remark; what is not named has full marks."""
    starts = [at for at, line in enumerate(lines) if line.startswith("表：")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        assessor, round_ = lines[start].removeprefix("表：").split("｜")
        full = {leaf.key: Score(leaf.full, leaf.full) for leaf in scheme.sheet.leaves() if leaf.kind == "base"}
        named = dict(score(line.split("｜")) for line in lines[start + 1 : end] if line)
        yield Filled(full | named, assessor, round_)


def score(cells: list[str]) -> tuple[str, Score]:
    """One line; “发生” or “未发生” answers a veto item."""
    key, own, assessed, deduction, remark = [*cells, "", "", "", ""][:5]
    if assessed in ("发生", "未发生"):
        return key, Score(vetoed=assessed == "发生", remark=remark)
    numbers = [Fraction(one) if one else None for one in (own, assessed, deduction)]
    return key, Score(*numbers, remark=remark)


if __name__ == "__main__":
    for path in examples():
        path.write_text(worked(path.read_text(encoding="utf-8")), encoding="utf-8")
