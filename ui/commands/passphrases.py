"""Passphrases on the command line: from the environment, or typed; never an argument, which other users can see."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from models.words import Refusal, say

OFFICE, FILE = "SAIBAO_PASSPHRASE", "SAIBAO_FILE_PASSPHRASE"
"""Where the passphrase of an encrypted office stands, and that of a file that goes from office to office."""


def passphrase() -> str:
    """That of an office: what the environment says, or what is typed unseen; refused where nobody can type."""
    return _said(OFFICE, say("security.prompt"))


def file_passphrase(prompt: str) -> str:
    """That of a hand-over file, in the same way."""
    return _said(FILE, prompt)


def _said(variable: str, prompt: str) -> str:
    told = os.environ.get(variable, "")
    if told:
        return told
    if not sys.stdin or not sys.stdin.isatty():
        raise Refusal("security.unsaid", variable=variable)
    return str(import_module("getpass").getpass(prompt))
