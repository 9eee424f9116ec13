"""The ledger of what went out: which return or certificate, to whom, with which number, from which data.

A number is given once, before it is printed: until its sheet is known to be out it waits, and stays its bearer's. What
was printed in vain is voided with a reason, what is printed again keeps its number.
"""

from models.issued.listing import Entry, find, given, state, unsure, write_ledger, write_receipts
from models.issued.numbering import check_text, numbers
from models.issued.recording import UNPRINTED, UNSURE, Going, carry, record, reprint, resume, settle, void

__all__ = [
    "UNPRINTED",
    "UNSURE",
    "Entry",
    "Going",
    "carry",
    "check_text",
    "find",
    "given",
    "numbers",
    "record",
    "reprint",
    "resume",
    "settle",
    "state",
    "unsure",
    "void",
    "write_ledger",
    "write_receipts",
]
