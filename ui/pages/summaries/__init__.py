"""The written summary of a period."""

from ui.pages.summaries.page import SummariesPage

__all__ = ["SummariesPage"]
