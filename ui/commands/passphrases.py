"""The passphrase of an encrypted office on the command line: from the environment, or typed; never an argument."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from models.words import Refusal, say

VARIABLE = "SAIBAO_PASSPHRASE"


def passphrase() -> str:
    """What the environment says, or what is typed unseen; refused where nobody can type."""
    told = os.environ.get(VARIABLE, "")
    if told:
        return told
    if not sys.stdin or not sys.stdin.isatty():
        raise Refusal("security.unsaid", variable=VARIABLE)
    return str(import_module("getpass").getpass(say("security.prompt")))
