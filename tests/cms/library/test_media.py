"""Videos and sounds: their captions, their poster, and the pages that show them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import Collection

from cms.accounts.models import User
from cms.accounts.roles import EDITORS
from cms.base.models import live_stamp
from cms.library.models import Document, Image, Media, MediaTrack

pytestmark = pytest.mark.django_db
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nDag\n"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", "editor@example.org")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def make_video(**fields):
    return Media.objects.create(
        title="Film", type="video", file=ContentFile(b"x", name="film.mp4"), duration=3, **fields
    )


def content_of(track):
    with track.file.open() as file:
        return file.read()


def captions(name="captions.vtt", content=CAPTIONS):
    return SimpleUploadedFile(name, content)


def tracks_of(media):
    return [(track.kind, track.srclang, track.label, track.default) for track in media.tracks.all()]


def test_editor_adds_a_video_with_captions(editor):
    response = editor.post(
        reverse("wagtailmedia:add", args=["video"]),
        {
            "title": "Film", "file": SimpleUploadedFile("film.mp4", b"x"), "collection": Collection.get_first_root_node().pk,
            "duration": 3, "transcript": '{"blocks": [], "entityMap": {}}', "captions_nl": captions(), "captions_en": captions(),
        },
    )  # fmt: skip

    assert response.status_code == 302, response.context["form"].errors
    assert [(kind, code, default) for kind, code, _, default in tracks_of(Media.objects.get())] == [
        ("captions", "en", False),
        ("captions", "nl", True),
    ]


def test_editor_replaces_captions_and_takes_others_away(editor):
    video = make_video()
    for code in ("nl", "fr"):
        MediaTrack.objects.create(
            media=video, srclang=code, label=code, file=ContentFile(b"WEBVTT old", name=f"{code}.vtt")
        )
    MediaTrack.objects.create(
        media=video, kind="chapters", srclang="fr", label="x", file=ContentFile(CAPTIONS, name="c.vtt")
    )

    editor.post(
        reverse("wagtailmedia:edit", args=[video.pk]),
        {
            "title": "Film", "collection": video.collection_id, "duration": 3, "transcript": '{"blocks": [], "entityMap": {}}',
            "captions_nl": captions(), "captions_fr-clear": "on",
        },
    )  # fmt: skip

    assert {(track.kind, track.srclang, content_of(track)) for track in video.tracks.all()} == {
        ("captions", "nl", CAPTIONS),
        ("chapters", "fr", CAPTIONS),
    }


@pytest.mark.parametrize(
    ("name", "content"), [("captions.srt", CAPTIONS), ("captions.vtt", b"1\n00:00:00,000 --> 00:00:02,000")]
)
def test_what_is_no_caption_file_is_refused_beside_its_field(editor, name, content):
    video = make_video()

    response = editor.post(
        reverse("wagtailmedia:edit", args=[video.pk]),
        {"title": "Film", "collection": video.collection_id, "duration": 3, "captions_nl": captions(name, content)},
    )

    assert list(response.context["form"].errors) == ["captions_nl"]
    assert not video.tracks.exists()


@pytest.mark.parametrize("name", ["film.avi", "film.exe", "film.html"])
def test_other_kinds_of_video_are_refused(editor, name):
    response = editor.post(
        reverse("wagtailmedia:add", args=["video"]),
        {
            "title": "Film",
            "file": SimpleUploadedFile(name, b"x"),
            "collection": Collection.get_first_root_node().pk,
            "duration": 3,
        },
    )

    assert "mp4, webm" in str(response.context["form"].errors)
    assert not Media.objects.exists()


def test_one_language_has_one_track_of_a_kind():
    video = make_video()
    MediaTrack.objects.create(media=video, srclang="nl", label="a", file=ContentFile(CAPTIONS, name="a.vtt"))

    with pytest.raises(IntegrityError):
        MediaTrack.objects.create(media=video, srclang="nl", label="b", file=ContentFile(CAPTIONS, name="b.vtt"))


def test_picture_says_what_the_editor_wrote_and_never_its_file_name():
    assert Image(title="IMG_2034").default_alt_text == ""
    assert Image(title="IMG_2034", default_alt="Een raam").default_alt_text == "Een raam"


@pytest.mark.parametrize(
    "make", [make_video, lambda: Document.objects.create(title="Brief", file=ContentFile(b"x", name="brief.pdf"))]
)
def test_changed_file_makes_kept_pages_stale(make):
    thing = make()
    before = live_stamp()

    thing.title = "Ander"
    thing.save()

    assert live_stamp() == before + 1
