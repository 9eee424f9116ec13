"""What only a passphrase opens: sealed files, and the keys of an encrypted office.

The only door to SQLCipher, which is loaded when something sealed is first opened.
"""

from models.sealed.cipher import connect, looks_encrypted, spelled
from models.sealed.container import WrongSecret, seal, seal_text, unseal, unseal_text
from models.sealed.keys import (
    KEYS,
    Locked,
    change_passphrase,
    create,
    forget,
    held,
    hold,
    is_encrypted,
    opened,
    renew_code,
    sign,
    unlock,
)

__all__ = [
    "KEYS",
    "Locked",
    "WrongSecret",
    "change_passphrase",
    "connect",
    "create",
    "forget",
    "held",
    "hold",
    "is_encrypted",
    "looks_encrypted",
    "opened",
    "renew_code",
    "seal",
    "seal_text",
    "sign",
    "spelled",
    "unlock",
    "unseal",
    "unseal_text",
]
