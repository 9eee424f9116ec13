"""From office to office: one file for the level above, and many counties' files made one register again."""

from models.handover.comparing import Compared, compare, compared_headings, compared_texts, write_compared
from models.handover.counties import Standing, headings, missing, names, roll, stand, texts, write_standings, years
from models.handover.manifest import ENDING, FORMATS, REPORTS, Told
from models.handover.merging import Case, Merger, Preview
from models.handover.receiving import Incoming, Sealed, papers, receive
from models.handover.sending import Choice, hand_over
from models.handover.splitting import EACH, behind_within, count_within
from models.register.meeting import BOTH, OURS, THEIRS, Joined, Met

__all__ = [
    "BOTH",
    "EACH",
    "ENDING",
    "FORMATS",
    "OURS",
    "REPORTS",
    "THEIRS",
    "Case",
    "Choice",
    "Compared",
    "Incoming",
    "Joined",
    "Merger",
    "Met",
    "Preview",
    "Sealed",
    "Standing",
    "Told",
    "behind_within",
    "compare",
    "compared_headings",
    "compared_texts",
    "count_within",
    "hand_over",
    "headings",
    "missing",
    "names",
    "papers",
    "receive",
    "roll",
    "stand",
    "texts",
    "write_compared",
    "write_standings",
    "years",
]
