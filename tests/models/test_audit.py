"""What must hold is checked by SQL; blanks make no rule true or false, and only a doubt may be explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from models import audit
from models.findings import Finding
from models.office import Office
from models.words import Refusal

EXPECTED: dict[str, Any] = tomli.loads(
    (Path(__file__).parents[1] / "golden" / "demo_expected.toml").read_text(encoding="utf-8")
)


def rules(office: Office) -> list[str]:
    """The rules that something breaks."""
    return [one.rule for one in office.audit.run(office.register)]


def test_blanks_break_no_rule_and_false_does(office: Office) -> None:
    office.register.add("competition/skills", {"title": "甲", "year": 2025, "trade": "焊工", "theory": 30})
    assert rules(office) == []
    office.register.change("competition/skills", 1, {"practice": 60})
    assert rules(office) == ["SK-01"]


def test_an_unread_number_is_a_finding_and_breaks_no_other_rule(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂", "workers": "约30人", "women": 40})
    assert rules(office) == ["kinds.count"]


@pytest.mark.parametrize(
    "number", ["15262119900101001", "152621199013010015", "1.52621E+17", "152621199001010011", None]
)
def test_an_id_number_that_can_not_be_read_breaks_no_other_rule(office: Office, number: str | None) -> None:
    told = {"id_number": number, "sex": "男", "birth": "1985-05-05", "trade_years": 60}
    office.register.add("worker", {"name": "张三", **told})
    assert {rule for rule in rules(office) if not rule.startswith("kinds.")} == set()


def test_required_dangling_and_repeated_are_found(office: Office) -> None:
    register = office.register
    register.add("unit", {"workers": 3})
    register.add("unit", {"title": "甲厂"})
    register.add("unit", {"title": "甲厂"})
    register.add("worker", {"name": "张三", "unit": 2})
    register.delete("unit", [2])
    found = {(one.rule, one.record, one.row, one.field) for one in office.audit.run(register)}
    assert ("audit.required", "unit", 1, "title") in found
    assert ("audit.dangling", "worker", 1, "unit") in found
    register.undo()
    found = {(one.rule, one.record, one.row, one.field) for one in office.audit.run(register)}
    assert ("audit.repeated", "unit", 2, "title") in found
    assert ("audit.dangling", "worker", 1, "unit") not in found


def test_a_doubt_may_be_explained_until_it_says_something_else(office: Office) -> None:
    office.register.add("competition/labour", {"title": "甲", "year": 2025, "accidents": 1})
    found = office.audit.run(office.register)
    doubt = next(one for one in found if one.rule == "LB-01")
    audit.explain(office.register, [doubt], "已结案")
    assert [(one.settled, one.why) for one in office.audit.run(office.register) if one.rule == "LB-01"] == [
        (True, "已结案")
    ]
    office.register.change("competition/labour", 1, {"accidents": 2})
    assert not next(one for one in office.audit.run(office.register) if one.rule == "LB-01").settled


def test_one_record_is_audited_alone_with_the_rules_of_its_own_type(demo: Office) -> None:
    everything = demo.audit.run(demo.register)
    for one in everything:
        assert one in demo.audit.of_row(demo.register, one.record.split("/")[0], one.row)


def test_the_demonstration_has_the_planted_flaws_and_no_other(demo_folder: Path, demo: Office) -> None:
    planted = {flaw["kind"] for flaw in EXPECTED["flaws"]}
    told = (demo_folder / "account.txt").read_text(encoding="utf-8")
    assert "约30人" in told and "188 件多于提出 166 件" in told and "256 场次多于 5 人次" in told
    left = {(one.record, one.field) for one in demo.audit.run(demo.register)}
    assert {"workers_differ_from_roster", "actual_far_from_budget"} <= planted
    assert ("worker", "id_number") in left and ("worker", "sex") in left
    assert ("suggestion", "proposer") in left and ("suggestion", "unit") in left
    assert ("safety_unit", "hazards_fixed") in left and ("safety_unit", "teams") in left
    assert not any(record == "unit_report" for record, _ in left)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[X-01]\non = "unit"\nmust = "nothing > 1"\nsay = "甲"\n', "X-01"),
        ('[X-01]\non = "nobody"\nmust = "1"\nsay = "甲"\n', "nobody"),
        ('[X-01]\non = "unit"\nmust = "1"\nsay = "甲"\nlevel = "fatal"\n', "fatal"),
        ('[X-01]\non = "unit"\nmust = "1"\nsay = "甲"\ncolour = "red"\n', "colour"),
        ('[X-01]\non = "unit"\nmust = "(delete from unit)"\nsay = "甲"\n', "X-01"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(office: Office, words: str, told: str) -> None:
    folder = office.folder / "formats" / "rules"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(words, encoding="utf-8")
    office.close()
    with pytest.raises(Refusal, match=told), Office(office.folder):
        pass


def test_a_rule_holds_from_its_first_year_on(office: Office) -> None:
    folder = office.folder / "formats" / "rules"
    folder.mkdir(parents=True)
    rule = '[X-01]\non = "competition"\nmust = "teams > 0"\nsay = "甲"\nfield = "teams"\nsince = 2026\n'
    (folder / "mine.toml").write_text(rule, encoding="utf-8")
    office.close()
    with Office(office.folder) as again:
        names = ["title", "year", "trade", "teams"]
        again.register.add_many("competition/skills", names, [("旧", 2025, "焊工", 0), ("新", 2026, "焊工", 0)])
        assert [one.row for one in again.audit.run(again.register) if one.rule == "X-01"] == [2]


def test_a_finding_is_settled_only_when_it_is_a_doubt_with_a_reason() -> None:
    assert not Finding("X", "error", "unit", 1, "title", "甲", why="因为").settled
    assert Finding("X", "doubt", "unit", 1, "title", "甲", why="因为").settled
