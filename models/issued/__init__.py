"""The ledger of what went out: which return or certificate, to whom, with which number, from which data.

A number is given once. What was printed in vain is voided with a reason, what is printed again keeps its number.
"""

from models.issued.listing import Entry, find, given, state, write_ledger, write_receipts
from models.issued.numbering import check_text, numbers
from models.issued.recording import Going, record, reprint, void

__all__ = [
    "Entry",
    "Going",
    "check_text",
    "find",
    "given",
    "numbers",
    "record",
    "reprint",
    "state",
    "void",
    "write_ledger",
    "write_receipts",
]
