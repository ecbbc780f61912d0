"""The scheme of keys: which secret opens what, and under which label.

A space has one random key. The server keeps it only wrapped, once for each way in (a slot): her browser's cookie, her
phrase. From each way in come a look-up value, which is stored, and a wrapping key, which is not. The pepper is mixed into
both, so that a copy of the database alone gives nothing to guess at. No function here reads or writes anything.

The labels are final: changing one loses what was made under it. `tests/.../test_keys.py` holds a vector for each.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from decision_aids.vault import codes, crypto
from decision_aids.vault.crypto import KeyPair, Part

PASSPHRASE_MIN: Final = 15
"""The fewest characters of a helper's desk passphrase."""

_COOKIE: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_PHRASE_WORDS: Final = range(7, 25)


class NotAKey(ValueError):
    """What was given cannot be a key: it is malformed. A well-formed key that opens nothing is another matter."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of Argon2id takes."""

    passes: int
    memory_mib: int

    @property
    def sound(self) -> bool:
        """At least what OWASP ASVS 5.0 (appendix C) asks: 19 MiB and two passes."""
        return self.passes >= 2 and self.memory_mib >= 19


PHRASE_COST: Final = Cost(passes=3, memory_mib=64)
PASSPHRASE_COST: Final = Cost(passes=4, memory_mib=128)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the server keeps outside its database and outside the backup of it."""

    pepper: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.pepper) != crypto.KEY_BYTES or len(self.salt) != crypto.SALT_BYTES:
            raise ValueError("the pepper has 32 bytes and the salt 16")


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `lookup` (32 bytes) is stored and finds the row, `kek` (32 bytes) unwraps the key and is never stored."""

    lookup: bytes = field(repr=False)
    kek: bytes = field(repr=False)


def new_cookie() -> str:
    """A fresh secret for a browser: 32 random bytes as 43 characters."""
    return cookie_of(crypto.new_key())


def cookie_of(secret: bytes) -> str:
    """The text form of a cookie's 32 bytes: base64 for addresses, without its padding."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def browser_slot(secrets: Secrets, cookie: str) -> Slot:
    """The way into a space by her browser's cookie."""
    return _slot(secrets, _cookie_bytes(cookie), "browser")


def desk_slot(secrets: Secrets, cookie: str) -> Slot:
    """The way to a helper's secret key while the desk is unlocked."""
    return _slot(secrets, _cookie_bytes(cookie), "desk")


def invitation_slot(secrets: Secrets, cookie: str) -> Slot:
    """The way into a room by the cookie of a reader whom she invited."""
    return _slot(secrets, _cookie_bytes(cookie), "invitation")


def code_slot(secrets: Secrets, code: bytes) -> Slot:
    """The way to what a code that works once was made for; `code` comes from `codes.read_code`."""
    if len(code) != codes.LENGTH:
        raise NotAKey("not a code in its one spelling")
    return _slot(secrets, code, "code")


def aside_slot(secrets: Secrets, token: str, cookies: str) -> Slot:
    """The way to a page put aside for a moment: by the token of its address and her cookies, "" when she has none."""
    return _slot(secrets, crypto.encode((token, cookies)), "aside")


def phrase_slot(secrets: Secrets, indices: Sequence[int]) -> Slot:
    """The way into a space by her phrase. Argon2 runs here: call it behind the gate only."""
    stretched = crypto.stretch(
        _phrase_bytes(indices), secrets.salt, passes=PHRASE_COST.passes, memory_mib=PHRASE_COST.memory_mib
    )
    return _slot(secrets, stretched, "phrase")


def passphrase_key(secrets: Secrets, passphrase: str, salt: bytes) -> bytes:
    """The key that wraps a helper's secret key. Argon2 runs here: call it behind a gate only.

    The passphrase is compared as text: unicode form and spaces around it do not count (RFC 8265, section 4.2).
    """
    text = unicodedata.normalize("NFKC", passphrase).strip()
    if not text:
        raise NotAKey("an empty passphrase")
    stretched = crypto.stretch(
        text.encode(), salt, passes=PASSPHRASE_COST.passes, memory_mib=PASSPHRASE_COST.memory_mib
    )
    return crypto.derive(_peppered(secrets, stretched, "passphrase"), "passphrase kek")


def recovery_pair(indices: Sequence[int]) -> KeyPair:
    """The pair of a team's printed recovery sheet. Twelve words are strong enough to need neither Argon2 nor pepper."""
    if len(indices) < 12:
        raise NotAKey("a recovery sheet has twelve words")
    return crypto.pair_of(crypto.derive(_phrase_bytes(indices), "recovery sheet"))


def wrap(kek: bytes, key: bytes, *context: Part) -> bytes:
    """A key wrapped under another, bound to its context."""
    return crypto.wrap_key(kek, key, *context)


def unwrap(kek: bytes, blob: bytes | memoryview, *context: Part) -> bytes:
    """The wrapped key; `SealBroken` when this is not its wrapping key or its context."""
    return crypto.unwrap_key(kek, blob, *context)


def csrf_token(cookie: str) -> str:
    """The token for her forms. It is worth nothing without the cookie, and gives nothing of it away."""
    token = crypto.derive(_cookie_bytes(cookie), "form token", length=24)
    return base64.urlsafe_b64encode(token).decode()


def csrf_matches(cookie: str, token: str) -> bool:
    """Whether a form came from a page that was made for this cookie."""
    return crypto.same(csrf_token(cookie).encode(), token.encode(errors="replace"))


def journey_key(space_key: bytes, journey: bytes) -> bytes:
    """Seals the answers of one journey."""
    return crypto.derive(space_key, "journey", journey)


def space_notes_key(space_key: bytes) -> bytes:
    """Seals what she sees about her space: when it was last opened, her settings."""
    return crypto.derive(space_key, "space notes")


def room_key_for_owner(space_key: bytes, room: bytes) -> bytes:
    """Wraps the key of a room that she opened, for herself."""
    return crypto.derive(space_key, "room for owner", room)


def room_mark(space_key: bytes) -> bytes:
    """16 bytes that stand in the rows of all her rooms, and in nothing that belongs to the space itself."""
    return crypto.derive(space_key, "room mark", length=16)


def room_snapshot_key(room_key: bytes) -> bytes:
    """Seals the chosen answers in a room."""
    return crypto.derive(room_key, "room snapshot")


def room_thread_key(room_key: bytes) -> bytes:
    """Seals the messages and the feedback in a room."""
    return crypto.derive(room_key, "room thread")


def plan_key_for_team(room_key: bytes) -> bytes:
    """Wraps the keys of the parts of a plan that she gave to the team: no other reader holds the room key itself."""
    return crypto.derive(room_key, "plan for team")


def comparison_mark(space_key: bytes) -> bytes:
    """16 bytes that stand in the rows of all that she compares, and in nothing that belongs to the space itself."""
    return crypto.derive(space_key, "comparison mark", length=16)


def comparison_key_for_side(space_key: bytes, comparison: bytes) -> bytes:
    """Wraps the key of a comparison for one of the two spaces in it."""
    return crypto.derive(space_key, "comparison for side", comparison)


def comparison_plan_key(comparison_key: bytes) -> bytes:
    """Seals which exercises of which aid are compared."""
    return crypto.derive(comparison_key, "comparison plan")


def comparison_answers_key(comparison_key: bytes, place: str) -> bytes:
    """Seals what one of the two shows."""
    return crypto.derive(comparison_key, "comparison answers", place.encode())


def vouch(secrets: Secrets, public: bytes, *context: Part) -> bytes:
    """A tag beside a public key in the database, so that nobody who can write there slips in a key of their own."""
    return crypto.mac(crypto.derive(secrets.pepper, "vouch"), public, *context)


def vouched(secrets: Secrets, tag: bytes | memoryview, public: bytes, *context: Part) -> bool:
    """Whether this server vouched for the public key in this context; ask before every sealing to it."""
    return crypto.mac_matches(crypto.derive(secrets.pepper, "vouch"), tag, public, *context)


def weaknesses(secrets: Secrets) -> list[str]:
    """What is wrong with the server's secrets and costs, for a check at the start; empty when sound."""
    found = []
    if len(set(secrets.pepper)) < 12:
        found.append("The pepper is not random.")
    if len(set(secrets.salt)) < 6:
        found.append("The salt is not random.")
    if not PHRASE_COST.sound:
        found.append("Argon2 is set too cheap for phrases.")
    if not PASSPHRASE_COST.sound:
        found.append("Argon2 is set too cheap for passphrases.")
    return found


def _slot(secrets: Secrets, secret: bytes, way: str) -> Slot:
    peppered = _peppered(secrets, secret, way)
    return Slot(lookup=crypto.derive(peppered, f"{way} lookup"), kek=crypto.derive(peppered, f"{way} kek"))


def _peppered(secrets: Secrets, secret: bytes, way: str) -> bytes:
    return crypto.mac(secrets.pepper, way, secret)


def _cookie_bytes(cookie: str) -> bytes:
    """The 32 bytes of a cookie, in its one right spelling."""
    if not _COOKIE.fullmatch(cookie):
        raise NotAKey("not 43 characters of base64")
    try:
        decoded = base64.b64decode(cookie + "=", altchars=b"-_", validate=True)
    except binascii.Error:
        raise NotAKey("not base64") from None
    if cookie_of(decoded) != cookie:
        raise NotAKey("not the one spelling of these bytes")
    return decoded


def _phrase_bytes(indices: Sequence[int]) -> bytes:
    if len(indices) not in _PHRASE_WORDS or not all(0 <= index < 2048 for index in indices):
        raise NotAKey("not the indices of a phrase")
    return b"v1" + b"".join(index.to_bytes(2, "big") for index in indices)
