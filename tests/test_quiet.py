"""The program speaks to no network, and writes nowhere but into the office's folder."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import witness

ROOT = Path(__file__).parent.parent
QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a clerk's days have touched, in a home and a folder for passing things that were empty before."""
    base = tmp_path_factory.mktemp("quiet")
    for name in ("home", "passing", "here"):
        (base / name).mkdir()
    places = {"HOME": base / "home", "TMPDIR": base / "passing", "XDG_RUNTIME_DIR": base / "here"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.witness", str(base / "office")],
        cwd=ROOT,
        env=kept | QUIET | {key: str(path) for key, path in places.items()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout.splitlines()[-1]), "base": base}


def test_the_witness_hears_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness, "REACHED", [])
    monkeypatch.setattr(witness, "WRITTEN", set())
    before = witness.sockets()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
        heard.bind(("127.0.0.1", 0))
        assert len(witness.sockets()) == len(before) + 1
    witness.notice("socket.connect", (None, ("192.0.2.1", 80)))
    witness.notice("open", ("/read", "r", os.O_RDONLY))
    witness.notice("open", ("/written", "w", os.O_WRONLY | os.O_CREAT))
    witness.notice("os.rename", ("/from", "/to", -1, -1))
    assert len(witness.REACHED) == 1
    assert sorted(witness.WRITTEN) == ["/from", "/to", "/written"]


def test_nothing_reaches_for_a_network(seen: dict[str, Any]) -> None:
    assert seen["reached"] == []
    assert seen["sockets"] == []


def test_nothing_is_written_outside_the_office(seen: dict[str, Any]) -> None:
    office = seen["base"] / "office"
    assert [one for one in seen["written"] if not Path(one).is_relative_to(office)] == []
    assert any(Path(one).is_relative_to(office) for one in seen["written"])


def test_nothing_is_left_behind_outside_the_office(seen: dict[str, Any]) -> None:
    left = [one for one in seen["base"].rglob("*") if one.is_file() and not one.is_relative_to(seen["base"] / "office")]
    assert left == []
