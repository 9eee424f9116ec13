"""Keeps an office of this version for all later ones to open: python -m tests.offices, once for each release.

It is the demonstration with a field and a form of the office's own and a format pack, as its backup holds it, without
the units' workbooks; beside it the printed return as text. What is kept is never made anew once its version is out.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from models import packs
from models.office import VERSION, Office
from models.resources import SHIPPED
from tests.return_texts import filled
from ui.commands import main as run

OFFICES = Path(__file__).parent
RETURN = "competition_statistics"
PACK = "other_work"
OWN_FIELD = 'title = "单位"\n[fields]\nstars = { label = "星级", kind = "count" }\n'


def main() -> int:
    """Writes the folder of this version; refuses where there is one."""
    place = OFFICES / VERSION
    if place.exists():
        print(f"{place} is kept already: a released office is never made anew")
        return 1
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "office"
        run(["demo", str(folder)])
        _make_its_own(folder)
        place.mkdir()
        with Office(folder) as office:
            office.register.change("unit", 1, {"stars": 3})
            (place / f"{RETURN}.txt").write_text(filled(office, office.returns[RETURN], Path(work)), encoding="utf-8")
            shutil.copyfile(office.backups.make(office.register, VERSION).path, place / "office.zip")
    return 0


def _make_its_own(folder: Path) -> None:
    """A field more, a form of another name, and a pack."""
    records = folder / "formats" / "records"
    records.mkdir(parents=True)
    (records / "unit.toml").write_text(OWN_FIELD, encoding="utf-8")
    shutil.copytree(SHIPPED / "returns" / RETURN, folder / "formats" / "returns" / "own")
    with Office(folder) as office:
        packs.adopt(office, SHIPPED / "packs" / PACK)


if __name__ == "__main__":
    sys.exit(main())
