"""Files from office to office: one for the level above, and counties' files merged."""

from ui.pages.handover.page import HandoverPage

__all__ = ["HandoverPage"]
