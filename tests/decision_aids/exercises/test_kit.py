"""The kit itself: green for a sound kind, red for each way to break one."""

import pathlib

import pytest
from django import forms
from wagtail import blocks

from decision_aids.exercises.base import Exercise, Operand, Row
from decision_aids.exercises.blocks import ExerciseBlock, OptionReferenceBlock
from decision_aids.exercises.fields import ChoiceField, TextField
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page


class MoodBlock(ExerciseBlock):
    moods = blocks.ListBlock(blocks.CharBlock(default=""))
    about = OptionReferenceBlock()

    class Meta:
        icon = "tag"
        label = "Mood"
        description = "How somebody is."
        preview_value = {"label": "How are you?", "help": "", "moods": ["Well"], "about": ""}


class Mood(Exercise):
    """A small sound kind: one choice and some words."""

    name = "test.mood"
    block = MoodBlock

    def fields(self, spec):
        moods = [(mood["id"], mood["value"]) for mood in spec["moods"]]
        return {"mood": ChoiceField(moods, label="Mood"), "why": TextField(label="Why?")}

    def operands(self, spec):
        return [Operand(mood["id"], mood["value"]) for mood in spec["moods"]]

    def held(self, spec, answer):
        return [answer["mood"]] if "mood" in answer else []

    def rows(self, spec, answer):
        moods = [Row("Mood", mood["value"]) for mood in spec["moods"] if mood["id"] == answer.get("mood")]
        return [*moods, Row("Why?", answer["why"])] if "why" in answer else moods


class LosesWords(Mood):
    def clean(self, spec, data, before):
        return {"mood": data["mood"]} if data["mood"] else None


class ReadsNothingBack(Mood):
    def text(self, spec, answer):
        return ""


class ShowsMarkup(Mood):
    def render(self, mode, spec, answer, **context):
        if mode == "input" or answer is None:
            return super().render(mode, spec, answer, **context)
        return f"<p dir=auto>{self.text(spec, answer)}</p>"


class TurnsThePageAround(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context).replace(' dir="auto"', "")


class CountsWords(Mood):
    def tally(self, spec, answer):
        return ["skipped"] if answer is None else ["answered", answer.get("why", "")]


class CountsWhatIsSensitive(Mood):
    def tally(self, spec, answer):
        return ["skipped"] if answer is None else ["answered", *self.held(spec, answer)]


class KeepsWordsInsteadOfIds(Mood):
    def fields(self, spec):
        moods = [(mood["value"], mood["value"]) for mood in spec["moods"]]
        return {**super().fields(spec), "mood": ChoiceField(moods, label="Mood")}

    def operands(self, spec):
        return [Operand(mood["value"], mood["value"]) for mood in spec["moods"]]


class GivesIdsToTranslators(Mood):
    class block(MoodBlock):  # noqa: N801 (Exercise.block is a class)
        about = blocks.CharBlock(default="", required=False)


class BreaksOlderTranslations(Mood):
    class block(MoodBlock):  # noqa: N801 (Exercise.block is a class)
        hint = blocks.CharBlock(required=False)


class TakesAnything(Mood):
    def fields(self, spec):
        fields = super().fields(spec)
        fields["mood"].validate = lambda value: None
        return fields


class TakesTextWithoutEnd(Mood):
    def fields(self, spec):
        return {**super().fields(spec), "why": forms.CharField(required=False, widget=forms.Textarea)}


class MustBeAnswered(Mood):
    def fields(self, spec):
        fields = super().fields(spec)
        fields["why"].required = True
        return fields


class LetsTheBrowserRemember(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context).replace('autocomplete="off"', "")


class HasNoLabels(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context).replace("<label", "<span").replace("</label", "</span")


class HidesItsErrors(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context).replace("aria-describedby", "data-nothing")


class NeedsAMouse(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context) + '<div role="slider"></div>'


class StylesItself(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context) + '<p style="color: red">x</p>'


class AsksAnotherHost(Mood):
    def render(self, mode, spec, answer, **context):
        return super().render(mode, spec, answer, **context) + '<img alt="" src="//example.org/x.png">'


class OffersWhatItDoesNotHold(Mood):
    def held(self, spec, answer):
        return ["something-else"]


class ChangesWhatItIsGiven(Mood):
    def rows(self, spec, answer):
        rows = super().rows(spec, answer)
        answer.pop("why", None)
        return rows


class CannotReadWhatIsNewer(Mood):
    def upgrade(self, answer, version):
        return {1: answer}[version]


class KeepsWhatItSaysItForgets(Mood):
    stores = False


class ForgetsAField(Mood):
    def render(self, mode, spec, answer, **context):
        if mode == "input":
            context["fields"] = {"mood": context["fields"]["mood"]}
        return super().render(mode, spec, answer, **context)


class Sound(ExerciseConformance):
    kind = "test.mood"
    value = {
        "label": "How are you?",
        "help": "",
        "moods": [item("well", "Well"), item("low", "Low")],
        "about": "first",
    }
    answers = ({"mood": "well", "why": "The sun"}, {"mood": "low"})


def run_kit(kit):
    """The names of the checks that fail."""
    failed = set()
    for name in dir(kit):
        if name.startswith("test_"):
            try:
                getattr(kit, name)()
            except Exception:  # noqa: BLE001 (a check may fail in any way: that is what is counted)
                failed.add(name)
    return failed


@pytest.fixture
def check(monkeypatch):
    def check(kind, **given):
        # A registry of its own for one test: register() would keep the kind for all tests after it.
        monkeypatch.setitem(registry._kinds, "test.mood", kind())
        return run_kit(type("Broken", (Sound,), given)())

    return check


def test_a_sound_kind_passes_every_check(check):
    assert check(Mood) == set()


@pytest.mark.parametrize(
    ("kind", "red"),
    [
        (LosesWords, "test_an_answer_comes_back_whole"),
        (ReadsNothingBack, "test_text_is_never_empty_when_there_is_an_answer"),
        (ShowsMarkup, "test_markup_is_shown_as_text"),
        (TurnsThePageAround, "test_her_words_keep_their_own_direction"),
        (CountsWords, "test_counts_hold_nobodys_words"),
        (CountsWhatIsSensitive, "test_counts_hold_nobodys_words"),
        (KeepsWordsInsteadOfIds, "test_ids_stay_the_same_in_translation"),
        (GivesIdsToTranslators, "test_ids_stay_the_same_in_translation"),
        (BreaksOlderTranslations, "test_every_text_of_the_block_has_an_empty_default"),
        (TakesAnything, "test_values_that_are_not_offered_are_refused"),
        (TakesTextWithoutEnd, "test_text_has_a_limit_counted_in_characters"),
        (MustBeAnswered, "test_fields_can_stand_on_a_step"),
        (LetsTheBrowserRemember, "test_every_control_has_a_label_and_an_id_of_its_own"),
        (HasNoLabels, "test_every_control_has_a_label_and_an_id_of_its_own"),
        (HidesItsErrors, "test_an_error_stands_beside_its_field"),
        (NeedsAMouse, "test_it_works_by_keyboard"),
        (StylesItself, "test_every_mode_can_be_shown"),
        (AsksAnotherHost, "test_every_mode_can_be_shown"),
        (OffersWhatItDoesNotHold, "test_operands_are_named_and_held_ones_are_offered"),
        (ChangesWhatItIsGiven, "test_nothing_that_is_passed_in_is_changed"),
        (CannotReadWhatIsNewer, "test_answers_and_specs_of_other_versions_can_be_read"),
        (ForgetsAField, "test_every_field_is_in_the_form"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_a_broken_kind_is_told_what_is_wrong(check, kind, red):
    assert red in check(kind)


def test_a_kind_that_says_it_stores_nothing_is_held_to_it(check):
    given = {"answers": (), "posts": ({"mood": "well"}, {"why": "The sun"})}

    assert "test_what_is_not_stored_leaves_nothing" in check(KeepsWhatItSaysItForgets, **given)


def test_a_kit_without_two_answers_says_so(check):
    assert check(Mood, answers=({"mood": "well"},)) == {"test_the_kit_has_what_it_needs"}


def test_every_kind_of_ours_runs_through_the_kit():
    tests = "".join(path.read_text() for path in pathlib.Path(__file__).parent.glob("test_*.py"))
    ours = [kind.name for kind in registry if type(kind).__module__.startswith("decision_aids.exercises.")]

    assert [name for name in ours if f'kind = "{name}"' not in tests] == []


def test_a_form_is_read_as_a_browser_sends_it():
    root = page.read_html(
        '<input name="a" value="1"><input type="radio" name="b" value="x"><input type="radio" name="b" value="y" checked>'
        '<input type="checkbox" name="c" checked><textarea name="d">\n\none\ntwo</textarea><input type="submit" name="e">'
        '<select name="f"><option>first</option><option value="2" selected>second</option></select>'
    )

    assert page.read_form(root) == [("a", "1"), ("b", "y"), ("c", "on"), ("d", "\r\none\r\ntwo"), ("f", "2")]


@pytest.mark.parametrize("html", ["<p><b></p>", "<p>", "</p>", "<ul><li></ul>"])
def test_tags_that_are_not_closed_in_order_are_refused(html):
    with pytest.raises(ValueError, match="<"):
        page.read_html(html)
