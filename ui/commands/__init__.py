"""The same work from a command line: verbs, exit codes (0 done, 1 findings stop it, 2 a refusal) and file effects.

A verb's module is loaded only when it is asked for: Qt comes with the window and certificates alone.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from models.sealed import Locked
from models.words import Refusal, say
from ui.commands.parser import Parser
from ui.commands.passphrases import passphrase
from ui.parts.faults import keep_in, report

DONE, STOPPED, REFUSED, BUG = 0, 1, 2, 3

VERBS = {
    "demo": "demo",
    "intake": "rows",
    "export": "rows",
    "blank": "rows",
    "records": "rows",
    "audit": "numbers",
    "measure": "numbers",
    "table": "numbers",
    "targets": "standing",
    "counties": "standing",
    "assess": "assessing",
    "return": "going_out",
    "summary": "going_out",
    "yearbook": "going_out",
    "score": "contests",
    "publish": "contests",
    "explain": "contests",
    "adopt": "adopting",
    "pack": "packs",
    "certificates": "certificates",
    "calibration": "certificates",
    "handover": "handing",
    "merge": "handing",
    "undo": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "check": "keeping",
    "version": "keeping",
}
"""Each verb and the module beside this one that does it, in a function of the verb's name."""


def main(arguments: Sequence[str]) -> int:
    """Does what the command line asks; a refusal is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        asked = _asked(arguments)
        asked.office = asked.office or _default_folder()
        keep_in(asked.office)
        if asked.verb is None:
            gc.disable()  # a tenth of the start is saved; the window looks after it when it stands
            return int(importlib.import_module("ui.opening").start(asked.office))
        return _do(asked)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        return DONE
    except Exception as error:
        print(report(error), file=sys.stderr)
        return BUG


def _do(asked: argparse.Namespace) -> int:
    """Does the verb; where the office turns out to be encrypted, it is unlocked and the verb begins again."""
    act = getattr(importlib.import_module(f"ui.commands.{VERBS[asked.verb]}"), f"{asked.verb}_")
    try:
        return int(act(asked))
    except Locked as locked:
        importlib.import_module("models.sealed.keys").unlock(Path(str(locked.values["folder"])), passphrase())
        return int(act(asked))


def _default_folder() -> Path:
    """赛报 in the user's documents."""
    documents: Path = importlib.import_module("platformdirs").user_documents_path()
    return documents / "赛报"


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for; a window comes without the parser of verbs, so as to come sooner."""
    match arguments:
        case []:
            return argparse.Namespace(verb=None, office=None)
        case ["--office", folder] if not folder.startswith("-"):
            return argparse.Namespace(verb=None, office=Path(folder))
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="main.py", description=say("commands.about"))
    parser.add_argument("--office", type=Path, default=None, metavar="DIR", help=say("commands.office"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    made = {verb: verbs.add_parser(verb, help=say(f"verbs.{verb}")) for verb in VERBS}
    for one in made.values():
        one.add_argument("--office", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    made["demo"].add_argument("folder", type=Path, metavar="DIR")
    _add_rows(made)
    _add_contests(made)
    _add_assess(made["assess"])
    _add_going_out(made)
    _add_handover(made)
    made["backup"].add_argument("-o", dest="output", type=Path, metavar="FILE")
    made["restore"].add_argument("file", type=Path, metavar="FILE")
    return parser


def _add_rows(made: dict[str, argparse.ArgumentParser]) -> None:
    made["intake"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    made["intake"].add_argument("--record", default="", metavar="KEY")
    made["intake"].add_argument("--dry-run", action="store_true")
    made["intake"].add_argument("--errors", type=Path, metavar="DIR")
    for verb in ("export", "blank"):
        made[verb].add_argument("key", metavar="KEY")
        made[verb].add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    made["export"].add_argument("--public", action="store_true")
    made["blank"].add_argument("--competition", default="", metavar="ID|NAME")
    made["blank"].add_argument("--period", default="", metavar="P")
    made["blank"].add_argument("--units", action="store_true")
    made["blank"].add_argument("--filled", action="store_true")
    made["blank"].add_argument("--deadline", default="", metavar="DATE")
    made["blank"].add_argument("--no-note", action="store_true")
    made["records"].add_argument("key", nargs="?", default="", metavar="KEY")
    made["measure"].add_argument("keys", nargs="*", metavar="KEY")
    made["measure"].add_argument("--year", default="")
    made["table"].add_argument("name", metavar="NAME")
    made["table"].add_argument("--year", default="")
    made["table"].add_argument("-o", dest="output", type=Path, metavar="FILE")
    for verb in ("targets", "counties"):
        made[verb].add_argument("--year", default="", metavar="Y")
        made[verb].add_argument("-o", dest="output", type=Path, metavar="FILE")
    made["counties"].add_argument("keys", nargs="*", metavar="KEY")
    for verb in ("records", "audit", "measure"):
        made[verb].add_argument("--json", action="store_true")


def _add_contests(made: dict[str, argparse.ArgumentParser]) -> None:
    for verb in ("score", "publish", "explain"):
        made[verb].add_argument("competition", metavar="COMPETITION")
    made["score"].add_argument("--json", action="store_true")
    made["score"].add_argument("--confirm", action="store_true")
    made["publish"].add_argument("--reason", default="")
    made["publish"].add_argument("--who", default="", metavar="NAME")
    made["explain"].add_argument("entry", metavar="ENTRY")


def _add_assess(made: argparse.ArgumentParser) -> None:
    made.add_argument("what", choices=("schemes", "adopt", "import", "export", "score"), metavar="WHAT")
    made.add_argument("words", nargs="*", metavar="FILE|ID")
    made.add_argument("-o", dest="output", type=Path, metavar="FILE")
    made.add_argument("--scheme", default="", metavar="NAME")
    for name in ("competition", "unit", "team", "round", "assessor", "title", "version"):
        made.add_argument(f"--{name}", default="")
    for name in ("classes", "periods"):
        made.add_argument(f"--{name}", default="", metavar="NAME=NUMBER,…")
    made.add_argument("--bonus-cap", default="", metavar="NUMBER")
    made.add_argument("--json", action="store_true")


def _add_handover(made: dict[str, argparse.ArgumentParser]) -> None:
    made["handover"].add_argument("file", type=Path, metavar="FILE")
    made["handover"].add_argument("--competition", default="", metavar="ID,…")
    made["handover"].add_argument("--year", default="", metavar="Y")
    made["handover"].add_argument("--returns", default="", metavar="NAME,…")
    for name in ("numbers", "attachments", "all", "sealed"):
        made["handover"].add_argument(f"--{name}", action="store_true")
    made["merge"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    made["merge"].add_argument("--take", choices=("ours", "theirs", "both"), default="")
    made["merge"].add_argument("--dry-run", action="store_true")


def _add_going_out(made: dict[str, argparse.ArgumentParser]) -> None:
    for verb in ("return", "certificates"):
        made[verb].add_argument("name", metavar="NAME")
        made[verb].add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    made["return"].add_argument("--year", required=True, metavar="Y")
    made["return"].add_argument("--pack", action="store_true")
    made["yearbook"].add_argument("--year", required=True, metavar="Y")
    made["yearbook"].add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    made["summary"].add_argument("name", nargs="?", default="", metavar="NAME")
    made["summary"].add_argument("--year", default="", metavar="Y")
    made["summary"].add_argument("-o", dest="output", type=Path, metavar="FILE")
    made["summary"].add_argument("--check", action="store_true")
    made["adopt"].add_argument("path", type=Path, metavar="PATH")
    made["adopt"].add_argument("--pack", type=Path, default=None, metavar="FILE")
    made["pack"].add_argument("what", nargs="?", default="list", choices=("list", "adopt", "take-back", "zip"))
    made["pack"].add_argument("name", nargs="?", default="", metavar="NAME|FILE")
    made["pack"].add_argument("-o", dest="output", type=Path, metavar="FILE")
    made["certificates"].add_argument("--competition", type=int, default=0, metavar="ID")
    made["certificates"].add_argument("--paper", default="", metavar="PAPER")
    made["certificates"].add_argument("--preprinted", action="store_true")
    made["certificates"].add_argument("--separate", action="store_true")
    made["calibration"].add_argument("paper", metavar="PAPER")
    made["calibration"].add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    for verb in ("certificates", "calibration"):
        made[verb].add_argument("--printer", default="", metavar="NAME")
        made[verb].add_argument("--tray", default="", metavar="TRAY")
        made[verb].add_argument("--back", action="store_true")
