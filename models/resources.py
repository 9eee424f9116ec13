"""Finds what an office may change: the office's own folder first, then the declarations that came with the program.

Nothing else in the program opens a file under `resources/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from models.parsed import Kept, Unparsed, parse

__all__ = ["PACKS", "SHIPPED", "Resources", "Unparsed", "laid_over", "read_toml"]

PACKS = "packs"
SHIPPED = Path(__file__).parent.parent / "resources"


_kept = Kept(SHIPPED)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of one file; `Unparsed` names the file when it is not TOML."""
    return _kept.tables(path) if path.is_relative_to(SHIPPED) else parse(path)


def keep_read() -> None:
    """Keeps what was read of the program's own files, so that the next start need not parse them."""
    _kept.keep()


def keep_all() -> None:
    """Keeps every declaration of the program's own, for a folder in which nothing will be written."""
    for path in SHIPPED.rglob("*.toml"):
        _kept.tables(path)
    _kept.write()


@cache
def words() -> dict[str, Any]:
    """Every sentence the program says, room by room."""
    return read_toml(SHIPPED / "words.toml")


def sentence(key: str) -> str:
    """The sentence of a dotted key; a KeyError where there is none."""
    found: Any = words()
    for part in key.split("."):
        found = found[part]
    return str(found)


def look() -> Path:
    """The folder of the style sheet, its tokens and the icons."""
    return SHIPPED / "look"


def manual() -> Path:
    """The folder of the manual; its pictures stand beside it in `pictures`."""
    return SHIPPED.parent / "docs" / "manual"


def characters(name: str) -> str:
    """One of the tables of characters, as text."""
    return (SHIPPED / "characters" / name).read_text(encoding="utf-8")


def demonstration() -> Path:
    """The folder of workbooks as units would send them."""
    return SHIPPED / "demo"


class Resources(NamedTuple):
    """Declarations of one office: `formats` is its own folder, or None for what is shipped alone."""

    formats: Path | None = None

    @property
    def roots(self) -> list[Path]:
        """Where declarations are looked for; a later one refines an earlier one: ours, adopted packs, the office's."""
        if self.formats is None:
            return [SHIPPED]
        packs = self.formats / PACKS
        adopted = sorted(one for one in packs.iterdir() if one.name[0] not in ".~") if packs.is_dir() else []
        return [SHIPPED, *adopted, self.formats]

    def declarations(self, shelf: str) -> dict[str, tuple[Path, dict[str, Any]]]:
        """All files of a shelf (`records`, `codes`, …) by key, the office's words laid over ours.

        The path stays that of the last file that had a say: it is the one to name in a complaint.
        """
        found: dict[str, tuple[Path, dict[str, Any]]] = {}
        for root in self.roots:
            for key, path in sorted(_files(root / shelf)):
                earlier = found.get(key, (path, {}))[1]
                found[key] = (path, laid_over(earlier, read_toml(path)))
        return found

    def declaration(self, name: str) -> tuple[Path, dict[str, Any]]:
        """One file beside the shelves, such as `measures`, merged the same way."""
        merged: dict[str, Any] = {}
        path = SHIPPED / f"{name}.toml"
        for root in self.roots:
            if (candidate := root / f"{name}.toml").exists():
                path, merged = candidate, laid_over(merged, read_toml(candidate))
        return path, merged

    def folders(self, shelf: str) -> dict[str, Path]:
        """Folders of a shelf (`returns`, `certificates`) by name; an office's own replaces ours whole."""
        return {
            folder.name: folder
            for root in self.roots
            if (root / shelf).is_dir()
            for folder in sorted((root / shelf).iterdir())
            if folder.is_dir()
        }


def laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The words of `above` over those of `below`, table by table."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _files(shelf: Path, within: str = "") -> Iterator[tuple[str, Path]]:
    """The declarations in a folder and below it, each by its name without the ending."""
    if not within and not shelf.is_dir():
        return
    for one in os.scandir(shelf):
        if one.is_dir():
            yield from _files(shelf / one.name, f"{within}{one.name}/")
        elif one.name.endswith(".toml"):
            yield within + one.name.removesuffix(".toml"), shelf / one.name
