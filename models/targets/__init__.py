"""Targets: what a plan asks of a measure, by year, unit or place, and how far it has got."""

from models.targets.breadth import Breadth, breadth, put, write_breadth
from models.targets.listing import (
    HEADINGS,
    TARGET,
    Standing,
    Target,
    behind,
    cells,
    headings,
    plans,
    standings,
    write_workbook,
    years_of,
)
from models.targets.reckoning import EARLY, GREEN, GROWTH, RED, UNKNOWN, YELLOW, Demand, Marks, Reckoned, reckon

__all__ = [
    "EARLY",
    "GREEN",
    "GROWTH",
    "HEADINGS",
    "RED",
    "TARGET",
    "UNKNOWN",
    "YELLOW",
    "Breadth",
    "Demand",
    "Marks",
    "Reckoned",
    "Standing",
    "Target",
    "behind",
    "breadth",
    "cells",
    "headings",
    "plans",
    "put",
    "reckon",
    "standings",
    "write_breadth",
    "write_workbook",
    "years_of",
]
