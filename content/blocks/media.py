"""Pictures, and films that we host ourselves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import SourceImageIOError
from wagtailmedia.blocks import VideoChooserBlock

from content.blocks.prose import prose

GROUP = _("Pictures and film")
WIDTHS = (400, 800, 1200)
SPECS = tuple(f"width-{width}|format-webp" for width in WIDTHS)
SVG_SPECS = tuple(f"width-{width}" for width in WIDTHS)  # what a drawing keeps of them
POSTER_SPEC = SPECS[1]


class PictureChooserBlock(ImageChooserBlock):
    """A chosen picture with its sizes: two queries, however many pictures there are."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        values = list(values)
        found = self.model_class.objects.prefetch_renditions(*SPECS, *SVG_SPECS).in_bulk(
            {value for value in values if value is not None}
        )
        return [found.get(value) for value in values]


class MediaChooserBlock(VideoChooserBlock):
    """A chosen film with its poster and captions: four queries, however many films there are."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        values = list(values)
        posters = get_image_model().objects.prefetch_renditions(*SPECS, *SVG_SPECS)
        films = self.model_class.objects.prefetch_related("tracks", Prefetch("poster", queryset=posters))
        found = films.in_bulk({value for value in values if value is not None})
        return [found.get(value) for value in values]


def picture(image: Any, alt: str = "") -> dict[str, Any] | None:
    """Give what the picture component takes, or None when the file is gone."""
    if image is None:
        return None
    try:
        sizes = list(image.get_renditions(*(SVG_SPECS if image.is_svg() else SPECS)).values())
    except (SourceImageIOError, FileNotFoundError):
        return None
    middle = sizes[min(1, len(sizes) - 1)]
    widths = {size.width: size.url for size in sizes}
    return {
        "src": middle.url,
        "alt": alt,
        "width": middle.width,
        "height": middle.height,
        "srcset": ", ".join(f"{url} {width}w" for width, url in sorted(widths.items())) if len(widths) > 1 else "",
    }


def player(media: Any, title: str = "") -> dict[str, Any]:
    """Give what the video component takes."""
    poster = None
    if media.poster is not None:
        try:
            poster = media.poster.get_rendition(SVG_SPECS[1] if media.poster.is_svg() else POSTER_SPEC)
        except (SourceImageIOError, FileNotFoundError):
            poster = None
    return {
        "title": title or media.title,
        "sources": media.sources,
        "poster": poster.url if poster else "",
        "tracks": [
            {
                "src": track.file.url,
                "lang": track.srclang,
                "label": track.label,
                "kind": track.kind,
                "default": track.default,
            }
            for track in media.tracks.all()
        ],
        "transcript": prose(media.transcript),
        "duration": duration_words(media.duration),
        "width": media.width,
        "height": media.height,
    }


def duration_words(seconds: float | None) -> str:
    """Say how long a film lasts, in minutes; "" when nobody filled it in."""
    if not seconds:
        return ""
    minutes = max(1, round(seconds / 60))
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


def what_a_film_lacks(media: Any) -> list[str]:
    """Say what must be added before a film can be published: people who cannot hear or play it must get it too."""
    lacking = []
    if not media.tracks.filter(kind__in=["captions", "subtitles"]).exists():
        lacking.append(gettext("This film has no captions. Open it under Media and add a caption track."))
    if not media.transcript.strip():
        lacking.append(
            gettext("This film has no transcript. Open it under Media and write down what is said and shown.")
        )
    return lacking


class PictureBlock(blocks.StructBlock):
    """A picture with the text that stands in for it."""

    image = PictureChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=250,
        label=_("Text in place of the picture"),
        help_text=_("What somebody who cannot see it must know."),
    )
    decorative = blocks.BooleanBlock(
        required=False, default=False, label=_("Only decoration"), help_text=_("Then it needs no text in its place.")
    )
    caption = blocks.CharBlock(required=False, default="", max_length=250, label=_("Caption"))

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["decorative"] and not cleaned["alt"].strip():
            message = _("Write what the picture shows, or tick that it is only decoration.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["picture"] = picture(value["image"], "" if value["decorative"] else value["alt"])
        return context

    class Meta:
        label = _("Picture")
        icon = "image"
        group = GROUP
        description = _("A picture from the library, with a text for who cannot see it.")
        label_format = "{caption} {alt}"
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"
        preview_value = {
            "image": None,
            "alt": "",
            "decorative": True,
            "caption": _("A picture fills the width of the text."),
        }


class VideoBlock(blocks.StructBlock):
    """A film that starts when asked, with captions and a transcript."""

    video = MediaChooserBlock(label=_("Film"), help_text=_("It needs captions and a transcript: add them under Media."))
    title = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Title"),
        help_text=_("Leave it empty to use the title of the film."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["video"] is not None:
            lacking = what_a_film_lacks(cleaned["video"])
            if lacking:
                raise StructBlockValidationError({"video": ValidationError(lacking)})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["player"] = player(value["video"], value["title"]) if value["video"] else None
        return context

    class Meta:
        label = _("Film")
        icon = "media"
        group = GROUP
        description = _("A film of your own, with captions and a transcript. Nothing is loaded from elsewhere.")
        label_format = "{title}"
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"
        preview_value = {"video": None, "title": _("How a first talk goes")}
