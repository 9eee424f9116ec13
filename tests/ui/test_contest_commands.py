"""A contest without a window: score, confirm, publish, explain; certificates take published results and name them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models import contests
from models.office import Office
from tests.contests import TITLE, check, enter, mark, settled, work_out
from ui.commands import main

Run = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office is."""
    return tmp_path / "office"


@pytest.fixture
def run(folder: Path) -> Run:
    """A verb on that office."""
    return lambda *words: main([str(one) for one in (words[0], "--office", folder, *words[1:])])


def test_score_tells_places_and_what_is_open_and_stops_short_of_publishing(
    folder: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office(folder) as office:
        competition = enter(office)
        mark(office, competition)
    assert run("score", TITLE) == 1
    assert "104、105并列，只有 1 个名额" in capsys.readouterr().out
    assert run("publish", TITLE) == 1
    assert "没有决定" in capsys.readouterr().out
    assert run("score", "没有这项比赛") == 2


def test_the_whole_way_and_its_json(folder: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with Office(folder) as office:
        competition = enter(office)
        mark(office, competition)
        check(office, competition)
        contests.decide(office.register, competition, work_out(office, competition).open[0], ["105"], "复看", "王")
    assert run("score", competition, "--json", "--confirm") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["complete"] and told["scoring"]["version"] == "2025.1"
    assert told["entries"][1] == {
        "entry": 2,
        "number": "102",
        "name": "甲二",
        "group": "职工组",
        "stage": "final",
        "state": "ranked",
        "place": 1,
        "total": "89.6",
        "prizes": "一等奖",
        "titles": "技术状元",
        "promotions": "高级技师",
    }
    assert told["team_results"][0] == {"team": "东队", "place": 1, "score": "251.8"}
    assert run("publish", competition, "--who", "王裁判长") == 0
    assert run("publish", competition) == 2
    assert run("explain", competition, "103") == 0
    out = capsys.readouterr().out
    assert "成绩公布" in out and "违规操作：-6 分（最多 6 分）" in out
    assert run("explain", competition, "东队") == 0
    assert run("explain", competition, "无此人") == 2


def test_certificates_wait_for_publishing_and_name_the_snapshot(folder: Path, run: Run, tmp_path: Path) -> None:
    with Office(folder) as office:
        office.register.add("settings", {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"})
        competition = settled(office)
        for entry in office.register.ids("entry"):
            office.register.change("entry", entry, {"unit": None})
    assert run("certificates", "prize", "-o", tmp_path / "奖.pdf") == 1
    assert not (tmp_path / "奖.pdf").exists()
    assert run("publish", competition) == 0
    assert run("certificates", "prize", "-o", tmp_path / "奖.pdf") == 0
    with Office(folder) as office:
        published = contests.history(office.register, competition)[-1]
        named = office.register.ask("select distinct snapshot from issued where form = 'prize'")
        assert named == [(published.digest,)]


def test_a_final_list_that_was_keyed_is_published_when_it_goes_out(folder: Path, run: Run, tmp_path: Path) -> None:
    with Office(folder) as office:
        office.register.add("settings", {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"})
        told = {"title": "纸上定的比赛", "year": 2025, "trade": "焊工"}
        competition = office.register.add("competition/skills", told).ids[0]
        worker = office.register.add("worker", {"name": "甲一"}).ids[0]
        entry = {"competition": competition, "worker": worker, "place": 1, "prize": "一等奖"}
        row = office.register.add("entry", entry).ids[0]
    assert run("certificates", "prize", "-o", tmp_path / "奖.pdf") == 0
    assert run("certificates", "prize", "-o", tmp_path / "再印.pdf") == 0
    with Office(folder) as office:
        assert [one.number for one in contests.history(office.register, competition)] == [0]
        office.register.change("entry", row, {"prize": "二等奖"})
        office.press.put_up([row], "获奖证书")
        kept = contests.history(office.register, competition)
        assert [one.number for one in kept] == [0, 1]
        assert "奖项，原为“一等奖”，现为“二等奖”" in kept[1].difference
