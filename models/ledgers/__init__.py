"""Ledgers and collection workbooks: the rows of a record type as a workbook, and the workbooks that units fill in.

Both have the same headings, so what goes out comes in again.
"""

from models.ledgers.collecting import Asking, write_blank, write_blanks
from models.ledgers.rows import hidden, write_ledger
from models.register.paths import paths

__all__ = ["Asking", "hidden", "paths", "write_blank", "write_blanks", "write_ledger"]
