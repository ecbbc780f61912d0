"""Caption files: what is taken for one and what is not."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cms.library.tracks import LARGEST, check_track_file


@pytest.mark.parametrize(
    "content",
    [
        b"WEBVTT",
        b"WEBVTT\n\n00:00.000 --> 00:02.000\nHallo\n",
        b"WEBVTT - title\r\n",
        b"\xef\xbb\xbfWEBVTT\t\n",
        b"WEBVTT\r",
    ],
)
def test_caption_file_is_accepted_and_can_still_be_read_from_its_start(content):
    file = ContentFile(content, name="captions.vtt")

    check_track_file(file)

    assert file.read() == content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_webvtt"),
        (b"WEBVTTX\n", "not_webvtt"),
        (b"1\n00:00:00,000 --> 00:00:02,000\nHallo\n", "not_webvtt"),
        (b"<script>alert(1)</script>", "not_webvtt"),
        (b"WEBVTT\n\n\xff\xfe", "not_utf8"),
        (b"WEBVTT\n" + b" " * LARGEST, "too_large"),
    ],
)
def test_other_file_is_refused_as_captions(content, code):
    with pytest.raises(ValidationError) as refusal:
        check_track_file(ContentFile(content, name="captions.vtt"))

    assert refusal.value.code == code
