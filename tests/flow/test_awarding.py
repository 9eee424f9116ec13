"""From the results of a contest to a ledger that accounts for every sheet, and to honours that a return counts."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import openpyxl
import pytest

from models import issued
from models.measures import Span
from models.office import Office
from models.words import Refusal
from tests.conftest import needs
from ui.parts.awards import Batch, Prepared, Sheet, keep, prepare, write

NAME = "prize"


def prepared(office: Office, why: str = "", *ids: int) -> Prepared:
    """The prizes of the contest, on preprinted paper."""
    day = datetime.date(2025, 12, 1)
    return prepare(office, office.register, Batch(NAME, 0, ids or None, Sheet("大16开横", True), day, why))


def counted(office: Office) -> float:
    """What a return would say of commended people."""
    understood = office.register.understood()
    try:
        return float(office.measures.total(understood, "commended_people", Span("2025")) or 0)
    finally:
        understood.close()


def test_from_the_results_to_the_honours(demo: Office, tmp_path: Path) -> None:
    needs("pdftotext")
    register, before = demo.register, counted(demo)

    # The clerk looks at what would be made: nothing is numbered yet, however often one looks.
    ready = prepared(demo)
    assert not ready.stopped
    assert [page.number for page in ready.pages] == [page.number for page in prepared(demo).pages]
    assert issued.find(register, form=NAME) == []

    # It is made: a file with a page each, a number each without a gap, one step.
    keep(demo, ready, write(ready, tmp_path / "prizes.pdf"))
    done = subprocess.run(["pdftotext", "-raw", str(tmp_path / "prizes.pdf"), "-"], capture_output=True, check=True)
    text = done.stdout.decode().replace("\n", "")
    entries = issued.find(register, form=NAME)[::-1]
    assert [one.number for one in entries] == [f"工竞〔2025〕{at:03}号" for at in range(19, 19 + len(ready.pages))]
    assert all(one.number in text and one.subject in text for one in entries)
    assert "二〇二五年十二月一日" in text
    assert "获奖证书" not in text  # it is printed on the paper already
    assert counted(demo) == before + len(entries)

    # One was made out with a wrong prize: it is voided, its honour goes, a new one gets the next number.
    wrong = entries[4]
    issued.void(register, [wrong.id], "奖项写错")
    assert counted(demo) == before + len(entries) - 1
    register.change("entry", wrong.row, {"prize": "特等奖"})
    again = prepared(demo, "", wrong.row)
    keep(demo, again, write(again, tmp_path / "one.pdf"))
    latest = issued.find(register, form=NAME)[0]
    assert (latest.row, latest.award) == (wrong.row, "特等奖")
    assert latest.number == f"工竞〔2025〕{19 + len(entries):03}号"
    assert counted(demo) == before + len(entries)

    # Another was jammed: it is printed again under its number, with the reason, as it was.
    jammed = entries[7]
    register.change("entry", jammed.row, {"prize": "优胜奖"})
    with pytest.raises(Refusal, match="原因"):
        keep(demo, prepared(demo, "", jammed.row))
    once_more = prepared(demo, "卡纸", jammed.row)
    assert any("有了改动" in one.say for one in once_more.doubts)
    keep(demo, once_more, write(once_more, tmp_path / "again.pdf"))
    assert [one.reprints for one in issued.find(register, jammed.number)] == [1]
    assert once_more.pages[0].words == jammed.told

    # The ledger accounts for every number; those who come for theirs sign for it; nothing of it is undone.
    listed = issued.find(register, form=NAME)[::-1]
    issued.write_receipts(listed, tmp_path / "signed.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "signed.xlsx").worksheets[0]]
    assert [row[1] for row in rows[2:]] == [one.number for one in listed if one.id != wrong.id]
    with pytest.raises(Refusal, match="不能撤销"):
        register.undo()
