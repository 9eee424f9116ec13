"""Who was asked, has sent, is late, and whose rows are wrong."""

from ui.pages.collecting.page import CollectingPage

__all__ = ["CollectingPage"]
