"""The shape of the program, asked of every file of code."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from models.library import SHIPPED, sentences

ROOT = Path(__file__).parent.parent
ROOMS = ("models", "ui")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
CODE = [ROOT / "main.py", ROOT / "dev.py", *FILES]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}
LONGEST_FUNCTION, LONGEST_FILE, MEDIAN_FILE = 40, 300, 110
KEY = re.compile(r"^[a-z_]+(\.[a-z_0-9]+)+$")
every_file = pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())


def strings(path: Path) -> set[str]:
    """All string constants of a file but docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(TREES[path]) if isinstance(node, ast.Constant) and id(node) not in docs)
    return {node.value for node in constants if isinstance(node.value, str)}


@every_file
def test_it_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(TREES[path])


@every_file
def test_its_functions_and_itself_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_half_of_the_files_are_small() -> None:
    assert statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES) <= MEDIAN_FILE


def test_no_room_is_called_by_what_anything_could_be() -> None:
    assert not {path.stem for path in FILES} & {"utils", "helpers", "common", "manager", "misc"}


def test_models_need_no_window() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES if "models" in path.parts]
    imports = "; ".join(f"import {name.removesuffix('.__init__')}" for name in names)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules['PySide6'] = None; {imports}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_no_code_knows_what_a_type_of_competition_records() -> None:
    general = set(tomli.loads((SHIPPED / "records" / "competition.toml").read_text(encoding="utf-8"))["fields"])
    own = {
        key
        for path in (SHIPPED / "records" / "competition").glob("*.toml")
        for key in tomli.loads(path.read_text(encoding="utf-8"))["fields"]
    }
    words = {word for path in FILES for word in strings(path)}
    ordinary = {"form", "title", "groups", "weights", "events", "track", "phone", "saved", "person", "mode"}
    assert not (own - general - ordinary) & words


def test_every_sentence_is_used_and_every_used_sentence_exists() -> None:
    used = {word for path in FILES for word in strings(path)}
    known = set(sentences())
    rooms = {key.split(".")[0] for key in known}
    files = (".toml", ".ini", ".db", "_")
    named = {word for word in used if KEY.match(word) and word.split(".")[0] in rooms and not word.endswith(files)}
    assert not named - known
    built = [re.compile(pattern) for pattern in BUILT]
    assert not {key for key in known - named if not any(pattern.match(key) for pattern in built)}


BUILT = (
    r"verbs\.\w+",  # the help of each verb, by its name
    r"findings\.(heading|show)_\w+|findings\.(error|doubt)",
    r"history\.heading_\w+",
    r"window\.(undo|redo)|home\.(errors|doubts)|commands\.(error|doubt)",
    r"intake\.(nothing_names_it|repeated)",
)
"""Sentences whose keys the code puts together."""


def test_nothing_reaches_for_the_network() -> None:
    forbidden = {"socket", "urllib", "http", "requests", "ssl", "ftplib", "smtplib"}
    for path in CODE:
        for node in ast.walk(TREES[path]):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & forbidden, path
            assert not any("QtNetwork" in name for name in names), path


@pytest.mark.parametrize(
    ("library", "door"),
    [
        ("sqlite_utils", "nowhere"),
        ("sqlite3", "models/register"),
        ("python_calamine", "models/sheets"),
        ("xlsxwriter", "models/sheets"),
        ("lxml", "models/sheets"),
        ("openpyxl", "nowhere"),
        ("tomli", "models/library"),
    ],
)
def test_each_library_has_one_door(library: str, door: str) -> None:
    allowed = {"sqlite3": ("models/audit", "models/measures")}.get(library, ())  # they only name its errors
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith((door, *allowed)):
            continue
        for node in ast.walk(TREES[path]):
            if isinstance(node, ast.Import):
                assert library not in {alias.name.split(".")[0] for alias in node.names}, name
            if isinstance(node, ast.ImportFrom):
                assert library != (node.module or "").split(".")[0], name
