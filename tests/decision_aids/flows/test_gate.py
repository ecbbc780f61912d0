"""What stops publishing, one test a rule: in words, with the block where it is mended."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from content.facts.models import Fact
from decision_aids.engine.issues import Issue
from decision_aids.flows.gate import block_errors, find_problems
from decision_aids.flows.messages import MESSAGES, say
from decision_aids.flows.models import DecisionAidPage
from tests.decision_aids.flows.conftest import posted
from tests.factories.aids import block_id, chapter, choice, condition, make_aid, option, publish, step, text, whole_flow

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def problems_of(flow: list[dict[str, Any]] | None = None, **fields: Any) -> list[tuple[str, str]]:
    """Give (code, block) of everything that would stop publishing."""
    return [(problem.code, problem.block) for problem in find_problems(make_aid(flow, **fields)) if problem.is_error]


def warnings_of(**fields: Any) -> set[str]:
    return {problem.code for problem in find_problems(make_aid(**fields)) if not problem.is_error}


def with_condition(raw: dict[str, Any]) -> list[dict[str, Any]]:
    flow = whole_flow()
    flow[2]["value"]["show_if"] = [raw]
    return flow


def fact(**fields: Any) -> Fact:
    """A fact that is still true, if nothing else is said."""
    today = timezone.localdate()
    given = {
        "statement": "Dit kost niets.",
        "source_name": "De wet",
        "verified_on": today - datetime.timedelta(days=10),
        "review_on": today + datetime.timedelta(days=10),
        "locale": Locale.objects.get(language_code="nl"),
        **fields,
    }
    return Fact.objects.create(**given)


def with_item(item: dict[str, Any]) -> list[dict[str, Any]]:
    flow = whole_flow()
    flow[1]["value"]["items"].append(item)
    return flow


def test_whole_aid_has_no_error() -> None:
    assert problems_of() == []


def test_aid_without_steps() -> None:
    assert problems_of([]) == [("no-steps", "")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (condition("", name="k"), "condition-empty"),
        (condition("gone", "partner", name="k"), "condition-source-gone"),
        (condition("for-them", "partner", name="k"), "condition-source-later"),
        (condition("hello", "partner", name="k"), "condition-source-has-no-choices"),
        (condition("role", name="k"), "condition-without-choice"),
        (condition("role", "gone", name="k"), "condition-choice-gone"),
    ],
)
def test_condition_that_cannot_be_asked_is_said_at_the_condition(raw: dict[str, Any], code: str) -> None:
    assert problems_of(with_condition(raw)) == [(code, block_id("k"))]


def test_chapter_condition_is_said_at_the_chapter() -> None:
    flow = whole_flow()
    flow.insert(2, chapter("theirs-too", condition("gone", "partner", name="k")))
    flow.append(step("really-the-end", text("t"), outcome=True))

    assert ("condition-source-gone", block_id("k")) in problems_of(flow)


def test_step_with_nothing_on_it() -> None:
    assert problems_of([*whole_flow(), step("bare")]) == [("step-empty", block_id("bare"))]


def test_step_that_nobody_reaches() -> None:
    flow = whole_flow()
    flow[2]["value"]["show_if"].append(condition("role", "partner", operator="none"))

    assert problems_of(flow) == [("step-unreachable", block_id("theirs"))]


def test_flow_without_an_end() -> None:
    assert problems_of(whole_flow()[:-1]) == [("no-outcome", block_id("theirs"))]


def test_path_without_an_end() -> None:
    flow = whole_flow()
    flow[3]["value"]["show_if"] = [condition("role", "me", name="k")]

    assert problems_of(flow) == [("path-without-outcome", block_id("end"))]


def test_two_steps_with_one_address() -> None:
    flow = [*whole_flow(), step("twin", text("twin-text"))]
    flow[-1]["id"] = block_id("end")[:8] + "-1111-4111-8111-111111111111"

    assert problems_of(flow) == [("same-address", flow[-1]["id"])]


def test_block_that_is_not_installed() -> None:
    assert problems_of(with_item({"type": "gone.kind", "value": {}, "id": block_id("x")})) == [
        ("not-installed", block_id("x"))
    ]


def test_field_that_is_still_empty_is_said_at_its_block() -> None:
    flow = with_item(choice("empty", "yes", "no", label=""))

    problems = [problem for problem in find_problems(make_aid(flow)) if problem.is_error]

    assert [(problem.code, problem.block) for problem in problems] == [("field-wrong", block_id("empty"))]
    assert problems[0].where == "Who"


def test_exercise_that_cannot_work() -> None:
    assert ("field-wrong", block_id("lonely")) in problems_of(with_item(choice("lonely", "only one")))


def test_option_that_is_gone() -> None:
    suggestion = {"option": block_id("gone"), "side": "for", "text": "Rust"}
    item = {
        "type": "vrijuit.pros_cons",
        "id": block_id("weigh"),
        "value": {
            "label": "Weeg af",
            "help": "",
            "suggestions": [{"type": "item", "id": block_id("s"), "value": suggestion}],
            "own": 3,
            "weigh": True,
        },
    }

    assert ("option-gone", block_id("s")) in problems_of(with_item(item))


def test_expired_fact_stops_publishing_and_one_to_check_does_not() -> None:
    today = timezone.localdate()
    old = fact(statement="Oud.", expires_on=today)
    due = fact(statement="Na te kijken.", review_on=today)
    flow = whole_flow()
    flow[1]["value"]["items"] += [
        {"type": "fact", "value": old.pk, "id": block_id("old")},
        {"type": "fact", "value": due.pk, "id": block_id("due")},
    ]

    problems = {problem.block: problem for problem in find_problems(make_aid(flow)) if "fact" in problem.code}

    assert {block: problem.code for block, problem in problems.items()} == {
        block_id("old"): "fact-expired",
        block_id("due"): "fact-review-due",
    }
    assert [problem.is_error for problem in problems.values()] == [True, False]


def test_fact_that_was_deleted() -> None:
    item = {"type": "fact", "value": 123456, "id": block_id("lost")}

    assert problems_of(with_item(item)) == [("field-wrong", block_id("lost"))]


def test_gaps_in_the_origin_only_warn() -> None:
    filled = {
        "question": "Wat kies je?",
        "privacy": "<p>Alles ligt op slot.</p>",
        "authors": "<p>Wij.</p>",
        "funding": "<p>Wij.</p>",
        "evidence_date": TODAY,
        "review_due": timezone.localdate() + datetime.timedelta(days=1),
    }

    assert warnings_of(**filled) == set()
    assert warnings_of(slug="tweede") == {
        "question-missing",
        "privacy-missing",
        "authors-missing",
        "funding-missing",
        "evidence-date-missing",
        "review-due-missing",
    }
    assert "review-overdue" in warnings_of(**{**filled, "review_due": timezone.localdate()}, slug="derde")


def test_options_that_are_told_unequally_only_warn() -> None:
    long = option("stay", "<p>" + "woord " * 20 + "</p>")

    assert {"options-unequal", "few-options"} & warnings_of(options=[long, option("go")]) == {"options-unequal"}
    assert "few-options" in warnings_of(options=[option("go")], slug="een")


def test_every_message_can_be_said() -> None:
    about = {"type": "x", "field": "x", "message": "x", "fact": "x"}

    assert all(say(Issue(code, context=about)) for code in MESSAGES)
    assert say(Issue("kind-of-its-own", context={"message": "Eigen woorden."})) == "Eigen woorden."
    assert "kind-of-its-own" in say(Issue("kind-of-its-own"))


def test_every_line_leads_somewhere() -> None:
    problems = find_problems(make_aid([], options=[]))

    assert {problem.code: problem.href for problem in problems} == {
        "no-steps": "#flow",
        "few-options": "#options",
        **{
            f"{name.replace('_', '-')}-missing": f"#id_{name}"
            for name in ("question", "privacy", "authors", "funding", "evidence_date", "review_due")
        },
    }


def test_errors_are_laid_at_their_blocks() -> None:
    aid = make_aid(with_condition(condition("gone", "partner", name="k")))

    [(name, error)] = block_errors(aid, [problem for problem in find_problems(aid) if problem.is_error])

    at = error.as_json_data()["blockErrors"][2]["blockErrors"]["show_if"]["blockErrors"][0]
    assert (name, at) == ("flow", {"messages": [str(MESSAGES["condition-source-gone"])]})


# -- the editor -------------------------------------------------------------------------------------------


def edit(editor: Client, aid: DecisionAidPage, **more: Any) -> Any:
    """Send the form of the newest draft."""
    draft = DecisionAidPage.objects.get(pk=aid.pk).get_latest_revision_as_object()
    return editor.post(f"/admin/pages/{aid.pk}/edit/", posted(draft, **more), follow=True)


ERRORS = [condition("gone", "partner", name="k")]


@pytest.fixture
def broken() -> DecisionAidPage:
    return make_aid(with_condition(ERRORS[0]))


@pytest.mark.parametrize(
    "action",
    [
        {"action-publish": "1"},
        {"action-publish": "1", "go_live_at": "2099-01-01 10:00"},
        {"action-submit": "1"},
    ],
)
def test_editor_is_refused_with_a_link_to_the_block(
    editor: Client, broken: DecisionAidPage, action: dict[str, str]
) -> None:
    response = edit(editor, broken, **action)

    page = response.content.decode()
    assert f'<a href="#block-{block_id("k")}-section" data-action="flow-problems#open"' in page
    assert "help-critical flow-problems__box" in page
    stored = DecisionAidPage.objects.get(pk=broken.pk)
    assert (stored.live, stored.current_workflow_state) == (False, None)
    assert stored.get_latest_revision().approved_go_live_at is None


def test_draft_with_errors_is_saved_and_the_editor_is_warned(editor: Client, broken: DecisionAidPage) -> None:
    response = edit(editor, broken, title="Nieuwe titel")

    page = response.content.decode()
    assert DecisionAidPage.objects.get(pk=broken.pk).get_latest_revision_as_object().title == "Nieuwe titel"
    assert page.count(f'href="#block-{block_id("k")}-section"') >= 2, "in the message and in the list"
    assert "help-critical flow-problems__box" not in page


def test_deleting_a_question_that_a_step_depends_on_warns_at_once(editor: Client) -> None:
    aid = publish(make_aid())
    draft = aid.get_latest_revision_as_object()
    del draft.flow[1].value["items"][1]

    editor.post(f"/admin/pages/{aid.pk}/edit/", posted(draft))
    answer = editor.get(f"/admin/aids/{aid.pk}/problems/").json()

    where = draft.flow[2].value["show_if"].bound_blocks[0].id
    assert f'href="#block-{where}-section"' in answer["html"]
    assert [label for _value, label in answer["modes"]][1:] == ["Who", "Theirs", "End"]


def test_whole_aid_is_published_from_the_editor(editor: Client) -> None:
    aid = make_aid()

    edit(editor, aid, **{"action-publish": "1"})

    stored = DecisionAidPage.objects.get(pk=aid.pk)
    assert (stored.live, stored.current_version.number) == (True, 1)


def test_publishing_many_pages_at_once_names_the_aid_with_errors(editor: Client, broken: DecisionAidPage) -> None:
    whole = make_aid(slug="heel")

    response = editor.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={whole.pk}&id={broken.pk}&next=/admin/", follow=True
    )

    assert not DecisionAidPage.objects.live().exists()
    assert f'href="/admin/pages/{broken.pk}/edit/#block-{block_id("k")}-section"' in response.content.decode()


def test_no_field_of_the_form_hides_a_property_of_the_form_in_the_browser() -> None:
    taken = {"action", "elements", "enctype", "length", "method", "name", "reset", "submit", "target"}

    assert not taken & set(DecisionAidPage.get_edit_handler().get_form_class().base_fields)
