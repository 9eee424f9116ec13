"""The page of assessments: who stands where, and the sheet of one of them, keyed item by item."""

from ui.pages.assessments.page import AssessmentsPage

__all__ = ["AssessmentsPage"]
