"""A form becomes a return of the office: adopt. PATH is a blank, a folder with form and cells.toml, or such a zip."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from models import packs
from models.office import Office
from models.returns.adopting import CELLS, Adoption, Context, Proposal, open_blank, open_folder
from models.returns.exchange import pack, unpack
from models.returns.trying import trouble
from models.words import Refusal, say
from ui.commands.packs import adopt_pack


def adopt_(asked: argparse.Namespace) -> int:
    """Keeps the form in the office's formats/returns; of a bare blank what is less sure is written beside, and told."""
    if packs.is_pack(asked.path):
        return adopt_pack(asked.office, str(asked.path))
    with Office(asked.office) as office, tempfile.TemporaryDirectory() as work:
        context = Context(office.resources, office.schema, office.measures, office.register)
        one, offered = _opened(context, asked.path, Path(work))
        for sentence in one.told:
            print(sentence)
        folder = one.write(office.folder / "formats" / "returns", offered)
        if why := trouble(one):
            print(say("adopt.stopped", why=why))
        if asked.pack:
            pack(folder, asked.pack)
    print(say("returns.adopted", title=one.title, folder=folder))
    print(say("returns.bound", cells=len(one.cells), lists=len(one.lists), checks=len(one.checks)))
    return 0


def _opened(context: Context, path: Path, work: Path) -> tuple[Adoption, dict[str, Proposal]]:
    """The form with its cells; of a bare blank those that are sure, and apart from them what is only offered."""
    if not path.exists():
        raise Refusal("sheets.missing", file=path)
    if path.is_dir():
        return open_folder(context, path), {}
    if path.suffix.lower() == ".zip":
        return open_folder(context, unpack(path, work)), {}
    one = open_blank(context, path, work)
    one.accept()
    one.told.append(say("returns.look_through", file=f"formats/returns/{one.name}/{CELLS}"))
    return one, one.proposals()
