"""A printer's profile comes back from what is read on its calibration sheet, and undoes what the printer does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.certificates import Paper, printers
from models.certificates.printers import MARK, Profile, find, marks, misfit, solve, within_margins
from models.office import Office
from models.words import Refusal

PAPER = Paper(297, 210)
KNOWN = {"A4横": PAPER}
profiles = st.builds(
    Profile, st.floats(-6, 6), st.floats(-6, 6), st.floats(0.98, 1.02), st.floats(0.98, 1.02), st.floats(-1.5, 1.5)
)
points = st.tuples(st.floats(0, 297), st.floats(0, 210))


@given(profiles)
def test_it_is_solved_from_four_crosses(real: Profile) -> None:
    solved = solve(marks(PAPER), [real.printed(mark) for mark in marks(PAPER)])
    assert solved[:5] == pytest.approx(real[:5], abs=1e-6)


@given(profiles, points)
def test_what_is_drawn_corrected_lands_where_it_was_meant(real: Profile, point: tuple[float, float]) -> None:
    a, b, c, d, e, f = real.correction()
    drawn = (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)
    assert real.printed(drawn) == pytest.approx(point, abs=1e-9)


@given(profiles, st.lists(st.floats(-0.25, 0.25), min_size=8, max_size=8))
def test_no_other_profile_is_nearer_to_rough_readings(real: Profile, off: list[float]) -> None:
    found = [
        (x + off[2 * at], y + off[2 * at + 1]) for at, (x, y) in enumerate(real.printed(mark) for mark in marks(PAPER))
    ]
    solved = solve(marks(PAPER), found)

    def squares(one: Profile) -> float:
        return sum(
            (a - b) ** 2
            for mark, seen in zip(marks(PAPER), found, strict=True)
            for a, b in zip(one.printed(mark), seen, strict=True)
        )

    for at, step in enumerate((0.01, 0.01, 1e-4, 1e-4, 0.01)):
        for way in (step, -step):
            moved = Profile(*(value + way * (place == at) for place, value in enumerate(solved[:5])))
            assert squares(moved) >= squares(solved) - 1e-9
    assert misfit(solved, marks(PAPER), found) < 0.6


def readings(real: Profile) -> dict[str, float]:
    """What a clerk reads on the sheet that such a printer made, to half a millimetre's tenth."""
    told = {}
    places = [real.printed(mark) for mark in marks(PAPER)]
    for name, (x, y) in zip(("left_top", "right_top", "left_bottom", "right_bottom"), places, strict=True):
        told[f"{name}_x"] = round(PAPER.width - x if "right" in name else x, 1)
        told[f"{name}_y"] = round(PAPER.height - y if "bottom" in name else y, 1)
    return told


REAL = Profile(2.3, -1.4, 1.006, 0.995, 0.4)
KEPT = {"printer": "联想激光", "paper": "A4横", "margin_left": 4.2}


def test_the_registered_readings_make_the_profile(office: Office) -> None:
    office.register.add("printer", KEPT | readings(REAL))
    office.register.add("printer", KEPT | readings(Profile()) | {"back": 1})
    found = find(office.register, KNOWN, "联想激光", PAPER)
    for mark in marks(PAPER):
        assert found.printed(mark) == pytest.approx(REAL.printed(mark), abs=0.1)
    assert found.margins == (4.2, 0, 0, 0)
    assert find(office.register, KNOWN, "联想激光", PAPER, back=True)[:5] == pytest.approx(Profile()[:5], abs=1e-9)


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({}, "没有登记"),
        (KEPT | readings(REAL) | {"left_top_x": "约20"}, "不全"),
        (KEPT | readings(REAL) | {"left_top_x": None}, "不全"),
        (KEPT | readings(REAL) | {"left_top_x": 29.0}, "矛盾"),
        (KEPT | readings(REAL) | {"tray": "手送"}, "没有登记"),
        (KEPT | readings(REAL) | {"paper": "297×297"}, "没有登记"),
        (KEPT | readings(REAL) | {"paper": "不知道"}, "没有登记"),
    ],
)
def test_a_profile_that_can_not_be_trusted_is_refused(office: Office, kept: dict[str, object], told: str) -> None:
    if kept:
        office.register.add("printer", kept)
    with pytest.raises(Refusal, match=told):
        find(office.register, KNOWN, "联想激光", PAPER)


def test_a_paper_is_the_same_by_name_and_by_size(office: Office) -> None:
    office.register.add("printer", KEPT | {"paper": "297 x 210"} | readings(REAL))
    assert find(office.register, KNOWN, "联想激光", PAPER).margins == (4.2, 0, 0, 0)


def test_what_the_printer_can_not_reach_is_told() -> None:
    profile = Profile(margins=(5, 5, 5, 12))
    assert not within_margins(profile, PAPER, [(6, 6), (290, 190)])
    assert within_margins(profile, PAPER, [(6, 6), (290, 200)])
    assert within_margins(profile, PAPER, [(4, 6), (20, 20)])


def test_crosses_stand_as_far_from_the_edges_as_is_said() -> None:
    assert marks(PAPER)[3] == (297 - MARK, 210 - MARK)
    assert len(printers.marks(Paper(420, 285))) == 4
