"""The guided talk: one choice at a time, back and again, ends that conditions ask for."""

import pytest
from django.utils import translation
from wagtail.models import Page

from content.directory.models import Helpline
from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, send, show
from tests.decision_aids.exercises.test_safety import make_helpline


def part(name, text, choices=(), **ways):
    said = [item(key, {"text": words, "to": to}) for key, words, to in choices]
    return item(f"part-{name}", {"name": name, "text": text, "choices": said, "pages": [], "helplines": [], **ways})


PARTS = [
    part("start", "Hello.\n\nWhat is it about?", [("c-money", "Money", "money"), ("c-talk", "Talking", "talk")]),
    part("money", "For whom?", [("c-me", "For me", "end"), ("c-back", "Something else", "start")]),
    part("talk", "You can call."),
    part("end", "Read on here."),
]
VALUE = {"label": "What are you looking for?", "help": "", "parts": PARTS}
dialogue = registry.get("vrijuit.dialogue")
SPEC = compile_spec(dialogue, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestDialogue(ExerciseConformance):
    kind = "vrijuit.dialogue"
    value = VALUE
    answers = ({"path": ["c-money"]}, {"path": ["c-money", "c-back", "c-talk"]})

    # An end looks up its pages and helplines only when an editor chose some.


class TestDialogueThatIsOver(ExerciseConformance):
    kind = "vrijuit.dialogue"
    value = {**VALUE, "parts": [part("start", "Hello", [("one", "Hi", "end"), ("two", "Bye", "end")]), PARTS[3]]}
    answers = ({"path": ["one"]}, {"path": ["two"]})


def test_each_press_adds_one_choice():
    first = answer_to(dialogue, SPEC, {"say": "c-money"})
    second = answer_to(dialogue, SPEC, {"say": "c-me"}, first)

    assert (first, second) == ({"path": ["c-money"]}, {"path": ["c-money", "c-me"]})


def test_a_second_press_of_the_same_button_adds_nothing():
    first = answer_to(dialogue, SPEC, {"say": "c-money"})

    assert answer_to(dialogue, SPEC, {"say": "c-money"}, first) == first
    assert answer_to(dialogue, SPEC, {"say": "c-me"}) is None
    assert list(send(dialogue, SPEC, {"say": "made-up"}).errors) == [f"{SHORT}-say"]


def test_she_may_go_back_one_choice_or_begin_again():
    answer = {"path": ["c-money", "c-me"]}

    assert answer_to(dialogue, SPEC, {"turn": "back"}, answer) == {"path": ["c-money"]}
    assert answer_to(dialogue, SPEC, {"turn": "back"}, {"path": ["c-money"]}) is None
    assert answer_to(dialogue, SPEC, {"turn": "again"}, answer) is None
    assert answer_to(dialogue, SPEC, {}, answer) == answer


def test_a_talk_that_goes_round_has_an_end():
    answer = None
    for _turn in range(100):
        for choice in ("c-money", "c-back"):
            answer = answer_to(dialogue, SPEC, {"say": choice}, answer)

    assert len(answer["path"]) == 60


def test_only_the_end_where_the_talk_stands_is_held():
    assert [operand.id for operand in dialogue.operands(SPEC)] == ["part-talk", "part-end"]
    assert dialogue.held(SPEC, {"path": ["c-talk"]}) == ["part-talk"]
    assert dialogue.held(SPEC, {"path": ["c-money"]}) == []


def test_choices_that_the_script_has_no_more_end_the_way_there():
    assert dialogue.text(SPEC, {"path": ["c-money", "gone", "c-me"]}).splitlines() == [
        "What is it about?: Money",
        "The talk came to: For whom?",
    ]


def test_it_says_that_it_is_no_person_and_offers_only_what_can_be_said_now():
    root = page.read_html(show(dialogue, SPEC, {"path": ["c-money"]}))

    assert "This is not a person." in root.words
    said = [button.attrs["value"] for button in page.find_buttons(root) if button.attrs["name"] == f"{SHORT}-say"]
    assert said == ["c-me", "c-back"]
    assert [bubble.words for bubble in root.find("li")] == [
        "Hello.",
        "What is it about?",
        "You said: Money",
        "For whom?",
    ]


def test_enter_in_a_field_of_the_step_chooses_nothing():
    root = page.read_html(show(dialogue, SPEC))

    first = root.find("button")[0]

    assert (first.attrs["name"], first.attrs["value"], "hidden" in first.attrs) == ("go", "stay", True)


@pytest.mark.django_db
def test_an_end_leads_to_pages_and_helplines_as_they_are_today():
    line = make_helpline(name="The line", number="106")
    gone = make_helpline(name="Gone", number="107")
    root = Page.objects.filter(depth=1).get()
    here, hidden = (
        root.get_children().first().add_child(instance=Page(title=title, slug=title.lower(), live=live))
        for title, live in (("Here", True), ("Hidden", False))
    )
    ways = {
        "pages": [item("p1", hidden.pk), item("p2", here.pk)],
        "helplines": [item("h1", gone.pk), item("h2", line.pk)],
    }
    spec = compile_spec(dialogue, {**VALUE, "parts": [part("start", "Hello", **ways)]})
    Helpline.objects.filter(pk=gone.pk).delete()

    words = page.read_html(show(dialogue, spec)).words

    assert "Here" in words
    assert "106" in words
    assert "Hidden" not in words
    assert "107" not in words


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        (PARTS, []),
        ([*PARTS, part("end", "Twice")], ["dialogue-name"]),
        ([part("start", "Hi", [("a", "Go", "nowhere")]), *PARTS[3:]], ["dialogue-to", "dialogue-lost", "dialogue-end"]),
        ([part("start", "Hi", [("a", "Round", "start")])], ["dialogue-end"]),
        ([part("start", "Hi"), part("lost", "Nobody comes")], ["dialogue-lost"]),
    ],
    ids=["whole", "same-name", "leads-nowhere", "no-end", "lost-part"],
)
def test_a_script_that_leads_nowhere_is_told(parts, codes):
    spec = compile_spec(dialogue, {**VALUE, "parts": parts})

    issues = list(dialogue.check(spec, Aid("en")))

    assert [issue.code for issue in issues] == codes
    assert all(issue.context["message"] for issue in issues)
