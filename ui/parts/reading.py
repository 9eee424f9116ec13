"""Reads workbooks chosen in the window: understood first and shown, kept when the clerk says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressDialog,
    QVBoxLayout,
    QWidget,
)

from models import intake
from models.intake import Account
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.look import scaled

_MOST = 200  # findings listed before keeping; the page of findings has all


def take_files(parent: QWidget, desk: Desk, files: list[Path], record: str) -> None:
    """Understands files in the background, shows what each would bring, and keeps them as one step when agreed."""
    waiting = QProgressDialog(say("intake_page.reading"), say("intake_page.cancel"), 0, len(files), parent)
    waiting.setWindowTitle(say("intake_page.title"))
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(400)
    job = Job(lambda running: _preview(desk, running, files, record), lambda found: told(*found))

    def told(lines: list[str], sound: list[Path]) -> None:
        waiting.close()
        if not sound:
            desk.troubled.emit("\n".join(lines))
        elif _agreed(parent, lines):
            _keep(desk, sound, record)

    job.progressed = lambda made, _: desk.jobs.tell(lambda: waiting.setValue(made))
    job.failed = lambda text: (waiting.close(), desk.troubled.emit(text))
    waiting.canceled.connect(job.cancelled.set)
    desk.jobs.start(job)


def _keep(desk: Desk, files: list[Path], record: str) -> None:
    register = desk.office.register
    what = say("step.intake", file=files[0].name) if len(files) == 1 else say("step.intake_many", count=len(files))
    changes = []
    try:
        with register.step(what):
            for file in files:
                changes += intake.keep(register, intake.read(register, file, record).tables, what)
    except Refusal as refusal:
        desk.refuse(refusal)
        return
    desk.touched(changes)
    desk.said.emit(what)


def _preview(desk: Desk, job: Job, files: list[Path], record: str) -> tuple[list[str], list[Path]]:
    told: list[str] = []
    sound: list[Path] = []
    reader = desk.office.register.look()
    try:
        for made, file in enumerate(files):
            job.progress(made, len(files))
            try:
                account = intake.read(reader, file, record)
            except Refusal as refusal:
                told.append(str(refusal))
                continue
            sound.append(file)
            told += _account(account)
    finally:
        reader.close()
    return told, sound


def _account(account: Account) -> list[str]:
    records = "、".join(dict.fromkeys(table.record.title for table in account.tables))
    counts = {what: account.count(what) for what in ("new", "changed", "same", "rejected")}
    lines = [say("commands.account", file=account.file, record=records, findings=len(account.findings), **counts)]
    lines += [say("commands.skipped", file=account.file, sheets=sheet) for sheet in account.skipped]
    for finding in account.findings[:_MOST]:
        place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
        lines.append(say("commands.finding", level=say(f"findings.{finding.level}"), place=place, say=finding.say))
    return lines


def _agreed(parent: QWidget, told: list[str]) -> bool:
    dialog = QDialog(parent)
    dialog.setWindowTitle(say("intake_page.title"))
    dialog.resize(scaled(760), scaled(480))
    rows = QVBoxLayout(dialog)
    hint = QLabel(say("intake_page.hint"))
    hint.setWordWrap(True)
    text = QPlainTextEdit("\n".join(told))
    text.setReadOnly(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    buttons = QDialogButtonBox()
    buttons.addButton(say("intake_page.keep"), QDialogButtonBox.ButtonRole.AcceptRole).setProperty("role", "primary")
    buttons.addButton(say("intake_page.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    for widget in (hint, text, buttons):
        rows.addWidget(widget)
    return bool(dialog.exec())
