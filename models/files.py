"""Puts finished files in place: written beside, flushed to the disk, then renamed; no half file is ever seen."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.words import Refusal

_TRIES = 5
_PAUSE = 0.2  # seconds; Excel and virus scanners let go of a file after a moment


_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 80  # characters; 255 bytes is what file systems allow


def safe_name(text: str) -> str:
    """A text as the name of a file on any system, without its ending; never empty."""
    bare = _UNSAFE.sub("", text)[:_LONGEST].strip(" .")
    return f"_{bare}" if not bare or _RESERVED.fullmatch(bare) else bare


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """A path to write to; it becomes `target` when the block ends well and leaves no trace when it does not.

    Refused with what to do when the folder can't be written, the disk is full, or another program holds the target.
    """
    if target.is_dir():
        raise Refusal("files.is_folder", file=target)
    beside = target.with_name(f"~{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        _replace(beside, target)
    except OSError as error:
        raise _refused(error, target) from error
    finally:
        _forget(beside)


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


def _refused(error: OSError, target: Path) -> Refusal:
    if error.errno == errno.ENOSPC:
        return Refusal("files.disk_full", folder=target.parent)
    return Refusal("files.not_writable", folder=target.parent)
