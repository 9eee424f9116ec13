"""A file that came: copied into a folder of ours and checked before anything of it is believed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models.files import safe_name, written_beside
from models.handover.manifest import ATTACHMENTS, MANIFEST, ROWS, SUMMARY, Told, read_told
from models.schema import Schema
from models.sealed.container import looks_sealed, unseal
from models.words import Refusal, say

_PACKED, _UNPACKED = 2 * 2**30, 4 * 2**30  # bytes of the file, and of all its parts
_SMALL = 16 * 2**20  # bytes of its manifest
_BLOCK = 2**20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, TypeError)
_NOT_TOLD = (AttributeError, RecursionError)  # a manifest of another shape


class Sealed(Refusal):
    """Only a passphrase opens the file, and none was said."""


@dataclass(frozen=True)
class Incoming:
    """A file whose parts are whole, in a folder of ours, each at its place; the rows have not been looked at yet."""

    name: str
    told: Told
    folder: Path

    @property
    def rows(self) -> Path:
        """The file of the rows."""
        return self.folder / ROWS


def receive(path: Path, folder: Path, schema: Schema, passphrase: str = "") -> Incoming:
    """Copies a file's parts into `folder`; refused when it is too large, damaged or something else.

    Refused as `Sealed` where it needs a passphrase and has been given none.
    """
    try:
        if path.stat().st_size > _PACKED:
            raise Refusal("handover.too_large", file=path.name)
        if not looks_sealed(path):
            return _taken(path, path.name, Path(tempfile.mkdtemp(dir=folder)), schema)
        if not passphrase:
            raise Sealed("handover.sealed", file=path.name)
        with tempfile.TemporaryDirectory(dir=folder) as opened:
            whole = unseal(path, Path(opened), passphrase)[0]
            return _taken(whole, path.name, Path(tempfile.mkdtemp(dir=folder)), schema)
    except OSError as error:
        raise Refusal("sheets.missing", file=path) from error
    except (*_BROKEN, *_NOT_TOLD) as error:
        raise Refusal("handover.damaged", file=path.name) from error


def _taken(path: Path, name: str, folder: Path, schema: Schema) -> Incoming:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if not {MANIFEST, ROWS, SUMMARY} <= set(names):
            raise Refusal("handover.not_ours", file=name)
        with archive.open(MANIFEST) as part:
            told = read_told(part.read(_SMALL), schema)
        if sorted(names) != sorted((MANIFEST, ROWS, SUMMARY, *told.parts)):
            raise Refusal("handover.not_ours", file=name)
        if sum(one.file_size for one in archive.infolist()) > min(_UNPACKED, shutil.disk_usage(folder).free):
            raise Refusal("handover.too_large", file=name)
        digests = {one: _unpacked(archive, one, folder / one) for one in (ROWS, *told.parts)}
        if digests != {ROWS: told.digest, **told.parts} or not all(_is_under_its_own(*one) for one in digests.items()):
            raise Refusal("handover.damaged", file=name)
    return Incoming(name, told, folder)


def _is_under_its_own(name: str, digest: str) -> bool:
    """An attachment lies under the hash of what it holds."""
    shelf, *rest = PurePosixPath(name).parts
    return shelf != ATTACHMENTS or rest[0] == digest


def _unpacked(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    """Writes a part out, no more of it than the archive says; its SHA-256."""
    left, digest = archive.getinfo(name).file_size, hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as part, target.open("xb") as file:
        while block := part.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def put(came: Incoming, office: Path) -> None:
    """Puts what came along in its place: attachments with the office's, reports and formats where they can be seen.

    No form is let in: a clerk adopts it, which looks at it, or does not.
    """
    for name in came.told.parts:
        shelf, _, rest = name.partition("/")
        target = office / name if shelf == ATTACHMENTS else papers(came.told, office) / say(f"handover.{shelf}") / rest
        if not target.exists() or shelf != ATTACHMENTS:
            with written_beside(target) as beside:
                shutil.copyfile(came.folder / name, beside)


def papers(told: Told, office: Path) -> Path:
    """Where the reports and formats of a file are put."""
    name = safe_name(f"{told.county} {told.period or say('handover.all_years')}")
    return office / "out" / say("handover.came") / name
