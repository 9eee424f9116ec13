"""The register: one SQLite file that holds all rows, every change ever made to them, and nothing that was not kept.

The only door to SQLite.
"""

from sqlite3 import DatabaseError as BadSql

from models.register.backup import back_up, fits, take_over
from models.register.changes import Change, Register
from models.register.conditions import Supposed
from models.register.file import Damaged
from models.register.history import Past, Step
from models.register.incoming import Staged
from models.register.joining import BOTH, OURS, THEIRS, Joined, Joining, Met, Way, default
from models.register.parts import ids_as_condition, write_part
from models.register.reader import Reader

__all__ = [
    "BOTH",
    "OURS",
    "THEIRS",
    "BadSql",
    "Change",
    "Damaged",
    "Joined",
    "Joining",
    "Met",
    "Past",
    "Reader",
    "Register",
    "Staged",
    "Step",
    "Supposed",
    "Way",
    "back_up",
    "default",
    "fits",
    "ids_as_condition",
    "take_over",
    "write_part",
]
