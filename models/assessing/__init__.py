"""Assessment sheets of an office: kept as records, ranked, adopted from workbooks, read from them and handed back."""

from models.assessing.adopting import Adopted, Terms, adopt
from models.assessing.handing_back import hand_back
from models.assessing.kept import ITEM, SHEET, Kept, Line, begin, kept_sheets, put
from models.assessing.schemes import Schemes
from models.assessing.standing import Standing, placed, standings
from models.assessing.taking_in import Received, keep, understand

__all__ = [
    "ITEM",
    "SHEET",
    "Adopted",
    "Kept",
    "Line",
    "Received",
    "Schemes",
    "Standing",
    "Terms",
    "adopt",
    "begin",
    "hand_back",
    "keep",
    "kept_sheets",
    "placed",
    "put",
    "standings",
    "understand",
]
