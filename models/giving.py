"""What an office gives away as one file: to the level above what was chosen, to the next clerk everything.

Both may be sealed under a passphrase of their own. Whatever is made on the way lies in the office's folder, under a
name that the next opening tidies away.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from models import packs
from models.files import apart, safe_name, written_beside
from models.handover import FORMATS, REPORTS, Choice, Told, hand_over
from models.kinds import Period
from models.office import Office
from models.register import Reader
from models.returns import exchange
from models.returns.states import AUDITED, HANDED_UP, Instance
from models.sealed import is_encrypted
from models.sealed.container import seal
from models.words import Refusal, say


def ready(office: Office, reader: Reader) -> list[Instance]:
    """The returns that may go along: audited or handed up, the latest first."""
    return [one for one in office.instances.all(reader) if one.state in (AUDITED, HANDED_UP)]


def to_level_above(
    office: Office, reader: Reader, target: Path, choice: Choice, returns: Sequence[int] = (), passphrase: str = ""
) -> Told:
    """The chosen rows, a 上报包 of each of the returns, and the forms and packs that this office has adopted."""
    with tempfile.TemporaryDirectory(prefix="~", suffix=".part", dir=office.folder) as work:
        enclosed = {**_reports(office, reader, returns, Path(work)), **_formats(office, Path(work))}
        return hand_over(reader, target, choice, office.register.who, enclosed, passphrase)


def to_next_clerk(office: Office, reader: Reader, target: Path, passphrase: str = "") -> Path:
    """Everything, history and attachments too, as a backup that stands alone.

    Refused with a passphrase where the office has one already.
    """
    if passphrase and is_encrypted(office.folder):
        raise Refusal("handover.encrypted")  # it opens with the office's own passphrase: there is no need of two
    if not passphrase:
        return office.backups.make(reader, say("backups.by_hand"), target).path
    with tempfile.TemporaryDirectory(prefix="~", suffix=".part", dir=office.folder) as work:
        whole = office.backups.make(reader, say("backups.by_hand"), Path(work) / f"{safe_name(target.stem)}.zip").path
        with written_beside(target) as beside:
            seal([whole], beside, passphrase)
    return target


def _reports(office: Office, reader: Reader, returns: Sequence[int], work: Path) -> dict[str, Path]:
    made = [one for one in ready(office, reader) if one.id in returns]
    names = apart(safe_name(f"{one.title} {Period().show(one.period)}") for one in made)
    files = {f"{REPORTS}/{name}.zip": work / REPORTS / f"{name}.zip" for name in names}
    for one, file in zip(made, files.values(), strict=True):
        office.instances.pack(one.id, file, reader)
    return files


def _formats(office: Office, work: Path) -> dict[str, Path]:
    """Forms and packs as zips, each as it is handed on alone: whoever gets them adopts them in the same way."""
    found = {}
    for name, folder in exchange.own(office.folder / "formats").items():
        exchange.pack(folder, file := work / FORMATS / f"{safe_name(name)}.zip")
        found[f"{FORMATS}/{file.name}"] = file
    for pack in (one for one in packs.known(office.folder).values() if one.adopted):
        packs.write_zip(pack, file := work / FORMATS / f"{say('packs.title')} {safe_name(pack.words.name)}.zip")
        found[f"{FORMATS}/{file.name}"] = file
    return found
