"""首页: the year at a glance, what is due, what is under way, what was changed last."""

from ui.pages.home.page import HomePage

__all__ = ["HomePage"]
