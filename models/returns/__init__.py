"""Returns: the upper level's own form, filled from the register; refused while findings on its rows are open."""

from models.returns.declared import Return, load
from models.returns.filling import findings, resting_on, write

__all__ = ["Return", "findings", "load", "resting_on", "write"]
