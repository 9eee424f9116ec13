"""Contests, from the draw to what is published."""

from ui.pages.contests.page import ContestsPage

__all__ = ["ContestsPage"]
