"""Random damage to the register: turned bits, overwritten pages, cut tails. Each is told, or has changed nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from models.backups import Backups
from models.office import Office, restore_office
from models.register import Damaged
from models.words import Refusal
from tests.faults.killing import Tried, fresh, in_child
from tests.faults.standing import standing

KINDS = ("turned bit", "overwritten page", "cut tail")
_PAGE = 8192  # bytes


def run_damage(kind: str, seed: Path, work: Path, count: int, chance: random.Random) -> Tried:
    """Spoils the register of an office that was closed well; every tenth is restored from its latest backup."""
    tried, folder = Tried(), fresh(seed, work)
    stood = in_child(lambda: _standing(folder))
    whole = {name: (folder / name).read_bytes() for name in ("register.db", "register.seal")}
    for at in range(count):
        for name, content in whole.items():
            (folder / name).write_bytes(content)
        where, content = _spoilt(kind, whole["register.db"], chance)
        (folder / "register.db").write_bytes(content)
        told = in_child(lambda: _told(folder))
        tried.tries += 1
        tried.struck += told != stood
        if told not in ("damaged", stood):
            tried.losses.append(f"{kind} at byte {where}: {told}")
        elif told == "damaged" and at % 10 == 0 and not in_child(lambda: _restored(folder)):
            tried.losses.append(f"{kind} at byte {where}: can't be restored")
    shutil.rmtree(work, ignore_errors=True)
    return tried


def _spoilt(kind: str, content: bytes, chance: random.Random) -> tuple[int, bytes]:
    at = chance.randrange(len(content))
    if kind == "turned bit":
        return at, content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
    if kind == "cut tail":
        return at, content[: max(at, 1)]
    start = at // _PAGE * _PAGE
    return start, content[:start] + chance.randbytes(_PAGE) + content[start + _PAGE :]


def _told(folder: Path) -> str:
    """What the opening says, or how the office stands if it says nothing."""
    try:
        return _standing(folder)
    except Damaged:
        return "damaged"
    except Refusal as refusal:
        return str(refusal)


def _standing(folder: Path) -> str:
    with Office(folder) as office:
        return standing(office)


def _restored(folder: Path) -> bool:
    latest = next(one for one in Backups(folder).listed() if one.state)
    restore_office(folder, latest.path)
    with Office(folder) as office:
        return bool(office.register.count("unit"))
