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
from ui.parts import awards
from ui.parts.awards import Batch, Prepared, Sheet, draft, note, prepare, put_out

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
    put_out(demo, ready, draft(ready, tmp_path / "prizes.pdf"))
    done = subprocess.run(["pdftotext", "-raw", str(tmp_path / "prizes.pdf"), "-"], capture_output=True, check=True)
    text = done.stdout.decode().replace("\n", "")
    entries = issued.find(register, form=NAME)[::-1]
    assert [one.number for one in entries] == [f"工竞〔2025〕{at:03}号" for at in range(19, 19 + len(ready.pages))]
    assert all(one.number in text and one.subject in text for one in entries)
    assert "二〇二五年十二月一日" in text
    assert "获奖证书" not in text  # it is printed on the paper already
    assert counted(demo) == before + len(entries)

    # One was made out with a wrong prize: it is voided, the award stands, a new one gets the next number.
    wrong = entries[4]
    issued.void(register, [wrong.id], "奖项写错")
    assert counted(demo) == before + len(entries)
    register.change("entry", wrong.row, {"prize": "特等奖"})
    again = prepared(demo, "", wrong.row)
    put_out(demo, again, draft(again, tmp_path / "one.pdf"))
    latest = issued.find(register, form=NAME)[0]
    assert (latest.row, latest.award, latest.number) == (wrong.row, "特等奖", f"工竞〔2025〕{19 + len(entries):03}号")
    assert [row[1] for row in register.rows("honour", ["rank"], "certificate = ?", [latest.number])] == ["特等奖"]
    assert counted(demo) == before + len(entries)

    # Another was jammed: it is printed again under its number, with the reason, as it was.
    jammed = entries[7]
    register.change("entry", jammed.row, {"prize": "优胜奖"})
    with pytest.raises(Refusal, match="原因"):
        note(demo, prepared(demo, "", jammed.row))
    once_more = prepared(demo, "卡纸", jammed.row)
    assert any("有了改动" in one.say for one in once_more.doubts)
    put_out(demo, once_more, draft(once_more, tmp_path / "again.pdf"))
    assert [one.reprints for one in issued.find(register, jammed.number)] == [1]
    assert once_more.pages[0].words == jammed.told

    # The ledger accounts for every number; those who come for theirs sign for it; nothing of it is undone.
    listed = issued.find(register, form=NAME)[::-1]
    issued.write_receipts(listed, tmp_path / "signed.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "signed.xlsx").worksheets[0]]
    assert [row[1] for row in rows[2:]] == [one.number for one in listed if one.id != wrong.id]
    with pytest.raises(Refusal, match="不能撤销"):
        register.undo()


def states(office: Office) -> list[str]:
    """What the ledger knows of each certificate of the prizes, by number."""
    return [issued.state(one) for one in issued.find(office.register, form=NAME)[::-1]]


def test_a_crash_between_the_ledger_and_the_file_leaves_no_paper_whose_number_is_free(
    demo: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, target = demo.register, tmp_path / "out" / "prizes.pdf"
    ready = prepared(demo)
    files = draft(ready, target)
    assert not target.exists() and states(demo) == []

    def cut_off(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(awards, "put_in_place", cut_off)
        put_out(demo, ready, files)
    assert [one.number for one in issued.unsure(register)] == [page.number for page in ready.pages]
    assert list(target.parent.iterdir()) == []

    # Made once more, under the same numbers, without a reason.
    again = prepared(demo)
    assert [page.number for page in again.pages] == [page.number for page in ready.pages]
    _, trouble = put_out(demo, again, draft(again, target))
    assert trouble is None and target.is_file()
    assert set(states(demo)) == {"有效"}
    assert {one.reprints for one in issued.find(register, form=NAME)} == {0}
    assert {one.file for one in issued.find(register, form=NAME)} == {str(target)}
    with pytest.raises(Refusal, match="不能撤销"):
        register.undo()


def test_a_printing_again_that_was_cut_off_is_noted_once(
    demo: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "prizes.pdf"
    ready = prepared(demo)
    put_out(demo, ready, draft(ready, target))

    def cut_off(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(awards, "put_in_place", cut_off)
        again = prepare(demo, demo.register, Batch(NAME, why="卡纸"))
        put_out(demo, again, draft(again, target))
    once_more = prepare(demo, demo.register, Batch(NAME, why="污损"))
    put_out(demo, once_more, draft(once_more, target))
    assert {one.reprints for one in issued.find(demo.register, form=NAME)} == {1}
    assert {row[0] for row in demo.register.ask("select why from reprint where pending is null")} == {"污损"}

    third = prepare(demo, demo.register, Batch(NAME, why="丢失"))
    put_out(demo, third, draft(third, target))
    assert {one.reprints for one in issued.find(demo.register, form=NAME)} == {2}


def test_what_can_not_be_put_in_place_waits_under_its_number(
    demo: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = prepared(demo)
    files = draft(ready, tmp_path / "out", separately=True)
    place = awards.put_in_place

    def held(file: Path) -> None:
        if file == files[2]:
            raise Refusal("files.open_elsewhere", file=file.name)
        place(file)

    monkeypatch.setattr(awards, "put_in_place", held)
    _, trouble = put_out(demo, ready, files)
    assert trouble is not None and files[2].name in str(trouble)
    assert states(demo) == ["有效"] * 2 + ["待打印"] * (len(files) - 2)
    assert sorted((tmp_path / "out").iterdir()) == sorted(files[:2])


def test_a_number_that_was_given_meanwhile_leaves_no_file(demo: Office, tmp_path: Path) -> None:
    ready, other = prepared(demo), prepared(demo)
    files = draft(ready, tmp_path / "out" / "one.pdf")
    put_out(demo, other, draft(other, tmp_path / "out" / "two.pdf"))
    with pytest.raises(Refusal):
        put_out(demo, ready, files)
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["two.pdf"]


def test_a_place_without_a_value_is_named_in_the_clerks_words(demo: Office) -> None:
    register = demo.register
    register.change("settings", register.ids("settings")[0], {"federation": ""})
    told = {one.say for one in prepared(demo).stopped}
    assert any("“工会名称”" in one for one in told), told
    assert not any("federation" in one for one in told)
