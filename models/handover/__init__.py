"""From office to office: one file for the level above, and many counties' files made one register again."""

from models.handover.counties import Standing, missing, periods, stand, write_standings
from models.handover.manifest import ENDING, Told
from models.handover.merging import Merger, Preview
from models.handover.receiving import Incoming, receive
from models.handover.sending import Choice, hand_over

__all__ = [
    "ENDING",
    "Choice",
    "Incoming",
    "Merger",
    "Preview",
    "Standing",
    "Told",
    "hand_over",
    "missing",
    "periods",
    "receive",
    "stand",
    "write_standings",
]
