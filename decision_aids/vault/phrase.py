"""The words that open a space again: made, shown, and understood when somebody types them back.

A phrase is a tuple of indices, not words, so that it is the same in every language. What is typed is read with patience:
capitals, accents, numbers, commas, lines, a missing space and the end of a word do not count. A real slip is not repaired
in silence: the right word is suggested, before anything slow is done.
"""

import random
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final, TypeAlias

from decision_aids.vault import crypto
from decision_aids.vault.wordlist import LANGUAGES, LIST_LENGTH, WordList, one_slip, word_list

__all__ = [
    "LANGUAGES",
    "LIST_LENGTH",
    "PHRASE_WORDS",
    "SHEET_WORDS",
    "Indices",
    "Reading",
    "Unclear",
    "fingerprint",
    "new_phrase",
    "read",
    "same_word",
    "two_words_to_ask",
    "words",
]

Indices: TypeAlias = tuple[int, ...]

PHRASE_WORDS: Final = 7
"""77 bits: with the pepper as well in hand, and Argon2 before each guess, not worth anybody's trying."""
SHEET_WORDS: Final = 12

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_MOST_CHARACTERS: Final = 1000
_FINGERPRINT_SALT: Final = b"vrijuit finger 1"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word that is in no list, with what it may have been (at most three words)."""

    position: int
    typed: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of the text that somebody typed.

    `candidates` are the phrases that it can be (at most three, best first). When there are none, either the number of
    words is not what was `expected`, or some are `unclear`. `repaired` is the whole phrase with each slip put right,
    in the language that was typed, when there is one way to do it: offer it, and have her confirm.
    """

    candidates: tuple[Indices, ...]
    typed: int
    expected: int
    unclear: tuple[Unclear, ...]
    repaired: tuple[str, ...]

    @property
    def understood(self) -> bool:
        return bool(self.candidates)


def new_phrase(count: int = PHRASE_WORDS) -> Indices:
    """A fresh phrase, each word drawn evenly and by itself."""
    return tuple(secrets.randbelow(LIST_LENGTH) for _ in range(count))


def words(indices: Indices, language: str) -> tuple[str, ...]:
    """The phrase as words of a language."""
    known = word_list(language).words
    return tuple(known[index] for index in indices)


def read(text: str, language: str, count: int = PHRASE_WORDS) -> Reading:
    """Understand a typed phrase; the language of the screen is tried first, then the others."""
    typed = _words_in(text)
    attempts = [
        _read_in(word_list(name), typed, count) for name in sorted(LANGUAGES, key=lambda name: name != language)
    ]
    understood = [attempt for attempt in attempts if attempt.complete(count)]
    if understood:
        understood.sort(key=lambda attempt: -attempt.exact)
        candidates = tuple(dict.fromkeys(attempt.indices for attempt in understood))
        return Reading(candidates, typed=count, expected=count, unclear=(), repaired=())
    best = max(attempts, key=lambda attempt: (len(attempt.indices), attempt.exact))
    unclear = best.unclear() if len(best.typed) <= 2 * count else ()
    return Reading(
        candidates=(),
        typed=len(best.typed),
        expected=count,
        unclear=unclear,
        repaired=best.repaired(unclear) if len(best.typed) == count else (),
    )


def two_words_to_ask(rng: random.Random | None = None, count: int = PHRASE_WORDS) -> tuple[int, int]:
    """The positions (from 0, ascending) of two words to ask back, so that nobody leaves with words not written down."""
    first, second = sorted((rng or random.SystemRandom()).sample(range(count), 2))
    return first, second


def same_word(typed: str, index: int) -> bool:
    """Whether this is the word with that index, in whichever language it was written down; one slip is forgiven."""
    found = _words_in(typed)
    return len(found) == 1 and any(_means(word_list(name), found[0], index) for name in LANGUAGES)


def fingerprint(public: bytes) -> Indices:
    """Four words for a public key, to read out to each other on the phone.

    44 bits, made slow, so that nobody looks for another key with the same words.
    """
    digest = int.from_bytes(crypto.stretch(public, _FINGERPRINT_SALT, passes=1, memory_mib=16), "big")
    return tuple(digest >> 11 * position & 2047 for position in range(4))


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The typed words read in one language."""

    known: WordList
    typed: tuple[str, ...]
    found: tuple[int | None, ...]

    @property
    def indices(self) -> Indices:
        return tuple(index for index in self.found if index is not None)

    @property
    def exact(self) -> int:
        return sum(word in self.known.exact for word in self.typed)

    def unclear(self) -> tuple[Unclear, ...]:
        return tuple(
            Unclear(position, word, self.known.near(word))
            for position, (word, index) in enumerate(zip(self.typed, self.found, strict=True), start=1)
            if index is None
        )

    def complete(self, count: int) -> bool:
        return len(self.typed) == count and None not in self.found

    def repaired(self, unclear: tuple[Unclear, ...]) -> tuple[str, ...]:
        suggested = {word.position: word.suggestions for word in unclear}
        if not suggested or any(len(choices) != 1 for choices in suggested.values()):
            return ()
        return tuple(
            suggested[position][0] if index is None else self.known.words[index]
            for position, index in enumerate(self.found, start=1)
        )


def _means(known: WordList, typed: str, index: int) -> bool:
    found = known.find(typed)
    return found == index or (found is None and one_slip(typed, known.words[index]))


def _read_in(known: WordList, typed: tuple[str, ...], count: int) -> _Attempt:
    if len(typed) < count:
        spaced = tuple(part for word in typed for part in _spaced(known, word))
        if len(spaced) == count:
            typed = spaced
    return _Attempt(known, typed, tuple(known.find(word) for word in typed))


def _spaced(known: WordList, word: str) -> tuple[str, ...]:
    if word in known.exact or len(word) > 8 * PHRASE_WORDS:
        return (word,)
    return known.split(word) or (word,)


def _words_in(text: str) -> tuple[str, ...]:
    """The words in a text, in small letters without accents; single letters and numbers are taken for a numbering."""
    plain = unicodedata.normalize("NFKD", text[:_MOST_CHARACTERS].casefold().translate(_LIGATURES))
    kept = "".join(character for character in plain if unicodedata.category(character) not in {"Mn", "Cf"})
    return tuple(word for word in _LETTERS.findall(kept) if len(word) > 1)
