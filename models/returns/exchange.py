"""An adopted return handed on: zipped for the next county, let in only when it is nothing else, taken back as a zip."""

from __future__ import annotations

import shutil
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


def own(formats: Path) -> dict[str, Path]:
    """The folders of the returns that an office has adopted, by name: those that it can take back."""
    return {cells.parent.name: cells.parent for cells in sorted((formats / "returns").glob(f"*/{CELLS}"))}


def take_back(formats: Path, name: str) -> Path:
    """Puts an adopted return out of use: as the zip that it would be handed on as, which can be let in again.

    What was filled and handed up stays in the register. Refused where the office has adopted none of that name.
    """
    folder = own(formats).get(name)
    if folder is None:
        raise Refusal("returns.none", name=name, known="、".join(own(formats)))
    kept = formats / "taken_back" / f"{safe_name(name)}.zip"
    pack(folder, kept)
    shutil.rmtree(folder)
    return kept


def _is_return(names: list[PurePosixPath]) -> bool:
    """One folder with a form and its cells, no more."""
    parts = all(len(name.parts) <= 2 and _is_part(name) for name in names)
    return parts and CELLS in [name.name for name in names] and len({name.parent for name in names}) == 1


def _is_part(name: PurePosixPath) -> bool:
    return name.name == CELLS or name.suffix.lower() in _FORMS
