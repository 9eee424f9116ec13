"""Format packs: registers, lists, rules, measures, forms and templates as one folder that an office adopts or not.

A pack is tried in an office of its own, with a copy of the formats that stand beside it, before it is let in; in the
same way it is tried what would be left without it before it is taken back. Its tables and their rows stay.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models import archives, documents, sheets, summaries
from models.archives import Unsound
from models.files import written_beside
from models.grammar import worded
from models.office import Office
from models.resources import PACKS, SHIPPED, Unparsed, read_toml
from models.schema import Schema
from models.words import Refusal, say

MANIFEST = "pack.toml"
TAKEN_BACK = "taken_back"
_MOST_FILES, _TRIAL_YEAR = 500, "2025"
_LISTS = ("records", "codes", "rules", "scoring", "assessments")  # shelves of TOML
_FOLDERS = {
    "returns": (".toml", ".xlsx", ".docx"),
    "certificates": (".toml", ".png", ".jpg", ".jpeg"),
    "summaries": (".docx",),
}
"""Shelves of folders, and what these may hold."""
_PLAIN = (MANIFEST, "measures.toml")


@dataclass(frozen=True)
class PackWords:
    """The words of `pack.toml`."""

    name: str
    title: str
    about: str = ""
    version: str = "1"


@dataclass(frozen=True)
class Pack:
    """A pack that is at hand: its folder, and whether the office works with it."""

    words: PackWords
    folder: Path
    adopted: bool

    @property
    def contents(self) -> str:
        """How many registers, measures and forms it brings, as a sentence."""
        records, returns = (len(list(self.folder.glob(within))) for within in ("records/**/*.toml", "returns/*"))
        measures = self.folder / "measures.toml"
        counted = len(read_toml(measures)) if measures.is_file() else 0
        return say("packs.contents", records=records, measures=counted, returns=returns)


def known(office: Path) -> dict[str, Pack]:
    """The packs that came with the program, those taken back, and those adopted, by name."""
    found: dict[str, Pack] = {}
    adopted = office / "formats" / PACKS
    for shelf in (SHIPPED / PACKS, office / "formats" / TAKEN_BACK, adopted):
        for folder in sorted(shelf.iterdir()) if shelf.is_dir() else ():
            if (folder / MANIFEST).is_file():
                words = _words(folder)
                found[words.name] = Pack(words, folder, shelf == adopted)
    return found


def is_pack(path: Path) -> bool:
    """Whether a folder or zip says that it is a pack."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    try:
        with tempfile.TemporaryDirectory() as work:
            return bool(archives.unpack(path, Path(work), _is_pack, _MOST_FILES))
    except Unsound:
        return False


def adopt(office: Office, path: Path) -> Pack:
    """Lets a pack (a folder or a zip) in, tried beside all that the office has; refused with file, place and word.

    The office must be opened anew before it is used: its tables grow then.
    """
    with _opened(path) as folder:
        words = _words(folder)
        with _trial(office, words.name) as trial:
            shutil.copytree(folder, trial / "formats" / PACKS / words.name)
            _prove(trial, office.schema)
        target = office.folder / "formats" / PACKS / words.name
        _put(folder, target)
        return Pack(words, target, True)


def take_back(office: Office, name: str) -> None:
    """Takes a pack out; refused while other formats rest on it. What was recorded stays in the register."""
    pack = known(office.folder).get(name)
    if pack is None or not pack.adopted:
        raise Refusal("packs.none", name=name, known=_told(one for one in known(office.folder).values() if one.adopted))
    with _trial(office, name) as trial:
        try:
            _prove(trial, None)
        except Refusal as refusal:
            raise Refusal("packs.needed", title=pack.words.title, why=refusal) from refusal
    _put(pack.folder, office.folder / "formats" / TAKEN_BACK / name)
    shutil.rmtree(pack.folder)


def write_zip(pack: Pack, target: Path) -> None:
    """Zips a pack for another office."""
    with written_beside(target) as beside:
        archives.pack(pack.folder, beside, _may_hold)


def find(office: Path, name: str) -> Pack:
    """The pack of that name or title; refused when there is none."""
    packs = known(office)
    for pack in packs.values():
        if name in (pack.words.name, pack.words.title):
            return pack
    raise Refusal("packs.none", name=name, known=_told(packs.values()))


def _told(packs: Iterable[Pack]) -> str:
    return "、".join(one.words.name for one in packs)


def _words(folder: Path) -> PackWords:
    try:
        words = worded(PackWords, read_toml(folder / MANIFEST), MANIFEST)
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=MANIFEST, why=error) from error
    except OSError as error:
        raise Refusal("packs.not_pack", file=folder.name) from error
    if not (words.name.isascii() and words.name.replace("_", "a").isalnum()):
        raise Refusal("grammar.type", file=MANIFEST, at=MANIFEST, word="name", value=words.name)
    return words


@contextmanager
def _opened(path: Path) -> Iterator[Path]:
    """A copy of a pack's folder with nothing else in it, wherever it comes from."""
    with tempfile.TemporaryDirectory() as work:
        packed, folder = Path(work) / "pack.zip", Path(work) / "pack"
        try:
            if path.is_dir():
                archives.pack(path, packed, _may_hold)
            archives.unpack(packed if path.is_dir() else path, folder, _is_pack, _MOST_FILES)
        except Unsound as error:
            raise Refusal("packs.not_pack", file=path.name) from error
        yield folder


def _is_pack(names: list[PurePosixPath]) -> bool:
    return PurePosixPath(MANIFEST) in names and all(map(_may_hold, names))


def _may_hold(name: PurePosixPath) -> bool:
    """Declarations on their shelves, blank forms and pictures in folders of theirs, and no more."""
    shelf, *rest = name.parts
    ending = name.suffix.lower()
    if not rest:
        return shelf in _PLAIN
    if shelf in _LISTS:
        return ending == ".toml" and len(rest) <= 2
    return len(rest) == 2 and ending in _FOLDERS.get(shelf, ())


@contextmanager
def _trial(office: Office, without: str) -> Iterator[Path]:
    """A folder for an office with the formats of this one, but for one pack."""
    with tempfile.TemporaryDirectory() as work:
        trial = Path(work) / "office"
        shutil.copytree(office.folder / "formats", trial / "formats")
        shutil.rmtree(trial / "formats" / PACKS / without, ignore_errors=True)
        yield trial


def _prove(trial: Path, before: Schema | None) -> None:
    """Opens the trial, which reads every declaration and asks every rule and measure; then forms and templates."""
    with Office(trial) as office:
        if before:
            _keep_kinds(before, office.schema)
        for one in office.returns.values():
            _ = documents.draw(one.form) if one.is_document else sheets.read_book(one.form)
        for name in office.resources.folders(summaries.SHELF):
            summaries.sum_up(office.resources, office.measures, office.register, name, _TRIAL_YEAR)


def _keep_kinds(before: Schema, after: Schema) -> None:
    """What is kept already must not become something else."""
    for key, one in before.types.items():
        for name, field in one.fields.items():
            new = after[key].fields.get(name)
            if new is None or (type(new.kind), new.of) != (type(field.kind), field.of):
                raise Refusal("packs.other_kind", record=one.title, field=field.label)


def _put(folder: Path, target: Path) -> None:
    """A folder in place of another: written beside, then renamed."""
    beside = target.with_name(f"~{target.name}")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(folder, beside)
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    except OSError as error:
        raise Refusal("files.not_writable", folder=target.parent) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
