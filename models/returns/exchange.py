"""An adopted return handed on: zipped for the next county, and taken back only when it is nothing else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from models import archives
from models.archives import Unsound
from models.files import safe_name, written_beside
from models.returns.adoption import CELLS
from models.words import Refusal

_FORMS = (".xlsx", ".docx")
_MOST_FILES = 8


def pack(folder: Path, target: Path) -> None:
    """Zips an adopted return."""
    with written_beside(target) as beside:
        archives.pack(folder.parent, beside, lambda name: name.parts[0] == folder.name and _is_part(name))


def unpack(path: Path, work: Path) -> Path:
    """The folder out of such a zip, in `work`; refused when it holds anything else, or too much."""
    held = work / "unpacked"
    try:
        found = archives.unpack(path, held, _is_return, _MOST_FILES)[0].parent
    except Unsound as error:
        raise Refusal("returns.not_package", file=path.name) from error
    return found.rename(work / safe_name(path.stem if found == held else found.name))


def _is_return(names: list[PurePosixPath]) -> bool:
    """One folder with a form and its cells, no more."""
    parts = all(len(name.parts) <= 2 and _is_part(name) for name in names)
    return parts and CELLS in [name.name for name in names] and len({name.parent for name in names}) == 1


def _is_part(name: PurePosixPath) -> bool:
    return name.name == CELLS or name.suffix.lower() in _FORMS
