"""From office to office: one file for the level above, and many counties' files made one register again."""

from models.handover.comparing import Compared, compare, compared_headings, compared_texts, write_compared
from models.handover.counties import Standing, headings, missing, names, stand, texts, write_standings, years
from models.handover.manifest import ENDING, Told
from models.handover.merging import Case, Merger, Preview
from models.handover.receiving import Incoming, receive
from models.handover.sending import Choice, hand_over
from models.handover.splitting import EACH, behind_within, count_within
from models.register.meeting import BOTH, OURS, THEIRS, Joined, Met

__all__ = [
    "BOTH",
    "EACH",
    "ENDING",
    "OURS",
    "THEIRS",
    "Case",
    "Choice",
    "Compared",
    "Incoming",
    "Joined",
    "Merger",
    "Met",
    "Preview",
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
    "receive",
    "stand",
    "texts",
    "write_compared",
    "write_standings",
    "years",
]
