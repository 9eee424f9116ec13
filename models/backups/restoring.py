"""A backup put in an office's place, whole or not at all, wherever the program is cut off.

It is unpacked and checked in a folder beside; giving that folder its final name decides, and what is left to do
after that is done again at the next opening.
"""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from models.attachments import digest_of
from models.backups.archive import (
    ATTACHMENTS,
    BROKEN,
    FORMATS,
    JOURNAL,
    REGISTER,
    SEAL,
    SEALED,
    Backup,
    read_manifest,
    write_archive,
)
from models.backups.carrying import carry_numbers
from models.files import settle, written_beside
from models.register import Damaged, fits, take_over
from models.sealed import KEYS, Locked, held, hold, is_encrypted, looks_encrypted, notes
from models.sealed.container import WrongSecret, looks_sealed, unseal
from models.sealed.keys import opened
from models.words import Refusal, say

PREPARED, DECIDED, _SOURCE = "~restoring.part", "restoring", "source.db"
_BLOT = 1 << 20  # bytes at a time


def restore(office: Path, source: Path, secret: str = "") -> Path:
    """Puts a backup, an archive or a bare register, in place; returns where what was there is kept.

    No connection to the register may be open. Refused, with nothing changed, when the backup is damaged or foreign,
    and as `Locked` when it is encrypted with a key that only `secret` opens. An office that is encrypted stays so.
    """
    if not source.is_file():
        raise Refusal("register.no_backup", file=source)
    prepared = office / PREPARED
    shutil.rmtree(prepared, ignore_errors=True)
    try:
        prepared.mkdir(parents=True)
        with _unsealed(source, office, prepared, secret) as whole:
            _unpack(whole, prepared)
        _fetch_attachments(source.parent, office, prepared)
        theirs, ours = _keys(office, prepared, secret)
        _take_over(source, prepared, (theirs, ours))
        _unseal_attachments(prepared, theirs)
        notes.carry(notes.RECEIVED, prepared, prepared, (theirs, ours))
        for left in prepared.glob(f"{_SOURCE}*"):
            left.unlink()
        carry_numbers(office, prepared, (_held(office), ours))
        saved = _kept_aside(office)
        prepared.rename(office / DECIDED)
    finally:
        shutil.rmtree(prepared, ignore_errors=True)
    if ours:
        hold(office, ours)
    resume(office)
    return saved


def resume(office: Path) -> None:
    """Ends a restoring that was decided; called at each opening, before the register is touched."""
    decided = office / DECIDED
    if not decided.is_dir():
        return
    if (decided / REGISTER).exists():
        _put_register(decided, office)
    for folder in (KEYS, FORMATS):
        if (decided / folder).exists():
            shutil.rmtree(office / folder, ignore_errors=True)
            (decided / folder).rename(office / folder)
    for name in notes.names(notes.RECEIVED):
        if (decided / name).exists():
            notes.discard(office, notes.RECEIVED)
            (decided / name).replace(office / name)
    for file in (decided / ATTACHMENTS).rglob("*"):
        target = office / file.relative_to(decided)
        if file.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    shutil.rmtree(decided, ignore_errors=True)


def _put_register(decided: Path, office: Path) -> None:
    for left in (JOURNAL, SEAL):  # of the register that goes: they would spoil the one that comes, or its name
        (office / left).unlink(missing_ok=True)
    if is_encrypted(decided):
        settle(office)
        _blot(office / REGISTER)
    (decided / REGISTER).replace(office / REGISTER)


def _blot(register: Path) -> None:
    """Overwrites what was readable until now, as far as a disk overwrites anything where it stands."""
    if register.exists() and not looks_encrypted(register):
        with register.open("rb+") as file:
            size = file.seek(0, 2)
            file.seek(0)
            for _ in range(0, size, _BLOT):
                file.write(bytes(_BLOT))
            os.fsync(file.fileno())


def _keys(office: Path, prepared: Path, secret: str) -> tuple[str, str]:
    """The key of the backup, and that which the office is to have: its own, or else the backup's with its keys."""
    source, keys = prepared / _SOURCE, prepared / KEYS
    if not is_encrypted(prepared):
        ours = held(office)
        return (ours if looks_encrypted(source) else ""), ours
    ours = _held(office)
    if secret:
        theirs = opened(keys, secret)
    elif ours and fits(source, ours):
        theirs = ours
    else:
        raise Locked("security.backup_locked", folder=office)
    if ours:
        shutil.rmtree(keys)
    return theirs, ours or theirs


def _held(office: Path) -> str:
    """The office's own key; empty while nobody has unlocked it."""
    try:
        return held(office)
    except Locked:
        return ""


def _unseal_attachments(prepared: Path, key: str) -> None:
    """Attachments lie readable in an office; one that another key sealed is left out."""
    for file in list((prepared / ATTACHMENTS).rglob(f"*{SEALED}")):
        with suppress(WrongSecret):
            unseal(file, file.parent, key)
        file.unlink()


def _take_over(source: Path, prepared: Path, keys: tuple[str, str]) -> None:
    try:
        take_over(prepared / _SOURCE, prepared / REGISTER, keys)
    except Damaged as error:
        raise Refusal("backups.unreadable", file=source) from error


def _kept_aside(office: Path) -> Path:
    """What stands in the office now, damaged or not, byte for byte."""
    now = datetime.datetime.now()
    target = office / "backups" / f"{now:%Y%m%d-%H%M%S-%f} {say('backups.before_restore')}.zip"
    register = office / REGISTER
    if register.exists():
        write_archive(target, Backup(target, now, say("backups.before_restore")), register, office, ())
    return target


@contextmanager
def _unsealed(source: Path, office: Path, prepared: Path, secret: str) -> Iterator[Path]:
    """The archive out of a sealed file; any other file itself, also a bare register under the office's own key."""
    if not looks_sealed(source) or fits(source, held(office)):
        yield source
        return
    if not secret:
        raise Locked("backups.sealed", folder=office)
    with tempfile.TemporaryDirectory(dir=prepared) as opened:
        yield unseal(source, Path(opened), secret)[0]


def _unpack(source: Path, prepared: Path) -> None:
    if not zipfile.is_zipfile(source):
        shutil.copyfile(source, prepared / _SOURCE)
        return
    told = read_manifest(source)
    try:
        with zipfile.ZipFile(source) as archive:
            parts = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in parts) > shutil.disk_usage(prepared).free:
                raise Refusal("files.disk_full", folder=prepared.parent)
            for one in parts:
                _unpack_part(archive, one, prepared / _place(one, source))
        if told.digest and digest_of(prepared / _SOURCE) != told.digest:
            raise Refusal("backups.unreadable", file=source)
    except BROKEN as error:
        raise Refusal("backups.unreadable", file=source) from error


def _unpack_part(archive: zipfile.ZipFile, one: zipfile.ZipInfo, target: Path) -> None:
    with archive.open(one) as packed, written_beside(target) as beside, beside.open("wb") as file:
        shutil.copyfileobj(packed, file)


def _place(one: zipfile.ZipInfo, source: Path) -> str:
    """Where a part goes; refused when it would leave the folder."""
    path = PurePosixPath(one.filename)
    if not path.parts or ".." in path.parts or path.is_absolute() or set(one.filename) & set("\\:"):
        raise Refusal("backups.unreadable", file=source)
    renamed = {REGISTER: _SOURCE, JOURNAL: f"{_SOURCE}-journal"}
    return renamed.get(one.filename, one.filename)


def _fetch_attachments(shared: Path, office: Path, prepared: Path) -> None:
    """Those kept beside the archives that the office lacks; an archive on its own brings them itself."""
    for file in (shared / ATTACHMENTS).rglob("*"):
        name = file.relative_to(shared)
        if file.is_file() and not (office / name).exists() and not (prepared / name).exists():
            (prepared / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, prepared / name)
