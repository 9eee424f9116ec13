"""Compares a filled form with its blank: reads both anew, knows only what was asked for, stops what went further."""

from models.sheets.proof.difference import Difference
from models.sheets.proof.parts import prove

__all__ = ["Difference", "prove"]
