"""One backup: an archive of the register and the office's formats, with a manifest that says what and when."""

from __future__ import annotations

import datetime
import json
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from models.attachments import digest_of
from models.files import written_beside
from models.sealed import KEYS, is_encrypted, looks_encrypted, notes
from models.words import Refusal, say

MANIFEST, REGISTER, JOURNAL, SEAL = "manifest.json", "register.db", "register.db-journal", "register.seal"
FORMATS, ATTACHMENTS, BACKUPS = "formats", "attachments", "backups"
_SUMMARY = "说明.txt"
SEALED = ".封存"  # behind the name of an attachment beside the archives of an encrypted office
_TOLD = ("at", "why", "records", "state", "order", "digest")
_QUICK = 1  # of zlib's levels: a third of the time of the usual one, a tenth more room
_LONGEST = 10_000  # bytes of a manifest
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)
"""What zipfile says of an archive that is damaged or was made by a hostile hand."""


@dataclass(frozen=True)
class Backup:
    """A backup as its manifest tells it; `state` is equal for two between which nothing was changed.

    `order` goes up with each one that an office makes, whatever its clock says.
    """

    path: Path
    at: datetime.datetime
    why: str
    records: int | None = None
    state: str = ""
    order: int = 0
    encrypted: bool = False
    digest: str = ""
    """The SHA-256 of the register in it."""


def write_archive(target: Path, told: Backup, register: Path, office: Path, attachments: Iterable[Path]) -> Backup:
    """Writes and reads again an archive of a register's copy, the office's formats and sealed keys, and attachments.

    Attachments are those beside the office's archives. What lies on 收表 goes along as it is kept: in an encrypted
    office sealed, for cells that were typed may hold ID numbers.
    """
    told = replace(told, digest=digest_of(register))
    manifest = {name: getattr(told, name) for name in _TOLD} | {"at": told.at.isoformat()}
    inside = [file for name in (FORMATS, KEYS) for file in sorted((office / name).rglob("*")) if file.is_file()]
    received = office / notes.names(notes.RECEIVED)[is_encrypted(office)]
    if received.is_file():
        inside.append(received)
    with written_beside(target) as beside:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
            archive.writestr(_SUMMARY, _summary(told).encode("utf-8-sig"))
            archive.write(register, REGISTER)
            journal = register.with_name(JOURNAL)
            if journal.exists():
                archive.write(journal, JOURNAL)
            for file in inside:
                archive.write(file, file.relative_to(office).as_posix())
            for file in attachments:
                archive.write(file, file.relative_to(office / BACKUPS).as_posix())
        with zipfile.ZipFile(beside) as archive:
            if archive.testzip() is not None:
                raise Refusal("backups.not_whole", file=target)
    return replace(told, path=target, encrypted=any((office / KEYS).glob("*")))


def _summary(told: Backup) -> str:
    """What an archive is and how it is opened, for whoever finds it."""
    lines = [say("backups.summary", at=f"{told.at:%Y-%m-%d %H:%M}", why=told.why), say("backups.summary_open")]
    if told.records is not None:
        lines.append(say("backups.summary_records", count=told.records))
    return "\r\n".join([*lines, f"SHA-256（{REGISTER}）：{told.digest}"])


def read_manifest(path: Path) -> Backup:
    """What an archive says of itself; an earlier kind of backup, a bare register, says only when it was made."""
    try:
        if not zipfile.is_zipfile(path):
            at = datetime.datetime.fromtimestamp(path.stat().st_mtime)
            return Backup(path, at, path.stem, encrypted=looks_encrypted(path))
        with zipfile.ZipFile(path) as archive, archive.open(MANIFEST) as file:
            told = json.loads(file.read(_LONGEST))
            at = datetime.datetime.fromisoformat(told["at"])
            order = int(told.get("order", 0))
            encrypted = any(name.startswith(f"{KEYS}/") for name in archive.namelist())
            return Backup(
                path,
                at,
                str(told["why"]),
                told["records"],
                str(told["state"]),
                order,
                encrypted,
                str(told.get("digest", "")),
            )
    except (*BROKEN, OSError, ValueError, TypeError) as error:
        raise Refusal("backups.unreadable", file=path) from error
