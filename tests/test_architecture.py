"""Asked of every file of code: what import-linter can't see, sizes, names, and the sentences that it says."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "resources" / "records"
WORDS = ROOT / "resources" / "words.toml"

PROGRAM = [path for folder in ("models", "ui") for path in sorted((ROOT / folder).rglob("*.py"))]
STARTERS = [ROOT / "main.py", ROOT / "dev.py"]
CHECKING = [path for folder in ("tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]

NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "PySide6.QtNetwork"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
SHARED = {"form"}  # field keys of a competition that are also a column of the program's own ledger, `issued`
WITHOUT_QT = {"certificates", "demo"}  # verbs that draw, and so may need Qt

KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
FAMILY = re.compile(r"[a-z_]+\.[a-z_0-9.]*")
FILE = re.compile(r".*\.(py|toml|svg|qss|ini|db|seal|xlsx|pdf|png|txt)")
PLACE = re.compile(r"\{(\w+)")


def run_without_qt(code: str) -> subprocess.CompletedProcess[str]:
    """Runs the code where `import PySide6` fails as if it were not installed."""
    blocked = f"import sys; sys.modules['PySide6'] = None\n{code}"
    return subprocess.run([sys.executable, "-c", blocked], cwd=ROOT, capture_output=True, text=True, check=False)


def module_name(path: Path) -> str:
    """The name by which a file of code is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_models_work_where_qt_is_absent() -> None:
    models = [module_name(path) for path in PROGRAM if path.is_relative_to(ROOT / "models")]
    done = run_without_qt("\n".join(f"import {name}" for name in models))
    assert done.returncode == 0, done.stderr


def test_the_command_line_works_where_qt_is_absent() -> None:
    verbs = [path for path in PROGRAM if path.parent == ROOT / "ui" / "commands" and path.stem not in WITHOUT_QT]
    done = run_without_qt("\n".join(f"import {module_name(path)}" for path in verbs))
    assert done.returncode == 0, done.stderr


def test_the_program_can_not_reach_a_network() -> None:
    reached = [
        f"{module_name(path)} imports {name}"
        for path in PROGRAM
        for name in imported(path)
        if any(name == barred or name.startswith(f"{barred}.") for barred in NETWORK)
    ]
    assert not reached


def imported(path: Path) -> Iterator[str]:
    """Names of all modules, and of what is taken from them, that a file imports anywhere."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def test_every_file_says_what_it_is() -> None:
    silent = [path for path in [*PROGRAM, *STARTERS, *CHECKING] if not ast.get_docstring(parsed(path))]
    assert not silent


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in [*PROGRAM, *STARTERS]
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert not long


def test_no_file_is_longer_than_300_lines() -> None:
    long = [path for path in [*PROGRAM, *STARTERS] if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    assert not long


def test_most_files_are_read_at_a_glance() -> None:
    sizes = [size for path in PROGRAM if (size := code_lines(path))]
    if not sizes:
        pytest.skip("there is no code yet")
    median = statistics.median(sizes)
    print(f"{len(sizes)} files, median {median} lines of code, longest {max(sizes)}")
    assert median <= 110


def code_lines(path: Path) -> int:
    """Lines that are neither blank nor only a comment."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def test_every_module_is_named_for_what_it_does() -> None:
    assert not [path for path in [*PROGRAM, *CHECKING] if VAGUE & {path.stem, path.parent.name}]


def test_code_does_not_know_what_a_competition_is() -> None:
    known = [
        f"{path.relative_to(ROOT)}:{line} {text!r}"
        for path in PROGRAM
        for line, text in strings(path)
        if text in competition_fields() - SHARED
    ]
    assert not known


@cache
def competition_fields() -> set[str]:
    """Keys of fields that are declared for a type of competition and for nothing else."""
    refined = {key for path in RECORDS.glob("competition/*.toml") for key in toml(path).get("fields", {})}
    general = {key for path in RECORDS.glob("*.toml") for key in toml(path).get("fields", {})}
    return refined - general


@pytest.fixture
def sentences() -> dict[str, str]:
    """All sentences by dotted key."""
    if not WORDS.exists():
        pytest.skip("resources/words.toml does not exist yet")
    return dict(flat(toml(WORDS)))


def test_every_sentence_that_code_says_exists(sentences: dict[str, str]) -> None:
    rooms = {key.split(".")[0] for key in sentences}
    meant = [
        (f"{path.relative_to(ROOT)}:{line}", text)
        for path in PROGRAM
        for line, text in strings(path)
        if KEY.fullmatch(text) and text.split(".")[0] in rooms and not FILE.fullmatch(text)
    ]
    asked = [(where, key) for where, key, _ in calls_that_speak()]
    assert not sorted({(where, key) for where, key in [*meant, *asked] if key not in sentences})


def test_every_sentence_is_said(sentences: dict[str, str]) -> None:
    whole = {text for path in PROGRAM for _, text in strings(path)}
    begun = {start for path in PROGRAM for start in families(path)}
    put_together = {key for key in sentences for start in begun if key.startswith(start) and key[len(start) :] in whole}
    unsaid = sorted(sentences.keys() - whole - put_together)
    assert not unsaid


def test_every_sentence_gets_the_values_that_it_names(sentences: dict[str, str]) -> None:
    assert not [
        f"{where} {key}: {missing}"
        for where, key, given in calls_that_speak()
        if (missing := set(PLACE.findall(sentences.get(key, ""))) - given)
    ]


def calls_that_speak() -> Iterator[tuple[str, str, set[str]]]:
    """Where `say` or `Refusal` is called with a key in plain sight, the key, and the names of the values given."""
    for path in PROGRAM:
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Call(ast.Name("say" | "Refusal"), [ast.Constant(str(key))], given) if all(
                    one.arg for one in given
                ):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", key, {str(one.arg) for one in given}


@cache
def parsed(path: Path) -> ast.Module:
    """A file of code as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every plain string in a file, without the pieces of f-strings."""
    pieces = {id(piece) for node in ast.walk(parsed(path)) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.lineno, node.value


def families(path: Path) -> Iterator[str]:
    """Beginnings such as `verbs.` of sentences whose last part is put in when the program runs."""
    for node in ast.walk(parsed(path)):
        match node:
            case ast.JoinedStr([ast.Constant(str(start)), ast.FormattedValue()]) if FAMILY.fullmatch(start):
                yield start


def toml(path: Path) -> dict[str, Any]:
    """One declaration, by the standard library: this is not the program's own door."""
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of nested tables with its dotted key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@pytest.mark.parametrize(
    ("module", "door"),
    [
        ("sqlite_utils", "nowhere"),
        ("sqlite3", "models/register"),
        ("sqlcipher3", "nowhere"),  # loaded by its name in models/sealed, when something sealed is opened
        ("python_calamine", "models/sheets"),
        ("xlsxwriter", "models/sheets"),
        ("lxml", "models/sheets"),
        ("docx", "models/documents"),
        ("openpyxl", "nowhere"),
        ("tomli", "nowhere"),  # loaded by its name in models/parsed, when a file has changed
    ],
)
def test_each_library_has_one_door(module: str, door: str) -> None:
    naming_errors = ("models/audit", "models/measures", "models/returns/working", "models/sealed")
    allowed = {"sqlite3": naming_errors, "lxml": ("models/documents",)}.get(module, ())
    for path in PROGRAM:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith((door, *allowed)):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                assert module not in {alias.name.split(".")[0] for alias in node.names}, name
            if isinstance(node, ast.ImportFrom):
                assert module != (node.module or "").split(".")[0], name


def test_boxes_that_the_wheel_would_change_are_made_nowhere() -> None:
    changing = {
        "QComboBox",
        "QSpinBox",
        "QDoubleSpinBox",
        "QDateEdit",
        "QTimeEdit",
        "QDateTimeEdit",
        "QSlider",
        "QDial",
    }
    for path in PROGRAM:
        calls = {getattr(node.func, "id", "") for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)}
        assert not calls & changing, f"{path}: take those of ui/parts/boxes.py"
