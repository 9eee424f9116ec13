"""报表: the returns of every period, filled, checked, explained and handed up."""

from ui.pages.returns.page import ReturnsPage

__all__ = ["ReturnsPage"]
