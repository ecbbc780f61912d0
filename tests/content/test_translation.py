"""Everything that editors publish can be translated, part by part, without losing an id."""

from __future__ import annotations

import pytest
from django.test import TestCase
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from content.directory.models import Helpline, Organisation
from content.facts.models import Fact
from tests.factories.content import (
    DirectoryPageFactory,
    IndexPageFactory,
    MediaFactory,
    OrganisationFactory,
    ResourcePageFactory,
    StoryPageFactory,
    VideoPageFactory,
    block,
    page_link,
    week_row,
    whole_stream,
)

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def french(home):
    locale = Locale.objects.create(language_code="fr")
    home.copy_for_translation(locale).save_revision().publish()
    return locale


def translated(source, locale, mark="FR "):
    """Translate every string by putting a mark before it."""
    translate_object(source, [locale])
    made = TranslationSource.objects.get_for_instance(source)
    for segment in StringSegment.objects.filter(source=made).select_related("string", "context"):
        segment.string.translations.update_or_create(
            locale=locale, context=segment.context, defaults={"data": mark + segment.string.data}
        )
    target = Translation.objects.get(source=made, target_locale=locale)
    with TestCase.captureOnCommitCallbacks(execute=True):  # a translation goes live when all of it is stored
        target.save_target(publish=True)
    return target.get_target_instance()


def ids(raw):
    if isinstance(raw, dict):
        yield from [raw["id"]] if "type" in raw else []
        for _name, value in sorted(raw.items()):  # PostgreSQL keeps its own order
            yield from ids(value)
    elif isinstance(raw, list):
        for item in raw:
            yield from ids(item)


def test_page_with_every_block_is_translated_and_keeps_its_ids_and_slug(home, french, client):
    target = ResourcePageFactory(parent=home, title="Doel")
    page = ResourcePageFactory(parent=home, slug="alles", title="Alles", body=whole_stream(target))
    target_fr = translated(target, french)

    made = translated(page, french)

    with translation.override("fr"):
        shown = client.get(made.url, {"anew": 1}).content.decode()
    assert made.slug == "alles"
    assert made.title == "FR Alles"
    assert list(ids(list(made.body.raw_data))) == list(ids(list(page.body.raw_data)))
    for words in (
        "FR Neem je tijd",
        "FR Wie kan helpen?",
        "FR Chatten",
        "FR Ik schreef eerst alles op.",
        "FR Een raam",
    ):
        assert words in shown
    assert f'href="{target_fr.url}"' in shown
    assert "None" not in shown


def test_what_a_page_points_at_is_translated_along(home, french):
    page = ResourcePageFactory(parent=home, body=whole_stream(home))

    made = translated(page, french)

    chosen = {child.block_type: child.value for child in made.body}
    assert {kind: chosen[kind].locale for kind in ("helpline", "fact", "organisation")} == {
        "helpline": french,
        "fact": french,
        "organisation": french,
    }
    assert Fact.objects.get(locale=french).key == Fact.objects.get(locale=page.locale).key
    assert Helpline.objects.filter(locale=french).count() == 1


def test_hours_keep_their_times_and_translate_their_notes(french):
    organisation = OrganisationFactory(
        name="Huis", phone="106", hours=[block("hours", {**week_row("mon"), "note": "op afspraak"})]
    )

    made = translated(organisation, french)

    value = made.hours[0].value
    assert (value["day"], value["opens"].hour, value["note"]) == ("mon", 9, "FR op afspraak")
    assert (made.name, made.phone, made.what) == ("Huis", "106", "FR Luistert en kijkt met je mee.")
    assert Organisation.objects.count() == 2


def test_other_pages_are_translated_with_all_their_texts(home, french):
    home.points = [block("point", {"icon": "lock", "title": "Anoniem", "text": "Geen naam."})]
    home.featured = [block("featured", {"page": home.pk, "text": "Begin", "drawing": ""})]
    home.kicker = "Gratis"
    home.save_revision().publish()
    chapters = [block("chapter", {"at": "1:30", "title": "Luisteren", "task": "Wat zeg jij?"})]
    film = translated(VideoPageFactory(parent=home, media=MediaFactory(), chapters=chapters), french)
    story = translated(StoryPageFactory(parent=home, outcome="later", body=[block("text", page_link(home))]), french)
    index = translated(IndexPageFactory(parent=home, intro="Over"), french)
    directory = translated(DirectoryPageFactory(parent=home, intro="Hulp"), french)

    assert film.chapters.raw_data[0]["value"] == {"at": "1:30", "title": "FR Luisteren", "task": "FR Wat zeg jij?"}
    assert (story.option, story.outcome, story.satisfaction) == ("FR Pleegzorg", "FR later", "unknown")
    assert (index.intro, directory.intro) == ("FR Over", "FR Hulp")
    assert {page.slug for page in Page.objects.filter(locale=french, depth=3)} == {
        film.slug,
        story.slug,
        index.slug,
        directory.slug,
    }


def test_text_whose_key_is_missing_reads_as_empty_and_is_translated(home, french):
    old = block("callout", {"tone": "info", "text": "<p>Zonder titel.</p>"})
    page = ResourcePageFactory(parent=home, body=[old, block("quotation", {"text": "Woorden"})])

    made = translated(page, french)

    assert made.body[0].value["title"] == ""
    assert made.body[1].value["text"] == "FR Woorden"
