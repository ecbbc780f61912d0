"""The three frozen lists of words, and which word of a list somebody meant.

A word is known by its first four letters (one of three letters by itself), so the rest may be spelled any way. The lists
have the same length: the same indices are a phrase in every language. Where they come from: `words/CREDITS.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("nl", "fr", "en")
LIST_LENGTH: Final = 2048
PREFIX: Final = 4

_FOLDER: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class WordList:
    """One language: its words, and where each stands by its spelling and by its first letters."""

    words: tuple[str, ...]
    exact: dict[str, int]
    prefixes: dict[str, int]
    slips: dict[str, tuple[str, ...]]
    """The words by what is left of them without one letter: what is one slip away shares such a rest (or the word itself)."""

    def find(self, typed: str) -> int | None:
        """The index of the word that was meant, when that is certain."""
        return self.exact.get(typed, self.prefixes.get(typed[:PREFIX]))

    def near(self, typed: str) -> tuple[str, ...]:
        """At most three words that differ from what was typed by one slip, or begin with it when it is short."""
        candidates = {word for rest in (typed, *_rests(typed)) for word in self.slips.get(rest, ())}
        found = {word for word in candidates if one_slip(typed, word)}
        if len(typed) < PREFIX:
            found.update(word for word in self.words if word.startswith(typed))
        elif len(typed) == PREFIX and not found:
            found.update(word for word in self.words if one_slip(typed, word[:PREFIX]))
        return tuple(sorted(found)[:3])

    def split(self, typed: str) -> tuple[str, ...]:
        """The words that were typed without a space between them; () when not certain."""
        splits = list(self._splits(typed))
        return splits[0] if len(splits) == 1 else ()

    def _splits(self, typed: str) -> Iterator[tuple[str, ...]]:
        for length in range(3, 9):
            first, rest = typed[:length], typed[length:]
            if len(first) == length and first in self.exact:
                if not rest:
                    yield (first,)
                else:
                    yield from ((first, *others) for others in self._splits(rest))


@cache
def word_list(language: str) -> WordList:
    """The list of a language, read once; KeyError for a language without a list."""
    if language not in LANGUAGES:
        raise KeyError(language)
    words = tuple((_FOLDER / f"{language}.txt").read_text(encoding="ascii").split())
    slips: dict[str, tuple[str, ...]] = {}
    for word in words:
        for rest in {word, *_rests(word)}:
            slips[rest] = (*slips.get(rest, ()), word)
    return WordList(
        words=words,
        exact={word: index for index, word in enumerate(words)},
        prefixes={word[:PREFIX]: index for index, word in enumerate(words) if len(word) >= PREFIX},
        slips=slips,
    )


def one_slip(typed: str, word: str) -> bool:
    """Whether one letter was left out, added, changed, or swapped with the next (Damerau's four slips)."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = 0
    while start < min(len(typed), len(word)) and typed[start] == word[start]:
        start += 1
    left, right = typed[start:], word[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and len(left) > 1 and left[2:] == right[2:])
    )


def _rests(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
