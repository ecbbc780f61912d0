"""What visitors get of each block."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale

from content.blocks import CONTENT_BLOCKS
from content.blocks.media import duration_words
from tests.factories.content import (
    FactFactory,
    HelplineFactory,
    ImageFactory,
    MediaFactory,
    OrganisationFactory,
    ResourcePageFactory,
    block,
    page_link,
    week_row,
)

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

BLOCKS = dict(CONTENT_BLOCKS)


def render(name, raw):
    (value,) = BLOCKS[name].bulk_to_python([raw])
    return BeautifulSoup(BLOCKS[name].render(value, {}), "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def clean(name, raw):
    (value,) = BLOCKS[name].bulk_to_python([raw])
    return BLOCKS[name].clean(value)


def refusals(name, raw):
    with pytest.raises(ValidationError) as refused:
        clean(name, raw)
    error = refused.value
    fields = {field: sorted(found.messages) for field, found in error.block_errors.items()}
    return fields | {"": list(error.non_block_errors)}


def test_rich_text_keeps_what_a_text_needs_and_loses_the_rest(home):
    soup = render("text", '<h2>Kop</h2><p onclick="x()">Een <b>woord</b><script>kwaad()</script><img src="x"></p>')

    assert str(soup.div) == '<div class="prose"><h2>Kop</h2><p>Een <b>woord</b>kwaad()</p></div>'


def test_link_to_a_page_leads_there_and_link_to_a_draft_is_plain_text(home):
    live, draft = ResourcePageFactory(parent=home), ResourcePageFactory(parent=home, live=False)

    assert render("text", page_link(live)).a["href"] == live.url
    assert render("text", page_link(draft)).a.get("href") is None
    assert words(render("text", page_link(draft))) == "Lees hier ."


def test_link_leads_to_the_page_in_the_language_in_use(home):
    french = Locale.objects.create(language_code="fr")
    page = ResourcePageFactory(parent=home)
    home.copy_for_translation(french).save_revision().publish()
    translated = page.copy_for_translation(french)
    translated.save_revision().publish()
    with translation.override("fr"):
        assert render("text", page_link(page)).a["href"] == translated.url


def test_callout_has_the_tone_that_the_theme_knows():
    soup = render("callout", {"tone": "attention", "title": "Let op", "text": "<p>Even dit.</p>"})

    assert soup.div["class"] == ["callout", "callout--warning"]
    assert words(soup) == "Let op Even dit."


def test_details_quotation_and_website_say_all_they_were_given():
    assert words(render("details", {"title": "Meer", "text": "<p>Dit.</p>"})) == "Meer Dit."
    quotation = render("quotation", {"text": "Een <b>woord</b>", "who": "Lena", "about": "later"})
    assert words(quotation) == "Een <b>woord</b> Lena, later"
    link = render("resource", {"title": "Site", "text": "Wat er staat", "page": None, "url": "https://example.org/"})
    assert link.a["href"] == "https://example.org/"


def test_resource_that_leads_nowhere_any_more_is_left_out(home):
    draft = ResourcePageFactory(parent=home, live=False)

    assert words(render("resource", {"title": "Weg", "text": "", "page": draft.pk, "url": ""})) == ""
    assert words(render("resource", {"title": "Weg", "text": "", "page": 999_999, "url": ""})) == ""


def test_resource_leads_to_one_place(home):
    page = ResourcePageFactory(parent=home)
    nowhere = {"title": "Titel", "text": "", "page": None, "url": ""}
    website = {**nowhere, "url": "https://example.org/"}

    assert list(refusals("resource", nowhere)) == ["page", ""]
    assert list(refusals("resource", {**website, "page": page.pk})) == ["page", ""]
    assert clean("resource", website)
    assert clean("resource", {**nowhere, "page": page.pk})


def test_option_grid_gives_each_option_its_answer():
    raw = {
        "caption": "Wie?",
        "columns": [block("item", "Bellen"), block("item", "Chatten")],
        "rows": [
            block(
                "item",
                {"question": "Kost het?", "cells": [block("item", "<p>Nee</p>"), block("item", "<p>Ook niet</p>")]},
            )
        ],
    }
    table = render("option_grid", raw).table

    assert [words(cell) for cell in table.select("thead th")] == ["Bellen", "Chatten"]
    assert [words(cell) for cell in table.select("tbody td .prose")] == ["Nee", "Ook niet"]
    assert clean("option_grid", raw)


def test_option_grid_with_an_answer_missing_is_refused():
    raw = {
        "caption": "",
        "columns": [block("item", "Bellen"), block("item", "Chatten")],
        "rows": [block("item", {"question": "Kost het?", "cells": [block("item", "<p>Nee</p>")]})],
    }

    assert len(refusals("option_grid", raw)[""]) == 1


def test_picture_comes_in_several_widths_with_the_text_that_stands_in_for_it(db):
    image = ImageFactory(file__width=1600, file__height=800)
    raw = {"image": image.pk, "alt": "Een raam", "decorative": False, "caption": "Licht"}
    soup = render("picture", raw)

    assert soup.img["alt"] == "Een raam"
    assert (soup.img["width"], soup.img["height"]) == ("800", "400")
    assert [part.split()[1] for part in soup.img["srcset"].split(", ")] == ["400w", "800w", "1200w"]
    assert render("picture", {**raw, "decorative": True}).img["alt"] == ""


def test_picture_whose_file_is_gone_is_left_out(db):
    image = ImageFactory()
    image.file.storage.delete(image.file.name)

    assert words(render("picture", {"image": image.pk, "alt": "Weg", "decorative": False, "caption": "Weg"})) == ""


def test_picture_without_a_text_is_refused_unless_it_is_decoration(db):
    raw = {"image": ImageFactory().pk, "alt": " ", "decorative": False, "caption": ""}

    assert list(refusals("picture", raw)) == ["alt", ""]
    assert clean("picture", {**raw, "decorative": True})


def test_draft_may_hold_a_picture_without_a_text(db):
    raw = {"image": ImageFactory().pk, "alt": "", "decorative": False, "caption": ""}
    BLOCKS["picture"].defer_required_validation()
    try:
        assert clean("picture", raw)
    finally:
        BLOCKS["picture"].restore_deferred_validation()


def test_film_plays_when_asked_with_captions_and_everything_in_writing(db):
    film = MediaFactory(poster=ImageFactory())
    soup = render("video", {"video": film.pk, "title": ""})

    assert soup.video["preload"] == "none"
    assert {"controls", "playsinline", "poster"} <= set(soup.video.attrs)
    assert soup.source["type"] == "video/mp4"
    assert (soup.track["kind"], soup.track["srclang"], soup.track["label"]) == ("captions", "nl", "Nederlands")
    assert "We beginnen met luisteren." in words(soup.details)
    assert "Eerste contact" in words(soup.figcaption)


def test_film_without_captions_or_transcript_is_refused(db):
    bare = MediaFactory(captions=False, transcript="")

    assert len(refusals("video", {"video": bare.pk, "title": ""})["video"]) == 2
    assert clean("video", {"video": MediaFactory().pk, "title": ""})


@pytest.mark.parametrize(("seconds", "minutes"), [(None, ""), (0, ""), (5, "1"), (125, "2"), (200, "3")])
def test_length_of_a_film_is_said_in_minutes(seconds, minutes):
    assert duration_words(seconds).split(" ")[0] == minutes


def test_helpline_can_be_called(db):
    line = HelplineFactory(name="Tele-Onthaal", number="106", always_open=True)
    soup = render("helpline", line.pk)

    assert soup.a["href"] == "tel:106"
    assert "Praat over alles." in words(soup)
    assert "Elke dag" not in words(soup)


def test_fact_comes_with_its_source(db):
    soup = render("fact", FactFactory(statement="Er is een wachttijd.", value="6 dagen").pk)

    assert words(soup.select_one(".number")) == "6 dagen"
    assert "Er is een wachttijd." in words(soup)
    assert soup.a["href"] == "https://www.example.org/wet"
    assert gettext("We are checking this again") not in words(soup)


def test_fact_under_review_is_shown_and_says_so(db):
    soup = render("fact", FactFactory(statement="Er is een wachttijd.", review_on=datetime.date(2020, 1, 1)).pk)

    assert "Er is een wachttijd." in words(soup)
    assert gettext("We are checking this again") in words(soup)


@pytest.mark.parametrize(
    ("fields", "way_out"),
    [
        ({"fallback": "Bel het ziekenhuis."}, "Bel het ziekenhuis."),
        ({}, "De wet"),
        ({"source_url": ""}, "De wet"),
    ],
)
def test_expired_fact_is_hidden_and_shows_the_way_to_what_is_right(db, fields, way_out):
    fact = FactFactory(statement="Oud.", value="9", expires_on=datetime.date(2020, 1, 1), **fields)
    soup = render("fact", fact.pk)

    assert "Oud." not in words(soup)
    assert way_out in words(soup)


def test_fact_that_is_not_published_is_hidden(db):
    assert "Concept." not in words(render("fact", FactFactory(statement="Concept.", live=False).pk))


def test_organisation_says_how_first_contact_goes_and_when(db):
    organisation = OrganisationFactory(
        first_contact="Je belt.", hours=[block("hours", week_row("tue")), block("hours", week_row("mon", "13:00:00"))]
    )
    soup = render("organisation", organisation.pk)

    assert "Je belt." in words(soup)
    assert soup.a["href"] == "tel:091234567"
    assert [words(line).split(":")[0] for line in soup.select("li")[1:]] == ["maandag", "dinsdag"]


def test_snippet_that_is_gone_leaves_nothing(db):
    assert [words(render(name, 999_999)) for name in ("helpline", "fact", "organisation")] == ["", "", ""]


def test_snippet_shows_a_change_at_once(db):
    line = HelplineFactory(number="106")
    assert "106" in words(render("helpline", line.pk))

    line.number = "107"
    line.save()

    assert "107" in words(render("helpline", line.pk))
