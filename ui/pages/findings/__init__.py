"""The page of findings: what is wrong in the office, where it stands, corrected or explained in the list itself."""

from ui.pages.findings.page import FindingsPage

__all__ = ["FindingsPage"]
