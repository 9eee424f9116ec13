"""Format packs: listed, adopted, taken back, zipped for another office; single forms are taken back here too."""

from __future__ import annotations

import argparse
from pathlib import Path

from models import packs
from models.office import Office
from models.returns import exchange
from models.words import Refusal, say


def pack_(asked: argparse.Namespace) -> int:
    """What is asked of packs; an adopted one is tried and grown at once."""
    if asked.what == "list":
        for one in packs.known(asked.office).values():
            state = say("packs.state_on" if one.adopted else "packs.state_off")
            print(say("packs.line", name=one.words.name, title=one.words.title, state=state, about=one.words.about))
        return 0
    if asked.what == "zip":
        if asked.output is None:
            raise Refusal("commands.bad_arguments", why="-o FILE")
        packs.write_zip(packs.find(asked.office, asked.name), asked.output)
        print(say("commands.written", file=asked.output))
        return 0
    if asked.what == "adopt":
        return adopt_pack(asked.office, asked.name)
    with Office(asked.office) as office:
        if asked.name in exchange.own(office.folder / "formats"):
            print(say("adopt.taken_back", file=exchange.take_back(office.folder / "formats", asked.name)))
            return 0
        pack = packs.find(office.folder, asked.name)
        packs.take_back(office, pack.words.name)
    print(say("packs.taken_back", title=pack.words.title))
    return 0


def adopt_pack(folder: Path, name: str) -> int:
    """Adopts a pack by its name, or out of a file or folder; the office is opened anew, so that its tables grow."""
    with Office(folder) as office:
        path = Path(name)
        pack = packs.adopt(office, path if path.exists() else packs.find(folder, name).folder)
    Office(folder).close()
    print(say("packs.adopted", title=pack.words.title, contents=pack.contents))
    return 0
