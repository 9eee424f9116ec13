"""收表: where workbooks that units send are looked at, mended and kept."""

from ui.pages.intake.page import IntakePage

__all__ = ["IntakePage"]
