"""Pictures: the right measure, no sums, no order of their own, and the same in words."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from decision_aids.exercises.pictures import draw_balance, draw_bars, draw_line
from decision_aids.exercises.testing import page

SIDES = [
    ("For", [{"text": "Help", "weight": 4}, {"text": "Home", "weight": None}]),
    ("Against", [{"text": "Fear", "weight": 1}]),
]
DAYS = [datetime.date(2026, 11, day) for day in (1, 2, 11)]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_the_bars_of_a_balance_grow_away_from_each_other():
    assert draw_balance([{"label": "Stay", "sides": SIDES}], 5) == {
        "kind": "balance",
        "options": [
            {
                "label": "Stay",
                "sides": [
                    {
                        "label": "For",
                        "things": [
                            {"text": "Help", "words": "4 of 5", "x": 20, "length": 80},
                            {"text": "Home", "words": "", "x": 0, "length": None},
                        ],
                    },
                    {"label": "Against", "things": [{"text": "Fear", "words": "1 of 5", "x": 0, "length": 20}]},
                ],
            }
        ],
    }


def test_where_reading_goes_from_right_to_left_so_do_the_bars():
    with translation.override("ar"):
        sides = draw_balance([{"label": "Stay", "sides": SIDES}], 5)["options"][0]["sides"]
        bars = draw_bars([("Time", 1, "")], 4)["rows"]

    assert [side["things"][0]["x"] for side in sides] == [0, 80]
    assert bars[0]["x"] == 75


def test_a_line_breaks_at_a_day_without_an_answer_and_keeps_distances_in_time():
    row = draw_line([("Stay", list(zip(DAYS, [0, 5, 5], strict=True)))], 5)["rows"][0]
    broken = draw_line([("Stay", list(zip(DAYS, [1, None, 2], strict=True)))], 5)["rows"][0]

    assert row["points"] == [{"x": 36, "y": 96}, {"x": 62, "y": 12}, {"x": 300, "y": 12}]
    assert row["lines"] == ["36,96 62,12 300,12"]
    assert (len(broken["points"]), broken["lines"]) == (2, [])


def test_options_keep_their_order_whatever_was_answered():
    labels = ["Stay", "Go", "Wait"]

    for amounts in ([1, 5, 3], [5, 3, 1]):
        rows = list(zip(labels, amounts, ["", "", ""], strict=True))
        lines = [(label, [(DAYS[0], amount)]) for label, amount in zip(labels, amounts, strict=True)]
        assert [row["label"] for row in draw_bars(rows, 5)["rows"]] == labels
        assert [row["label"] for row in draw_line(lines, 5)["rows"]] == labels


def test_each_picture_says_in_words_what_it_draws():
    def words(name, picture):
        root = page.read_html(render_to_string(f"exercises/pictures/{name}.html", {"picture": picture}))
        said = [drawing.attrs.get("aria-label", "") for drawing in root.find("svg")]
        return root.words, [one for one in said if one]

    shown, _said = words("balance", draw_balance([{"label": "Stay", "sides": SIDES}], 5))
    assert shown == "Stay For Against Help 4 of 5 Home Fear 1 of 5"
    shown, _said = words("bars", draw_bars([("Time", 2, ""), ("Rest", None, "I don't know")], 4))
    assert shown == "Time: 2 of 4 Rest: I don't know"
    _shown, said = words("line", draw_line([("Stay", [(DAYS[0], 2), (DAYS[2], 5)]), ("Go", [])], 5))
    assert said == ["Stay. Nov. 1, 2026: 2 of 5; Nov. 11, 2026: 5 of 5", "Go. No answer"]
