"""Which version somebody half-way reads: mended words follow, another structure is offered, a language can change."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from decision_aids.flows.services import withdraw_version
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys import versions
from decision_aids.journeys.models import Journey
from tests.decision_aids.conftest import block_id, branching_flow, choices_of, condition_of, item_of, list_of, step_of
from tests.decision_aids.journeys.test_wizard import address, field
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
LETTER = "Wat ik al schreef"


def publish(aid: Any, flow: list[dict[str, Any]]) -> FlowVersion:
    """Publish another flow of the same aid."""
    aid.flow = json.dumps(flow)
    aid.save_revision().publish()
    return FlowVersion.objects.order_by("-number").first()


def in_french(version: FlowVersion) -> FlowVersion:
    """The same version in French."""
    document = copy.deepcopy(version.document)
    document["language"] = "fr"
    document["steps"][2]["title"] = "La mienne"
    return FlowVersion.objects.create(
        flow_key=version.flow_key,
        language="fr",
        number=1,
        document=document,
        structure_hash=version.structure_hash,
        text_hash="f" * 64,
    )


def retitled() -> list[dict[str, Any]]:
    """The flow with one word mended."""
    flow = branching_flow()
    flow[3]["value"]["title"] = "Nieuwe titel"
    return flow


def restructured() -> list[dict[str, Any]]:
    """The flow with a step more before the letter, and without the step of the partner."""
    flow = branching_flow()
    asked = item_of("vrijuit.letter", "first-letter", label="Eerst dit", help="", to=list_of("later"), prompt="")
    return [*flow[:3], step_of("added", asked), flow[3], *flow[5:]]


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """Somebody who wrote a letter, before the last step."""
    visitor = Visitor()
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.send({field("my-letter", "text"): LETTER})
    return visitor


def test_a_mended_word_follows_by_itself(writer: Visitor, aid: Any) -> None:
    publish(aid, retitled())

    writer.open(address("mine"))

    assert "Nieuwe titel" in writer.html
    assert LETTER in writer.html
    writer.open("/nl/s/1/")
    assert "/newer/" not in writer.html


def test_another_structure_leaves_her_where_she_is_and_is_offered_in_the_overview_only(
    writer: Visitor, aid: Any
) -> None:
    publish(aid, restructured())

    writer.open(address("done"))
    assert writer.address == address("done")
    assert "/newer/" not in writer.html
    writer.open(address("added"))
    assert writer.address == address("done")
    writer.open("/nl/s/1/")
    assert "/nl/s/1/newer/" in writer.html


def test_without_a_newer_version_there_is_nothing_to_move_to(writer: Visitor) -> None:
    writer.open("/nl/s/1/newer/")
    assert writer.address == "/nl/s/1/"
    writer.open(address("mine"))
    writer.send({"mark": "x"}, address="/nl/s/1/newer/")
    assert writer.address == "/nl/s/1/"


def test_moving_keeps_what_fits_and_shows_what_is_new(writer: Visitor, aid: Any) -> None:
    newer = publish(aid, restructured())
    writer.open("/nl/s/1/newer/")
    assert "Added" in writer.html
    assert LETTER not in writer.html  # nothing of it is lost

    writer.send()

    assert writer.address == "/nl/s/1/"
    assert Journey.objects.get().version == newer
    assert f'href="{address("added")}"' in writer.html
    writer.open("/nl/s/1/read/")
    assert LETTER in writer.html
    writer.open("/nl/s/1/newer/")
    assert writer.address == "/nl/s/1/"


def test_what_would_be_lost_is_listed_first_and_then_kept_unused(
    writer: Visitor, aid: Any, django_assert_num_queries: Any
) -> None:
    flow = branching_flow()
    publish(aid, [*flow[:2], flow[2], *flow[5:]])
    writer.open("/nl/s/1/newer/")
    assert LETTER in writer.html
    size = len(bytes(Journey.objects.get().sealed))

    with django_assert_num_queries(2):
        writer.client.post("/nl/s/1/newer/", writer.hidden)

    writer.open("/nl/s/1/read/")
    assert LETTER not in writer.html
    assert len(bytes(Journey.objects.get().sealed)) >= size


def test_an_answer_whose_choice_is_gone_is_lost_and_asked_again(writer: Visitor, aid: Any) -> None:
    flow = branching_flow()
    flow[2]["value"]["items"][0]["value"]["options"] = choices_of("partner", "parent")
    publish(aid, [*flow[:3], flow[4], *flow[5:]])
    writer.open("/nl/s/1/newer/")
    assert "Wie ben je?" in writer.html

    writer.send()

    writer.open("/nl/s/1/")
    assert f'href="{address("who")}"' in writer.html
    writer.open(address("who"))
    assert "checked" not in writer.html


def test_more_lost_than_she_saw_is_shown_first(writer: Visitor, aid: Any) -> None:
    flow = branching_flow()
    publish(aid, [*flow[:3], flow[4], *flow[5:]])
    writer.open("/nl/s/1/newer/")
    form = writer.hidden
    publish(aid, [flow[0], flow[1], *flow[5:]])

    page = writer.client.post("/nl/s/1/newer/", form)

    assert page.status_code == 409
    assert "Wie ben je?" in page.content.decode()
    assert Journey.objects.get().version.number == 1


def test_an_answer_given_in_another_tab_meanwhile_is_listed_before_it_is_lost(writer: Visitor, aid: Any) -> None:
    writer.open(address("mine"))
    writer.send({field("my-letter", "text"): ""})
    flow = branching_flow()
    publish(aid, [*flow[:3], flow[4], *flow[5:]])
    writer.open("/nl/s/1/newer/")
    form = writer.hidden
    writer.open(address("mine"))
    writer.send({field("my-letter", "text"): "In de andere tab"})

    page = writer.client.post("/nl/s/1/newer/", form)

    assert page.status_code == 409
    assert "In de andere tab" in page.content.decode()


def test_a_withdrawn_version_that_was_mended_goes_on_by_itself(writer: Visitor, aid: Any) -> None:
    withdraw_version(FlowVersion.objects.get(), reason="Een fout")
    assert writer.client.get(address("mine")).status_code == 410

    publish(aid, retitled())

    writer.open(address("mine"))
    assert writer.page.status_code == 200
    assert "Nieuwe titel" in writer.html


def test_a_mended_version_that_is_withdrawn_gives_the_one_before_back(writer: Visitor, aid: Any) -> None:
    withdraw_version(publish(aid, retitled()), reason="Nog erger")

    writer.open(address("mine"))

    assert writer.page.status_code == 200
    assert "Nieuwe titel" not in writer.html


def test_a_withdrawn_version_leads_to_the_newer_one(writer: Visitor, aid: Any) -> None:
    newer = publish(aid, restructured())
    withdraw_version(FlowVersion.objects.get(number=1), reason="Een fout")

    page = writer.client.get(address("mine"))
    assert page.status_code == 410
    assert "/nl/s/1/newer/" in page.content.decode()
    writer.open("/nl/s/1/newer/")
    writer.send()

    assert Journey.objects.get().version == newer
    writer.open(address("mine"))
    assert LETTER in writer.html


def test_conditions_look_at_the_answers_as_the_newer_version_reads_them(writer: Visitor, aid: Any) -> None:
    flow = restructured()
    flow[3]["value"]["show_if"] = condition_of("who-am-i", "me")
    publish(aid, flow)
    writer.open("/nl/s/1/newer/")
    assert "Added" in writer.html

    writer.send()
    writer.open(address("added"))

    assert writer.address == address("added")


def test_a_step_is_read_in_another_language_where_an_equal_version_is(
    writer: Visitor, django_assert_num_queries: Any
) -> None:
    in_french(FlowVersion.objects.get())
    versions.forget()
    writer.open(address("mine"))
    french = address("mine").replace("/nl/", "/fr/")
    assert f'href="{french}"' in writer.html

    writer.open(french)

    assert "La mienne" in writer.html
    assert LETTER in writer.html
    with django_assert_num_queries(1):
        writer.client.get(french)


def test_a_step_stays_in_its_language_where_no_equal_version_is(writer: Visitor) -> None:
    writer.open(address("mine"))
    assert 'hreflang="fr"' not in writer.html

    writer.open(address("mine").replace("/nl/", "/fr/"))

    assert '<html lang="fr"' in writer.html
    assert '<h1 lang="nl"' in writer.html
    assert LETTER in writer.html


def test_pages_of_the_space_are_there_in_every_language(writer: Visitor) -> None:
    for path in ("keep/", "return/", "closed/", "keep/delete/"):
        writer.open(f"/nl/s/{path}")
        assert all(f'href="/{code}/s/{path}"' in writer.html for code in ("fr", "en"))


def test_the_answer_to_a_form_offers_no_other_language(writer: Visitor) -> None:
    writer.open("/nl/s/keep/")
    writer.send(address="/nl/s/keep/words/")

    assert "hreflang" not in writer.html
