"""The document that publishing makes of an aid."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from content.directory.models import Helpline
from decision_aids.engine.flow import load_flow
from decision_aids.flows.compile import compile_aid
from decision_aids.flows.hashes import chosen, structure_hash, text_hash
from decision_aids.flows.models import DecisionAidPage
from tests.factories.aids import block_id, chapter, choice, condition, make_aid, option, step, text, whole_flow

pytestmark = pytest.mark.django_db


def test_document_holds_what_stands_on_the_page() -> None:
    document = compile_aid(make_aid()).document

    assert document == {
        "schema": 1,
        "language": "nl",
        "title": "Hulp bij je keuze",
        "options": [
            {"id": block_id(name), "name": name.capitalize(), "intro": "<p>In het kort.</p>"} for name in ("stay", "go")
        ],
        "chapters": [{"id": block_id("begin"), "title": "Begin", "intro": "", "picture": "", "any_time": False}],
        "steps": [
            {
                "id": block_id("who"),
                "chapter": 0,
                "title": "Who",
                "outcome": False,
                "may_skip": True,
                "sensitive": False,
                "conditions": [],
                "items": [
                    {
                        "id": block_id("hello"),
                        "type": "html",
                        "version": 1,
                        "spec": {"html": '<div class="prose"><p>Hallo daar.</p></div>'},
                    },
                    {
                        "id": block_id("role"),
                        "type": "vrijuit.choice",
                        "version": 1,
                        "spec": {
                            "label": "Role?",
                            "help": "",
                            "options": [{"id": block_id(name), "text": name, "note": ""} for name in ("me", "partner")],
                            "several": False,
                            "unsure": False,
                        },
                    },
                ],
            },
            {
                "id": block_id("theirs"),
                "chapter": 0,
                "title": "Theirs",
                "outcome": False,
                "may_skip": True,
                "sensitive": False,
                "conditions": [
                    {
                        "source": block_id("role"),
                        "operator": "any",
                        "operands": [block_id("partner")],
                        "block": condition("role", "partner")["id"],
                    }
                ],
                "items": [
                    {
                        "id": block_id("for-them"),
                        "type": "html",
                        "version": 1,
                        "spec": {"html": '<div class="prose"><p>Hallo daar.</p></div>'},
                    }
                ],
            },
            {
                "id": block_id("end"),
                "chapter": 0,
                "title": "End",
                "outcome": True,
                "may_skip": True,
                "sensitive": False,
                "conditions": [],
                "items": [
                    {
                        "id": block_id("bye"),
                        "type": "html",
                        "version": 1,
                        "spec": {"html": '<div class="prose"><p>Hallo daar.</p></div>'},
                    }
                ],
            },
        ],
    }


def test_condition_of_a_chapter_stands_on_each_of_its_steps_and_ends_with_it() -> None:
    flow = whole_flow()
    flow[3:3] = [
        chapter("theirs-too", condition("role", "partner", name="k")),
        step("a", text("a-text")),
        step("b", text("b-text"), show_if=(condition("role", "me", operator="none", name="own"),)),
        chapter("all"),
    ]

    steps = compile_aid(make_aid(flow)).document["steps"]

    assert [[condition["block"] for condition in part["conditions"]] for part in steps[2:]] == [
        [block_id("k")],
        [block_id("k"), block_id("own")],
        [],
    ]


def test_steps_before_the_first_chapter_have_a_chapter_without_a_name() -> None:
    document = compile_aid(make_aid(whole_flow()[1:])).document

    assert document["chapters"] == [{"id": "", "title": "", "intro": "", "picture": "", "any_time": False}]


def test_helpline_stays_a_reference() -> None:
    line = Helpline.objects.create(
        name="Awel", number="102", what_for="Praten.", locale=Locale.objects.get(language_code="nl")
    )
    flow = whole_flow()
    flow[1]["value"]["items"] = [
        {"type": "helpline", "value": line.pk, "id": block_id("line")},
        *flow[1]["value"]["items"],
    ]

    item = compile_aid(make_aid(flow)).document["steps"][0]["items"][0]

    assert item == {"id": block_id("line"), "type": "helpline", "version": 1, "spec": {"value": line.pk}}


def test_text_is_clean() -> None:
    flow = whole_flow()
    flow[1]["value"]["items"][0] = text("hello", "<p onclick='x()'>Dag<script>x()</script></p>")

    html = compile_aid(make_aid(flow)).document["steps"][0]["items"][0]["spec"]["html"]

    assert "script" not in html
    assert "onclick" not in html


def test_half_filled_draft_is_compiled_all_the_same() -> None:
    flow = [
        {"type": "chapter", "id": block_id("c"), "value": {}},
        {"type": "step", "id": block_id("s"), "value": {}},
        {
            "type": "step",
            "id": block_id("t"),
            "value": {"items": [{"type": "vrijuit.choice", "value": {}, "id": block_id("q")}]},
        },
        step("u", text("x"), show_if=({"type": "item", "value": None, "id": block_id("k")},)),
    ]

    compiled = compile_aid(make_aid(flow, options=[{"type": "option", "id": block_id("o"), "value": {}}]))

    assert len(load_flow(compiled.document).steps) == 3
    assert ("condition-empty", block_id("k")) in [(issue.code, issue.block) for issue in compiled.issues]


NAMES = st.sampled_from(["red", "green", "blue", "grey"])


@st.composite
def flows(draw: Any) -> list[dict[str, Any]]:
    """Draw a flow as an editor might lay it out, with questions and conditions on earlier ones."""
    parts: list[dict[str, Any]] = []
    questions: list[str] = []
    for index in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            parts.append(chapter(f"chapter {index}", any_time=draw(st.booleans())))
        items = [text(f"text {index}")]
        shown = ()
        if questions and draw(st.booleans()):
            source = draw(st.sampled_from(questions))
            shown = (
                condition(
                    source, f"{source} yes", operator=draw(st.sampled_from(["any", "all", "none"])), name=f"k{index}"
                ),
            )
        if draw(st.booleans()):
            name = f"question {index}"
            items.append(choice(name, f"{name} yes", f"{name} no"))
            questions.append(name)
        parts.append(step(f"step {index}", *items, show_if=shown, outcome=draw(st.booleans())))
    return parts


@settings(max_examples=25, deadline=None)
@given(flows())
def test_compiling_twice_gives_the_same(flow: list[dict[str, Any]]) -> None:
    page = DecisionAidPage(
        title="Proef", locale=Locale.objects.get(language_code="nl"), flow=flow, options=[option("stay")]
    )
    first = compile_aid(page).document
    page.flow = json.loads(json.dumps(list(page.flow.stream_block.get_prep_value(page.flow))))
    second = compile_aid(page).document

    assert (structure_hash(first), text_hash(first)) == (structure_hash(second), text_hash(second))
    assert first == json.loads(json.dumps(second))


@settings(max_examples=15, deadline=None)
@given(flows(), NAMES)
def test_words_change_the_text_and_not_the_structure(flow: list[dict[str, Any]], word: str) -> None:
    page = DecisionAidPage(
        title="Proef", locale=Locale.objects.get(language_code="nl"), flow=flow, options=[option("stay")]
    )
    before = compile_aid(page).document
    for part in flow:
        part["value"]["title"] += f" {word}"
    page.flow = flow
    after = compile_aid(page).document

    assert structure_hash(before) == structure_hash(after)
    assert text_hash(before) != text_hash(after)


def test_helplines_of_an_exercise_are_no_structure() -> None:
    """A translated helpline is another row; the steps are the same all the same."""
    assert "helplines" in chosen("vrijuit.safety")
