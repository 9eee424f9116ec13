"""From office to office: one file for the level above, and many counties' files made one register again."""

from models.handover.counties import Standing, headings, missing, roll, stand, texts, write_standings, years
from models.handover.manifest import ENDING, FORMATS, REPORTS, Told
from models.handover.merging import Case, Merger, Preview
from models.handover.receiving import Incoming, Sealed, papers, receive
from models.handover.sending import Choice, hand_over
from models.register.meeting import BOTH, OURS, THEIRS, Joined, Met

__all__ = [
    "BOTH",
    "ENDING",
    "FORMATS",
    "OURS",
    "REPORTS",
    "THEIRS",
    "Case",
    "Choice",
    "Incoming",
    "Joined",
    "Merger",
    "Met",
    "Preview",
    "Sealed",
    "Standing",
    "Told",
    "hand_over",
    "headings",
    "missing",
    "papers",
    "receive",
    "roll",
    "stand",
    "texts",
    "write_standings",
    "years",
]
