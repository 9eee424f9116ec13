"""Written summaries: a Word template of {{fields}} and a period become sentences, each number with its source."""

from models.summaries.figures import Figure, behind
from models.summaries.sources import Sources
from models.summaries.writing import (
    FILE,
    SHELF,
    Line,
    Summary,
    Template,
    counted,
    load,
    load_folder,
    look,
    sum_up,
    summarise,
    titles,
)

__all__ = [
    "FILE",
    "SHELF",
    "Figure",
    "Line",
    "Sources",
    "Summary",
    "Template",
    "behind",
    "counted",
    "load",
    "load_folder",
    "look",
    "sum_up",
    "summarise",
    "titles",
]
