"""What only a passphrase opens. The only door to SQLCipher, which is loaded when something sealed is first opened.

Here is what every start needs; `container` seals files, `keys` makes and opens the keys of an office.
"""

from models.sealed.cipher import connect, looks_encrypted
from models.sealed.held import KEYS, Locked, forget, held, hold, is_encrypted

__all__ = ["KEYS", "Locked", "connect", "forget", "held", "hold", "is_encrypted", "looks_encrypted"]
