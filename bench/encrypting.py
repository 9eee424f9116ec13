"""An encrypted office beside the same one in plain: opening it, checking its file, auditing it, converting it."""

from __future__ import annotations

import shutil
import statistics
import time
from pathlib import Path

from bench.measuring import Line, compared, seconds
from models import securing
from models.office import Office
from models.sealed import keys

_PASSPHRASE = "春天的草原一望无际"
_TIMES = 5
_LIMITS = {"opening": "≤ 2", "check of its file": "≤ 5", "audit of everything": "≤ 1.5"}


def run(office: Path) -> list[Line]:
    """Encrypted / plain; the passphrase, which is asked once a start, by itself."""
    copy = office.parent / "encrypted"
    shutil.copytree(office, copy)
    converting = _encrypt(copy)
    ours, plain = _measured(copy), _measured(office)
    lines = [compared(f"{what}: encrypted / plain", ours[what], plain[what], limit) for what, limit in _LIMITS.items()]
    unlocking = seconds(lambda: keys.unlock(copy, _PASSPHRASE), _TIMES)
    copying = seconds(lambda: shutil.copyfile(office / "register.db", copy / "copied.db"), _TIMES)
    return [
        *lines,
        compared("unlocking with the passphrase / 1 s", unlocking, 1.0, "≤ 1"),
        compared("encrypting an office, checked / copying its file", converting, copying, "told"),
    ]


def _encrypt(folder: Path) -> float:
    began = time.perf_counter()
    with Office(folder) as opened:
        securing.encrypt(folder, opened.register, _PASSPHRASE, lambda *_: None).decide(opened.register)
    Office(folder).close()
    return time.perf_counter() - began


def _measured(folder: Path) -> dict[str, float]:
    """Seconds of each, medians; the check runs beside and is waited for before the next is timed."""
    opening, checking = [], []
    for _ in range(_TIMES):
        began = time.perf_counter()
        opened = Office(folder)
        opening.append(time.perf_counter() - began)
        opened.register.sound.wait()
        checking.append(time.perf_counter() - began)
        opened.close()
    with Office(folder) as opened:
        opened.audit.run(opened.register)
        audit = seconds(lambda: opened.audit.run(opened.register), _TIMES)
    return dict(zip(_LIMITS, (statistics.median(opening), statistics.median(checking), audit), strict=True))
