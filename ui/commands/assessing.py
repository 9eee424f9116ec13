"""Assessment sheets from the command line: schemes, adopt, import, export, score."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from models import assessing
from models.assessing import Standing
from models.office import Office
from models.scoring.exact import shown
from models.words import Refusal, say

_SAID = ("competition", "unit", "team", "round", "assessor")


def assess_(asked: argparse.Namespace) -> int:
    """Does what the word behind the verb says."""
    work = {"schemes": _schemes, "adopt": _adopt, "import": _import, "export": _export, "score": _score}
    with Office(asked.office) as office:
        work[asked.what](office, asked)
    return 0


def _schemes(office: Office, asked: argparse.Namespace) -> None:
    known = office.schemes.known
    if asked.json:
        told = [
            {"name": name, "title": one.title, "version": one.version, "full": float(one.sheet.full)}
            for name, one in known.items()
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for name, one in known.items():
        print(say("assessing.told_scheme", name=name, title=one.title, version=one.version))


def _adopt(office: Office, asked: argparse.Namespace) -> None:
    words = ("title", "version", "classes", "periods", "bonus_cap")
    terms = assessing.Terms.told(**{word: getattr(asked, word) for word in words})
    for path in _files(asked):
        adopted = assessing.adopt(office.resources, office.schemes, path, terms)
        print(say("assessing.adopted", title=adopted.scheme.title, version=adopted.scheme.version, file=adopted.file))
        for doubt in adopted.doubts:
            print(f"  {doubt}")


def _files(asked: argparse.Namespace) -> list[Path]:
    if not asked.words:
        raise Refusal("assessing.no_file")
    return [Path(word) for word in asked.words]


def _import(office: Office, asked: argparse.Namespace) -> None:
    said = {name: value for name in _SAID if (value := getattr(asked, name))}
    take_sheets(office, _files(asked), said)


def take_sheets(office: Office, files: list[Path], said: dict[str, str]) -> None:
    """Reads filled sheets of several workbooks as one step, and tells of each."""
    what = say("assessing.step_import", file=files[0].name, count=len(files))
    with office.register.step(what):
        for path in files:
            received = assessing.understand(office.register, office.schemes, path, said)
            assessing.keep(office.register, office.schemes, received, what)
            for one in received:
                unit = office.register.title("unit", one.facts["unit"])
                told = {
                    "file": path.name,
                    "title": one.scheme.title,
                    "who": f"{unit} {one.place}",
                    "count": len(one.lines),
                }
                print("  " + say("assessing.received", **told))
                for doubt in one.doubts:
                    print(f"    {doubt}")


def _export(office: Office, asked: argparse.Namespace) -> None:
    if asked.output is None:
        raise Refusal("assessing.no_output")
    kept = None
    if asked.words:
        row = int(asked.words[0]) if asked.words[0].isdigit() else 0
        found = assessing.kept_sheets(office.register, office.schemes, f"assessment.id = {row}")
        if not found or found[0].scheme is None:
            raise Refusal("assessing.no_sheet", row=asked.words[0])
        kept = found[0]
    scheme = kept.scheme if kept and kept.scheme else office.schemes.named(asked.scheme)
    assessing.hand_back(office.register, office.schemes, scheme, kept, asked.output)
    print(say("commands.written", file=asked.output))


def _score(office: Office, asked: argparse.Namespace) -> None:
    register = office.register
    found = assessing.standings(assessing.kept_sheets(register, office.schemes))
    if asked.competition:
        found = [one for one in found if asked.competition in (str(one.key[0]), one.competition)]
    if asked.json:
        print(json.dumps([_as_values(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        total = _total(one) or say("assessment.open")
        told = {"who": one.who, "scheme": one.key[1], "total": total, "place": one.place or "—", "class_": _class(one)}
        print(say("assessing.told_standing", **told))


def _total(one: Standing) -> str:
    return shown(one.found.total, one.scheme.rounding) if one.found and one.scheme else ""


def _class(one: Standing) -> str:
    return one.found.class_ if one.found else ""


def _as_values(one: Standing) -> dict[str, object]:
    return {
        "competition": one.competition,
        "who": one.who,
        "scheme": one.key[1],
        "version": one.key[2],
        "total": _total(one) or None,
        "class": _class(one),
        "place": one.place,
        "sheets": [
            {
                "id": sheet.row,
                "round": sheet.round,
                "assessor": sheet.assessor,
                "own_score": sheet.facts["own_score"],
                "score": sheet.facts["score"],
                "vetoed": sheet.facts["vetoed"],
                "missing": list(sheet.result.missing) if sheet.result else [],
                "faults": [fault.say for fault in sheet.result.faults] if sheet.result else [],
            }
            for sheet in one.sheets
        ],
    }
