"""The three lists of words: what they may hold, and that nobody changes them."""

import hashlib
import math
from pathlib import Path

import pytest

from decision_aids.vault import wordlist
from decision_aids.vault.phrase import PHRASE_WORDS, SHEET_WORDS
from decision_aids.vault.wordlist import LANGUAGES, LIST_LENGTH, one_slip, word_list

FROZEN = {
    "nl": "9a3f360b3f4a382f324e4780dcfb8e638409daf75cb944d45d27ee1bb231bf65",
    "fr": "c4f2b1fce009d231dcdc6b76740c2df873d8ba7583c254d823f7fc564ed395bc",
    "en": "c831542983443a1e1fff56ccd6766bc9e5a57b84d147c9a9b65b72aa295ed280",
}
BLOCKED = Path(__file__).parent / "blocked"


def blocked(language):
    """The blocked words of a language, and the blocked beginnings."""
    entries = (BLOCKED / f"{language}.txt").read_text(encoding="utf-8").split()
    return {entry for entry in entries if not entry.endswith("*")}, tuple(
        entry[:-1] for entry in entries if entry.endswith("*")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_the_one_that_phrases_were_made_with(language):
    content = (Path(wordlist.__file__).parent / "words" / f"{language}.txt").read_bytes()

    assert hashlib.sha256(content).hexdigest() == FROZEN[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_holds_short_plain_words_in_order(language):
    words = word_list(language).words

    assert len(words) == LIST_LENGTH
    assert list(words) == sorted(set(words))
    assert [
        word for word in words if not (3 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower())
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_four_letters_tell_every_word_apart(language):
    words = word_list(language).words
    beginnings = [word[:4] for word in words]

    assert len(set(beginnings)) == LIST_LENGTH
    assert [
        (short, word)
        for short in words
        if len(short) == 3
        for word in words
        if word != short and word.startswith(short)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_can_hurt_is_in_a_list(language):
    exactly, beginnings = blocked(language)

    assert [word for word in word_list(language).words if word in exactly or word.startswith(beginnings)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_begins_with_four_letters_that_can_hurt(language):
    lines = (BLOCKED / "beginnings.txt").read_text(encoding="utf-8").splitlines()
    beginnings = {line[:2]: tuple(line[3:].split()) for line in lines}[language]

    assert {len(beginning) for beginning in beginnings} == {4}
    assert [word for word in word_list(language).words if word.startswith(beginnings)] == []


def test_phrase_has_75_bits_and_recovery_sheet_128():
    assert PHRASE_WORDS * math.log2(LIST_LENGTH) >= 75
    assert SHEET_WORDS * math.log2(LIST_LENGTH) >= 128


def test_language_without_list_is_refused():
    with pytest.raises(KeyError):
        word_list("../nl")


@pytest.mark.parametrize(
    ("typed", "word", "slip"),
    [
        ("tafel", "tafel", False),
        ("tafl", "tafel", True),
        ("taffel", "tafel", True),
        ("tavel", "tafel", True),
        ("tfael", "tafel", True),
        ("tafle", "tafel", True),
        ("atfel", "tafel", True),
        ("tfale", "tafel", False),
        ("tafelen", "tafel", False),
        ("taf", "tafel", False),
        ("", "a", True),
        ("ba", "ab", True),
    ],
)
def test_one_slip_is_one_letter_out_in_wrong_or_swapped(typed, word, slip):
    assert one_slip(typed, word) is slip
    assert one_slip(word, typed) is slip


def test_words_without_spaces_come_apart_when_there_is_one_way():
    dutch = word_list("nl")

    assert dutch.split("tafelpaard") == ("tafel", "paard")
    assert dutch.split("tafelpaardvlinder") == ("tafel", "paard", "vlinder")
    assert dutch.split("xyz") == ()
