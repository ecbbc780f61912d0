"""What an editor does in the admin, without programming."""

from __future__ import annotations

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.facts.models import Fact
from content.pages.models import ResourcePage
from tests.factories.content import FactFactory, ImageFactory, ResourcePageFactory

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def filled_in(**more):
    fact = FactFactory(statement="Er is een wachttijd.")
    fields = {
        "title": "Ouders",
        "slug": "ouders",
        "intro": "Hoe je begint.",
        "kind": "subject",
        "body": streamfield(
            [
                ("text", rich_text("<p>Zo begon ik.</p>")),
                ("callout", {"tone": "warm", "title": "Rustig", "text": rich_text("<p>Neem je tijd.</p>")}),
                ("fact", fact.pk),
            ]
        ),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    return nested_form_data({**fields, **more})


def test_editor_makes_and_publishes_a_page_of_blocks(home, editor, client):
    answer = editor.post(
        f"/admin/pages/add/pages/resourcepage/{home.pk}/", {**filled_in(), "action-publish": "action-publish"}
    )

    page = ResourcePage.objects.get()
    shown = client.get(page.url).content.decode()
    assert answer.status_code == 302
    for words in ("Zo begon ik.", "Neem je tijd.", "Er is een wachttijd.", "Hoe je begint."):
        assert words in shown


def test_editor_sees_the_page_before_it_is_there(home, editor):
    address = f"/admin/pages/add/pages/resourcepage/{home.pk}/preview/"

    kept = editor.post(address, filled_in()).json()
    shown = editor.get(address)

    assert kept["is_valid"]
    assert "Zo begon ik." in shown.content.decode()
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]


def test_picture_without_a_text_cannot_be_published_but_is_kept_as_a_draft(home, editor):
    page = ResourcePageFactory(parent=home, live=False)
    body = streamfield([("picture", {"image": ImageFactory().pk, "alt": "", "caption": ""})])
    address = f"/admin/pages/{page.pk}/edit/"

    refused = editor.post(address, {**filled_in(body=body), "action-publish": "action-publish"})
    draft = editor.post(address, filled_in(body=body))

    page = ResourcePage.objects.get()
    assert (refused.status_code, draft.status_code, page.live) == (200, 302, False)
    assert page.get_latest_revision_as_object().body[0].block_type == "picture"


def test_editor_writes_and_publishes_a_fact(home, editor):
    fields = {
        "statement": "De kost is 4,50 euro.",
        "source_name": "De centra",
        "verified_on": "2026-01-01",
        "review_on": "2027-01-01",
    }
    answer = editor.post("/admin/snippets/facts/fact/add/", {**fields, "action-publish": "action-publish"})

    fact = Fact.objects.get()
    assert answer.status_code == 302
    assert (fact.live, fact.key, fact.locale) == (True, "de-kost-is-450-euro", home.locale)


def test_second_fact_with_the_same_key_is_refused_with_a_word_at_the_field(home, editor):
    FactFactory(key="limit")
    fields = {
        "statement": "Anders.",
        "source_name": "De wet",
        "verified_on": "2026-01-01",
        "review_on": "2027-01-01",
        "key": "limit",
    }

    answer = editor.post("/admin/snippets/facts/fact/add/", {**fields, "action-publish": "action-publish"})

    assert list(answer.context["form"].errors) == ["key"]
    assert Fact.objects.count() == 1


def test_editor_gives_an_organisation_its_hours(home, editor):
    hours = streamfield([("hours", {"day": "mon", "opens": "09:00", "closes": "12:00", "note": ""})])
    fields = nested_form_data({"name": "Huis", "what": "Luistert.", "hours": hours})

    answer = editor.post("/admin/snippets/directory/organisation/add/", fields)

    assert answer.status_code == 302, answer.context["form"].errors
    assert "09:00" in editor.get("/admin/snippets/directory/organisation/").context["object_list"][0].week[0].words
