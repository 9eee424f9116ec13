"""Puts finished files and folders in place: written beside, flushed to the disk, then renamed; no half is ever seen."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.patterns import pattern
from models.words import Refusal

_MARK, _PART, _WAS = "~", ".part", ".was"
_TRIES = 5
_PAUSE = 0.2  # seconds; Excel and virus scanners let go of a file after a moment
_NO_NAME = pattern(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = pattern(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\.|$)", re.IGNORECASE)
_LONGEST = 70  # letters; file systems take 255 bytes, and a Chinese letter is three


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """A path to write to; it becomes `target` when the block ends well and leaves no trace when it does not.

    Refused with what to do when the folder can't be written, the disk is full, or another program holds the target.
    """
    with drafted(target) as beside:
        yield beside
    put_in_place(target)
    settle(target.parent)


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """A path to write to, beside `target`; whole and on the disk when the block ends well, gone when it does not.

    It waits there for `put_in_place`, or for `drop_draft`. Refused as in `written_beside`.
    """
    if target.is_dir():
        raise Refusal("files.is_folder", file=target)
    beside = _beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException as error:
        _forget(beside)
        if isinstance(error, OSError):
            raise _refused(error, target) from error
        raise


def put_in_place(target: Path) -> None:
    """The draft of a file becomes the file; refused, and the draft gone, when another program holds it.

    Behind the last one of a folder, `settle` that.
    """
    beside = _beside(target)
    try:
        _replace(beside, target)
    except OSError as error:
        raise _refused(error, target) from error
    finally:
        _forget(beside)


def drop_draft(target: Path) -> None:
    """The draft of a file goes away; the file, if there is one, stays."""
    _forget(_beside(target))


def _beside(target: Path) -> Path:
    return target.with_name(f"{_MARK}{target.name}{_PART}")


def settle(folder: Path) -> None:
    """Has the disk know the names in a folder, so that they outlive a power cut as bytes do; Windows does so itself."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise Refusal("files.not_writable", folder=folder) from error


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself is out of reach: there is nothing to clean


def _replace(beside: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            beside.replace(target)
        except PermissionError:
            if attempt == _TRIES - 1:
                raise Refusal("files.open_elsewhere", file=target.name) from None
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A new folder to fill; it takes the place of `target` when the block ends well and leaves no trace when not.

    Two renames do it. `tidy` ends what was cut off between them.
    """
    beside, was = (target.with_name(f"{_MARK}{target.name}{ending}") for ending in (_PART, _WAS))
    try:
        tidy(target.parent)
        beside.mkdir(parents=True)
        yield beside
        for file in filter(Path.is_file, beside.rglob("*")):
            with file.open("rb+") as flushed:
                os.fsync(flushed.fileno())
        if target.exists():
            target.rename(was)
        beside.rename(target)
        settle(target.parent)
        shutil.rmtree(was, ignore_errors=True)
    except OSError as error:
        tidy(target.parent)
        raise _refused(error, target) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Takes away what a killed program left half made; a folder that was being replaced is put back."""
    for was in folder.glob(f"{_MARK}*{_WAS}"):
        place = folder / was.name.removeprefix(_MARK).removesuffix(_WAS)
        if place.exists():
            shutil.rmtree(was, ignore_errors=True)
        else:
            was.rename(place)
    for part in folder.glob(f"{_MARK}*{_PART}*"):  # SQLite keeps a journal beside a copy
        shutil.rmtree(part, ignore_errors=True) if part.is_dir() else _forget(part)


def _refused(error: OSError, target: Path) -> Refusal:
    if error.errno == errno.ENOSPC:
        return Refusal("files.disk_full", folder=target.parent)
    return Refusal("files.not_writable", folder=target.parent)


def safe_name(text: str) -> str:
    """The text as every system takes it for the name of a file, still without its ending."""
    name = _NO_NAME.sub("", text).strip()[:_LONGEST].rstrip(". ")
    return f"_{name}" if not name or _DEVICE.match(name) else name


def with_ending(path: Path, ending: str) -> Path:
    """A path as it was typed, with the ending of its kind of file where that was left out."""
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def stays_inside(name: str) -> bool:
    """Whether the name of a part of an archive is a place within the folder it is put into, on every system."""
    return all(part and part == part.rstrip(". ") and not _barred(part) for part in name.split("/"))


def _barred(part: str) -> bool:
    return bool(_NO_NAME.search(part) or _DEVICE.match(part))


def apart(names: Iterable[str]) -> list[str]:
    """Names that are all different, also where large and small letters count as one: a number behind the later."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        numbers = iter(range(2, len(taken) + 3))
        told = name
        while told.casefold() in taken:
            told = f"{name}（{next(numbers)}）"
        taken.add(told.casefold())
        found.append(told)
    return found
