"""Adoption of a blank form: seen as a sheet, and said cell by cell what belongs there."""

from ui.pages.adopt.page import AdoptPage

__all__ = ["AdoptPage"]
