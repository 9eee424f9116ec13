"""Merging the files of 103 counties, 1,000 entries each, against a bare ATTACH and INSERT SELECT of the same rows; then
the same counties' second files, in which a tenth of the entries is another and a few are gone."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Line, compared, peak
from bench.office import id_number, name
from models.handover import Choice, Merger, hand_over
from models.office import Office

COUNTIES, ENTRIES = 103, 1_000
_ATTACHED = 10  # files at once: SQLite's limit


def counties(folder: Path) -> list[Path]:
    """Their files, made from as many offices."""
    files = []
    for at in range(COUNTIES):
        with Office(folder / str(at)) as office:
            _fill(office, at)
            hand_over(office.register, folder / f"{at:03}.saibao", Choice(numbers=True), "测试")
        files.append(folder / f"{at:03}.saibao")
    return files


def _fill(office: Office, at: int) -> None:
    register = office.register
    with register.step("演示"):
        register.add("settings", {"federation": f"第{at}旗总工会", "region": f"第{at}旗"})
        register.add_many("unit", ["title"], [(f"{at}旗第{unit}单位",) for unit in range(20)])
        contests = [(f"2025年{at}旗第{contest}项比赛", 2025) for contest in range(10)]
        register.add_many("competition/skills", ["title", "year"], contests)
        people = [(name(at * ENTRIES + one), id_number(at * ENTRIES + one), 1 + one % 20) for one in range(ENTRIES)]
        register.add_many("worker", ["name", "id_number", "unit"], people)
        entries = [(1 + one % 10, 1 + one, f"{one:04}", 80, 90, 87) for one in range(ENTRIES)]
        fields = ["competition", "worker", "number", "theory_score", "practical_score", "total_score"]
        register.add_many("entry", fields, entries)


def _change(folder: Path) -> None:
    """Every county corrects 100 entries, deletes 10, adds 50, and sends its file again."""
    for at in range(COUNTIES):
        with Office(folder / str(at)) as office:
            register = office.register
            with register.step("更正"):
                register.change_many("entry", range(1, 101), ["theory_score"], [(81,)] * 100)
                register.delete("entry", range(991, 1001))
                added = [(1, 900 + one, f"9{one:04}") for one in range(50)]
                register.add_many("entry", ["competition", "worker", "number"], added)
            hand_over(register, folder / f"{at:03}.saibao", Choice(numbers=True), "测试")


def merge(folder: str | Path, files: str | Path) -> None:
    """The whole way of the page: received, checked, merged in one step."""
    with Office(Path(folder)) as office, Merger(office.folder, office.register) as merger:
        for file in sorted(Path(files).glob("*.saibao")):
            merger.add(file)
        merger.merge()


def _undo(folder: Path) -> float:
    with Office(folder) as office:
        start = time.perf_counter()
        office.register.undo()
        return time.perf_counter() - start


def _bare(target: Path, files: Path) -> float:
    """The same rows, ids and links not minded, into the same tables with their indexes but no triggers."""
    with sqlite3.connect(target) as db:
        for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {trigger}")
    start = time.perf_counter()
    db.isolation_level = None
    for at in range(0, COUNTIES, _ATTACHED):
        some = range(at, min(at + _ATTACHED, COUNTIES))
        for one in some:
            db.execute(f"attach ? as c{one}", [str(files / str(one) / "register.db")])
        db.execute("begin")
        for one in some:
            for table in ("unit", "competition", "worker", "entry"):
                columns = ", ".join(
                    f'"{row[1]}"' for row in db.execute(f"pragma table_info({table})") if row[1] != "id"
                )
                db.execute(f"insert into main.{table} ({columns}) select {columns} from c{one}.{table}")
        db.execute("commit")
        for one in some:
            db.execute(f"detach c{one}")
    db.close()
    return time.perf_counter() - start


def run(_: Path) -> Iterator[Line]:
    """Merge, undo, memory."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        counties(folder / "files")
        for place in ("merged", "bare", "measured"):
            Office(folder / place).close()
        start = time.perf_counter()
        merge(folder / "merged", folder / "files")
        ours = time.perf_counter() - start
        shutil.copytree(folder / "merged", folder / "undone")
        bare = _bare(folder / "bare" / "register.db", folder / "files")
        yield compared("merge 103 counties × 1,000 entries / bare ATTACH + INSERT SELECT", ours, bare, "≤ 3")
        yield compared("undo of it / bare", _undo(folder / "undone"), bare, "")
        _change(folder / "files")
        start = time.perf_counter()
        merge(folder / "merged", folder / "files")
        again = time.perf_counter() - start
        yield compared(
            "the same counties send again, a tenth of the entries changed / the first time", again, ours, "≤ 2"
        )
        memory = peak(merge, folder / "measured", folder / "files")
        yield Line("memory of merging them", f"{memory:.0f} MB", "", 0, "≤ 300 MB")
        shutil.rmtree(folder / "files")
