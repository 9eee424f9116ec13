"""Files kept with records: copied into the office folder under the hash of what they hold, each once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from models.files import apart, written_beside
from models.words import Refusal

_FOLDER = "attachments"


def digest_of(path: Path) -> str:
    """The hash of what a file holds; refused when it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refusal("sheets.missing", file=path) from error


def keep(office: Path, source: str | Path) -> str:
    """Copies a file into the office; returns what the register keeps: its path within the office folder."""
    path = Path(source)
    kept = f"{_FOLDER}/{digest_of(path)}/{path.name}"
    target = office / kept
    if not target.exists():
        with written_beside(target) as beside:
            shutil.copyfile(path, beside)
    return kept


def keep_once(office: Path, source: Path, digest: str) -> str:
    """As `keep`, of a file whose content was read before: one copy under whatever names it comes.

    Empty when the file is gone or holds something else by now, for work is not lost because its source is.
    """
    there = sorted((office / _FOLDER / digest).glob("[!~]*"))
    if there:
        return there[0].relative_to(office).as_posix()
    try:
        return keep(office, source) if digest_of(source) == digest else ""
    except Refusal:
        return ""


def give_back(office: Path, files: Sequence[tuple[str, str]], folder: Path) -> list[Path]:
    """Copies kept files, each a name and what the register keeps of it, into a folder; those that are lost are not."""
    there = [(Path(name), office / kept) for name, kept in files if (office / kept).exists()]
    stems = apart(name.stem for name, _ in there)
    written = [folder / f"{stem}{name.suffix}" for (name, _), stem in zip(there, stems, strict=True)]
    for (_, kept), target in zip(there, written, strict=True):
        with written_beside(target) as beside:
            shutil.copyfile(kept, beside)
    return written
