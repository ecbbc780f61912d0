"""A step as a visitor sees it, in the wizard and in the preview of a draft."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from content.directory.models import Helpline
from content.facts.models import Fact
from decision_aids.exercises.forms import StepForm, make_part
from decision_aids.flows.compile import compile_aid
from decision_aids.flows.gate import find_problems
from decision_aids.flows.live import render_live
from decision_aids.flows.models import DecisionAidPage, FlowVersion
from decision_aids.flows.rendering import render_items
from tests.decision_aids.flows.conftest import posted
from tests.factories.aids import block_id, make_aid, publish, whole_flow
from tests.factories.content import FactFactory, block, icon_array

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> Helpline:
    dutch = Locale.objects.get(language_code="nl")
    return Helpline.objects.create(name="Awel", number="102", what_for="Praten.", locale=dutch)


def flow_with(line: Helpline) -> list[dict]:
    flow = whole_flow()
    flow[1]["value"]["items"].append({"type": "helpline", "value": line.pk, "id": block_id("line")})
    return flow


def rendered(number: int = 0, stamp: int = 1) -> list[str]:
    """Give the HTML of the items of one step of the newest version."""
    flow = FlowVersion.objects.order_by("-number").first().load()
    step = flow.steps[number]
    form = StepForm(parts=[part for item in step.exercises if (part := make_part(item, None))])
    return [item["html"] for item in render_items(flow, step, form, stamp=stamp)]


def test_step_shows_its_texts_its_exercise_and_what_is_live(line: Helpline) -> None:
    publish(make_aid(flow_with(line)))

    words, question, helpline = rendered()

    assert words == '<div class="prose"><p>Hallo daar.</p></div>'
    assert f'name="{block_id("role").replace("-", "")[:8]}-chosen"' in question
    assert "102" in helpline


def test_changed_helpline_is_shown_at_once_in_an_old_version(line: Helpline) -> None:
    publish(make_aid(flow_with(line)))
    assert "102" in rendered(stamp=1)[2]
    line.number = "0800 12 345"
    line.save()

    assert "0800 12 345" in rendered(stamp=2)[2]


def test_deleted_helpline_leaves_nothing(line: Helpline) -> None:
    publish(make_aid(flow_with(line)))
    line.delete()

    assert rendered(stamp=2)[2] == ""


def test_exercise_that_is_not_installed_leaves_a_note(line: Helpline, request: pytest.FixtureRequest) -> None:
    flow = whole_flow()
    value = {"label": "Brief", "help": "", "to": [], "prompt": ""}
    flow[1]["value"]["items"].append({"type": "vrijuit.letter", "value": value, "id": block_id("letter")})
    publish(make_aid(flow))

    request.getfixturevalue("without_letter")

    assert rendered()[2]
    assert "<textarea" not in rendered()[2]


def test_live_block_costs_no_query_when_warm(line: Helpline, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cold = render_live("helpline", line.pk, "nl", 7)

    with django_assert_num_queries(0):
        warm = render_live("helpline", line.pk, "nl", 7)

    assert warm == cold
    assert "Awel" in cold


def test_numbers_on_a_step_follow_the_fact_that_they_come_from(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fact = FactFactory(statement="Geteld in één stad.")
    flow = whole_flow()
    flow[1]["value"]["items"] = [block("icon_array", icon_array(fact, 22, 31))]
    page = make_aid(flow)
    assert "fact-expired" not in {problem.code for problem in find_problems(page)}
    value = compile_aid(page).document["steps"][0]["items"][0]["spec"]["value"]

    assert "22 van de 100" in render_live("icon_array", value, "nl", 7)
    with django_assert_num_queries(0):
        assert "Geteld in één stad." in render_live("icon_array", value, "nl", 7)
    fact.expires_on = timezone.localdate()
    fact.save()

    assert "22 van de 100" not in render_live("icon_array", value, "nl", 8)
    assert "fact-expired" in {problem.code for problem in find_problems(DecisionAidPage.objects.get())}


def test_fact_is_hidden_from_its_last_day_on_without_anybody_changing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    fact = Fact.objects.create(
        statement="Dit is gratis.",
        source_name="De wet",
        verified_on=today - datetime.timedelta(days=1),
        review_on=tomorrow + datetime.timedelta(days=9),
        expires_on=tomorrow,
        locale=Locale.objects.get(language_code="nl"),
    )
    assert "Dit is gratis." in render_live("fact", fact.pk, "nl", 7)

    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)

    assert "Dit is gratis." not in render_live("fact", fact.pk, "nl", 7)


def test_live_block_of_an_unknown_name_or_row_is_nothing() -> None:
    assert (render_live("weather", 1, "nl", 1), render_live("helpline", None, "nl", 1)) == ("", "")


# -- the preview ------------------------------------------------------------------------------------------


def test_draft_is_previewed_step_by_step_at_the_width_of_a_phone(editor: Client) -> None:
    aid = make_aid()
    draft = aid.get_latest_revision_as_object()
    draft.flow[1].value["title"] = "Nog niet bewaard"
    address = f"/admin/pages/{aid.pk}/edit/preview/"
    assert editor.post(address, posted(draft)).json() == {"is_valid": True, "is_available": True}

    page = editor.get(address, {"mode": block_id("who")}).content.decode()

    assert "<h1>Nog niet bewaard</h1>" in page
    assert f'name="{block_id("role").replace("-", "")[:8]}-chosen"' in page
    assert [mode for mode, _label in aid.preview_modes] == ["", block_id("who"), block_id("theirs"), block_id("end")]
    assert aid.default_preview_size == "mobile"


def test_preview_of_the_start_page_offers_to_start_what_was_not_published_yet(editor: Client) -> None:
    aid = make_aid()
    address = f"/admin/pages/{aid.pk}/edit/preview/"
    editor.post(address, posted(aid.get_latest_revision_as_object()))

    page = editor.get(address, {"mode": ""}).content.decode()

    assert f'<input type="hidden" name="aid" value="{aid.translation_key}">' in page


def test_preview_of_a_step_that_is_gone_says_so(editor: Client) -> None:
    aid = make_aid()

    response = editor.get(f"/admin/pages/{aid.pk}/edit/preview/", {"mode": "gone"})

    assert response.status_code == 200
    assert "<form" not in response.content.decode()


# -- the start page ---------------------------------------------------------------------------------------


def test_start_page_is_the_same_for_everyone(client: Client) -> None:
    aid = publish(make_aid(), privacy="<p>Alles ligt op slot.</p>", for_whom="Voor jou.")

    response = client.get(aid.url)
    page = response.content.decode()

    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in page
    assert f'<input type="hidden" name="aid" value="{aid.translation_key}">' in page
    assert all(words in page for words in ("Alles ligt op slot.", "Voor jou.", "Stay", "Go"))


def test_start_page_of_a_withdrawn_aid_offers_no_start(client: Client) -> None:
    aid = publish(make_aid())
    FlowVersion.objects.update(withdrawn=True)

    page = client.get(aid.url).content.decode()

    assert 'name="aid"' not in page
