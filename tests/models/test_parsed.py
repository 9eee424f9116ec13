"""What is kept of declarations says the same as the declarations, and never outlives a change of theirs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from models.parsed import Kept, parse
from models.resources import SHIPPED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two declarations, in a place where Python keeps what it has made."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "records").mkdir()
    (tmp_path / "words.toml").write_text('title = "一"\n', encoding="utf-8")
    (tmp_path / "records" / "unit.toml").write_text('label = "甲"\n[also]\n"厂" = ["a", 1.5, true]\n', encoding="utf-8")
    return tmp_path


def told(kept: Kept, folder: Path) -> dict[str, object]:
    """Everything that the declarations of a folder say."""
    found = {str(path): kept.tables(path) for path in sorted(folder.rglob("*.toml"))}
    kept.keep()
    return found


def test_what_is_kept_of_every_shipped_declaration_is_what_it_says(tmp_path: Path) -> None:
    kept = Kept(SHIPPED)
    for path in SHIPPED.rglob("*.toml"):
        parsed = parse(path)
        assert kept.tables(path) == parsed
        assert kept.tables(path) == parsed, "once it is kept"


def test_a_second_start_parses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(Kept(folder), folder)
    monkeypatch.setattr("models.parsed.parse", lambda path: pytest.fail(f"{path} was parsed again"))
    assert told(Kept(folder), folder) == first
    assert len(first) == 2


@pytest.mark.parametrize("words", ['title = "二"\n', 'title = "一二三"\n'])
def test_a_changed_declaration_is_parsed_anew(folder: Path, words: str) -> None:
    told(Kept(folder), folder)
    (folder / "words.toml").write_text(words, encoding="utf-8")
    os.utime(folder / "words.toml", ns=(1, 1))
    assert Kept(folder).tables(folder / "words.toml") == parse(folder / "words.toml")


def test_what_a_caller_does_to_the_tables_is_not_kept(folder: Path) -> None:
    kept = Kept(folder)
    kept.tables(folder / "words.toml").clear()
    kept.tables(folder / "words.toml").clear()
    assert kept.tables(folder / "words.toml") == {"title": "一"}


@pytest.mark.parametrize("spoiled", [b"", b"\x00" * 40, b"x", b"\xe9\x05\x00\x00\x00"])
def test_a_spoiled_file_of_what_was_kept_is_made_anew(folder: Path, spoiled: bytes) -> None:
    first = told(Kept(folder), folder)
    (file,) = (folder / "__pycache__").iterdir()
    whole = file.read_bytes()
    file.write_bytes(spoiled)
    assert told(Kept(folder), folder) == first
    assert file.read_bytes() == whole


def test_nothing_is_written_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    told(Kept(folder), folder)
    assert not (folder / "__pycache__").exists()


def test_a_date_is_told_though_it_is_not_kept(folder: Path) -> None:
    (folder / "words.toml").write_text("day = 2025-03-01\n", encoding="utf-8")
    assert told(Kept(folder), folder) == told(Kept(folder), folder)
