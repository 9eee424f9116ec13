"""Whatever comes in, intake gives an account or a refusal, never another error, and the register stays as it was.

`FUZZ=100000 python -m pytest tests/test_fuzz.py` tries longer.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import intake
from models.office import Office
from models.sheets.reading.compound import MAGIC, Compound, wrapped
from models.words import Refusal
from tests.corpus.packages import data, package, row, text, xlsx
from tests.corpus.sound import sound

CASES = int(os.environ.get("FUZZ", "2400"))
FILES = {name: made() for name, made in sound().items()}
PACKED = {name: content for name, content in FILES.items() if content.startswith(b"PK")}
OLD = {name: content for name, content in FILES.items() if content.startswith(MAGIC)}

often = settings(
    max_examples=CASES // 4,
    deadline=20_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6)
cuts = st.none() | st.floats(0, 1)


class Bench:
    """An office that reads whatever is put before it."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.before = self.state()

    def state(self) -> tuple[list[int], bytes]:
        """All that the register holds: how many rows of each type, and its file."""
        register = self.office.register
        return [register.count(key) for key in register.schema.types], (self.office.folder / "register.db").read_bytes()

    def take(self, name: str, content: bytes) -> None:
        """Understands the file or refuses it with a sentence."""
        path = self.folder / name
        path.write_bytes(content)
        try:
            account = intake.read(self.office.register, path)
        except Refusal as refusal:
            assert name in str(refusal)
        else:
            assert account.tables
            assert all(finding.say for finding in account.findings)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One office for all cases; at the end nothing in it has changed."""
    folder = tmp_path_factory.mktemp("fuzz")
    with Office(folder / "office") as office:
        office.register.add("unit", {"title": "甲厂", "workers": 5})
        bench = Bench(office, folder)
        yield bench
        assert bench.state() == bench.before


def spoiled(content: bytes, changes: list[tuple[float, int]], cut: float | None) -> bytes:
    """The same with some bytes changed, and perhaps its end missing."""
    changed = bytearray(content)
    for at, value in changes if changed else []:
        changed[int(at * len(changed))] = value
    return bytes(changed if cut is None else changed[: int(cut * len(changed))])


@often
@given(name=st.sampled_from(sorted(FILES)), changes=flips, cut=cuts)
def test_bytes_of_a_file_are_changed(bench: Bench, name: str, changes: list[tuple[float, int]], cut: float) -> None:
    bench.take(name, spoiled(FILES[name], changes, cut))


@often
@example(name="二进制.xlsb", which=0.25, changes=[(0.5, 1)], cut=None)
@given(name=st.sampled_from(sorted(PACKED)), which=st.floats(0, 1, exclude_max=True), changes=flips, cut=cuts)
def test_bytes_of_a_part_are_changed(
    bench: Bench, name: str, which: float, changes: list[tuple[float, int]], cut: float
) -> None:
    with zipfile.ZipFile(io.BytesIO(PACKED[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    mattering = [part for part in parts if part.endswith((".xml", ".bin", ".rels"))]
    part = mattering[int(which * len(mattering))]
    bench.take(name, package({**parts, part: spoiled(parts[part], changes, cut)}))


@often
@given(name=st.sampled_from(sorted(OLD)), changes=flips, cut=cuts)
def test_bytes_of_an_old_workbook_s_records_are_changed(
    bench: Bench, name: str, changes: list[tuple[float, int]], cut: float
) -> None:
    stream = Compound(OLD[name]).stream("Workbook").rstrip(b"\0")
    bench.take(name, wrapped(spoiled(stream, changes, cut), "Workbook"))


HEADINGS = ["单位名称", "职工人数", "会员人数", "姓名", "身份证号", "工作单位", "报告期", "参赛职工（人）", "序号"]
ASIDES = ["合计", "小计", "注：", "填表人：", "2025年", "竞赛名称：焊工赛"]
VALUES = ["甲厂", "张三", "男", "约30人", "999999199003070016", "9.99999E+17", "2019.5", "#REF!", "=1+1", "\u3000"]
letters = st.text("甲乙,:：（）()0123456789.年月日 -/'", max_size=12)
cells = st.one_of(st.just(""), st.sampled_from([*HEADINGS, *ASIDES, *VALUES]), letters, st.integers(-9, 10**18))
areas = st.tuples(*[st.integers(0, 9)] * 4)


@often
@given(rows=st.lists(st.lists(cells, max_size=8), min_size=1, max_size=10), merged=st.lists(areas, max_size=4))
def test_sheets_of_any_shape(bench: Bench, rows: list[list[str | int]], merged: list[tuple[int, ...]]) -> None:
    written = [
        row(at, *(cell(f"{'ABCDEFGH'[place]}{at}", value) for place, value in enumerate(values) if value != ""))
        for at, values in enumerate(rows, 1)
    ]
    names = [f"{'ABCDEFGHIJ'[left]}{top + 1}:{'ABCDEFGHIJ'[right]}{low + 1}" for top, left, low, right in merged]
    areas = "".join(f'<mergeCell ref="{name}"/>' for name in names)
    bench.take("任意.xlsx", xlsx(data(*written) + (f"<mergeCells>{areas}</mergeCells>" if areas else "")))


def cell(at: str, value: str | int) -> str:
    """A number as one, all else as text."""
    return f'<c r="{at}"><v>{value}</v></c>' if isinstance(value, int) else text(at, value)
