"""Who is put down, with which duties, and who is refused what; an office without people asks nothing."""

import pytest

from models import people
from models.words import Refusal


@pytest.fixture
def register(office):
    return office.register


def _put_down(register, *told):
    register.add_many("officer", ["name", "duties", "left"], told, "人员")


def test_an_office_without_people_lets_everyone_do_everything(register):
    people.require(register, "root", people.CHECKS)
    people.require(register, "", people.MANAGES)


def test_only_those_with_a_duty_may(register):
    _put_down(register, ("张录入", "录入", None), ("李复核", "录入；复核", None))
    people.require(register, "李复核", people.CHECKS)
    with pytest.raises(Refusal) as refused:
        people.require(register, "张录入", people.CHECKS)
    assert "请由李复核来办" in str(refused.value)


def test_a_duty_that_nobody_has_stops_nobody(register):
    _put_down(register, ("张录入", "录入", None))
    people.require(register, "张录入", people.MANAGES)


def test_who_has_left_is_not_asked_for(register):
    _put_down(register, ("李复核", "复核", 1), ("王复核", "复核", 0))
    assert list(people.at_work(register)) == ["王复核"]
    with pytest.raises(Refusal):
        people.require(register, "李复核", people.CHECKS)
