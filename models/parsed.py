"""TOML files as tables. Those that came with the program are parsed once and kept, as Python keeps its own modules.

They lie in `__pycache__` among them, each with the time and size of the file that it was made of. Where Python may keep
nothing they are parsed at every start; the delivered folder brings what was kept when it was built.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

_BOM = "\ufeff"


class Unparsed(ValueError):
    """A declaration that is not TOML: `path` says which file, `args[0]` what the reader stumbled over."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


def parse(path: Path) -> dict[str, Any]:
    """The tables of one file; `Unparsed` names the file when it is not TOML."""
    try:
        told: dict[str, Any] = import_module("tomli").loads(path.read_bytes().decode().removeprefix(_BOM))
    except ValueError as error:
        raise Unparsed(path, str(error)) from error
    return told


class Kept:
    """The tables of all files under a folder that have been read before."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}{os.sep}"
        self._file = folder / "__pycache__" / f"tables.{sys.implementation.cache_tag}"
        self._delivered = hasattr(sys, "frozen")
        self._known: dict[str, tuple[int, int, bytes]] = {}
        self._grown = False
        with suppress(OSError, ValueError, EOFError, TypeError):
            self._known = dict(marshal.loads(self._file.read_bytes()))

    def tables(self, path: Path) -> dict[str, Any]:
        """What a file under the folder says, as `parse` would tell it."""
        name = str(path).removeprefix(self._folder).replace(os.sep, "/")
        made = self._known.get(name)
        if made and self._delivered:
            return dict(marshal.loads(made[2]))
        now = path.stat()
        if made is None or made[:2] != (now.st_mtime_ns, now.st_size):
            told = parse(path)
            with suppress(ValueError):  # a date, which marshal does not know
                self._known[name] = (now.st_mtime_ns, now.st_size, marshal.dumps(told))
                self._grown = True
            return told
        return dict(marshal.loads(made[2]))

    def keep(self) -> None:
        """Keeps what had to be parsed, where Python keeps its modules: nowhere, if it was told not to."""
        if self._grown and not self._delivered and not sys.dont_write_bytecode:
            self._grown = False
            with suppress(OSError):
                self.write()

    def write(self) -> None:
        """Writes what has been read so far to its file."""
        beside = self._file.with_suffix(f".{os.getpid()}")
        self._file.parent.mkdir(exist_ok=True)
        beside.write_bytes(marshal.dumps(self._known))
        beside.replace(self._file)
