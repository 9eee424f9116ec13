"""The command line: verbs, exit codes and file effects; every refusal is one Chinese sentence and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest

from models.office import Office
from tests.conftest import as_nobody
from ui.commands import VERBS, main
from ui.commands.passphrases import FILE, OFFICE

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo"


def run(folder: Path, *arguments: object) -> int:
    """A verb on an office."""
    return main([str(one) for one in (arguments[0], "--office", folder, *arguments[1:])])


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on standard error."""
    told = capsys.readouterr().err.strip()
    assert "\n" not in told
    assert "Traceback" not in told
    assert told.endswith(("。", "）"))
    return told


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    told = capsys.readouterr().out
    assert all(verb in told for verb in VERBS)


def test_version_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "version") == 0
    assert run(tmp_path, "check") == 0
    assert "完好" in capsys.readouterr().out


def test_intake_tells_what_it_did_and_a_dry_run_keeps_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "intake", DEMO / "01_单位名册.xlsx", "--dry-run") == 0
    assert "没有保存" in capsys.readouterr().out
    with Office(tmp_path) as office:
        assert office.register.count("unit") == 0
    assert run(tmp_path, "intake", DEMO / "01_单位名册.xlsx") == 0
    assert "新增 26" in capsys.readouterr().out
    assert run(tmp_path, "intake", DEMO / "01_单位名册.xlsx") == 0
    assert "新增 0，变更 0，相同 26" in capsys.readouterr().out


def test_copies_for_the_units_are_written_of_files_with_errors_alone(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [*DEMO.glob("03_报表_*"), *DEMO.glob("04_报名_*")]
    assert run(demo_folder, "intake", *files, "--dry-run", "--errors", tmp_path / "back") == 0
    written = {path.name for path in (tmp_path / "back").iterdir()}
    assert written == {
        "03_报表_绿野滩肉业_问题.xlsx",
        "04_报名_快递员_新就业形态_问题.xlsx",
        "04_报名_焊工_建筑矿山_问题.xlsx",
        "04_报名_电工_全旗汇总_问题.xlsx",
    }
    assert all(name in capsys.readouterr().out for name in list(written)[:1])


def test_many_files_are_one_step_and_a_bad_one_keeps_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"<html></html>")
    assert run(tmp_path / "o", "intake", DEMO / "01_单位名册.xlsx", bad) == 2
    assert "网页" in refused(capsys)
    with Office(tmp_path / "o") as office:
        assert office.register.count("unit") == 0
        assert office.register.steps() == []


def test_export_and_blank(demo_folder: Path, tmp_path: Path) -> None:
    assert run(demo_folder, "export", "entry", "-o", tmp_path / "entry.xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "entry.xlsx").worksheets[0]
    assert sheet.max_row == 228 + 2
    assert run(demo_folder, "blank", "entry", "-o", tmp_path / "blank.xlsx") == 0
    assert openpyxl.load_workbook(tmp_path / "blank.xlsx").worksheets[0].max_row == 4


def test_a_workbook_for_each_unit(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--competition", "云泽旗2025年职工职业技能比赛（快递员）", "--units", "--filled")
    assert run(demo_folder, "blank", "entry", "-o", tmp_path / "sent", *asked) == 0
    assert "26 个单位" in capsys.readouterr().out
    assert len(list((tmp_path / "sent").glob("*.xlsx"))) == 26
    with Office(demo_folder) as office:
        before = office.register.count("request")
    assert run(demo_folder, "blank", "entry", "-o", tmp_path / "again", *asked, "--no-note") == 0
    assert run(demo_folder, "blank", "entry", "-o", tmp_path / "late", *asked, "--deadline", "2025年6月1日") == 0
    with Office(demo_folder) as office:
        assert before >= 26 and office.register.count("request") == before
        assert office.register.count("request", "deadline = '2025-06-01'") == 26


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("entry", "--competition", "没有的竞赛"), "没有找到竞赛"),
        (("entry", "--competition", "99999"), "没有找到竞赛"),
        (("unit", "--competition", "1"), "不属于某一项竞赛"),
        (("unit_report", "--period", "去年"), "写法不对"),
        (("fund", "--period", "2025Q3"), "写法不对"),
    ],
)
def test_what_can_not_be_collected_is_refused(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], sentence: str
) -> None:
    assert run(demo_folder, "blank", *asked, "-o", tmp_path / "a.xlsx") == 2
    assert sentence in refused(capsys)
    assert not (tmp_path / "a.xlsx").exists()


def test_workbooks_for_units_need_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "blank", "worker", "--units", "-o", tmp_path / "sent") == 2
    assert "还没有登记单位" in refused(capsys)


def test_records_and_audit_and_measure_as_json(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(demo_folder, "records", "--json") == 0
    declared = json.loads(capsys.readouterr().out)
    assert {"key", "title", "count", "fields"} == set(declared[0])
    assert run(demo_folder, "records", "unit", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 26
    assert {"id", "kept", "shown"} == set(rows[0])
    assert run(demo_folder, "audit", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["errors"] + found["doubts"] == len(found["findings"]) > 0
    assert {"rule", "level", "record", "row", "field", "label", "say", "subject", "why", "settled"} == set(
        found["findings"][0]
    )
    assert run(demo_folder, "measure", "participations", "--year", "2025", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "year": "2025",
        "measures": [{"key": "participations", "title": "参赛人次", "unit": "人次", "value": 21553}],
    }


def test_a_return_is_written_or_stopped_with_one(demo: Office, tmp_path: Path) -> None:
    demo.close()
    target = tmp_path / "out.xlsx"
    assert run(demo.folder, "return", "competition_statistics", "--year", "2025", "-o", target) == 0
    assert target.exists()
    with Office(demo.folder) as office:
        office.register.change("unit_report", office.register.ids("unit_report")[0], {"workers": "约30人"})
    assert run(demo.folder, "return", "competition_statistics", "--year", "2025", "-o", tmp_path / "no.xlsx") == 1
    assert not (tmp_path / "no.xlsx").exists()


def test_certificates_one_page_a_winner(demo: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo.close()
    assert run(demo.folder, "certificates", "skilled_worker", "-o", tmp_path / "c.pdf") == 0
    assert "18 张" in capsys.readouterr().out
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert run(demo.folder, "certificates", "skilled_worker", "--competition", 9999, "-o", tmp_path / "d.pdf") == 2


def test_certificates_on_another_paper_each_in_its_own_file(demo: Office, tmp_path: Path) -> None:
    demo.close()
    asked = ["certificates", "skilled_worker", "--paper", "大16开横", "--preprinted", "--separate"]
    asked += ["-o", str(tmp_path / "each")]
    assert run(demo.folder, *asked) == 0
    assert len(list((tmp_path / "each").glob("*.pdf"))) == 18
    assert run(demo.folder, *asked, "--printer", "没有校准的") == 2


def test_a_calibration_sheet(tmp_path: Path) -> None:
    assert run(tmp_path / "office", "calibration", "A3横", "-o", tmp_path / "sheet.pdf") == 0
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_undo_backup_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "intake", DEMO / "01_单位名册.xlsx")
    assert run(tmp_path, "backup", "-o", tmp_path / "copy.db") == 0
    assert run(tmp_path, "undo") == 0
    with Office(tmp_path) as office:
        assert office.register.count("unit") == 0
    assert run(tmp_path, "undo") == 0
    assert "没有可以撤销" in capsys.readouterr().out
    assert run(tmp_path, "restore", tmp_path / "copy.db") == 0
    with Office(tmp_path) as office:
        assert office.register.count("unit") == 26


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["intake"],
        ["intake", "none.xlsx"],
        ["export", "nobody", "-o", "x.xlsx"],
        ["blank", "unit", "-o", "."],
        ["measure", "nothing"],
        ["return", "nothing", "--year", "2025", "-o", "x.xlsx"],
        ["return", "competition_statistics", "--year", "二五年", "-o", "x.xlsx"],
        ["certificates", "nothing", "-o", "x.pdf"],
        ["calibration", "A5纸", "-o", "x.pdf"],
        ["calibration", "A4横", "--printer", "nothing", "-o", "x.pdf"],
        ["restore", "none.db"],
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path / "office", *arguments) == 2
    refused(capsys)
    assert not (tmp_path / "x.xlsx").exists()


def test_a_second_program_is_refused(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office.folder, "audit") == 2
    assert "正被另一个" in refused(capsys)


def test_a_demonstration_is_made_only_in_an_empty_folder(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", str(demo_folder)]) == 2
    assert "空文件夹" in refused(capsys)


def test_a_fault_of_ours_makes_a_report_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("ui.commands.keeping.VERSION", property(lambda _: 1 / 0))
    monkeypatch.setattr("ui.commands.keeping.say", lambda *_, **__: 1 / 0)
    for place in (tmp_path, tmp_path / "office" / "out"):  # where there is no office yet, it has to lie elsewhere
        assert run(tmp_path / "office", "version") == 3
        assert "Traceback" not in capsys.readouterr().err
        assert "ZeroDivisionError" in next(place.glob("赛报错误报告*")).read_text(encoding="utf-8")
        (tmp_path / "office" / "out").mkdir(parents=True, exist_ok=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")
@pytest.mark.parametrize("verb", [["check"], ["intake", DEMO / "01_单位名册.xlsx"]])
def test_a_read_only_folder_is_refused_and_nothing_changes(
    verb: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with tempfile.TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all)
        folder.chmod(0o755)
        assert run(folder / "office", "check") == 0
        kept = (folder / "office" / "register.db").read_bytes()
        for path in [*(folder / "office").rglob("*"), folder / "office"]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        with as_nobody():
            assert run(folder / "office", *verb) == 2
            assert run(folder / "office" / "new", *verb) == 2
        told = capsys.readouterr().err
        assert told.count("不能写入") == 2 and "Traceback" not in told
        assert (folder / "office" / "register.db").read_bytes() == kept
        for path in [folder / "office", *(folder / "office").rglob("*")]:
            path.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_refused_and_the_register_stays(tmp_path: Path) -> None:
    office = tmp_path / "office"
    assert run(office, "intake", DEMO / "01_单位名册.xlsx") == 0
    limit = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (450_000, 450_000));"
    limit += "from ui.commands import main; sys.exit(main(sys.argv[1:]))"
    files = sorted(str(file) for file in DEMO.glob("04_*"))
    asked = [sys.executable, "-c", limit, "intake", "--office", str(office), str(DEMO / "02_竞赛台账.xlsx"), *files]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "磁盘" in done.stderr
    with Office(office) as opened:
        assert opened.register.count("unit") == 26
        assert opened.register.count("entry") == 0


def test_reading_workbooks_needs_no_window() -> None:
    block = "import sys; sys.modules['PySide6'] = None; from ui.commands import main; sys.exit(main(['version']))"
    done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_file_for_the_level_above_is_merged_there_and_taken_back(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = tmp_path / "旗.saibao"
    assert run(demo_folder, "handover", sent, "--year", "2025") == 0
    assert run(tmp_path / "o", "merge", sent, "--dry-run") == 0
    assert "没有保存" in capsys.readouterr().out
    assert run(tmp_path / "o", "merge", sent) == 0
    assert "新增" in capsys.readouterr().out
    with Office(tmp_path / "o") as office, Office(demo_folder) as county:
        assert office.register.count("competition") == county.register.count("competition")
        office.register.add("unit", {"title": "甲厂"})
    assert run(tmp_path / "o", "merge", demo_folder / "account.txt") == 2
    refused(capsys)


def test_a_merge_in_which_records_differ_waits_for_a_decision(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = tmp_path / "旗.saibao"
    assert run(demo_folder, "handover", sent) == 0
    with Office(tmp_path / "o") as office, Office(demo_folder) as county:
        office.register.add("unit", {"title": county.register.title("unit", 1)})
    assert run(tmp_path / "o", "merge", sent) == 1
    assert "--take" in capsys.readouterr().out
    assert run(tmp_path / "o", "merge", sent, "--take", "theirs") == 0
    with Office(tmp_path / "o") as office, Office(demo_folder) as county:
        assert office.register.count("unit") == county.register.count("unit")


def test_everything_for_the_next_clerk_is_a_backup_that_stands_alone(demo_folder: Path, tmp_path: Path) -> None:
    assert run(demo_folder, "handover", tmp_path / "all.zip", "--all") == 0
    assert run(tmp_path / "o", "restore", tmp_path / "all.zip") == 0
    assert run(tmp_path / "o", "check") == 0


def test_files_under_a_passphrase_are_made_merged_and_restored_without_one_on_the_command_line(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(demo_folder, "handover", tmp_path / "a.saibao", "--sealed") == 2
    refused(capsys)
    monkeypatch.setenv(FILE, "只有两家知道的话")
    assert run(demo_folder, "handover", tmp_path / "a.saibao", "--sealed", "--attachments", "--year", "2025") == 0
    assert run(demo_folder, "handover", tmp_path / "all.saibao", "--sealed", "--all") == 0
    assert run(tmp_path / "o", "merge", tmp_path / "a.saibao") == 0
    monkeypatch.setenv(OFFICE, "只有两家知道的话")
    assert run(tmp_path / "o", "restore", tmp_path / "all.saibao") == 0
    assert run(tmp_path / "o", "check") == 0
    assert run(demo_folder, "handover", tmp_path / "b.saibao", "--returns", "没有的表") == 2


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("nonsense",), "没有“nonsense”，可以写 demo, intake"),
        (("intake",), "缺少 FILE"),
        (("measure", "--year"), "--year 后面没有写内容"),
        (("records", "unit", "more"), "不认识 more"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    demo_folder: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], sentence: str
) -> None:
    assert run(demo_folder, *asked) == 2
    told = capsys.readouterr().err
    assert f"命令写法不对：{sentence}" in told
    assert "argument" not in told
