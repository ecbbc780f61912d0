"""Phrases: however they are typed, the same key; a wrong word, never."""

import random
import string
import unicodedata
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from decision_aids.vault import phrase
from decision_aids.vault.phrase import LANGUAGES, LIST_LENGTH, PHRASE_WORDS, Reading, Unclear
from decision_aids.vault.wordlist import word_list

phrases = st.tuples(*[st.integers(0, LIST_LENGTH - 1)] * PHRASE_WORDS)
languages = st.sampled_from(LANGUAGES)
quickly = settings(max_examples=60, deadline=None)

ACCENTS = "\u0300\u0301\u0302\u0308\u0327"


def index(word, language="nl"):
    return word_list(language).exact[word]


def test_new_phrases_are_seven_words_drawn_evenly():
    drawn = Counter(number for _ in range(2000) for number in phrase.new_phrase())

    assert len(phrase.new_phrase()) == PHRASE_WORDS
    assert len(phrase.new_phrase(12)) == 12
    assert set(drawn) <= set(range(LIST_LENGTH))
    assert len(drawn) > 2000
    assert max(drawn.values()) < 30


@quickly
@given(phrases, languages, languages)
def test_phrase_reads_back_in_every_language_of_the_screen(indices, shown, screen):
    reading = phrase.read(" ".join(phrase.words(indices, shown)), screen)

    assert indices in reading.candidates
    assert len(reading.candidates) <= 3
    assert (reading.typed, reading.expected, reading.unclear) == (7, 7, ())


@st.composite
def carelessly(draw, words):
    """The words of a phrase as people type and paste them."""
    separators = st.sampled_from(
        [" ", "  ", "\n", "\t", "\u00a0", "\u202f", ", ", "-", " - ", ". ", ";", "_", "/", "\r\n", " \u2013 "]
    )
    typed = ""
    for place, word in enumerate(words, start=1):
        if len(word) > 4 and draw(st.booleans()):
            word = word[: draw(st.integers(4, len(word)))]
        letters = []
        for letter in word:
            if draw(st.booleans()):
                letter = letter.upper()
            letters.append(letter)
            if draw(st.integers(0, 9)) == 0:
                letters.append(draw(st.sampled_from([*ACCENTS, "\u200b", "\u00ad", "\u200d"])))
        numbering = draw(st.sampled_from(["", f"{place}. ", f"{place}) ", f"({place}) ", f"{place}: "]))
        typed += (
            numbering
            + unicodedata.normalize(draw(st.sampled_from(["NFC", "NFKD"])), "".join(letters))
            + draw(separators)
        )
    return typed


@quickly
@given(st.data(), phrases, languages)
def test_careless_typing_reads_as_the_same_phrase(data, indices, language):
    typed = data.draw(carelessly(phrase.words(indices, language)))

    assert indices in phrase.read(typed, language).candidates


@quickly
@given(phrases, languages, st.integers(0, 6), st.integers(0, LIST_LENGTH - 1))
def test_wrong_word_is_never_the_same_phrase(indices, language, place, other):
    assume(other != indices[place])
    wrong = (*indices[:place], other, *indices[place + 1 :])

    reading = phrase.read(" ".join(phrase.words(wrong, language)), language)

    assert indices not in reading.candidates
    assert reading.candidates[0] == wrong


@quickly
@given(phrases, st.permutations(range(7)))
def test_other_order_is_another_phrase(indices, order):
    mixed = tuple(indices[place] for place in order)
    assume(mixed != indices)

    assert indices not in phrase.read(" ".join(phrase.words(mixed, "nl")), "nl").candidates


@quickly
@given(st.text(max_size=300), languages)
def test_any_text_gets_a_reading(text, language):
    reading = phrase.read(text, language)

    assert reading.understood == bool(reading.candidates)
    assert len(reading.candidates) <= 3
    assert all(len(word.suggestions) <= 3 for word in reading.unclear)


@quickly
@given(phrases, languages, st.integers(0, 6), st.data())
def test_slip_of_one_letter_is_suggested_not_repaired_in_silence(indices, language, place, data):
    words = list(phrase.words(indices, language))
    right = words[place]
    at = data.draw(st.integers(0, min(3, len(right) - 1)))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    words[place] = data.draw(
        st.sampled_from(
            [right[:at] + letter + right[at:], right[:at] + right[at + 1 :], right[:at] + letter + right[at + 1 :]]
        )
    )
    reading = phrase.read(" ".join(words), language)
    assume(reading.typed == 7)
    assume(not any(word_list(name).find(words[place]) is not None for name in LANGUAGES))

    assert not reading.understood
    [unclear] = reading.unclear
    assert (unclear.position, unclear.typed) == (place + 1, words[place])
    assert right in unclear.suggestions or len(unclear.suggestions) == 3
    if unclear.suggestions == (right,):
        assert reading.repaired == phrase.words(indices, language)


DUTCH = ("tafel", "vlinder", "zebra", "gitaar", "koffie", "regen", "maandag")


def test_misread_words_come_with_their_place_and_what_they_may_be():
    reading = phrase.read("tafel, vlnider, zebra, gitaar, koffie, rezgen, maandag", "nl")

    assert reading == Reading(
        candidates=(),
        typed=7,
        expected=7,
        unclear=(Unclear(2, "vlnider", ("vlinder",)), Unclear(6, "rezgen", ("regen",))),
        repaired=DUTCH,
    )


def test_two_things_it_may_be_are_both_suggested_and_nothing_is_repaired():
    reading = phrase.read("tafel vlinder zebra gitaar koffie regen wi", "nl")

    assert reading.unclear == (Unclear(7, "wi", ("wiel", "wifi", "wijd")),)
    assert reading.repaired == ()


def test_word_of_nowhere_has_no_suggestion():
    reading = phrase.read("tafel vlinder zebra gitaar koffie regen xqxqxq", "nl")

    assert reading.unclear == (Unclear(7, "xqxqxq", ()),)
    assert reading.repaired == ()


@pytest.mark.parametrize(
    ("text", "typed"), [("", 0), ("tafel", 1), (" ".join(DUTCH[:6]), 6), (" ".join((*DUTCH, "boom")), 8)]
)
def test_wrong_number_of_words_is_counted(text, typed):
    assert phrase.read(text, "nl") == Reading(candidates=(), typed=typed, expected=7, unclear=(), repaired=())


def test_missing_spaces_do_not_matter():
    indices = tuple(index(word) for word in DUTCH)

    assert phrase.read("tafelvlinder zebra gitaarkoffieregen maandag", "nl").candidates == (indices,)
    assert phrase.read("".join(DUTCH), "fr").candidates == (indices,)


def test_slip_in_another_language_is_suggested_in_that_language():
    reading = phrase.read("table window garden flower bridge castle rabibt", "nl")

    assert reading.unclear == (Unclear(7, "rabibt", ("rabbit",)),)
    assert reading.repaired == ("table", "window", "garden", "flower", "bridge", "castle", "rabbit")


def test_words_that_two_languages_share_give_both_readings():
    """Words of all lists at once: who reads them takes the language of the screen first."""
    shared = sorted(set(word_list("nl").words) & set(word_list("en").words) - set(word_list("fr").words))[:7]
    dutch, english = (tuple(index(word, language) for word in shared) for language in ("nl", "en"))

    assert phrase.read(" ".join(shared), "nl").candidates[:2] == (dutch, english)
    assert phrase.read(" ".join(shared), "en").candidates[:2] == (english, dutch)


def test_very_long_text_is_read_quickly_and_not_understood():
    reading = phrase.read("tafel " * 100_000, "nl")

    assert not reading.understood
    assert (reading.typed, reading.unclear) == (167, ())


def test_letters_run_together_without_end_are_read_quickly():
    assert not phrase.read("a" * 1000, "nl").understood
    assert not phrase.read("barbarbar" * 100, "nl").understood


def test_two_words_are_asked_at_two_places_in_order():
    asked = {phrase.two_words_to_ask(random.Random(seed)) for seed in range(500)}  # noqa: S311 (a test)

    assert asked == {(first, second) for first in range(7) for second in range(first + 1, 7)}
    assert phrase.two_words_to_ask(random.Random(1), count=2) == (0, 1)  # noqa: S311 (a test)
    assert phrase.two_words_to_ask() in asked


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("tafel", True),
        (" 3. Tafel ", True),
        ("TAFE", True),
        ("tafle", True),
        ("taxel", True),
        ("tapel", False),  # begins as another word does
        ("stoel", False),
        ("", False),
        ("tafel tafel", False),
    ],
)
def test_word_asked_back_is_the_word_or_not(typed, same):
    assert phrase.same_word(typed, index("tafel")) is same


def test_word_asked_back_may_be_in_another_language():
    number = index("tafel")

    assert [phrase.same_word(phrase.words((number,), name)[0], number) for name in LANGUAGES] == [True, True, True]


def test_fingerprint_of_a_key_is_four_frozen_words():
    assert phrase.words(phrase.fingerprint(bytes(32)), "en") == ("runner", "album", "marvel", "crop")
    assert phrase.fingerprint(bytes(31) + b"\x01") != phrase.fingerprint(bytes(32))
    assert all(0 <= number < LIST_LENGTH for number in phrase.fingerprint(b"x" * 32))
