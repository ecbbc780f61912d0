"""Instruction videos: everyone can follow them, or they are not published."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cms.library.models import Media, MediaTrack
from content.videos.models import VideoPage
from content.videos.streams import VideoChapterStream, seconds
from tests.factories.content import CAPTIONS, ImageFactory, MediaFactory, VideoPageFactory, block

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def chapter(at, title, task=""):
    return block("chapter", {"at": at, "title": title, "task": task})


def posted(page, media, **more):
    empty = {f"{name}-count": "0" for name in ("chapters", "body")}
    fields = {"title": page.title, "slug": page.slug, "media": media.pk, "what_for": "", "for_whom": "", "intro": ""}
    return {**empty, **fields, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **more}


def test_page_shows_what_for_the_film_its_chapters_and_its_words(home, client):
    page = VideoPageFactory(
        parent=home,
        media=MediaFactory(poster=ImageFactory()),
        chapters=[chapter("0:00", "Welkom"), chapter("1:30", "Luisteren", "Wat zeg jij eerst?")],
        body=[block("text", "<p>Kijk samen met een collega.</p>")],
    )
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    main = " ".join(soup.main.get_text(" ").split())

    assert soup.video["preload"] == "none"
    assert len(soup.select("video track[kind=captions]")) == 1
    assert "We beginnen met luisteren." in soup.select_one("figure details").get_text()
    for words in (
        "Je weet hoe je iemand ontvangt.",
        "Hulpverleners",
        "1:30 Luisteren",
        "Wat zeg jij eerst?",
        "collega",
    ):
        assert words in main


def test_video_page_costs_the_same_for_one_chapter_and_for_five(home, count_queries):
    one = VideoPageFactory(parent=home, media=MediaFactory(poster=ImageFactory()), chapters=[chapter("0:00", "Een")])
    five = VideoPageFactory(
        parent=home, media=MediaFactory(poster=ImageFactory()), chapters=[chapter(f"0:0{n}", "Een") for n in range(5)]
    )

    assert count_queries(one.url) == count_queries(five.url) <= 10


@pytest.mark.parametrize(
    ("captions", "transcript", "reasons"),
    [(False, "<p>Tekst</p>", 1), (True, "", 1), (False, "", 2), (True, "<p>T</p>", 0)],
)
def test_editor_cannot_publish_what_not_everyone_can_follow(home, editor, captions, transcript, reasons):
    media = MediaFactory(captions=captions, transcript=transcript)
    page = VideoPageFactory(parent=home, live=False, media=media)

    answer = editor.post(f"/admin/pages/{page.pk}/edit/", posted(page, media, **{"action-publish": "1"}))

    page.refresh_from_db()
    assert page.live is (reasons == 0)
    if reasons:
        assert len(answer.context["form"].errors["media"]) == reasons


def test_editor_saves_a_draft_that_waits_for_its_captions(home, editor):
    media = MediaFactory(captions=False, transcript="")
    page = VideoPageFactory(parent=home, live=False, title="Oud")

    answer = editor.post(f"/admin/pages/{page.pk}/edit/", posted(page, media, title="Nieuw"))

    assert answer.status_code == 302
    assert VideoPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Nieuw"


@pytest.mark.parametrize("made", [lambda: None, lambda: MediaFactory(captions=False)])
def test_publishing_without_a_form_is_refused_too(home, made):
    page = VideoPageFactory(parent=home, live=False, media=made())

    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()

    page.refresh_from_db()
    assert list(refused.value.message_dict) == ["media"]
    assert not page.live


def test_what_was_scheduled_and_lost_its_captions_is_called_off(home):
    page = VideoPageFactory(parent=home, live=False, media=MediaFactory())
    revision = page.save_revision()
    MediaTrack.objects.all().delete()

    revision.publish(log_action="wagtail.publish.scheduled")

    revision.refresh_from_db()
    page.refresh_from_db()
    assert (page.live, revision.approved_go_live_at) == (False, None)


def test_subtitles_count_as_captions(home):
    media = MediaFactory(captions=False)
    MediaTrack.objects.create(
        media=media,
        kind="subtitles",
        srclang="nl",
        label="Nederlands",
        file=ContentFile(CAPTIONS.encode(), name="a.vtt"),
    )
    page = VideoPageFactory(parent=home, live=False, media=media)

    page.save_revision().publish()

    assert VideoPage.objects.get(pk=page.pk).live
    assert Media.objects.count() == 1


@pytest.mark.parametrize(("at", "number"), [("0:00", 0), ("1:30", 90), ("12:05", 725), ("", 0)])
def test_time_in_a_film_is_minutes_and_seconds(at, number):
    assert seconds(at) == number


@pytest.mark.parametrize("chapters", [[("1:30", "B"), ("0:10", "A")], [("1:75", "A")], [("later", "A")]])
def test_chapters_out_of_order_or_without_a_time_are_refused(chapters):
    stream = VideoChapterStream()
    value = stream.to_python([chapter(at, title) for at, title in chapters])

    with pytest.raises(ValidationError):
        stream.clean(value)
