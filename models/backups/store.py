"""The folder of backups: dated archives; attachments, which never change, are kept once beside them all."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from models.backups.archive import ATTACHMENTS, BACKUPS, FORMATS, SEALED, Backup, read_manifest, write_archive
from models.backups.thinning import worth_keeping
from models.files import safe_name, written_beside
from models.register import Reader, back_up
from models.sealed import held
from models.sealed.container import seal
from models.sealed.keys import sign
from models.words import Refusal, say

_COPY = "~register.db.part"  # of the register, until it is in the archive
_ELSEWHERE = "赛报备份"  # the folder on a stick


class Backups:
    """Makes, lists, thins and copies the backups of one office."""

    def __init__(self, office: Path) -> None:
        self.office = office
        self.folder = office / BACKUPS

    def listed(self, folder: Path | None = None) -> list[Backup]:
        """What can be restored, the latest first; what can't be read is left out."""
        return sorted(self._readable(folder or self.folder), key=lambda one: one.at, reverse=True)

    def _readable(self, folder: Path) -> Iterator[Backup]:
        for path in folder.glob("*"):
            if path.suffix in (".zip", ".db") and not path.name.startswith("~"):
                try:
                    yield read_manifest(path)
                except Refusal:
                    continue

    def make(self, reader: Reader, why: str, target: Path | None = None) -> Backup:
        """Writes a checked backup; one with a target of its own holds the attachments too and depends on nothing."""
        now = datetime.datetime.now()
        copy = self.folder / _COPY
        records = sum(reader.count(table) for table in reader.schema.tables)
        order = max((one.order for one in self.listed()), default=0) + 1
        told = Backup(target or self._free(now, why), now, why, records, self.state(reader), order)
        self._share_attachments(reader.key)
        try:
            back_up(reader.db, copy, reader.key)
            made = write_archive(told.path, told, copy, self.office, self._shared(reader.key) if target else ())
            reader.seal()  # what is damaged from now on is told also after a crash, until the next step
            return made
        finally:
            copy.unlink(missing_ok=True)

    def before(self, reader: Reader, why: str) -> Backup | None:
        """A backup before something great; none of an empty office, or where the latest holds all that there is."""
        latest, empty = self._latest(), not reader.ask("select 1 from batch limit 1")
        return None if empty or (latest and latest.state == self.state(reader)) else self.make(reader, why)

    def daily(self, reader: Reader) -> Backup | None:
        """The day's backup, when there is none of today and something was changed; older ones are thinned."""
        now, latest = datetime.datetime.now(), self._latest()
        if latest and latest.at.date() == now.date():
            return None
        made = self.before(reader, say("backups.daily"))
        self.thin(self.folder, now)
        return made

    def thin(self, folder: Path, now: datetime.datetime) -> None:
        """Removes what is no longer worth keeping, and what a killed program has left half made."""
        listed = self.listed(folder)
        kept = worth_keeping((one.at for one in listed), now)
        for stale in [one.path for one in listed if one.at not in kept] + list(folder.glob("~*")):
            stale.unlink(missing_ok=True)

    def copy_to(self, place: Path) -> Backup:
        """Brings the latest backup to another place, a stick or a second disk, and thins what is there."""
        latest = self._latest()
        if latest is None:
            raise Refusal("backups.none", folder=self.folder)
        folder = place / _ELSEWHERE
        if not place.is_dir():
            raise Refusal("backups.no_place", folder=place)
        with written_beside(folder / latest.path.name) as beside:
            shutil.copyfile(latest.path, beside)
        for file in self._shared(held(self.office)):
            _link(file, folder / file.relative_to(self.folder))
        self.thin(folder, datetime.datetime.now())
        return read_manifest(folder / latest.path.name)

    def behind(self, place: Path) -> bool:
        """Whether a place that can be reached lacks the latest backup."""
        latest = self._latest()
        return latest is not None and place.is_dir() and not (place / _ELSEWHERE / latest.path.name).exists()

    def state(self, reader: Reader) -> str:
        """Equal as long as no step has been made and no format touched."""
        steps = reader.ask("select coalesce(max(id), 0) from batch")[0][0]
        formats = sorted((self.office / FORMATS).rglob("*"))
        told = [(one.relative_to(self.office).as_posix(), one.stat().st_mtime_ns) for one in formats if one.is_file()]
        return f"{steps}-{hashlib.sha256(repr(told).encode()).hexdigest()[:12]}"

    def _latest(self) -> Backup | None:
        """By the order they were made in: a clock may have been set back."""
        return max((one for one in self.listed() if one.state), key=lambda one: (one.order, one.at), default=None)

    def _free(self, now: datetime.datetime, why: str) -> Path:
        name = f"{now:%Y%m%d-%H%M%S} {safe_name(why)}"
        names = (f"{name}{'' if number == 1 else f'-{number}'}.zip" for number in range(1, 1000))
        return next(self.folder / one for one in names if not (self.folder / one).exists())

    def plain(self) -> list[Path]:
        """What anyone can read: archives, registers and attachments kept before the office was encrypted."""
        archives = [one.path for one in self.listed() if not one.encrypted]
        return archives + [file for file in _files(self.folder / ATTACHMENTS) if file.suffix != SEALED]

    def drop_plain(self, reader: Reader) -> int:
        """Removes what anyone can read, when there is an encrypted backup of everything; returns how many files."""
        stale = self.plain()
        self.make(reader, say("backups.by_hand"))
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _shared(self, key: str) -> list[Path]:
        """Attachments beside the archives: those sealed with the key, or the plain ones."""
        kept = _files(self.folder / ATTACHMENTS)
        return [one for one in kept if (one.name.endswith(_ending(key)) if key else one.suffix != SEALED)]

    def _share_attachments(self, key: str) -> None:
        """Each is kept once beside the archives, under the hash that is its name; sealed where there is a key."""
        for file in _files(self.office / ATTACHMENTS):
            target = self.folder / file.relative_to(self.office)
            if not key:
                _link(file, target)
            elif not (sealed := target.with_name(target.name + _ending(key))).exists():
                seal([file], sealed, key)


def _ending(key: str) -> str:
    return f".{sign(key)}{SEALED}"


def _files(folder: Path) -> list[Path]:
    """The files of a folder, without what a killed program has left half made."""
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("~")]


def _link(file: Path, target: Path) -> None:
    """One file at two places: linked where the disk can."""
    if not target.exists():
        with written_beside(target) as beside:
            try:
                os.link(file, beside)
            except OSError:
                shutil.copyfile(file, beside)
