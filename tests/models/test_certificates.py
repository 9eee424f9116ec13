"""Which words stand on a certificate; drawing them is tested with the painter."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from models import certificates, issued
from models.certificates import numerals
from models.office import Office
from models.words import Refusal

DAY = datetime.date(2025, 10, 8)


def pages(office: Office) -> list[certificates.Page]:
    """The pages of the shipped layout."""
    layout = office.layouts["skilled_worker"]
    ids = certificates.rows(layout, office.register)
    numbers = issued.numbers(office.register, [2025] * len(ids))
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


def test_a_joint_certificate_needs_another_host(demo: Office) -> None:
    joint = demo.layouts["joint_prize"]
    assert certificates.rows(joint, demo.register) == []
    won = certificates.rows(demo.layouts["prize"], demo.register)[0]
    ((contest,),) = demo.register.ask("select competition from entry where id = ?", [won])
    demo.register.change("competition", contest, {"host": "云泽旗人力资源和社会保障局"})
    assert won in certificates.rows(joint, demo.register)


def test_a_condition_that_cannot_be_read_is_refused_with_its_file(demo: Office) -> None:
    wrong = dataclasses.replace(demo.layouts["prize"], where="prise is not null")
    understood = demo.register.understood()
    with pytest.raises(Refusal, match=r"个人获奖证书.*prise.*certificates/prize/layout\.toml"):
        certificates.prove([wrong], understood)
    understood.close()


def test_a_blank_place_is_told(demo: Office) -> None:
    layout = demo.layouts["skilled_worker"]
    row = certificates.rows(layout, demo.register)[0]
    demo.register.change("entry", row, {"place": None})
    assert pages(demo)[-1].blank == ["place"] or any(page.blank == ["place"] for page in pages(demo))


def test_numbers_are_never_given_twice(demo: Office) -> None:
    taken = {row[0] for row in demo.register.ask("select number from issued where number is not null")}
    assert len(taken) == 18
    assert not set(issued.numbers(demo.register, [2025] * 20)) & taken


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
    ("told", "chinese", "arabic"),
    [
        ("2025-10-08", "二〇二五年十月八日", "2025年10月8日"),
        ("2025-10", "二〇二五年十月", "2025年10月"),
        ("2025年3月1日", "二〇二五年三月一日", "2025年3月1日"),
        ("2", "二", "2"),
        ("10", "十", "10"),
        ("21", "二十一", "21"),
        ("103", "一百零三", "103"),
        ("3000", "三千", "3000"),
        ("并列第一", "并列第一", "并列第一"),
    ],
)
def test_figures_as_certificates_write_them(told: str, chinese: str, arabic: str) -> None:
    assert (numerals.chinese(told), numerals.arabic(told)) == (chinese, arabic)


SHIPPED = Path(__file__).parents[2] / "resources" / "certificates" / "skilled_worker" / "layout.toml"


def opened(office: Office, **layouts: str) -> Office:
    """The office opened again with layouts of its own."""
    for name, words in layouts.items():
        folder = office.folder / "formats" / "certificates" / name
        folder.mkdir(parents=True)
        (folder / "layout.toml").write_text(words, encoding="utf-8")
    office.close()
    return Office(office.folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('title = "', 'colour = "red"\ntitle = "'), "colour"),
        (("{worker.name}", "{worker.nothing}"), "worker.nothing"),
        (("{date:chinese}", "{date:roman}"), "roman"),
        (('font   = "楷体"', 'font = "nothing"'), "nothing"),
        (('align   = "center"', 'align = "centre"'), "centre"),
        (("[line]", '[image]\nseal = { file = "seal.png", x = 1, y = 1, width = 1, height = 1 }\n[line]'), "seal.png"),
        (("[line]", 'background = "scan.jpg"\n[line]'), "scan.jpg"),
        (('title = "', 'like = "nothing"\ntitle = "'), "nothing"),
        (('title = "', 'like = "mine"\ntitle = "'), "mine"),
    ],
)
def test_a_wrong_layout_is_refused(office: Office, change: tuple[str, str], told: str) -> None:
    words = SHIPPED.read_text(encoding="utf-8").replace(*change, 1)
    with pytest.raises(Refusal, match=told), opened(office, mine=words):
        pass


def test_a_layout_like_another_says_only_what_differs(office: Office) -> None:
    mine = 'like = "skilled_worker"\ntitle = "我的"\n[text]\nheading = { say = "" }\naward = { size = 40 }\n'
    with opened(office, mine=mine, other='like = "mine"\ntitle = "又一种"\n') as again:
        layout, theirs = again.layouts["other"], again.layouts["skilled_worker"]
    assert layout.title == "又一种"
    assert layout.frames == theirs.frames
    assert len(layout.texts) == len(theirs.texts) - 1
    assert [box.size for box in layout.texts if box.say == "{title}"] == [40]


def test_a_layout_is_spread_over_another_paper(office: Office) -> None:
    layout, a3 = office.layouts["skilled_worker"], certificates.papers(office.resources)["A3横"]
    spread = certificates.on_paper(layout, a3)
    before, after = layout.texts[1], spread.texts[1]
    assert after.x == pytest.approx(before.x * 420 / 297)
    assert after.y == pytest.approx(before.y * 297 / 210)
    assert after.size == pytest.approx(before.size * 2**0.5, rel=1e-3)
    assert spread.paper == a3


def test_on_preprinted_paper_only_what_is_not_there_yet_is_printed(office: Office) -> None:
    layout = office.layouts["skilled_worker"]
    printed = certificates.on_paper(layout, layout.paper, preprinted=True)
    assert not printed.frames
    assert "荣誉证书" not in [box.say for box in printed.texts]
    assert len(printed.texts) == len(layout.texts) - 1


def test_an_optional_text_is_left_out_where_its_places_are_blank(office: Office) -> None:
    mine = 'like = "skilled_worker"\ntitle = "我的"\n[text.signature]\nsay = "{competition.host}"\noptional = true\n'
    with opened(office, mine=mine) as again:
        told = {place: "某某" for place in again.layouts["mine"].places}
        whole = certificates.page(again.layouts["mine"], 1, "某人", told)
        short = certificates.page(again.layouts["mine"], 1, "某人", told | {"competition.host": " "})
    assert len(short.texts) == len(whole.texts) - 1
    assert short.blank == []
