"""Runs the demonstration, the window with every page, and an encrypting, and tells what was touched: python -m
tests.witness FOLDER.

Prints as JSON what Python was asked to write, every use of the network, and sockets that the process then has.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

WRITTEN: set[str] = set()
REACHED: list[str] = []
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MOVING = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod"}
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib.", "telnetlib.")
_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6")


def notice(event: str, given: tuple[Any, ...]) -> None:
    """Hears of everything that Python asks of the system."""
    if event.startswith(_NETWORK):
        REACHED.append(f"{event} {given!r}")
    elif event == "open" and isinstance(given[0], str | bytes) and given[2] & _WRITING:
        WRITTEN.add(os.fsdecode(given[0]))
    elif event in _MOVING:
        WRITTEN.update(os.fsdecode(one) for one in given if isinstance(one, str | bytes | os.PathLike))


def sockets() -> list[str]:
    """Sockets of this process that belong to a network, not to the screen or the session bus."""
    own = set()
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            own.add(str(handle.readlink()))
    lines = [
        line.split()
        for table in _TABLES
        if (file := Path("/proc/self/net") / table).exists()
        for line in file.read_text().splitlines()[1:]
    ]
    return [" ".join(words) for words in lines if f"socket:[{words[9]}]" in own]


def live(folder: Path) -> list[str]:
    """A clerk's days: the demonstration, every page of the window, a passphrase, a backup."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  what is imported is witnessed too

    from models import securing  # noqa: PLC0415
    from models.office import Office  # noqa: PLC0415
    from ui.commands import main  # noqa: PLC0415
    from ui.opening import opened  # noqa: PLC0415

    app = QApplication([])
    assert main(["demo", str(folder)]) == 0
    window = opened(app, folder)
    window.show()
    app.processEvents()
    window.greet()
    for page in window.places._items:
        window.open_page(page)
        app.processEvents()
    found = sockets()
    window.close()
    with Office(folder) as office:
        securing.encrypt(folder, office.register, "春天的草原一望无际", lambda *_: None).decide(office.register)
    with Office(folder) as office:
        office.back_up()
    return [*found, *sockets()]


if __name__ == "__main__":
    sys.addaudithook(notice)
    with contextlib.redirect_stdout(io.StringIO()):
        left = live(Path(sys.argv[1]))
    print(json.dumps({"written": sorted(WRITTEN), "reached": REACHED, "sockets": left}))
