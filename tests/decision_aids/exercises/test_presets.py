"""Presets: ready for an editor to pick, in the editor's language, and as sound as the kind that they are made of."""

import copy

import pytest
from django.utils import translation

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance

PRESETS = {
    "vrijuit.choice": ["vrijuit.role_in_deciding"],
    "vrijuit.grid": ["vrijuit.practical_check"],
    "vrijuit.letter": ["vrijuit.look_back"],
    "vrijuit.lists": [
        "vrijuit.decisional_balance",
        "vrijuit.four_quadrants",
        "vrijuit.question_list",
        "vrijuit.strengths",
    ],
    "vrijuit.pairwise": ["vrijuit.best_worst"],
    "vrijuit.questions": ["vrijuit.belief_and_culture", "vrijuit.head_heart_gut"],
    "vrijuit.rows": [
        "vrijuit.act_as_if_days",
        "vrijuit.goals",
        "vrijuit.telling_plan",
        "vrijuit.timeline",
        "vrijuit.what_if_then",
    ],
}
AID = Aid("en", [{"id": "stay", "name": "Stay"}, {"id": "go", "name": "Go"}])
NAMES = [(name, kind) for kind, names in PRESETS.items() for name in names]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def ready_made(name):
    """What an editor finds in a preset, its items numbered from the top: {"lists": [item("i0", ...)]}."""
    block = registry.get(name).block()
    return _number(block.get_prep_value(block.get_default()), iter(range(1000)))


def _number(value, numbers):
    if isinstance(value, list):
        return [_number(inner, numbers) for inner in value]
    if isinstance(value, dict):
        if value.get("type") == "item":
            value = {**value, "id": f"i{next(numbers)}"}
        return {key: _number(inner, numbers) for key, inner in value.items()}
    return copy.copy(value)


class Preset(ExerciseConformance):
    """The checks over a preset just as an editor finds it."""

    def make_value(self):
        return ready_made(self.kind)


class TestFourQuadrants(Preset):
    kind = "vrijuit.four_quadrants"
    answers = ({"i0": [{"id": "own", "text": "Rest"}]}, {"i3": [{"id": "own", "text": "Regret"}]})


class TestDecisionalBalance(Preset):
    kind = "vrijuit.decisional_balance"
    answers = ({"i0": [{"id": "own", "text": "Rest"}]}, {"i2": [{"id": "own", "text": "Time"}]})


class TestStrengths(Preset):
    kind = "vrijuit.strengths"
    answers = ({"i0": [{"id": "i1", "text": "I can listen"}]}, {"i10": [{"id": "own", "text": "My aunt"}]})


class TestQuestionList(Preset):
    kind = "vrijuit.question_list"
    answers = ({"i0": [{"id": "i3", "text": "What does it cost?"}]}, {"i5": [{"id": "own", "text": "My age"}]})


class TestWhatIfThen(Preset):
    kind = "vrijuit.what_if_then"
    answers = ([{"id": "1", "i0": "It rains"}], [{"id": "1", "i1": "I stay in"}])


class TestTellingPlan(Preset):
    kind = "vrijuit.telling_plan"
    answers = ([{"id": "1", "i0": "My aunt"}], [{"id": "1", "i0": "My aunt", "i3": "Listen to me"}])


class TestGoals(Preset):
    kind = "vrijuit.goals"
    answers = ([{"id": "1", "i0": "Call", "i3": "i4"}], [{"id": "1", "i0": "Call", "i3": "i6"}])


class TestActAsIfDays(Preset):
    kind = "vrijuit.act_as_if_days"
    answers = ([{"id": "1", "i0": "2026-11-22", "i1": "first"}], [{"id": "1", "i0": "2026-11-23", "i1": "second"}])


class TestTimeline(Preset):
    kind = "vrijuit.timeline"
    answers = ([{"id": "1", "i0": "2019", "i1": "Moved"}], [{"id": "1", "i0": "next year", "i1": "Travel"}])


class TestPracticalCheck(Preset):
    kind = "vrijuit.practical_check"
    answers = ({"chosen": {"i3": "i0"}, "own": []}, {"chosen": {"i3": "i1"}, "own": [{"text": "A car", "column": ""}]})


class TestHeadHeartGut(Preset):
    kind = "vrijuit.head_heart_gut"
    answers = ({"i0": "Wait a little"}, {"i1": "I am glad", "i2": "Butterflies"})


class TestBeliefAndCulture(Preset):
    kind = "vrijuit.belief_and_culture"
    answers = ({"i0": "It is given"}, {"i1": "Not much", "i2": "I am free"})


class TestRoleInDeciding(Preset):
    kind = "vrijuit.role_in_deciding"
    answers = ({"chosen": ["i0"]}, {"chosen": ["unsure"]})


class TestBestWorst(Preset):
    kind = "vrijuit.best_worst"
    answers = ({"i0:i1:i3": {"most": "i0", "least": "i3"}}, {"i1:i2:i4": {"most": "i2", "least": ""}})


class TestLookBack(Preset):
    kind = "vrijuit.look_back"
    answers = ({"to": "", "text": "Dear me"}, {"to": "", "text": "It went well"})


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_preset_is_its_kind_with_a_name_and_words_of_its_own(name, kind):
    preset, base = registry.get(name), registry.get(kind)

    assert isinstance(preset, type(base))
    assert preset.template("input") == base.template("input")
    assert str(preset.block().label) != str(base.block().label)
    assert preset.block().meta.description != base.block().meta.description


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_an_editor_finds_it_filled_in_and_publishes_it_without_a_word_changed(name, kind):
    preset = registry.get(name)
    value = preset.block().to_python(ready_made(name))

    assert value["label"]
    assert not list(preset.check(preset.compile(value, AID), AID))


def test_the_words_are_those_of_the_language_in_which_it_is_picked():
    block = registry.get("vrijuit.four_quadrants").block()
    with translation.override("fr"):
        french = block.get_default()["lists"][0]["title"]
    assert type(french) is str


def test_the_kind_itself_is_found_empty():
    assert not registry.get("vrijuit.lists").block().get_default()["lists"]
