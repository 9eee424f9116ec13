"""Finds what an office may change: the office's own folder first, then the declarations that came with the program.

Nothing else in the program opens a file under `resources/`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

PACKS = "packs"
SHIPPED = Path(__file__).parent.parent / "resources"


class Unparsed(ValueError):
    """A declaration that is not TOML: `path` says which file, `args[0]` what the reader stumbled over."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of one file; `Unparsed` names the file when it is not TOML."""
    try:
        return tomli.loads(path.read_bytes().removeprefix(codecs.BOM_UTF8).decode())
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unparsed(path, str(error)) from error


@cache
def sentences() -> dict[str, str]:
    """Every sentence the program says, by dotted key."""
    return dict(_flat(read_toml(SHIPPED / "words.toml"), ""))


def look() -> Path:
    """The folder of the style sheet, its tokens and the icons."""
    return SHIPPED / "look"


def characters(name: str) -> str:
    """One of the tables of characters, as text."""
    return (SHIPPED / "characters" / name).read_text(encoding="utf-8")


def demonstration() -> Path:
    """The folder of workbooks as units would send them."""
    return SHIPPED / "demo"


@dataclass(frozen=True)
class Library:
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
            for path in sorted((root / shelf).rglob("*.toml")):
                key = path.relative_to(root / shelf).with_suffix("").as_posix()
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


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
