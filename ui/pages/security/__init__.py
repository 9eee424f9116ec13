"""The page of safety: encryption of the office, what is still readable, and the lock of the screen."""

from ui.pages.security.page import SecurityPage

__all__ = ["SecurityPage"]
