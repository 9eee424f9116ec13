"""The program as offices get it: one folder that runs anywhere, with nothing installed, and a package of it."""

import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from models.office import VERSION

ROOT = Path(__file__).resolve().parents[1]
MOST = 110_000_000
"""Bytes of the unpacked program."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folder of Windows is tried where it is built")


@pytest.fixture(scope="module")
def away(tmp_path_factory):
    """The built folder, in a place that it was not built for."""
    place = tmp_path_factory.mktemp("away")
    asked = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", place]
    subprocess.run([*asked, "--workpath", place / "work", ROOT / "build.spec"], cwd=ROOT, check=True)
    return place / "saibao"


def _run(away, *arguments):
    """Without Python, without a home, without any variable."""
    return subprocess.run([away / "saibao", *arguments], cwd="/", env={}, capture_output=True, timeout=120)


def test_it_does_the_main_job_with_an_empty_environment(away, tmp_path):
    made = _run(away, "demo", tmp_path / "office")
    assert made.returncode == 0, made.stderr.decode()
    assert {path.suffix for path in (tmp_path / "office" / "out").iterdir()} >= {".xlsx", ".pdf"}
    assert _run(away, "--office", tmp_path / "office", "check").returncode == 0
    refused = _run(away, "--office", tmp_path / "office", "intake", tmp_path / "nothing.xlsx")
    assert refused.returncode == 2 and "Traceback" not in refused.stderr.decode()


def test_its_window_opens(away, tmp_path):
    """Until it is ended; a program that can't draw ends by itself."""
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    opened = subprocess.Popen([away / "saibao", "--office", tmp_path / "office"], env=environment)
    with pytest.raises(subprocess.TimeoutExpired):
        opened.wait(3)
    opened.kill()
    opened.wait()
    assert (tmp_path / "office" / "register.db").exists()


def test_it_is_small_and_carries_nothing_of_networks(away):
    files = [path for path in away.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= MOST
    assert not [path.name for path in files if "Qt6Network" in path.name or path.name.startswith(("_ssl", "libssl"))]


def test_words_that_icu_would_bring_are_not_missed(away, tmp_path):
    for language in ("zh_CN.UTF-8", "C"):
        opened = subprocess.run([away / "saibao", "version"], env={"LANG": language}, capture_output=True, check=True)
        assert VERSION in opened.stdout.decode()
    assert next(away.rglob("libicudata.so.*")).stat().st_size < 100_000


def test_the_package_holds_it_with_a_starter(away, tmp_path):
    package = runpy.run_path(str(ROOT / ".ci" / "delivery" / "deb.py"))["package"]
    made = package(away, tmp_path, compression="none")
    held = subprocess.run(["dpkg-deb", "--contents", made], capture_output=True, text=True, check=True).stdout
    for wanted in (
        "./opt/saibao/saibao",
        "./usr/bin/saibao -> /opt/saibao/saibao",
        "./usr/share/applications/saibao.desktop",
        "/apps/saibao.svg",
    ):
        assert wanted in held


def test_every_file_that_names_the_version_names_the_same_one():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
    assert f"AppVersion={VERSION}" in (ROOT / ".ci/delivery/saibao.iss").read_text("utf-8")
    assert (ROOT / ".ci/delivery/version.txt").read_text("utf-8").count(f'"{VERSION}"') == 2
