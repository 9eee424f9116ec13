"""A layout is drawn up in millimetres: moved, pulled, caught, aligned, taken back, saved and read again."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from models.certificates import Code, Frame, Layout, Paper, Picture, TextBox
from models.certificates.editing import (
    Drawing,
    Spot,
    added,
    aligned,
    box_at,
    caught,
    lines_of,
    moved,
    pasted,
    raised,
    resized,
    without,
)
from models.certificates.naming import called, named
from models.certificates.samples import label, samples
from models.certificates.saving import begun, save
from models.office import Office

BOX = TextBox(x=40, y=50, width=60, height=20, say="{worker.name}")
SHEET = Layout("trial", "试验", "entry", Paper(210, 285), {}, (BOX, replace(BOX, y=100)), (Frame(5, 5, 200),))
FIRST, SECOND = Spot("texts", 0), Spot("texts", 1)


@pytest.mark.parametrize(
    ("by", "place"), [((1.2, -3), (41.2, 47)), ((500, 0), (150, 50)), ((-500, -500), (0, 0)), ((0, 999), (40, 265))]
)
def test_boxes_stay_on_the_paper(by: tuple[float, float], place: tuple[float, float]) -> None:
    box = box_at(moved(SHEET, [FIRST], *by), FIRST)
    assert (box.x, box.y) == pytest.approx(place)


def test_boxes_that_move_together_keep_their_distance() -> None:
    made = moved(SHEET, [FIRST, SECOND], 0, 500)
    assert box_at(made, SECOND).y - box_at(made, FIRST).y == 50
    assert box_at(made, SECOND).y == 265


def test_a_box_keeps_a_least_size_and_a_line_stays_a_line() -> None:
    assert (box_at(resized(SHEET, FIRST, 40, 50, 30, 40), FIRST).width) == 2
    line = box_at(resized(SHEET, Spot("frames", 0), 5, 5, 100, 80), Spot("frames", 0))
    assert (line.width, line.height) == (95, 0)


@pytest.mark.parametrize(
    ("how", "spots", "place"),
    [
        ("center", [FIRST], (75, 50)),
        ("middle", [FIRST], (40, 132.5)),
        ("right", [FIRST], (150, 50)),
        ("bottom", [FIRST], (40, 265)),
        ("top", [SECOND, FIRST], (40, 100)),
        ("left", [SECOND, FIRST], (40, 50)),
    ],
)
def test_boxes_are_brought_into_line(how: str, spots: list[Spot], place: tuple[float, float]) -> None:
    box = box_at(aligned(SHEET, spots, how), FIRST)
    assert (box.x, box.y) == pytest.approx(place)


def test_edges_are_caught_on_the_nearest_line_within_reach() -> None:
    across, down = lines_of(SHEET, [FIRST])
    assert {0, 105, 210, 40, 70, 100} <= set(across)
    assert 100 in down and 50 not in down
    assert caught([39.2, 69.2], across, 1) == pytest.approx(0.8)
    assert caught([37], across, 1) == 0


def test_every_change_can_be_taken_back_and_brought_back() -> None:
    drawing = Drawing(SHEET)
    more, spot = added(SHEET, Code(1, 1, 20, 20))
    drawing.become(more)
    drawing.become(without(more, [FIRST, spot]))
    assert drawing.layout.texts == (SHEET.texts[1],) and not drawing.layout.codes
    drawing.undo()
    drawing.undo()
    drawing.undo()
    assert drawing.layout == SHEET and not drawing.changed
    drawing.redo()
    assert drawing.layout == more and drawing.changed


def test_what_is_saved_is_read_again_as_it_was(demo: Office) -> None:
    picture = demo.folder / "scan.png"
    QImage(20, 10, QImage.Format.Format_RGB32).save(str(picture))
    theirs = demo.layouts["joint_prize"]
    layout = begun('新的"版式"', Paper(285, 210), str(picture), theirs)
    assert layout.texts and not any(box.on_blank for box in layout.texts)
    layout, _ = added(layout, Code(20, 170, 18, 18))
    layout, _ = added(layout, Picture(5, 5, 10, 10, file=str(picture)))
    layout, _ = added(layout, TextBox(9.5, 8, 70, 12, say="第一行\n“{date:chinese}”\\", flow="down", running=True))
    folder = save(layout, demo.folder / "formats")
    demo.forget_layouts()
    again = demo.layouts[folder.name]
    assert again.background == str(folder / "scan.png")
    assert [box.say for box in again.texts] == [box.say for box in layout.texts]
    assert again.texts[-1] == replace(layout.texts[-1], name="box")
    assert [box.name for box in again.texts[:-1]] == [box.name for box in theirs.texts if not box.on_blank]
    assert (again.codes, again.honour, again.year, again.where) == (
        (*layout.codes[:-1], replace(layout.codes[-1], name="box")),
        layout.honour,
        layout.year,
        layout.where,
    )
    save(again, demo.folder / "formats")
    demo.forget_layouts()
    assert demo.layouts[folder.name] == again


def test_samples_are_the_longest_the_shortest_and_the_rarest_names(demo: Office) -> None:
    layout = demo.layouts["skilled_worker"]
    found = samples(layout, demo.register, datetime.date(2025, 10, 8))
    lengths = {kind: len(page.subject) for kind, page in found.items()}
    assert lengths["longest"] > lengths["first"] >= lengths["shortest"]
    assert any(ord(letter) > 0xFFFF for letter in found["rarest"].subject)
    assert label(demo.schema, layout, "worker.unit.title") == "选手·工作单位·单位名称"
    assert label(demo.schema, layout, "number") == ""


def test_a_layout_that_nobody_gets_yet_is_shown_with_the_names_of_its_places(office: Office) -> None:
    found = samples(office.layouts["skilled_worker"], office.register, datetime.date(2025, 10, 8))
    assert "选手·姓名同志：" in [text.replace("\u2060", "") for _, text in found["longest"].texts]


def test_boxes_are_called_after_what_stands_in_them_until_the_clerk_says_otherwise(demo: Office) -> None:
    layout = demo.layouts["skilled_worker"]
    told = [called(box, demo.schema, layout) for box in layout.texts]
    assert told[:2] == ["荣誉证书", "姓名同志"] and "落款日期" in told
    for box in (Code(1, 1, 20, 20), Frame(5, 5, 20), Frame(5, 5, 20, 20), TextBox(1, 1, 9, 9, say="印章")):
        layout, _ = added(layout, box)
    layout, spot = added(layout, TextBox(1, 1, 9, 9, say="印章", name="公章位置"))
    assert called(box_at(layout, spot), demo.schema, layout) == "公章位置"
    layout, _ = pasted(layout, [box_at(layout, spot)])
    saved = replace(named(layout, demo.schema), name="本单位")
    save(saved, demo.folder / "formats")
    demo.forget_layouts()
    again = demo.layouts["本单位"]
    assert [box.name for box in again.texts][-3:] == ["印章", "公章位置", "公章位置（2）"]
    assert [box.name for box in again.texts][:2] == ["heading", "whom"]  # others may be like it
    assert [box.name for box in again.frames][-2:] == ["横线", "方框"] and again.codes[-1].name == "二维码"


def test_boxes_are_drawn_over_and_under_one_another() -> None:
    third = replace(BOX, y=150)
    sheet, last = added(SHEET, third)
    made, spots = raised(sheet, [FIRST, SECOND], 1)
    assert [box.y for box in made.texts] == [150, 50, 100] and spots == [SECOND, last]
    assert raised(sheet, [SECOND, last], 1) == (sheet, [SECOND, last])  # nothing is above them
    assert raised(made, spots, -1) == (sheet, [FIRST, SECOND])


def test_copies_lie_beside_and_on_the_paper() -> None:
    made, spots = pasted(SHEET, [BOX, replace(BOX, x=290, y=400)])
    assert [(box_at(made, spot).x, box_at(made, spot).y) for spot in spots] == [(45, 55), (150, 265)]
