"""The register: one SQLite file that holds all rows, every change ever made to them, and nothing that was not kept.

The only door to SQLite. Here is what opening an office needs; `parts` and `joining` go from office to office.
"""

from sqlite3 import DatabaseError as BadSql

from models.register.backup import answer_of, back_up, fits, take_over
from models.register.changes import Change, Register
from models.register.conditions import SUPPOSED, Supposed
from models.register.file import Damaged
from models.register.history import Past, Step
from models.register.reader import Reader

__all__ = [
    "SUPPOSED",
    "BadSql",
    "Change",
    "Damaged",
    "Past",
    "Reader",
    "Register",
    "Step",
    "Supposed",
    "answer_of",
    "back_up",
    "fits",
    "take_over",
]
