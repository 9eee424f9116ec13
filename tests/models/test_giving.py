"""One file for the level above with returns and forms, one for the next clerk; both under a passphrase if wanted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from models import giving, packs, securing
from models.handover import Choice, Merger, papers
from models.office import Office, restore_office
from models.returns import exchange
from models.returns.instances import AUDITED
from models.sealed import Locked
from models.words import Refusal
from tests.models.test_handover import PASSPHRASE, made
from ui.commands import main

CELLS = """
title = "季报"
form = "form.xlsx"
[cells]
"表1!B3" = "keyed"
"""


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """An office with an adopted form, a return of it that is audited, and a pack."""
    folder = made(tmp_path / "甲", "甲旗总工会")
    form = folder / "formats" / "returns" / "季报"
    form.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.title = "表1"
    book.save(form / "form.xlsx")
    (form / "cells.toml").write_text(CELLS, encoding="utf-8")
    with Office(folder) as office:
        packs.adopt(office, packs.find(folder, "other_work").folder)
    with Office(folder) as office:
        row = office.instances.begin("季报", "2025")[0].id
        office.instances.put(row, "表1!B3", 41)
        office.instances.pass_to(row, AUDITED)
        office.instances.begin("季报", "2024")
    return folder


def test_returns_and_forms_go_along_and_are_adopted_there_by_hand(office: Office, county: Path, tmp_path: Path) -> None:
    file = tmp_path / "甲.saibao"
    with Office(county) as sender:
        ready = giving.ready(sender, sender.register)
        assert [one.period for one in ready] == ["2025"]
        told = giving.to_level_above(sender, sender.register, file, Choice("2025"), [ready[0].id])
        assert told.along() == "上报包 1 个，表式 2 个"
        assert not list(sender.folder.glob("~*"))
    with zipfile.ZipFile(file) as archive:
        summary = archive.read("说明.txt").decode("utf-8-sig")
    assert "季报" in summary
    with Merger(office.folder, office.register) as merger:
        came = merger.add(file)
        merger.merge()
    put = papers(came.told, office.folder)
    assert "other_work" not in {one.words.name for one in packs.known(office.folder).values() if one.adopted}
    with zipfile.ZipFile(next(put.glob("上报包/*.zip"))) as archive:
        form = next(name for name in archive.namelist() if name.endswith(".xlsx"))
        archive.extract(form, tmp_path)
    assert openpyxl.load_workbook(tmp_path / form)["表1"]["B3"].value == 41
    assert exchange.unpack(put / "表式" / "季报.zip", tmp_path / "work").name == "季报"
    assert packs.adopt(office, next(put.glob("表式/表式包*.zip"))).adopted


def test_the_next_clerk_opens_everything_with_the_passphrase(county: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "全部.saibao"
    with Office(county) as office:
        giving.to_next_clerk(office, office.register, sealed, PASSPHRASE)
        assert not list(office.folder.glob("~*"))
    with pytest.raises(Locked, match="口令"):
        restore_office(tmp_path / "接任", sealed)
    with pytest.raises(Refusal):
        restore_office(tmp_path / "接任", sealed, "另一句话一二三四")
    restore_office(tmp_path / "接任", sealed, PASSPHRASE)
    with Office(tmp_path / "接任") as office:
        assert office.register.count("worker") == 2
        assert "季报" in office.returns


def test_an_encrypted_office_has_one_passphrase_already(county: Path, tmp_path: Path) -> None:
    with Office(county) as office:
        securing.encrypt(county, office.register.look(), PASSPHRASE, lambda _, __: None).decide(office.register)
    with Office(county) as office, pytest.raises(Refusal, match="已加密"):
        giving.to_next_clerk(office, office.register, tmp_path / "x.saibao", PASSPHRASE)


def test_a_file_for_the_next_clerk_says_what_it_is(county: Path, tmp_path: Path) -> None:
    with Office(county) as office:
        giving.to_next_clerk(office, office.register, tmp_path / "全部.zip")
    with zipfile.ZipFile(tmp_path / "全部.zip") as archive:
        summary = archive.read("说明.txt").decode("utf-8-sig")
    assert "从其他位置恢复" in summary
    assert "SHA-256" in summary


def test_a_form_is_taken_back_and_let_in_again_by_the_same_door(county: Path, tmp_path: Path) -> None:
    formats = county / "formats"
    with Office(county) as office:
        kept = exchange.take_back(formats, "季报")
        office.renew_returns()
        assert "季报" not in office.returns
        assert [one.state for one in giving.ready(office, office.register)] == [AUDITED]
        with pytest.raises(Refusal, match="季报"):
            office.instances.standing(1)
        with pytest.raises(Refusal):
            exchange.take_back(formats, "competition_statistics")
    assert main(["adopt", str(kept), "--office", str(county)]) == 0
    with Office(county) as office:
        assert office.instances.values("季报", "2025") == {"表1!B3": 41}
    assert main(["pack", "take-back", "季报", "--office", str(county)]) == 0
    assert not (formats / "returns" / "季报").exists()
