"""Every workbook of the corpus is read as the golden text beside it says, row by row and note by note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office import Office
from tests.corpus.reading import GOLDEN, told
from tests.corpus.sound import sound

FILES = sound()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that only reads."""
    with Office(tmp_path_factory.mktemp("corpus") / "office") as opened:
        yield opened


def test_the_corpus_is_large_and_each_workbook_has_its_text() -> None:
    assert len(FILES) >= 40
    assert {f"{name}.txt" for name in FILES} == {path.name for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("name", FILES)
def test_a_workbook_is_read_as_expected(name: str, empty: Office, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    assert told(empty.register, path) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
