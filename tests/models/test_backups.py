"""Backups: whole, dated, thinned, restored whole or not at all."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models import backups
from models.backups import worth_keeping
from models.intake import pending
from models.office import Office, restore_office
from models.words import Refusal

NOW = datetime.datetime(2026, 11, 21, 9, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with a unit, a format of its own and a file that a record keeps."""
    with Office(tmp_path / "office") as office:
        office.register.add("unit", {"title": "甲厂"})
        kept = office.folder / "attachments" / "a1" / "通知.pdf"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"%PDF")
        (office.folder / "formats" / "codes").mkdir(parents=True)
        (office.folder / "formats" / "codes" / "sizes.toml").write_text('title = "规模"\n', encoding="utf-8")
    return tmp_path / "office"


def units(folder: Path) -> list[str]:
    with Office(folder) as office:
        return [row[0] for row in office.register.ask("select title from unit order by id")]


def spoil(folder: Path) -> None:
    """Everything is changed or gone."""
    with Office(folder) as office:
        office.register.add("unit", {"title": "乙厂"})
    shutil.rmtree(folder / "attachments")
    (folder / "formats" / "codes" / "sizes.toml").unlink()


@pytest.mark.parametrize("target", [None, "alone.zip"])
def test_register_formats_and_attachments_come_back(folder: Path, tmp_path: Path, target: str | None) -> None:
    with Office(folder) as office:
        made = office.back_up(tmp_path / target if target else None)
    spoil(folder)
    restore_office(folder, made)
    assert units(folder) == ["甲厂"]
    assert (folder / "attachments" / "a1" / "通知.pdf").read_bytes() == b"%PDF"
    assert (folder / "formats" / "codes" / "sizes.toml").exists()


def test_what_lies_on_the_page_of_sendings_comes_back_and_can_be_taken_back(folder: Path) -> None:
    left = pending.Pending(folder / "甲厂.xlsx", digest="d", typed={("表", 2, 1): "甲厂"}, replacing=True)
    pending.write(folder, [left])
    with Office(folder) as office:
        made = office.back_up()
    pending.write(folder, [])
    saved = restore_office(folder, made)
    assert pending.read(folder) == [left]
    restore_office(folder, saved)
    assert pending.read(folder) == []


def test_an_older_backup_leaves_what_lies_there(folder: Path) -> None:
    with Office(folder) as office:
        made = office.back_up()
    left = pending.Pending(folder / "甲厂.xlsx")
    pending.write(folder, [left])
    restore_office(folder, made)
    assert pending.read(folder) == [left]


def test_a_restoring_can_be_taken_back(folder: Path) -> None:
    with Office(folder) as office:
        made = office.back_up()
    spoil(folder)
    saved = restore_office(folder, made)
    restore_office(folder, saved)
    assert units(folder) == ["甲厂", "乙厂"]


def test_there_is_one_a_day_and_none_where_nothing_changed(folder: Path) -> None:
    with Office(folder) as office:
        assert office.backups.daily(office.register)
        assert office.backups.daily(office.register) is None
        assert office.backups.before(office.register, "读入") is None
        office.register.add("unit", {"title": "乙厂"})
        assert office.backups.daily(office.register) is None
        assert office.backups.before(office.register, "读入")
        assert [one.why for one in office.backups.listed()] == ["读入", "每日"]
        assert office.backups.listed()[0].records == 2


def test_a_changed_format_is_a_change(folder: Path) -> None:
    with Office(folder) as office:
        office.backups.before(office.register, "读入")
        (folder / "formats" / "codes" / "sizes.toml").write_text('title = "单位规模"\n', encoding="utf-8")
        assert office.backups.before(office.register, "读入")


@pytest.mark.parametrize("stop", ["register.db", "formats", "attachments"])
def test_a_restoring_cut_off_is_ended_at_the_next_opening(
    folder: Path, stop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office(folder) as office:
        made = office.back_up()
    spoil(folder)
    whole = Path.replace

    def cut(self: Path, target: Path) -> Path:
        if self.relative_to(folder).parts[:2] == ("restoring", stop):
            raise OSError("cut off")
        return whole(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        patched.setattr(Path, "rename", cut)
        with pytest.raises(Refusal):
            restore_office(folder, made)
    assert units(folder) == ["甲厂"]
    assert (folder / "attachments" / "a1" / "通知.pdf").exists()
    assert (folder / "formats" / "codes" / "sizes.toml").exists()
    assert not (folder / "restoring").exists()


def test_a_journal_of_the_register_that_goes_does_not_spoil_the_one_that_comes(folder: Path) -> None:
    with Office(folder) as office:
        made = office.back_up()
        office.register.add_many("unit", ["title"], [(f"单位{number}",) for number in range(3000)])
    db = sqlite3.connect(folder / "register.db", isolation_level=None)
    db.execute("pragma cache_size = 5")
    db.execute("begin immediate")
    db.execute("update working set batch = 1")
    db.execute("update unit set title = '改'")
    for name in ("register.db", "register.db-journal"):
        shutil.copy(folder / name, folder / f"killed-{name}")
    db.execute("rollback")
    db.close()
    for name in ("register.db", "register.db-journal"):
        shutil.move(folder / f"killed-{name}", folder / name)
    saved = restore_office(folder, made)
    assert units(folder) == ["甲厂"]
    restore_office(folder, saved)
    assert len(units(folder)) == 3001
    assert "改" not in units(folder)


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/out.txt", "formats/../../out.txt", "formats\\..\\out.txt", "C:out"]
)
def test_a_backup_that_would_write_elsewhere_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    with Office(folder) as office:
        made = office.back_up(tmp_path / "hostile.zip")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "out")
    before = (folder / "register.db").read_bytes()
    with pytest.raises(Refusal, match="不是完好的备份"):
        restore_office(folder, made)
    assert (folder / "register.db").read_bytes() == before
    assert not list(tmp_path.rglob("out*.txt"))


def test_damaged_archives_are_refused_and_nothing_is_changed(folder: Path) -> None:
    with Office(folder) as office:
        made = office.back_up()
    whole = made.read_bytes()
    register = (folder / "register.db").read_bytes()
    for at in range(0, len(whole), 97):
        made.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            restore_office(folder, made)
        except Refusal:
            assert (folder / "register.db").read_bytes() == register
        else:
            assert units(folder) == ["甲厂"]
            register = (folder / "register.db").read_bytes()
        assert not (folder / "~restoring.part").exists()


def test_a_stick_gets_the_latest_once(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with Office(folder) as office:
        with pytest.raises(Refusal, match="还没有备份"):
            office.backups.copy_to(tmp_path)
        office.back_up()
        assert not office.backups.behind(stick)
        with pytest.raises(Refusal, match="找不到"):
            office.backups.copy_to(stick)
        stick.mkdir()
        assert office.backups.behind(stick)
        copied = office.backups.copy_to(stick)
        assert not office.backups.behind(stick)
    spoil(folder)
    restore_office(folder, copied.path)
    assert units(folder) == ["甲厂"]
    assert (folder / "attachments" / "a1" / "通知.pdf").exists()


def test_what_a_killed_program_left_is_cleared_away(folder: Path) -> None:
    with Office(folder) as office:
        (folder / "backups" / "~register.db.part").write_bytes(b"half")
        office.back_up()
        office.backups.thin(folder / "backups", datetime.datetime.now())
    assert [path.suffix for path in (folder / "backups").iterdir() if path.is_file()] == [".zip"]
    assert backups.read_manifest(next((folder / "backups").glob("*.zip"))).why == "手动"


@given(some.lists(some.integers(-100, 900), max_size=60))
def test_thinning_keeps_days_weeks_and_months(hours: list[int]) -> None:
    made = [NOW - datetime.timedelta(hours=one * 7) for one in hours]
    kept = worth_keeping(made, NOW)
    assert kept <= set(made)
    assert {one for one in made if one > NOW - datetime.timedelta(days=1)} <= kept
    past = {one for one in made if one <= NOW}
    assert len([one for one in kept if one <= NOW - datetime.timedelta(days=1)]) <= 7 + 4 + 12
    assert not past or max(past) in kept
    assert worth_keeping(kept, NOW) == kept
