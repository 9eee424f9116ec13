"""What a clerk does, as steps that return when they are done: each can be begun again in a new process."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import attachments, certificates, contests, drafts, judging, keying, ledgers
from models.backups import read_manifest
from models.certificates.saving import save
from models.office import Office, restore_office
from models.returns.adopting import Context, open_blank
from models.returns.instances import AUDITED, HANDED_UP
from tests.contests import TITLE, settled, work_out
from tests.new_forms import figures
from ui.commands.rows import take_in
from ui.parts.awards import Batch, Prepared, draft, note, prepare, put_out
from ui.window import Window

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo"
CELLS = """
title = "季报"
form = "form.xlsx"
[cells]
"表1!B3" = "keyed"
"表1!B4" = { fact = "federation" }
"""
GROWN = """
[fields.nickname]
kind = "text"
label = "俗称"
"""


class Work:
    """An office in which steps are made; a step may close it and open it anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(folder)
        self.office.register.sound.wait()

    @property
    def out(self) -> Path:
        """Where files that go out are written."""
        return self.folder / "out"

    def anew(self, between: Callable[[Path], object]) -> None:
        """Does something while the office is closed."""
        self.office.close()
        between(self.folder)
        self.office = Office(self.folder)
        self.office.register.sound.wait()


Step = Callable[[Work], object]


def seed(folder: Path) -> None:
    """The office that each operation begins with: a contest ready to be published, a form, a backup."""
    form = folder / "formats" / "returns" / "mine"
    form.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.title = "表1"
    book.active["A3"], book.active["A4"] = "手填", "单位"
    book.save(form / "form.xlsx")
    (form / "cells.toml").write_text(CELLS, encoding="utf-8")
    (folder / "notice.pdf").write_bytes(b"%PDF-1.4 a notice")
    figures(folder / "blank.xlsx")
    with Office(folder) as office:
        office.register.add("settings", {"federation": "云泽旗总工会"})
        settled(office)
        office.register.add_many("unit", ["title"], [(f"云泽{at}号车间",) for at in range(400)])
        office.back_up()
    with Office(folder) as office:
        office.register.add("unit", {"title": "备份以后的单位"})


def _one(work: Work, key: str, where: str) -> int:
    return int(work.office.register.rows(key, [], where)[0][0])


def _judged(work: Work) -> None:
    office = work.office
    reader, worker = office.register.look(), _one(work, "worker", "name = '甲一'")
    with closing(reader):
        judging.judge(office.audit, reader, "worker", worker, {"name": "甲一", "phone": "13800000000"})
    keying.change(office.register, "worker", worker, {"phone": "13800000000"})


def _draft(work: Work) -> None:
    told = drafts.Draft("worker", 0, {"name": "写到一半"}, "2025-01-01T00:00:00")
    drafts.write(work.folder, told)


KEYING: list[Step] = [
    _draft,
    lambda work: keying.add(work.office.register, "worker", [{"name": "一号"}, {"name": "二号"}]),
    _judged,
    lambda work: keying.put(
        work.office.register, "unit", {row: {"ownership": "国有企业"} for row in work.office.register.ids("unit")[:200]}
    ),
    lambda work: work.office.register.delete("unit", work.office.register.ids("unit")[-3:]),
    lambda work: work.office.register.undo(),
    lambda work: work.office.register.redo(),
    lambda work: work.office.register.change("unit", 1, {"title": attachments.keep(work.folder, _notice(work))}),
]


def _notice(work: Work) -> Path:
    return work.folder / "notice.pdf"


IMPORT: list[Step] = [
    lambda work: take_in(work.office, [DEMO / "01_单位名册.xlsx"]),
    lambda work: take_in(work.office, [DEMO / "02_竞赛台账.xlsx", DEMO / "12_经费.xlsx"]),
    lambda work: work.office.register.undo(),
]

EXPORT: list[Step] = [
    lambda work: ledgers.write_ledger(work.office.register, "unit", work.out / "单位.xlsx"),
    lambda work: ledgers.write_blank(work.office.register, "worker", work.out / "空表.xlsx"),
    lambda work: ledgers.write_ledger(work.office.register, "worker", work.out / "单位.xlsx"),
]


def _publish(work: Work, reason: str = "") -> None:
    work.office.before_publishing()
    assert work.office.press.publish(contests.find(work.office.register, TITLE), reason).published


def _corrected(work: Work) -> None:
    worker = _one(work, "worker", "name = '甲二'")
    work.office.register.change("worker", worker, {"name": "甲贰"})


def _confirmed(work: Work) -> None:
    """The team's record names its members: it is confirmed anew."""
    contests.confirm(work.office.register, work_out(work.office, contests.find(work.office.register, TITLE)))


PUBLISH: list[Step] = [_publish, _corrected, _confirmed, lambda work: _publish(work, "姓名写错")]


def _awarded(work: Work, half: int) -> Prepared:
    """Every second certificate, as prepared."""
    _ = QApplication.instance() or QApplication([])
    office = work.office
    ids = certificates.rows(office.layouts["prize"], office.register)[half::2]
    ready = prepare(office, office.register, Batch("prize", 0, tuple(ids)))
    assert ready.pages and not ready.stopped, ready.stopped
    return ready


def _certificates(work: Work, file: str, half: int) -> None:
    """Drafted, put in place and settled; each for itself where the file is a folder."""
    ready = _awarded(work, half)
    _, trouble = put_out(work.office, ready, draft(ready, work.out / file, separately=not file.endswith(".pdf")))
    assert trouble is None, trouble


CERTIFICATES: list[Step] = [
    _publish,
    lambda work: note(work.office, _awarded(work, 0)),
    lambda work: _certificates(work, "证书.pdf", 0),
    lambda work: note(work.office, _awarded(work, 1)),
    lambda work: _certificates(work, "一人一份", 1),
]


def _instance(work: Work) -> int:
    found = work.office.instances.find("mine", "2025")
    assert found
    return found.id


RETURNS: list[Step] = [
    lambda work: work.office.instances.begin("mine", "2025"),
    lambda work: work.office.instances.put(_instance(work), "表1!B3", 12.5),
    lambda work: work.office.instances.pass_to(_instance(work), AUDITED),
    lambda work: work.office.instances.pass_to(_instance(work), HANDED_UP, target=work.out / "季报.xlsx"),
]


def _adopt(work: Work) -> None:
    office = work.office
    context = Context(office.resources, office.schema, office.measures, office.register)
    form = open_blank(context, work.folder / "blank.xlsx", work.folder)
    form.accept()
    form.write(work.folder / "formats" / "returns", form.proposals())
    office.renew_returns()
    assert form.name in office.returns


def _layout(work: Work) -> None:
    office = work.office
    save(replace(office.layouts["prize"], name="own_prize", title="本旗奖状"), work.folder / "formats")
    office.forget_layouts()
    assert office.layouts["own_prize"].title


ADOPT: list[Step] = [_adopt, _layout, _adopt, _layout]


def _stick(work: Work) -> None:
    (work.folder.parent / "stick").mkdir(exist_ok=True)
    work.office.backups.copy_to(work.folder.parent / "stick")


BACKUP: list[Step] = [
    lambda work: work.office.back_up(),
    _stick,
    lambda work: work.office.back_up(work.out / "alone.zip"),
    lambda work: work.office.backups.thin(work.office.backups.folder, datetime.datetime.now()),
    lambda work: work.office.back_up(work.out / "bare.db"),
]


def _oldest(folder: Path) -> Path:
    return min(folder.glob("backups/*.zip"), key=lambda path: read_manifest(path).at)


RESTORE: list[Step] = [
    lambda work: work.anew(lambda folder: restore_office(folder, _oldest(folder))),
    lambda work: work.office.register.add("unit", {"title": "恢复以后的单位"}),
]


def _declare(folder: Path) -> None:
    path = folder / "formats" / "records" / "unit.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GROWN, encoding="utf-8")


GROWTH: list[Step] = [
    lambda work: work.anew(_declare),
    lambda work: work.office.register.change("unit", 1, {"nickname": "老厂"}),
]


def _typed(work: Work, name: str) -> None:
    """A unit typed into a blank form of the real window, and saved."""
    drawing = QApplication.instance() or QApplication([])
    window = Window(work.office)
    window.show()
    page = window.open_page("records:unit")
    page.add_record()
    QTest.keyClicks(page.form().boxes["title"].editor.focusProxy(), name)
    drawing.processEvents()
    page.keep()
    assert work.office.register.find("unit", name)
    window.desk.jobs.close()


WINDOW: list[Step] = [lambda work: _typed(work, "typed 1"), lambda work: _typed(work, "typed 2")]

OPERATIONS: dict[str, Sequence[Step]] = {
    "keying": KEYING,
    "import": IMPORT,
    "export": EXPORT,
    "publish": PUBLISH,
    "certificates": CERTIFICATES,
    "returns": RETURNS,
    "adopt": ADOPT,
    "backup": BACKUP,
    "restore": RESTORE,
    "growth": GROWTH,
    "window": WINDOW,
}
