"""What makes a caption file a caption file."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

SIGNATURE = "WEBVTT"
LARGEST = 512 * 1024


def check_track_file(file: File) -> None:
    """Refuse a file that a browser would not read as WebVTT.

    Such a file is UTF-8, may open with a byte order mark, and its first line is the word WEBVTT,
    alone or followed by a space or tab (WebVTT, section 4.1).
    """
    if file.size > LARGEST:
        raise ValidationError(_("This file is too large for captions."), code="too_large")
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("Save the captions as UTF-8 text."), code="not_utf8") from error
    first = text.replace("\r", "\n").split("\n", 1)[0]
    if first != SIGNATURE and not first.startswith((f"{SIGNATURE} ", f"{SIGNATURE}\t")):
        raise ValidationError(_("A caption file begins with the word WEBVTT."), code="not_webvtt")
