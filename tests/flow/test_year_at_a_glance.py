"""A year from its target to its summary: the plan, a unit's late figures, the page of targets, the written text."""

from __future__ import annotations

from pathlib import Path

import docx
from pytestqt.qtbot import QtBot

from models.keying import put
from models.sending import send_summary
from ui.window import Window

WHOLE = "measure = '参赛人次' and period = '2025' and unit is null"


def test_one_number_is_the_same_wherever_it_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    office = window.desk.office
    register = office.register
    (target,) = register.ids("target", within=WHOLE)
    put(register, "target", {target: {"amount": 24000}})
    report = register.ids("unit_report", within="period = '2025'")[0]
    before = register.row("unit_report", report)["participations"]
    with register.step("补报"):
        put(register, "unit_report", {report: {"participations": int(str(before)) + 447}})  # 21,553 + 447 = 22,000

    targets = window.open_page("targets")
    targets.year.setCurrentText("2025")
    targets._read()
    qtbot.waitUntil(lambda: bool(targets.model.shown), timeout=5000)
    standing = next(one for one in targets.model.shown if one.target.row == target)
    assert (standing.reckoned.actual, round(float(standing.reckoned.rate), 3)) == (22000, 91.667)  # 22000 / 24000

    summary = window.open_page("summaries")
    qtbot.waitUntil(lambda: summary.summary is not None, timeout=10000)
    assert "参赛职工2.20万人次" in summary.text.toPlainText()

    sent = send_summary(office, register, "annual", "2025", tmp_path / "总结.docx")
    assert sent.stopped  # open findings on what it counts: it does not go out, as any paper of the office
    summary.summary.write(tmp_path / "核对.docx", "核对")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "核对.docx")).paragraphs)
    assert "2.20万人次" in text
