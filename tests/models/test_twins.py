"""One person under two spellings is offered; two people of one name are not."""

from __future__ import annotations

import pytest

from models.kinds import Stored
from models.kinds.identity import check_of_id
from models.office import Office
from models.seeking import CODE, EXACT
from models.twins import SPELLED, twins

CODES = [(first := f"99999919900101{number}") + check_of_id(first) for number in (111, 222)]


def offered(office: Office, values: dict[str, Stored]) -> list[tuple[int, str]]:
    """Ids and reasons."""
    return [(one.id, one.why) for one in twins(office.register, "worker", values)]


@pytest.mark.parametrize(
    "spelling",
    [
        "阿拉坦其木格",
        "阿拉坦·其木格",
        "阿拉坦•其木格",
        "阿拉坦・其木格",
        "阿拉坦.其木格",
        "阿拉坦 其木格",
        "阿拉坦．其木格",
    ],
)
def test_dots_spaces_and_width_do_not_make_another_person(office: Office, spelling: str) -> None:
    office.register.add_many("worker", ["name", "unit"], [("阿拉坦‧其木格", 1), ("阿拉坦其其格", 1)])
    assert [row for row, _ in offered(office, {"name": spelling, "unit": 1})] == [1]


def test_a_rare_character_of_old_is_the_same_person(office: Office) -> None:
    office.register.add("worker", {"name": "王\ue863"})
    assert offered(office, {"name": "王䶮"}) == [(1, EXACT)]


def test_the_same_number_is_offered_first_under_whatever_name(office: Office) -> None:
    people = [("王伟", None, 1), ("李明", CODES[0], 2), ("王 伟", None, None)]
    office.register.add_many("worker", ["name", "id_number", "unit"], people)
    assert offered(office, {"name": "王伟", "id_number": CODES[0], "unit": 1}) == [(2, CODE), (1, EXACT), (3, EXACT)]


def test_namesakes_with_different_numbers_or_units_are_two(office: Office) -> None:
    office.register.add_many("worker", ["name", "id_number", "unit"], [("王伟", CODES[0], 1), ("王伟", None, 2)])
    assert offered(office, {"name": "王伟", "id_number": CODES[1], "unit": 1}) == []
    assert offered(office, {"name": "王伟", "unit": 2}) == [(2, EXACT)]


def test_another_spelling_is_offered_from_another_unit_too(office: Office) -> None:
    office.register.add("worker", {"name": "阿拉坦·其木格", "unit": 1})
    assert offered(office, {"name": "阿拉坦其木格", "unit": 2}) == [(1, SPELLED)]


def test_a_number_that_can_not_be_read_proves_nothing(office: Office) -> None:
    office.register.add("worker", {"name": "王伟", "id_number": "不详"})
    assert offered(office, {"name": "王伟", "id_number": CODES[0]}) == [(1, EXACT)]


def test_a_record_is_not_its_own_twin(office: Office) -> None:
    office.register.add_many("worker", ["name"], [("阿拉坦·其木格",), ("阿拉坦其木格",)])
    assert [(one.id, one.why) for one in twins(office.register, "worker", 1)] == [(2, SPELLED)]


def test_types_without_names_of_their_own_have_no_twins(office: Office) -> None:
    for key in office.schema.types:
        assert twins(office.register, key, {}) == []
