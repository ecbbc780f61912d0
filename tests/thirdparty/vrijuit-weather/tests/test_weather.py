"""The weather inside is a sound kind of exercise."""

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

KINDS = [item("sun", "Sunny"), item("fog", "Foggy"), item("storm", "Stormy")]


class TestWeather(ExerciseConformance):
    kind = "weather.inside"
    value = {"label": "What is the weather like inside you?", "help": "", "kinds": KINDS}
    answers = ({"weather": "sun", "line": "A little wind"}, {"weather": "fog", "line": ""})


def test_an_answer_of_the_first_version_is_read_by_the_second():
    assert registry.get("weather.inside").upgrade("sun", 1) == {"weather": "sun", "line": ""}
