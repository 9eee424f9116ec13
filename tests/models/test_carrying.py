"""What was given out before an earlier backup is restored: its numbers are never given again."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from models import backups, issued
from models.backups import read_manifest, told_since
from models.issued import Going
from models.office import Office, restore_office

PATTERN = "某总工〔{year}〕{n:03}号"


def give(office: Office, count: int) -> list[str]:
    """The next certificates; their numbers."""
    numbers = issued.numbers(office.register, [2026] * count)
    issued.record(
        office.register, "证书", "skilled_worker", None, [Going(f"某{one}", one, "unit", 1) for one in numbers]
    )
    return numbers


def ledger(folder: Path) -> list[tuple[str, str | None]]:
    """Number and why it counts no more, the earliest first."""
    with Office(folder) as office:
        return [(one.number, one.void) for one in issued.find(office.register)[::-1]]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A backup with one certificate given; the office has given three more since, and voided one of them."""
    with Office(tmp_path / "office") as office:
        office.register.add("settings", {"number_pattern": PATTERN})
        office.register.add("unit", {"title": "甲厂"})
        give(office, 1)
        made = office.back_up()
        give(office, 3)
        last = issued.find(office.register)[0]
        issued.void(office.register, [last.id], "污损")
    return made


def test_numbers_go_on_behind_those_that_were_given_since_the_backup(earlier: Path, tmp_path: Path) -> None:
    restore_office(tmp_path / "office", earlier)
    used = "恢复备份之前已用"
    assert ledger(tmp_path / "office") == [
        ("某总工〔2026〕001号", None),
        ("某总工〔2026〕002号", used),
        ("某总工〔2026〕003号", used),
        ("某总工〔2026〕004号", "污损"),
    ]
    with Office(tmp_path / "office") as office:
        assert issued.given(office.register, "skilled_worker", "unit")[1].number == "某总工〔2026〕001号"
        assert give(office, 1) == ["某总工〔2026〕005号"]
        assert "3 个" in office.register.steps()[1].what


def test_what_stood_before_comes_back_as_it_was(earlier: Path, tmp_path: Path) -> None:
    before = ledger(tmp_path / "office")
    saved = restore_office(tmp_path / "office", earlier)
    restore_office(tmp_path / "office", saved)
    assert ledger(tmp_path / "office") == before
    restore_office(tmp_path / "office", saved)
    assert ledger(tmp_path / "office") == before


def test_a_crash_behind_the_decision_keeps_the_numbers(
    earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(backups.restoring, "_put_register", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            restore_office(tmp_path / "office", earlier)
    assert len(ledger(tmp_path / "office")) == 4


def test_a_register_that_can_not_be_read_is_no_hindrance(earlier: Path, tmp_path: Path) -> None:
    (tmp_path / "office" / "register.db").write_bytes(b"no register" * 999)
    restore_office(tmp_path / "office", earlier)
    assert ledger(tmp_path / "office") == [("某总工〔2026〕001号", None)]


def test_the_question_tells_what_went_out_since(earlier: Path, tmp_path: Path) -> None:
    at = read_manifest(earlier).at
    with Office(tmp_path / "office") as office:
        first = issued.find(office.register, "001号")[0].id
        office.register.change_note("issued", first, {"at": "2026-01-01T00:00:00"}, "早些")
        told = told_since(office.register, at)
        assert told == "证书 3 份（某总工〔2026〕002号 至 某总工〔2026〕004号）。"
        handed = {
            "form": "f",
            "title": "统计表",
            "period": "2026",
            "state": "handed_up",
            "at": f"{at:%Y-%m-%dT%H:%M:%S}",
        }
        office.register.note("instance", handed, "上报")
        assert "上报的报表 1 份（统计表 2026）" in told_since(office.register, at)
        assert told_since(office.register, at + datetime.timedelta(days=1)) == ""
