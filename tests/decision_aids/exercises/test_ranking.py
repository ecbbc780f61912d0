"""Putting in order: numbers, buttons, ties and gaps that mend themselves."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.conftest import chapter_of, item_of, step_of
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in, send, show

VALUE = {
    "label": "What matters most?",
    "help": "",
    "things": [
        item("rest", {"text": "Rest", "note": "Sleep too."}),
        item("time", {"text": "Time", "note": ""}),
        item("kin", {"text": "Family", "note": ""}),
    ],
    "own": 2,
}
ranking = registry.get("vrijuit.ranking")
SPEC = compile_spec(ranking, VALUE)
ALL = {"order": [{"id": name, "text": text} for name, text in (("rest", "Rest"), ("time", "Time"), ("kin", "Family"))]}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestRanking(ExerciseConformance):
    kind = "vrijuit.ranking"
    value = VALUE
    answers = (
        {"order": [{"id": "kin", "text": "Family"}, {"id": "own", "text": "My dog"}, {"id": "rest", "text": "Rest"}]},
        {"order": [{"id": "own", "text": "Sea"}, {"id": "own", "text": "Air"}]},
    )


def ordered(data, before=None):
    """The words in the order that this makes."""
    answer = answer_to(ranking, SPEC, data, before)
    return answer and [thing["text"] for thing in answer["order"]]


def shown(html):
    """The things as they stand in the form: (words, number)."""
    root = page.read_html(html)
    things = [element for element in root.find("li") if "ranking__thing" in element.attrs.get("class", "")]
    numbers = dict(page.read_form(root))
    return [(one.find("span")[0].words, numbers[one.find("select")[0].attrs["name"]]) for one in things[:3]]


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(ranking, SPEC, data.draw(filled_in(ranking, SPEC)))
    if answer is not None:
        assert answer_to(ranking, SPEC, ranking.initial(SPEC, answer), answer) == answer


@pytest.mark.parametrize(
    ("data", "order"),
    [
        ({"rest-place": "3", "time-place": "1", "kin-place": "2"}, ["Time", "Family", "Rest"]),
        ({"rest-place": "5", "time-place": "2"}, ["Time", "Rest"]),
        ({"rest-place": "1", "time-place": "1", "kin-place": "1"}, ["Rest", "Time", "Family"]),
        ({"own0": "My dog"}, ["My dog"]),
        ({"own0": "My dog", "rest-place": "4"}, ["Rest", "My dog"]),
        ({"own0-place": "1"}, None),
        ({}, None),
    ],
)
def test_numbers_make_an_order_without_gaps(data, order):
    assert ordered(data) == order


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ({"kin-place": "1"}, ["Family", "Rest", "Time"]),
        ({"kin-place": "2"}, ["Rest", "Family", "Time"]),
        ({"rest-place": "2"}, ["Time", "Rest", "Family"]),
        ({"rest-place": "3"}, ["Time", "Family", "Rest"]),
        ({"rest-place": "2", "time-place": "1"}, ["Time", "Rest", "Family"]),
        ({"time-place": ""}, ["Rest", "Family"]),
        ({"own0": "My dog", "own0-place": "1"}, ["My dog", "Rest", "Time", "Family"]),
    ],
)
def test_what_just_got_its_number_takes_that_place_and_the_others_make_room(change, order):
    assert ordered({**ranking.initial(SPEC, ALL), **change}, ALL) == order


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("up-time", ["Time", "Rest", "Family"]),
        ("down-time", ["Rest", "Family", "Time"]),
        ("up-rest", ["Rest", "Time", "Family"]),
        ("down-kin", ["Rest", "Time", "Family"]),
        ("up-own1", ["Rest", "Time", "Family"]),
    ],
)
def test_a_button_moves_one_place_and_takes_all_that_is_shown_into_the_order(move, order):
    assert ordered({"move": move}) == order
    assert ordered({**ranking.initial(SPEC, ALL), "move": move}, ALL) == order


def test_after_a_button_the_same_screen_comes_again_in_the_new_order_and_says_so():
    form = send(ranking, SPEC, {"move": "up-kin", "own0": "My dog"})
    part = form.parts[0]

    html = ranking.render(
        "input", SPEC, None, fields=form.fields_of(part), errors={}, reply=part.reply, item={"id": "", "short": "a"}
    )

    assert shown(html) == [("Rest", "1"), ("Family", "2"), ("Time", "3")]
    assert "now on place 2 of 4." in html
    assert dict(page.read_form(page.read_html(html)))["abcdef01-move"] == ""


def test_without_a_button_there_is_nothing_to_say_and_she_goes_on():
    assert send(ranking, SPEC, {"rest-place": "2"}).replies is False


def test_two_moves_say_two_different_things():
    first = send(ranking, SPEC, {"move": "up-kin"}).parts[0].reply
    data = {f"{name}-place": str(place) for place, name in enumerate(first["order"], start=1)}
    second = send(ranking, SPEC, {**data, "move": "up-kin"}).parts[0].reply

    assert first["order"] == ["rest", "kin", "time"]
    assert second["order"] == ["kin", "rest", "time"]


def test_the_form_stands_in_her_order_with_what_has_no_number_below():
    html = show(ranking, SPEC, {"order": [{"id": "kin", "text": "Family"}]})

    assert shown(html) == [("Family", "1"), ("Rest", ""), ("Time", "")]


def test_the_enter_key_goes_on_and_moves_nothing():
    root = page.read_html(show(ranking, SPEC))

    assert root.find("button")[0].attrs == {"type": "submit", "name": "go", "value": "next", "hidden": ""}


def test_it_is_read_back_with_numbers():
    assert ranking.text(SPEC, ALL) == "1. Rest\n2. Time\n3. Family"


def test_an_editor_is_told_when_there_is_nothing_to_put_in_order():
    spec = compile_spec(ranking, {**VALUE, "things": []})

    assert [issue.code for issue in ranking.check(spec, Aid("en"))] == ["nothing-to-answer"]


def sent_by(visitor):
    """What a browser without JavaScript sends of the step that is open."""
    form = visitor.html[visitor.html.rindex("<form class") :]
    return dict(page.read_form(page.read_html(form[: form.index("</form>") + 7])))


@pytest.mark.django_db
def test_she_presses_buttons_as_often_as_she_likes_and_goes_on_when_she_is_done(publish_aid, visitor):
    end = item_of("text", "t")
    end["value"] = "<p>Dag</p>"
    ranked = step_of("order", item_of("vrijuit.ranking", "mine", **VALUE))
    visitor.start(publish_aid([chapter_of("all"), ranked, step_of("end", end, outcome=True)]))
    order = visitor.address
    move = next(name for name in visitor.hidden if name.endswith("-move"))

    for _press in range(2):
        visitor.send({**sent_by(visitor), move: "up-kin"})
        assert (visitor.address, visitor.page.status_code) == (order, 200)
        assert '<script type="module" src="/static/exercises/ranking.js"></script>' in visitor.html
    visitor.send({**sent_by(visitor), "go": "next"})

    assert visitor.address != order
    visitor.open("/nl/s/1/read/")
    assert re.findall(r"<li><bdi>(.*?)</bdi></li>", visitor.html) == ["Family", "Rest", "Time"]
