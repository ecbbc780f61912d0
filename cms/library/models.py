"""Pictures, documents and media of our own, each with what a public page needs to show them well."""

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from cms.library.tracks import check_track_file


def uploader() -> models.ForeignKey:
    """Give the field "who uploaded this" without a way back, which would clash with Wagtail's own models."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Image(AbstractImage):
    """A picture with the text that stands in for it and the right to show it."""

    uploaded_by_user = uploader()
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="library_image")
    default_alt = models.CharField(
        _("text in place of the picture"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Say what the picture shows. Leave it empty if the picture is only decoration."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Who made it, and under which licence you may show it."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "default_alt", "licence")
    search_fields = [*AbstractImage.search_fields, index.SearchField("default_alt")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """Give the text that an editor wrote; never the title, which is often a file name."""
        return self.default_alt


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class Document(AbstractDocument):
    """A file to download."""

    uploaded_by_user = uploader()
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="library_document")
    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class Media(AbstractMedia):
    """A video or a sound that we host ourselves, with poster, captions and transcript."""

    uploaded_by_user = uploader()
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="library_media")
    poster = models.ForeignKey(
        Image,
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The picture that stands there until the video plays."),
    )
    transcript = RichTextField(
        _("transcript"),
        blank=True,
        default="",
        features=["h3", "bold", "italic", "ol", "ul"],
        help_text=_("All that is said and shown, as text, for who cannot hear or play it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "poster",
        "transcript",
        "tags",
    )
    search_fields = [*AbstractMedia.search_fields, index.SearchField("transcript")]

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")


class MediaTrack(models.Model):
    """Timed text that belongs to a video or a sound: captions, for one."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions")
        SUBTITLES = "subtitles", _("Subtitles")
        DESCRIPTIONS = "descriptions", _("Descriptions")
        CHAPTERS = "chapters", _("Chapters")

    media = models.ForeignKey(Media, verbose_name=_("video or sound"), on_delete=models.CASCADE, related_name="tracks")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CAPTIONS)
    srclang = models.CharField(
        _("language"), max_length=10, default="nl", help_text=_("The code of the language, such as nl, fr or en.")
    )
    label = models.CharField(_("label"), max_length=80, help_text=_("What people choose from, such as Nederlands."))
    file = models.FileField(
        _("file"),
        upload_to="tracks",
        validators=[FileExtensionValidator(["vtt"]), check_track_file],
        help_text=_("A WebVTT file: its name ends in .vtt."),
    )
    default = models.BooleanField(_("on from the start"), default=False)

    class Meta:
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        ordering = ["srclang", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["media", "kind", "srclang"], name="one_track_a_kind_and_language"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.get_kind_display()})"
