"""The parser of the command line, which complains in one Chinese sentence; argparse itself speaks English."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from models.words import Refusal, say

_COMPLAINTS = {
    "missing": r"the following arguments are required: (?P<what>.+)",
    "bare": r"argument (?P<what>.+): expected .*argument.*",
    "no_choice": r"argument .+: invalid choice: '?(?P<what>.*?)'? \(choose from (?P<known>.+)\)",
    "no_value": r"argument (?P<where>.+): invalid .+ value: '(?P<what>.*)'",
    "too_much": r"unrecognized arguments: (?P<what>.+)",
    "not_both": r"argument (?P<what>.+): not allowed with argument (?P<other>.+)",
}
"""What argparse says, by the sentence that stands for it; anything else is told as it is."""


class Parser(argparse.ArgumentParser):
    """Refuses a wrong command line like anything else that can't be done."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the command line."""
        raise Refusal("commands.bad_arguments", why=_told(message))


def _told(message: str) -> str:
    for word, pattern in _COMPLAINTS.items():
        if found := re.fullmatch(pattern, message):
            return say(f"arguments.{word}", **{name: text.replace("'", "") for name, text in found.groupdict().items()})
    return message
