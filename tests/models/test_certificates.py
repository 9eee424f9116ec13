"""Which words stand on a certificate; drawing them is tested with the painter."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from models import certificates, issued
from models.office import Office
from models.words import Refusal

DAY = datetime.date(2025, 10, 8)


def pages(office: Office) -> list[certificates.Page]:
    """The pages of the shipped layout."""
    layout = office.layouts["skilled_worker"]
    ids = certificates.rows(layout, office.register)
    numbers = issued.numbers(office.register, "{year}-{n:03}", 2025, len(ids))
    return list(certificates.pages(layout, office.register, ids, numbers, DAY))


def test_each_winner_gets_a_page_with_every_place_filled(demo: Office) -> None:
    made = pages(demo)
    assert len(made) == 18
    assert all(page.blank == [] for page in made)
    assert len({page.number for page in made}) == 18
    texts = [text for _, text in made[0].texts]
    assert "云泽旗总工会" in texts
    assert "二〇二五年十月八日" in texts
    assert not any("{" in text for text in texts)


def test_a_blank_place_is_told(demo: Office) -> None:
    layout = demo.layouts["skilled_worker"]
    row = certificates.rows(layout, demo.register)[0]
    demo.register.change("entry", row, {"place": None})
    assert pages(demo)[-1].blank == ["place"] or any(page.blank == ["place"] for page in pages(demo))


def test_numbers_are_never_given_twice(demo: Office) -> None:
    taken = {row[0] for row in demo.register.ask("select number from issued where number is not null")}
    assert len(taken) == 18
    pattern = demo.register.settings()["number_pattern"]
    assert not set(issued.numbers(demo.register, pattern, datetime.date.today().year, 20)) & taken


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (datetime.date(2025, 1, 1), "二〇二五年一月一日"),
        (datetime.date(2030, 10, 10), "二〇三〇年十月十日"),
        (datetime.date(2026, 12, 31), "二〇二六年十二月三十一日"),
        (datetime.date(2026, 11, 20), "二〇二六年十一月二十日"),
    ],
)
def test_dates_in_chinese_numerals(day: datetime.date, told: str) -> None:
    assert certificates.chinese_date(day) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('title  = "', 'colour = "red"\ntitle  = "'), "colour"),
        (("{worker.name}", "{worker.nothing}"), "worker.nothing"),
        (('font = "name"', 'font = "nothing"'), "nothing"),
        (('align = "center"', 'align = "middle"'), "middle"),
    ],
)
def test_a_wrong_layout_is_refused(office: Office, change: tuple[str, str], told: str) -> None:
    shipped = Path(__file__).parents[2] / "resources" / "certificates" / "skilled_worker" / "layout.toml"
    folder = office.folder / "formats" / "certificates" / "mine"
    folder.mkdir(parents=True)
    words = shipped.read_text(encoding="utf-8").replace(*change, 1)
    (folder / "layout.toml").write_text(words, encoding="utf-8")
    office.close()
    with pytest.raises(Refusal, match=told), Office(office.folder):
        pass
