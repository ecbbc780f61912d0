"""Names, rows and keys of attachments: all of them worked out from the key of the journey or the room that they lie in.

The name is made of the content, so that the same thing sent twice is one attachment. The row in the database is named
otherwise: a copy of an attachment in a room shows nothing of the journey that it came from.
"""

from __future__ import annotations

import hashlib

from decision_aids.vault.crypto import Part, derive, encode, open_sealed, seal

NAME_BYTES = 16


def attachment_name(key: bytes, item: str, content: bytes) -> str:
    """What an attachment of one item is called in its answer: 32 hexadecimal digits."""
    about = encode((item, hashlib.sha256(content).digest()))
    return derive(key, "attachment name", about, length=NAME_BYTES).hex()


def attachment_row(key: bytes, item: str, name: str) -> bytes:
    """16 bytes that find an attachment in the database, for who holds the key."""
    return derive(key, "attachment row", encode((item, name)), length=NAME_BYTES)


def seal_attachment(key: bytes, content: bytes, item: str, name: str, *place: Part) -> bytes:
    """Seal an attachment for one item at one place, such as its space and its journey."""
    return seal(derive(key, "attachment", encode((item, name))), content, "attachment", *place, item, name)


def open_attachment(key: bytes, sealed: bytes | memoryview, item: str, name: str, *place: Part) -> bytes:
    """What `seal_attachment` took; `SealBroken` for another item, name, place or key."""
    return open_sealed(derive(key, "attachment", encode((item, name))), sealed, "attachment", *place, item, name)
