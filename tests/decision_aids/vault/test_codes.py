"""Codes that people type over: how strong they are, and how forgiving."""

import math
import re

import pytest

from decision_aids.vault import codes
from decision_aids.vault.wordlist import word_list


def test_code_is_a_hundred_random_bits_in_groups_of_four():
    made = {codes.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", code) for code in made)
    assert codes.LENGTH * math.log2(len(set(codes.ALPHABET))) == 100
    assert set("".join(made)) - {"-"} == set(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        "01AB-CDEF-GHJK-MNPQ-RSTV",
        " 01ab cdef ghjk mnpq rstv ",
        "OIab\u2013cdef\u2014ghjk.mnpq\nrstv",
        "oLabcdefghjkmnpqrstv",
    ],
)
def test_code_is_read_however_it_is_written(typed):
    assert codes.read_code(typed) == b"01ABCDEFGHJKMNPQRSTV"


@pytest.mark.parametrize(
    "typed", ["", "01AB", "01AB-CDEF-GHJK-MNPQ-RSTVW", "01AB-CDEF-GHJK-MNPQ-RST!", "é" * 20, "-" * 9999]
)
def test_anything_else_is_no_code(typed):
    assert codes.read_code(typed) is None


def test_code_has_the_same_ten_words_each_time_and_others_than_its_neighbour():
    said = codes.in_words("0000-0000-0000-0000-0001", "nl")

    words = word_list("nl").words
    assert said == (*[words[0]] * 8, words[1 >> 1], words[1 << 10 | 1])
    assert codes.in_words("0000-0000-0000-0000-0002", "nl") == (*[words[0]] * 8, words[1], words[2])


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_words_of_a_code_are_read_in_every_language_however_they_are_written(language):
    for _try in range(50):
        code = codes.new_code()
        words = codes.in_words(code, language)
        spelling = code.replace("-", "").encode()

        assert len(words) == codes.WORDS
        assert codes.read_code(" ".join(words)) == spelling
        assert codes.read_code(", ".join(words).upper()) == spelling
        assert codes.read_code(" ".join(word[:4] for word in words)) == spelling


def test_words_that_are_not_those_of_a_code_are_no_code():
    words = list(codes.in_words("01AB-CDEF-GHJK-MNPQ-RSTV", "nl"))
    swapped = [words[1], words[0], *words[2:]]
    another = next(word for word in word_list("nl").words if word != words[3])

    for wrong in (words[:9], [*words, words[0]], swapped, [*words[:3], another, *words[4:]], [*words[:9], "xyzzy"]):
        assert codes.read_code(" ".join(wrong)) is None
