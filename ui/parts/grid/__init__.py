"""Records as a grid that is typed into like a sheet: rows come as they are looked at, every edit is one step."""

from ui.parts.grid.model import RecordModel
from ui.parts.grid.table import RecordTable

__all__ = ["RecordModel", "RecordTable"]
