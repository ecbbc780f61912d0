"""Pages, facts, organisations and helplines for tests; `whole_stream` holds one of each content block."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Site

from cms.library.models import Image, Media, MediaTrack
from content.directory.models import DirectoryPage, Helpline, Organisation
from content.facts.models import Fact
from content.pages.models import HomePage, IndexPage, ResourcePage, StoryPage
from content.videos.models import VideoPage

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:04.000\nDag, welkom.\n"


def make_home(**fields: Any) -> HomePage:
    """Give the default site a home page in the default language."""
    root = Page.get_first_root_node()
    home = HomePage(title="Vrijuit", slug="start", locale=Locale.get_default(), **fields)
    root.add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    old = site.root_page
    site.root_page = home
    site.save()
    Page.objects.get(pk=old.pk).delete()
    home.refresh_from_db()
    return home


class _PageFactory(wagtail_factories.PageFactory):
    slug = factory.Sequence(lambda number: f"pagina-{number}")
    title = factory.Sequence(lambda number: f"Pagina {number}")
    intro = "Waar deze pagina over gaat."

    class Meta:
        abstract = True


class IndexPageFactory(_PageFactory):
    class Meta:
        model = IndexPage


class ResourcePageFactory(_PageFactory):
    class Meta:
        model = ResourcePage


class StoryPageFactory(_PageFactory):
    person = "Lena, 24"
    option = "Pleegzorg"

    class Meta:
        model = StoryPage


class VideoPageFactory(_PageFactory):
    what_for = "Je weet hoe je iemand ontvangt."
    for_whom = "Hulpverleners"

    class Meta:
        model = VideoPage


class DirectoryPageFactory(_PageFactory):
    class Meta:
        model = DirectoryPage


class HelplineFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Lijn {number}")
    number = "0800 12 345"
    what_for = "Praat over alles. Gratis en anoniem."
    hours = "Elke dag van 16 tot 22 uur"
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = Helpline


class OrganisationFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Huis {number:02}")
    what = "Luistert en kijkt met je mee."
    for_whom = "Iedereen"
    phone = "09 123 45 67"
    regions = "Gent"
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = Organisation


class FactFactory(factory.django.DjangoModelFactory):
    statement = factory.Sequence(lambda number: f"De wachttijd is {number} dagen.")
    source_name = "De wet"
    source_url = "https://www.example.org/wet"
    verified_on = datetime.date(2026, 1, 15)
    review_on = datetime.date(2099, 1, 15)
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = Fact


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Image


class MediaFactory(factory.django.DjangoModelFactory):
    title = "Eerste contact"
    type = "video"
    duration = 125
    transcript = "<p>Dag, welkom. We beginnen met luisteren.</p>"
    file = factory.LazyFunction(lambda: ContentFile(b"0", name="film.mp4"))

    class Meta:
        model = Media
        skip_postgeneration_save = True

    @factory.post_generation
    def captions(self, create: bool, wanted: bool | None, **_: Any) -> None:
        if create and wanted is not False:
            MediaTrack.objects.create(
                media=self, srclang="nl", label="Nederlands", file=ContentFile(CAPTIONS.encode(), name="film.vtt")
            )


def block(kind: str, value: Any) -> dict[str, Any]:
    """Give one block of a stream as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def item(value: Any) -> dict[str, Any]:
    """Give one item of a list block as it is stored."""
    return block("item", value)


def page_link(page: Page, words: str = "hier") -> str:
    """Give rich text with a link to a page."""
    return f'<p>Lees <a linktype="page" id="{page.pk}">{words}</a>.</p>'


def whole_stream(target: Page) -> list[dict[str, Any]]:
    """Give one of each content block, with all that they point at; `target` is the page that they link to."""
    grid = {
        "caption": "Wie kan helpen?",
        "columns": [item("Bellen"), item("Chatten")],
        "rows": [
            item(
                {"question": "Wie antwoordt er?", "cells": [item("<p>Een vrijwilliger.</p>"), item(page_link(target))]}
            ),
            item({"question": "Kost het iets?", "cells": [item("<p>Neen.</p>"), item("<p>Neen.</p>")]}),
        ],
    }
    fact = FactFactory(value="6 dagen")
    return [
        block("text", f"<h2>Wat je kunt verwachten</h2><p>Iemand <b>luistert</b> naar je.</p>{page_link(target)}"),
        block(
            "callout", {"tone": "warm", "title": "Neem je tijd", "text": "<p>Je hoeft niets vandaag te beslissen.</p>"}
        ),
        block("callout", {"tone": "attention", "title": "Let op", "text": "<p>Er is een wettelijke termijn.</p>"}),
        block("details", {"title": "Hoe lang duurt een gesprek?", "text": page_link(target)}),
        block("quotation", {"text": "Ik schreef eerst alles op.", "who": "Lena, 24", "about": "twee jaar later"}),
        block(
            "picture",
            {
                "image": ImageFactory().pk,
                "alt": "Een raam met licht.",
                "decorative": False,
                "caption": "Een rustige plek.",
            },
        ),
        block("video", {"video": MediaFactory(poster=ImageFactory()).pk, "title": "Hoe een eerste gesprek gaat"}),
        block("option_grid", grid),
        block("icon_array", icon_array(fact, 22, 31)),
        block("helpline", HelplineFactory().pk),
        block("fact", fact.pk),
        block("organisation", OrganisationFactory(hours=[block("hours", week_row("mon"))]).pk),
        block("resource", {"title": "Een pagina hier", "text": "Met meer uitleg.", "page": target.pk, "url": ""}),
        block("resource", {"title": "Een website", "text": "", "page": None, "url": "https://www.example.org/"}),
    ]


def icon_array(fact: Fact | None, *numbers: int | None, whole: int = 100) -> dict[str, Any]:
    """Give the value of an icon array with a group for each number, as it is stored."""
    return {
        "title": "Hoe vaak volgt er een tweede gesprek?",
        "whole": str(whole),
        "period": "Binnen een jaar",
        "happens": "komen nog eens",
        "not_happens": "komen niet meer",
        "groups": [
            item({"group": f"Mensen in groep {place}", "number": number}) for place, number in enumerate(numbers, 1)
        ],
        "fact": fact.pk if fact else None,
    }


def week_row(day: str, opens: str = "09:00:00", closes: str = "17:00:00") -> dict[str, Any]:
    """Give opening hours on one day as they are stored."""
    return {"day": day, "opens": opens, "closes": closes, "note": ""}
