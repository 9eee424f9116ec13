"""Tables on demand: measures over rows and columns, with subtotals; declared in `tables/`, counted, written."""

from models.pivots.axes import Axis, axes, counted_from
from models.pivots.counting import TOTAL, Line, Pivot, behind, count
from models.pivots.declared import Table, delete, load, save
from models.pivots.writing import write

__all__ = [
    "TOTAL",
    "Axis",
    "Line",
    "Pivot",
    "Table",
    "axes",
    "behind",
    "count",
    "counted_from",
    "delete",
    "load",
    "save",
    "write",
]
