"""What tests share: an empty office, the demonstration office, and a screen that is not there."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "*.debug=false;qt.qpa.*=false")

from models.office import Office
from ui.commands import main
from ui.parts.look import dress
from ui.window import Window

IN_CI = bool(os.environ.get("CI"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call() -> None:
    """A window that a fixture has shown is painted, and then furnished, before the test begins."""
    for _ in range(2):
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that must be seen fails a test that does not expect it: nobody is there to click it away."""

    def told(_: object, __: str, text: str, *___: object) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(QMessageBox, "warning", told)


@pytest.fixture(scope="session", autouse=True)
def screen(qapp: QApplication) -> QApplication:
    """One application for all, for a window needs more than certificates would make."""
    return qapp


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office."""
    with Office(tmp_path / "office") as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office as the command makes it. Not to be written to: take `demo` for that."""
    folder = tmp_path_factory.mktemp("demo") / "office"
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(["demo", str(folder)]) == 0
    (folder / "account.txt").write_text(told.getvalue(), encoding="utf-8")
    return folder


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the demonstration office."""
    copy = tmp_path / "demo"
    shutil.copytree(demo_folder, copy)
    with Office(copy) as opened:
        yield opened


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """The window on a copy of the demonstration office, of the size that must suffice, with the keys."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")
    opened = Window(demo)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=5000)
    yield opened
    opened.close()
    del opened  # a window left over with all its pages would be dressed anew for every later test
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def needs(program: str) -> None:
    """Skips where a program is missing; in CI that is a failure."""
    if shutil.which(program) is None:
        if IN_CI:
            pytest.fail(f"{program} is missing: dev.py test installs it")
        pytest.skip(f"{program} is not installed")


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
