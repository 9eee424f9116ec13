"""Writes a layout into the office's own folder, as a declaration that anyone can read and change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from pathlib import Path

from models.certificates.layouts import Box, Layout, Paper, on_paper
from models.files import folder_beside, safe_name

_FILES = ("file", "background")


def save(layout: Layout, formats: Path) -> Path:
    """The folder of the layout, its pictures copied beside it. Boxes keep their order, not their names."""
    folder = formats / "certificates" / safe_name(layout.name)
    with folder_beside(folder) as fresh:
        pictures = [_copied(one.file, fresh) for one in layout.pictures]
        (fresh / "layout.toml").write_text(_told(layout, _copied(layout.background, fresh), pictures), encoding="utf-8")
    return folder


def _copied(file: str, folder: Path) -> str:
    """A picture's name in the folder, where it is copied."""
    if not file:
        return ""
    shutil.copyfile(file, folder / Path(file).name)
    return Path(file).name


def _told(layout: Layout, background: str, pictures: list[str]) -> str:
    words = {"title": layout.title, "of": layout.of, "where": layout.where, "order": layout.order, "year": layout.year}
    words |= {"background": background}
    lines = [f"{word} = {_value(value)}" for word, value in words.items() if value]
    lines.append(f"paper = {{ width = {layout.paper.width:g}, height = {layout.paper.height:g} }}")
    groups: dict[str, Iterable[Box]] = {"line": layout.frames, "image": layout.pictures}
    groups |= {"qr": layout.codes, "text": layout.texts}
    for group, boxes in groups.items():
        for at, box in enumerate(boxes, 1):
            replaced = {"file": pictures[at - 1]} if group == "image" else {}
            lines += ["", f"[{group}.box{at}]", *_words(box, replaced)]
    if layout.honour:
        lines += ["", "[honour]", *(f"{word} = {_value(value)}" for word, value in layout.honour.items())]
    return "\n".join(lines) + "\n"


def _words(box: Box, replaced: dict[str, str]) -> list[str]:
    """What differs from what a box is anyhow."""
    found = []
    for one in fields(box):
        value = replaced.get(one.name, getattr(box, one.name))
        if one.default is MISSING or value != one.default:
            found.append(f"{one.name} = {_value(value)}")
    return found


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{round(value, 3):g}"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def begun(title: str, paper: Paper, background: str, like: Layout) -> Layout:
    """A new layout on a blank that is printed already: the open texts of another, spread over its sheet."""
    spread = on_paper(like, paper, preprinted=True)
    return replace(spread, name=safe_name(title), title=title, background=background)
