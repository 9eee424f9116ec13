"""Every shipped return is filled from the demonstration office as its golden text says, and says what it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from models import sheets
from models.measures import Measures
from models.office import Office
from models.resources import Resources
from models.returns import load
from models.returns.declared import Return
from models.schema import load as load_schema
from tests.return_texts import GOLDEN, filled, nominate

SCHEMA = load_schema(Resources())
RETURNS = load(Resources(), SCHEMA, Measures.load(Resources(), SCHEMA))
WORKBOOKS = {name: one for name, one in RETURNS.items() if not one.is_document}


@pytest.fixture(scope="module")
def office(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The demonstration office with nominations and a target; nothing else is written to it."""
    copy = tmp_path_factory.mktemp("returns") / "demo"
    shutil.copytree(demo_folder, copy)
    opened = Office(copy)
    nominate(opened)
    return opened


@pytest.mark.parametrize("name", RETURNS)
def test_it_is_filled_as_its_golden_text_says(name: str, office: Office, tmp_path: Path) -> None:
    told = filled(office, office.returns[name], tmp_path)
    assert told == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"), "look through: python -m tests.return_texts"


@pytest.mark.parametrize("one", RETURNS.values(), ids=RETURNS)
def test_a_composite_says_so(one: Return) -> None:
    assert one.title.endswith("（参考表式）")


@pytest.mark.parametrize("one", WORKBOOKS.values(), ids=WORKBOOKS)
def test_it_prints_on_its_paper_with_its_headings_on_every_page(one: Return) -> None:
    assert [picture.name for picture in sheets.draw(one.form)] == ["表1"]
    sheet = openpyxl.load_workbook(one.form)["表1"]
    assert sheet.print_area and sheet.print_title_rows and sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_every_type_of_contest_has_a_cross_table() -> None:
    """Many cells count the contests of the type, narrowed each in its own way."""
    crossed = {name for name, one in RETURNS.items() if len([each for each in one.cells.values() if each.only]) > 20}
    named = {"team_contest": "team_statistics", "innovation": "innovation_results"}
    kinds = {one.refinement for one in SCHEMA.refinements("competition")}
    assert crossed >= {named.get(kind, f"{kind}_statistics") for kind in kinds}


@pytest.mark.parametrize("name", ["labour_statistics", "skills_statistics", "quiz_statistics", "team_statistics"])
def test_the_total_of_a_cross_table_is_what_is_counted_undivided(name: str, office: Office, tmp_path: Path) -> None:
    kind = {"team": "team_contest"}.get(name.partition("_")[0], name.partition("_")[0])
    rows = [line.split("｜") for line in filled(office, office.returns[name], tmp_path).splitlines()]
    total = next(row for row in rows if row[1:2] == ["合计"])
    asked = "select count(*), sum(units) from competition where type = ? and year = 2025"
    assert [int(one) for one in total[3:5]] == list(office.register.ask(asked, [kind])[0])


def test_every_type_of_contest_has_a_statistic_a_ledger_and_a_form_to_apply() -> None:
    """By the records that they count: of the contest itself, of its rosters, and once for each."""
    kinds = {one.refinement for one in SCHEMA.refinements("competition")}
    texts = {name: (one.form.parent / "cells.toml").read_text(encoding="utf-8") for name, one in RETURNS.items()}
    assert kinds - {kind for kind in kinds for text in texts.values() if kind in text} <= {"innovation"}
    assert {"innovation_statistics", "small_five", "work_application"} <= RETURNS.keys()
