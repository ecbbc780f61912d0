"""Codes that people type over: how strong they are, and how forgiving."""

import math
import re

import pytest

from decision_aids.vault import codes


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
