"""What is shipped is what its scripts make."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.kinds.base import plain
from models.sheets import read_book
from tests import demo_workbooks

DEMO = Path(__file__).parent.parent / "resources" / "demo"
GOLDEN = Path(__file__).parent / "golden" / "demo_expected.toml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration workbooks, made now."""
    folder = tmp_path_factory.mktemp("made")
    demo_workbooks.main(folder)
    return folder


def files(folder: Path) -> list[str]:
    """All files of a folder, by their path inside it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_demonstration_workbooks_are_those_of_the_script(made: Path) -> None:
    assert files(made) == files(DEMO)
    for name in files(made):
        if not name.endswith(".txt"):
            assert [sheet.rows for sheet in read_book(made / name)] == [
                sheet.rows for sheet in read_book(DEMO / name)
            ], name


def test_what_is_expected_of_them_is_written_by_the_same_script() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == demo_workbooks.expected()


def test_invented_people_have_numbers_that_nobody_can_have() -> None:
    assert "999999" in (DEMO / "说明.txt").read_text(encoding="utf-8")
    for name in files(DEMO):
        if name.startswith(("04", "05")):
            cells = [plain(str(cell)) for sheet in read_book(DEMO / name) for row in sheet.rows for cell in row]
            numbers = [cell for cell in cells if len(cell) == 18 and cell[:17].isdecimal()]
            assert numbers and all(number.startswith("999999") for number in numbers)
