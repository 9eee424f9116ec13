"""What only a passphrase opens: sealed files, the keys of an office, and an office with its backups."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from models import drafts, sealed, securing
from models.drafts import Draft
from models.files import stays_inside
from models.intake import pending
from models.office import Office, restore_office
from models.register import Damaged
from models.sealed import Locked, keys
from models.sealed.container import WrongSecret, seal, unseal
from models.sealed.strength import strength
from models.words import Refusal

PASSPHRASE = "春天的草原一望无际"
ROOT = Path(__file__).parent.parent.parent
SCAN = "attachments/a1/通知.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plain office with units, one of them deleted, and a file that a record keeps."""
    with Office(tmp_path / "office") as office:
        office.register.add_many("unit", ["title"], [(f"第{at}厂",) for at in range(300)])
        office.register.delete("unit", [7])
        (office.folder / SCAN).parent.mkdir(parents=True)
        (office.folder / SCAN).write_bytes(b"%PDF scan of somebody")
    return tmp_path / "office"


def encrypted(folder: Path) -> str:
    """Encrypts an office, forgets its key, and returns the recovery code."""
    with Office(folder) as office:
        prepared = securing.encrypt(folder, office.register, PASSPHRASE, lambda *_: None)
        prepared.decide(office.register)
    Office(folder).close()
    sealed.forget(folder)
    return prepared.code


def rows(folder: Path) -> list[tuple[object, ...]]:
    with Office(folder) as office:
        return [
            row
            for table in ("unit", "history", "batch", "counter", "growth")
            for row in office.register.ask(f"select * from {table}")
        ]


def readable(folder: Path) -> list[str]:
    """Files in which a unit's name or the scan can be read, also packed."""
    found = []
    for file in (one for one in folder.rglob("*") if one.is_file()):
        data = file.read_bytes()
        if any(word in data for word in ("第12厂".encode(), b"somebody", b"SQLite format 3")):
            found.append(file.relative_to(folder).as_posix())
    return found


def test_an_encrypted_office_has_the_same_rows_history_and_undo(folder: Path) -> None:
    before = rows(folder)
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    assert rows(folder) == before
    with Office(folder) as office:
        office.register.undo()
        assert office.register.count("unit") == 300
        assert office.register.add("unit", {"title": "甲厂"}).ids == [301]
        aside = office.register.look_aside()
        assert aside.count("unit") == 301
        aside.close()
        office.audit.run(office.register)


def test_nothing_of_it_can_be_read_without_the_key(folder: Path) -> None:
    encrypted(folder)
    assert readable(folder) == [SCAN]  # attachments stay files that other programs open: the page says so
    with closing(sqlite3.connect(folder / "register.db")) as db, pytest.raises(sqlite3.DatabaseError):
        db.execute("select * from unit")


def test_cells_typed_on_the_page_of_sendings_are_sealed_in_the_office_and_its_backups(
    folder: Path, tmp_path: Path
) -> None:
    left = [pending.Pending(folder / "甲厂.xlsx", typed={("表", 2, 1): "110101"})]
    pending.write(folder, left)
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    with Office(folder) as office:
        backup = office.back_up()
        assert pending.read(folder) == left
    assert not (folder / "received.json").exists()
    with zipfile.ZipFile(backup) as archive:
        assert not any(b"110101" in archive.read(name) for name in archive.namelist())
    restore_office(tmp_path / "another", backup, PASSPHRASE)
    assert pending.read(tmp_path / "another") == left
    with Office(folder) as office:
        securing.decrypt(folder, office.register, lambda *_: None).decide(office.register)
    with Office(folder):
        assert pending.read(folder) == left
    assert not (folder / "received.sealed").exists()


def test_it_stays_shut_without_the_passphrase(folder: Path) -> None:
    encrypted(folder)
    with pytest.raises(Locked):
        Office(folder)
    with pytest.raises(WrongSecret):
        keys.unlock(folder, PASSPHRASE + "。")
    with pytest.raises(WrongSecret):
        keys.unlock(folder, "")
    with pytest.raises(WrongSecret):
        keys.unlock(folder, "\udce4\udcb8'; drop table x; --")  # what an environment of another encoding gives
    with pytest.raises(Locked):
        Office(folder)


def test_the_recovery_code_opens_it_however_it_is_typed(folder: Path) -> None:
    code = encrypted(folder)
    keys.unlock(folder, f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ")
    Office(folder).close()


def test_full_width_letters_are_the_same_passphrase(folder: Path, tmp_path: Path) -> None:
    key, _ = keys.create(tmp_path / "keys", "abcd１２３４")
    assert keys.opened(tmp_path / "keys", "ａｂｃｄ1234") == key


def test_a_new_passphrase_touches_no_row_and_a_new_code_ends_the_old_one(folder: Path) -> None:
    code = encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    written = (folder / "register.db").read_bytes()
    keys.change_passphrase(folder, "另外一句很长的话")
    fresh = keys.renew_code(folder)
    assert (folder / "register.db").read_bytes() == written
    for wrong in (PASSPHRASE, code):
        with pytest.raises(WrongSecret):
            keys.unlock(folder, wrong)
    sealed.forget(folder)
    keys.unlock(folder, "另外一句很长的话")
    keys.unlock(folder, fresh)


def test_a_short_passphrase_is_refused_and_leaves_nothing(folder: Path) -> None:
    with Office(folder) as office, pytest.raises(Refusal, match="8"):
        securing.encrypt(folder, office.register, "short", lambda *_: None)
    assert not (folder / "~restoring.part").exists() and not sealed.is_encrypted(folder)


@pytest.mark.parametrize("name", ["passphrase.sealed", "recovery.sealed"])
@pytest.mark.parametrize("harm", ["flip", "cut", "gone"])
def test_a_damaged_key_file_leaves_the_other_way_in(folder: Path, name: str, harm: str) -> None:
    code = encrypted(folder)
    file = folder / "keys" / name
    data = bytearray(file.read_bytes())
    data[9000] ^= 1
    {"flip": lambda: file.write_bytes(data), "cut": lambda: file.write_bytes(data[:5000]), "gone": file.unlink}[harm]()
    lost, left = (PASSPHRASE, code) if name.startswith("passphrase") else (code, PASSPHRASE)
    with pytest.raises(WrongSecret):
        keys.unlock(folder, lost)
    keys.unlock(folder, left)
    Office(folder).close()


def test_a_flipped_bit_of_an_encrypted_register_is_found(folder: Path) -> None:
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    data = bytearray((folder / "register.db").read_bytes())
    for at in (100, len(data) // 2, len(data) - 100):
        spoilt = data.copy()
        spoilt[at] ^= 4
        (folder / "register.db").write_bytes(spoilt)
        with pytest.raises(Damaged), Office(folder):
            pass


KILLED = """
import os, sys
from pathlib import Path
from models import sealed, securing
from models.sealed import keys
from models.office import Office

left = int(sys.argv[3])

def dying(act):
    def moved(*given, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return act(*given, **named)
    return moved

folder = Path(sys.argv[1])
if sealed.is_encrypted(folder):
    keys.unlock(folder, sys.argv[4])
os.rename, os.replace = dying(os.rename), dying(os.replace)
with Office(folder) as office:
    if sys.argv[2] == "encrypt":
        securing.encrypt(folder, office.register, sys.argv[4], lambda *_: None).decide(office.register)
    else:
        securing.decrypt(folder, office.register, lambda *_: None).decide(office.register)
Office(folder).close()
"""


@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_killed_before_any_of_its_renames_it_is_whole_before_or_after(folder: Path, tmp_path: Path, way: str) -> None:
    before = rows(folder)
    if way == "decrypt":
        encrypted(folder)
    ends: list[bool] = []
    for left in range(20):
        copy = tmp_path / f"{left}"
        shutil.copytree(folder, copy)
        given = [str(copy), way, str(left), PASSPHRASE]
        killed = subprocess.run([sys.executable, "-c", KILLED, *given], cwd=ROOT, check=False).returncode
        try:
            Office(copy).close()
        except Locked:
            keys.unlock(copy, PASSPHRASE)
        assert rows(copy) == before
        assert not (copy / "restoring").exists()
        ends.append(sealed.is_encrypted(copy))
        assert killed in (0, 9)
        if killed == 0:
            break
    assert killed == 0 and len(ends) >= 4
    assert ends == sorted(ends, reverse=way == "decrypt") and len(set(ends)) == 2


class CalledOff(Exception):
    """What a job raises when it is to end."""


def test_called_off_it_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.register.recrypting._OFTEN", 100)
    before = sorted(one.name for one in folder.iterdir())

    def stop(made: int, of: int) -> None:
        raise CalledOff

    with Office(folder) as office, pytest.raises(CalledOff):
        securing.encrypt(folder, office.register, PASSPHRASE, stop)
    assert sorted(one.name for one in folder.iterdir()) == before
    assert not sealed.is_encrypted(folder)


def test_a_change_meanwhile_is_not_lost(folder: Path) -> None:
    with Office(folder) as office:
        prepared = securing.encrypt(folder, office.register, PASSPHRASE, lambda *_: None)
        office.register.add("unit", {"title": "乙厂"})
        with pytest.raises(Refusal, match="改动"):
            prepared.decide(office.register)
    with Office(folder) as office:
        assert office.register.find("unit", "乙厂")


def test_a_draft_of_an_encrypted_office_is_sealed(folder: Path) -> None:
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    draft = Draft("unit", 0, {"title": "第12厂"}, "2026-11-21T09:00:00")
    drafts.write(folder, draft)
    assert readable(folder) == [SCAN]
    assert drafts.read(folder) == draft
    drafts.discard(folder)
    assert drafts.read(folder) is None


def test_backups_of_an_encrypted_office_are_encrypted(folder: Path, tmp_path: Path) -> None:
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    (tmp_path / "stick").mkdir()
    with Office(folder) as office:
        kept = office.back_up()
        office.back_up(tmp_path / "stick" / "alone.zip")
        office.back_up(tmp_path / "stick" / "bare.db")
        office.backups.copy_to(tmp_path / "stick")
        assert all(one.encrypted for one in office.backups.listed())
    for archive in [kept, *(tmp_path / "stick").rglob("*.zip")]:
        shutil.unpack_archive(archive, tmp_path / "unpacked" / archive.parent.name / archive.stem)
    assert not readable(tmp_path / "unpacked")
    assert not readable(tmp_path / "stick")
    assert not readable(folder / "backups")
    assert list((tmp_path / "stick").rglob("*.封存"))


@pytest.mark.parametrize("target", [None, "alone.zip"])
def test_an_encrypted_backup_comes_back_with_its_files(folder: Path, tmp_path: Path, target: str | None) -> None:
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    before = rows(folder)
    with Office(folder) as office:
        made = office.back_up(tmp_path / target if target else None)
        office.register.delete("unit", [1, 2, 3])
    shutil.rmtree(folder / "attachments")
    restore_office(folder, made)
    assert rows(folder) == before
    assert readable(folder) == [SCAN]


def test_on_a_new_computer_the_passphrase_or_the_code_brings_it_back_encrypted(folder: Path, tmp_path: Path) -> None:
    code = encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    before = rows(folder)
    with Office(folder) as office:
        made = office.back_up(tmp_path / "alone.zip")
    for at, secret in enumerate((PASSPHRASE, code)):
        fresh = tmp_path / f"new{at}"
        with pytest.raises(Locked):
            restore_office(fresh, made)
        with pytest.raises(WrongSecret):
            restore_office(fresh, made, "不是这一句话")
        restore_office(fresh, made, secret)
        assert rows(fresh) == before
        assert (fresh / SCAN).read_bytes() == b"%PDF scan of somebody"
        sealed.forget(fresh)
        keys.unlock(fresh, PASSPHRASE)


def test_a_plain_backup_put_into_an_encrypted_office_is_encrypted(folder: Path, tmp_path: Path) -> None:
    with Office(folder) as office:
        plain = office.back_up(tmp_path / "plain.zip")
    encrypted(folder)
    with pytest.raises(Locked):
        restore_office(folder, plain)
    keys.unlock(folder, PASSPHRASE)
    restore_office(folder, plain)
    assert "register.db" not in readable(folder)
    sealed.forget(folder)
    keys.unlock(folder, PASSPHRASE)
    Office(folder).close()


def test_plain_backups_are_told_and_go_when_there_is_an_encrypted_one(folder: Path) -> None:
    with Office(folder) as office:
        office.back_up()
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    with Office(folder) as office:
        assert len(office.backups.plain()) == 2  # an archive and an attachment
        assert office.backups.drop_plain(office.register) == 2
        assert not office.backups.plain()
        assert [one.encrypted for one in office.backups.listed()] == [True]
    assert readable(folder / "backups") == []


def test_a_folder_is_sealed_and_comes_back_as_it_was(tmp_path: Path) -> None:
    inside = {"甲/乙.txt": b"a" * 100_000, "空": b"", "c.bin": bytes(range(256)) * 3}
    for name, data in inside.items():
        (tmp_path / "from" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "from" / name).write_bytes(data)
    made = seal(tmp_path / "from", tmp_path / "over.sealed", PASSPHRASE)
    assert made.stat().st_size < 100_000
    with pytest.raises(WrongSecret):
        unseal(made, tmp_path / "to", "不是这一句话")
    assert not (tmp_path / "to").exists()
    files = unseal(made, tmp_path / "to", PASSPHRASE)
    assert {file.relative_to(tmp_path / "to").as_posix(): file.read_bytes() for file in files} == inside


def test_files_stand_side_by_side_and_two_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/y.txt", "b/X.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    made = seal([tmp_path / "a/x.txt", tmp_path / "b/y.txt"], tmp_path / "two.sealed", PASSPHRASE)
    assert [one.name for one in unseal(made, tmp_path / "to", PASSPHRASE)] == ["x.txt", "y.txt"]
    seal(tmp_path / "a/x.txt", tmp_path / "one.sealed", PASSPHRASE)
    assert (tmp_path / "one.sealed").exists()
    for what, passphrase in (([tmp_path / "a/x.txt", tmp_path / "b/X.TXT"], PASSPHRASE), (tmp_path / "a", " ")):
        with pytest.raises(Refusal):
            seal(what, tmp_path / "none.sealed", passphrase)
    assert not list(tmp_path.glob("*none*"))


def hostile(path: Path, sql: str, *rows: tuple[object, ...]) -> Path:
    """A sealed file that was not made by us."""
    with closing(sealed.connect(path, PASSPHRASE)) as db:
        db.executescript(sql)
        if rows:
            db.executemany("insert into sqlar values (?, ?, ?, ?, ?)", rows)
    return path


SQLAR = "create table sqlar (name, mode, mtime, sz, data)"


@pytest.mark.parametrize(
    "row",
    [
        ("../out", 0, 0, 1, b"x"),
        ("/etc/x", 0, 0, 1, b"x"),
        ("a/../../x", 0, 0, 1, b"x"),
        ("c:x", 0, 0, 1, b"x"),
        ("a\\..\\x", 0, 0, 1, b"x"),
        ("con.txt", 0, 0, 1, b"x"),
        ("", 0, 0, 1, b"x"),
        (7, 0, 0, 1, b"x"),
        ("ok", 0, 0, -1, b"x"),
        ("ok", 0, 0, "1", b"x"),
        ("ok", 0, 0, 1 << 40, b"x"),
        ("ok", 0, 0, 5, zlib.compress(bytes(5_000_000))),
        ("ok", 0, 0, 5, b"no zlib"),
        ("ok", 0, 0, 5, "text"),
    ],
)
def test_a_hostile_row_is_refused_and_nothing_leaves_the_folder(tmp_path: Path, row: tuple[object, ...]) -> None:
    spoilt = hostile(tmp_path / "bad.sealed", SQLAR, row)
    with pytest.raises(Refusal):
        unseal(spoilt, tmp_path / "to" / "here", PASSPHRASE)
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and one != spoilt]


def test_a_view_in_the_place_of_the_table_is_refused(tmp_path: Path) -> None:
    spoilt = hostile(tmp_path / "bad.sealed", "create view sqlar as select 'a' name, 0 mode, 0 mtime, 1 sz, x'61' data")
    with pytest.raises(Refusal):
        unseal(spoilt, tmp_path / "to", PASSPHRASE)


def test_two_names_that_one_system_takes_for_one_are_refused(tmp_path: Path) -> None:
    spoilt = hostile(tmp_path / "bad.sealed", SQLAR, ("a", 0, 0, 1, b"x"), ("A", 0, 0, 1, b"y"))
    with pytest.raises(Refusal):
        unseal(spoilt, tmp_path / "to", PASSPHRASE)


def test_names_within_a_folder() -> None:
    assert all(stays_inside(name) for name in ("a", "甲/乙.txt", ".hidden", "a b/c"))
    assert not any(stays_inside(name) for name in ("..", "a/..", "./a", "a//b", "a/", "a.", "nul", "a:b", "\0"))


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("", "weak"),
        ("12345678", "weak"),
        ("aaaaaaaaaaaaaaaaaaaa", "weak"),
        ("abcdefghijkl", "weak"),
        ("password", "weak"),
        ("草原上的骏马跑", "fair"),
        ("k7#mQ2x!vP", "fair"),
        ("春天的草原一望无际", "strong"),
        ("correct horse battery staple", "strong"),
    ],
)
def test_strength_is_told_by_letters_that_differ(said: str, level: str) -> None:
    assert strength(said) == level


def test_bits_that_turn_in_an_encrypted_register_are_told(folder: Path) -> None:
    encrypted(folder)
    keys.unlock(folder, PASSPHRASE)
    file, chance = folder / "register.db", random.Random(8)
    content = file.read_bytes()
    for _ in range(20):
        at = chance.randrange(len(content))
        file.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        with pytest.raises(Refusal):
            rows(folder)
    file.write_bytes(content)
    assert rows(folder)
