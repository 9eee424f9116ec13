"""A zip from elsewhere: looked over before anything of it is unpacked, and read no further than it may be long."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

_LARGEST, _ALL = 60 * 2**20, 200 * 2**20  # bytes of one file and of all, unpacked
_NO_NAME = '\\:*?"<>|\0'
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Unsound(Exception):
    """No archive, or one that holds what it may not hold."""


def unpack(path: Path, target: Path, is_sound: Callable[[list[PurePosixPath]], bool], most: int) -> list[Path]:
    """Unpacks up to so many files into a folder; raises `Unsound` before anything is written unless the names are."""
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [info for info in archive.infolist() if not info.is_dir()]
            names = [PurePosixPath(info.filename) for info in wanted]
            if not 0 < len(names) <= most or len({str(one).casefold() for one in names}) < len(names):
                raise Unsound(path)
            if not all(map(_leads_nowhere_else, names)) or not is_sound(names):
                raise Unsound(path)
            left = _ALL
            for info, name in zip(wanted, names, strict=True):
                left -= _write(archive, info, target / name, min(left, _LARGEST))
            return [target / name for name in names]
    except _BROKEN as error:
        raise Unsound(path) from error


def pack(folder: Path, target: Path, may_hold: Callable[[PurePosixPath], bool]) -> None:
    """Zips what a folder holds and an archive may hold, with paths from within the folder."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(folder.rglob("*")):
            name = PurePosixPath(one.relative_to(folder).as_posix())
            if one.is_file() and may_hold(name):
                archive.write(one, str(name))


def _leads_nowhere_else(name: PurePosixPath) -> bool:
    return ".." not in name.parts and not name.is_absolute() and not any(letter in str(name) for letter in _NO_NAME)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, most: int) -> int:
    with archive.open(info) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Unsound(info.filename)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return len(content)
