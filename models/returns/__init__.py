"""Returns: the upper level's own form, filled from the register; refused while findings on its rows are open."""

from models.returns.declared import Return, load
from models.returns.filling import findings, resting_on, write
from models.returns.instances import Instances

__all__ = ["Instances", "Return", "findings", "load", "resting_on", "write"]
