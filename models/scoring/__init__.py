"""Contests from marks to places: rules are data, arithmetic is exact, every step is kept for the explanation."""

from models.scoring.contest import score
from models.scoring.declared import load, read
from models.scoring.entrants import Entrant, Marks
from models.scoring.results import Result

__all__ = ["Entrant", "Marks", "Result", "load", "read", "score"]
