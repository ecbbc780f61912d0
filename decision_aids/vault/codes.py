"""Codes that somebody types over from a paper or a screen: twenty signs of Crockford's alphabet, 100 random bits.

The alphabet (Douglas Crockford, Base 32) has no I, L, O and U, so that nothing in it is taken for a 1, a 0 or a word.
The same code can be said in ten words, which go better over the telephone: eleven bits a word, the last ten of which
tell a slip.
"""

import re
import secrets
from typing import Final

from decision_aids.vault import phrase

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 20
GROUP: Final = 4
WORDS: Final = 10

_BITS_OF_A_SIGN: Final = 5
_BITS_OF_A_WORD: Final = 11
_BITS_OF_THE_CHECK: Final = 10
_CHECK: Final = 1021  # the largest prime of that many bits

_BETWEEN: Final = re.compile(r"[\s.\-\u2010-\u2015]+")
_TAKEN_FOR: Final = str.maketrans("ILO", "110")
_CODE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}", re.ASCII)


def new_code() -> str:
    """A fresh code in groups of four: "7K3M-9QXA-…"."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(code: str) -> str:
    """A code as it is shown."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def in_words(code: str, language: str) -> tuple[str, ...]:
    """A code as ten words of a language."""
    number = 0
    for sign in _BETWEEN.sub("", code):
        number = number << _BITS_OF_A_SIGN | ALPHABET.index(sign)
    number = number << _BITS_OF_THE_CHECK | number % _CHECK
    places = range(WORDS - 1, -1, -1)
    return phrase.words(tuple(number >> _BITS_OF_A_WORD * place & phrase.LIST_LENGTH - 1 for place in places), language)


def read_code(typed: str) -> bytes | None:
    """What was typed, in its one right spelling; None for what is no code at all.

    Case, spaces and dashes do not count, and a letter that looks like a figure is that figure. Its ten words are as
    good, in any language of ours.
    """
    plain = _BETWEEN.sub("", typed[:200]).upper().translate(_TAKEN_FOR)
    return plain.encode() if _CODE.fullmatch(plain) else _read_words(typed[:200])


def _read_words(typed: str) -> bytes | None:
    for indices in phrase.read(typed, phrase.LANGUAGES[0], WORDS).candidates:
        number = 0
        for index in indices:
            number = number << _BITS_OF_A_WORD | index
        number, check = divmod(number, 1 << _BITS_OF_THE_CHECK)
        if number % _CHECK == check:
            places = range(LENGTH - 1, -1, -1)
            return "".join(ALPHABET[number >> _BITS_OF_A_SIGN * place & len(ALPHABET) - 1] for place in places).encode()
    return None
