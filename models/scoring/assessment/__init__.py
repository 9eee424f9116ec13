"""Assessment sheets (六比一创, 安康杯 …): rows understood as a tree of items, scored, summed up, classified."""

from models.scoring.assessment.assessing import Assessment, Fault, Filled, SheetResult, assess, ranked
from models.scoring.assessment.items import Item, Score, Scores, Sheet
from models.scoring.assessment.parsing import Headings, parse, scores
from models.scoring.assessment.schemes import Form, Scheme, load, read
from models.scoring.assessment.telling import explain
from models.scoring.assessment.writing import written

__all__ = [
    "Assessment",
    "Fault",
    "Filled",
    "Form",
    "Headings",
    "Item",
    "Scheme",
    "Score",
    "Scores",
    "Sheet",
    "SheetResult",
    "assess",
    "explain",
    "load",
    "parse",
    "ranked",
    "read",
    "scores",
    "written",
]
