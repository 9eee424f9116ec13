"""The seal of the register, and folders that are replaced whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from models.files import folder_beside, tidy
from models.office import Office
from models.register import Damaged


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """An office that was closed well."""
    with Office(tmp_path / "office") as office:
        office.register.add("unit", {"title": "甲厂", "workers": 3055})
    return tmp_path / "office"


def opened(folder: Path) -> list[tuple[object, ...]]:
    with Office(folder) as office:
        return office.register.ask("select title, workers from unit")


def test_a_turned_bit_in_a_name_is_told(closed: Path) -> None:
    file = closed / "register.db"
    content = file.read_bytes()
    at = content.rindex("甲厂".encode())
    file.write_bytes(content[:at] + "乙".encode() + content[at + 3 :])
    with pytest.raises(Damaged):
        opened(closed)
    file.write_bytes(content)
    assert opened(closed) == [("甲厂", 3055)]


def test_a_bit_turned_after_a_crash_behind_a_backup_is_told(tmp_path: Path) -> None:
    with Office(tmp_path / "office") as office:
        office.register.add("unit", {"title": "甲厂", "workers": 3055})
        office.back_up()
        content = office.file.read_bytes()
        killed = tmp_path / "killed"
        killed.mkdir()
        (killed / "register.db").write_bytes(content.replace("甲厂".encode(), "乙厂".encode()))
        (killed / "register.seal").write_bytes((tmp_path / "office" / "register.seal").read_bytes())
    with pytest.raises(Damaged):
        opened(killed)


def test_what_another_tool_wrote_is_no_damage(closed: Path) -> None:
    with sqlite3.connect(closed / "register.db") as db:
        db.execute("create table mine (word)")
    db.close()
    assert opened(closed) == [("甲厂", 3055)]


def test_a_spoilt_seal_stops_nobody(closed: Path) -> None:
    (closed / "register.seal").write_text("gone", encoding="ascii")
    assert opened(closed) == [("甲厂", 3055)]


def test_a_seal_is_not_written_again_where_nothing_was_kept(closed: Path) -> None:
    before = (closed / "register.seal").stat().st_mtime_ns
    opened(closed)
    assert (closed / "register.seal").stat().st_mtime_ns == before


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "form"
    for word in ("old", "new"):
        with folder_beside(target) as fresh:
            (fresh / f"{word}.toml").write_text(word, encoding="utf-8")
    assert [one.name for one in target.iterdir()] == ["new.toml"]
    with pytest.raises(ValueError, match="no"), folder_beside(target) as fresh:
        (fresh / "half.toml").write_text("half", encoding="utf-8")
        raise ValueError("no")
    assert [one.name for one in tmp_path.rglob("*")] == ["form", "new.toml"]


def test_a_folder_cut_off_between_two_names_is_put_back(tmp_path: Path) -> None:
    (tmp_path / "~form.was").mkdir()
    (tmp_path / "~form.part").mkdir()
    (tmp_path / "~a.xlsx.part-journal").write_bytes(b"half")
    tidy(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["form"]


def test_the_check_begins_when_it_is_told_to_and_no_write_comes_before_its_end(closed: Path) -> None:
    office = Office(closed)
    sound = office.register.sound
    assert not sound.found_whole
    office.register.add("unit", {"title": "乙厂"})
    assert sound.found_whole
    sound.begin()
    sound.wait()
    office.close()
