"""A file that came: copied into a folder of ours and checked before anything of it is believed."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from models.handover.manifest import MANIFEST, ROWS, SUMMARY, Told, read_told
from models.schema import Schema
from models.words import Refusal

_PACKED, _UNPACKED = 500 * 2**20, 2 * 2**30  # bytes of the file, and of its rows
_SMALL = 2**20  # bytes of its manifest
_BLOCK = 2**20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, TypeError)


@dataclass(frozen=True)
class Incoming:
    """A file whose parts are whole; its rows lie in a copy of ours and have not been looked at yet."""

    name: str
    told: Told
    rows: Path


def receive(path: Path, folder: Path, schema: Schema) -> Incoming:
    """Copies a file's parts into `folder`; refused when it is too large, damaged or something else."""
    try:
        if path.stat().st_size > _PACKED:
            raise Refusal("handover.too_large", file=path.name)
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != sorted((MANIFEST, ROWS, SUMMARY)):
                raise Refusal("handover.not_ours", file=path.name)
            with archive.open(MANIFEST) as part:
                told = read_told(part.read(_SMALL), schema)
            if archive.getinfo(ROWS).file_size > min(_UNPACKED, shutil.disk_usage(folder).free):
                raise Refusal("handover.too_large", file=path.name)
            rows = folder / f"{len(list(folder.iterdir()))}.db"
            if _unpacked(archive, rows) != told.digest:
                raise Refusal("handover.damaged", file=path.name)
    except OSError as error:
        raise Refusal("sheets.missing", file=path) from error
    except _BROKEN as error:
        raise Refusal("handover.damaged", file=path.name) from error
    return Incoming(path.name, told, rows)


def _unpacked(archive: zipfile.ZipFile, target: Path) -> str:
    """Writes the rows out, no more of them than the archive says; their SHA-256."""
    left, digest = archive.getinfo(ROWS).file_size, hashlib.sha256()
    with archive.open(ROWS) as part, target.open("xb") as file:
        while block := part.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile
            digest.update(block)
            file.write(block)
    return digest.hexdigest()
