"""A form as a sheet, as Excel shows it: looked at, walked through by keys, marked in colour, and typed into."""

from ui.parts.sheet.model import Mark
from ui.parts.sheet.view import SheetView

__all__ = ["Mark", "SheetView"]
