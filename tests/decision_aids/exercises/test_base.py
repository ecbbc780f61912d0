"""The defaults that every kind begins with."""

from decision_aids.exercises.base import Exercise


def test_the_default_keeps_what_is_not_empty_and_nought_is_something():
    data = {"none": None, "empty": "", "list": [], "no": False, "nought": 0, "text": "a", "yes": True, "some": ["b"]}

    assert Exercise().clean({}, data, None) == {"nought": 0, "text": "a", "yes": True, "some": ["b"]}
    assert Exercise().clean({}, {"none": None, "no": False}, None) is None
