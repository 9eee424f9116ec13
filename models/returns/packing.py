"""上报包: the filled form, its proof, explanations of doubts, checksums, and a cover that people can read."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.files import safe_name, written_beside
from models.findings import DOUBT, Finding
from models.kinds import Period
from models.returns.declared import Return
from models.returns.filling import Written
from models.returns.proving import as_text
from models.words import say


def write_package(
    one: Return, period: str, federation: str, written: Sequence[Written], doubts: Sequence[Finding], target: Path
) -> None:
    """Packs what was written; texts carry a mark, so that they open in any editor of Windows."""
    texts = {
        say("packing.cover"): "\n".join(_cover(one, period, federation, written, doubts)),
        say("packing.proof"): as_text(written),
        say("packing.doubts"): "\n".join(_explained(doubts)),
    }
    files = {each.file.name: each.file.read_bytes() for each in written}
    files |= {f"{name}.txt": f"{text}\n".encode("utf-8-sig") for name, text in texts.items() if text}
    sums = "\n".join(f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items())
    files[f"{say('packing.sums')}.txt"] = f"{sums}\n".encode()
    with written_beside(target) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def _cover(
    one: Return, period: str, federation: str, written: Sequence[Written], doubts: Sequence[Finding]
) -> Iterator[str]:
    yield say("packing.title", title=one.title)
    yield ""
    yield say("packing.from_whom", federation=federation)
    yield say("packing.period", period=Period().show(period))
    yield say("packing.made", at=datetime.datetime.now().strftime("%Y-%m-%d %H:%M"))
    yield say("packing.copies", copies=one.copies)
    yield say("packing.contents", count=len(written))
    yield from (f"  {each.file.name}" for each in written)
    yield say("packing.explained", count=sum(bool(each.why) for each in doubts if each.level == DOUBT))
    yield say("packing.check")


def _explained(doubts: Sequence[Finding]) -> Iterator[str]:
    for at, each in enumerate((one for one in doubts if one.level == DOUBT and one.why), 1):
        yield say("packing.doubt", number=at, say=each.say, why=each.why)


def in_folder(title: str, period: str, ending: str, folder: Path) -> Path:
    """Where a form is written before it is packed: the name that the upper level will see."""
    return folder / f"{safe_name(f'{title}-{period}')}{ending}"
