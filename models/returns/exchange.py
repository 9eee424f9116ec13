"""An adopted return handed on: zipped for the next county, and taken back only when it is nothing else."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from models.files import safe_name, written_beside
from models.returns.adoption import CELLS
from models.words import Refusal

_FORMS = (".xlsx", ".docx")
_MOST_FILES, _LARGEST = 8, 60 * 2**20  # files, and bytes of one unpacked
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def pack(folder: Path, target: Path) -> None:
    """Zips an adopted return."""
    with written_beside(target) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if path.name == CELLS or path.suffix.lower() in _FORMS:
                archive.write(path, f"{folder.name}/{path.name}")


def unpack(path: Path, work: Path) -> Path:
    """The folder out of such a zip, in `work`; refused when it holds anything else, or too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [info for info in archive.infolist() if not info.is_dir()]
            _look_over(wanted, path)
            folder = work / safe_name(PurePosixPath(wanted[0].filename).parent.name or path.stem)
            folder.mkdir(parents=True, exist_ok=True)
            for info in wanted:
                (folder / PurePosixPath(info.filename).name).write_bytes(_content(archive, info, path))
    except _BROKEN as error:
        raise Refusal("returns.not_package", file=path.name) from error
    return folder


def _look_over(wanted: list[zipfile.ZipInfo], path: Path) -> None:
    """One folder with a form and its cells, no more, and nothing that leads elsewhere."""
    names = [PurePosixPath(info.filename) for info in wanted]
    sound = all(
        len(name.parts) <= 2
        and ".." not in name.parts
        and not name.is_absolute()
        and not any(letter in str(name) for letter in '\\:*?"<>|\0')
        and (name.name == CELLS or name.suffix.lower() in _FORMS)
        for name in names
    )
    whole = CELLS in [name.name for name in names] and len({name.parent for name in names}) == 1
    if not sound or not whole or len(names) > _MOST_FILES or len(set(names)) < len(names):
        raise Refusal("returns.not_package", file=path.name)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """A file, read no further than it may be long, whatever the archive says."""
    with archive.open(info) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refusal("returns.not_package", file=path.name)
    return content
