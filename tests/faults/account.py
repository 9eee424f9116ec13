"""docs/reliability.md, written by the command itself."""

from __future__ import annotations

import datetime
import platform
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tests.faults.killing import Tried

_FILE = Path(__file__).parents[2] / "docs" / "reliability.md"
_TEXT = """# Reliability

Written by `python3 dev.py faults` (`python -m tests.faults KILLS` for another number of kills); {day}, {seconds:.0f} s,
{system}, Python {python}, SQLite {sqlite}.

**{tries} faults tried, {losses} losses.**

| fault | tried | struck the program at work | losses |
|---|--:|--:|--:|
{rows}

## What is tried

- **Killed** (SIGKILL): a process works in an office and tells over a pipe when a step has returned. Half of the kills
  fall at system calls, spread evenly over all that the operation makes: SQLite's own calls are taken over through
  `xSetSystemCall`, so that kills fall inside commits; Python's are heard by an audit hook. The other half fall at
  random moments of its life. Then the office is opened anew, and the rest is done.
- **Disk full**: from a system call on every write fails (ENOSPC); a file-size limit; a small disk in memory (as root).
- **Read-only**: from a system call on every write fails (EROFS); a disk mounted read-only while the program runs (as
  root, by a real mount).
- **Output held by another program**: simulated, replacing an existing file raises the PermissionError of Windows.
- **Clock set back** by a month.
- **Damage** to a register that was closed well: a turned bit, a page of noise, a cut tail.

## What must hold after each

Every row of every table, every finding of the audit and every measure equal those of an office in which the
acknowledged steps were made without a fault (the step that was cut off may be whole or absent, nothing between);
SQLite's long check finds nothing; history and its steps hang together; no id and no number is given twice; workbooks,
PDFs and backups are whole, and nothing half made is left after the opening; the rest of the work comes to the same
end. A fault that is no kill is refused with one sentence (exit code 2). Damage is told at the opening, or has changed
nothing that is kept; a backup restores the office.

## What is not covered

- A kill is no power cut: what the system holds in memory survives it. Files, folders and commits are flushed
  (`fsync`) before they count as done, and a disk that lies about that is beyond any program.
- Bits that turn while the program runs, or after it was killed and before it was closed well again, have no seal
  to be held against: SQLite's own check and the audit are all that looks there.
- A batch of certificates is written before it is noted: a kill in the moment between leaves a PDF whose numbers the
  ledger does not know. The same batch made again gets the same numbers and takes its place.
"""


def write(tried: Mapping[str, Tried], seconds: float) -> None:
    """Writes the account."""
    rows = "\n".join(f"| {kind} | {one.tries} | {one.struck} | {len(one.losses)} |" for kind, one in tried.items())
    text = _TEXT.format(
        day=datetime.date.today().isoformat(),
        seconds=seconds,
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        tries=sum(one.tries for one in tried.values()),
        losses=sum(len(one.losses) for one in tried.values()),
        rows=rows,
    )
    _FILE.write_text(text, encoding="utf-8")
