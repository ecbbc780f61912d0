"""Codes that somebody types over from a paper or a screen: twenty signs of Crockford's alphabet, 100 random bits.

The alphabet (Douglas Crockford, Base 32) has no I, L, O and U, so that nothing in it is taken for a 1, a 0 or a word.
"""

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 20
GROUP: Final = 4

_BETWEEN: Final = re.compile(r"[\s.\-\u2010-\u2015]+")
_TAKEN_FOR: Final = str.maketrans("ILO", "110")
_CODE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}", re.ASCII)


def new_code() -> str:
    """A fresh code in groups of four: "7K3M-9QXA-…"."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(code: str) -> str:
    """A code as it is shown."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(typed: str) -> bytes | None:
    """What was typed, in its one right spelling; None for what is no code at all.

    Case, spaces and dashes do not count, and a letter that looks like a figure is that figure.
    """
    plain = _BETWEEN.sub("", typed[:200]).upper().translate(_TAKEN_FOR)
    return plain.encode() if _CODE.fullmatch(plain) else None
