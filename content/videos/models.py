"""An instruction video as a page of its own."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks.fields import ContentStreamField
from content.blocks.media import player, what_a_film_lacks
from content.publishing import PublicPage
from content.videos.streams import VideoBodyStream, VideoChapterStream

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"  # what Wagtail's daily command gives as its reason


class VideoPageForm(WagtailAdminPageForm):
    """Refuses to publish a film that not everyone can follow; a draft may wait for its captions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation and cleaned.get("media") is not None:
            lacking = what_a_film_lacks(cleaned["media"])
            if lacking:
                self.add_error("media", ValidationError(lacking))
        return cleaned


class VideoPage(PublicPage):
    """A film with what it is for, its chapters with tasks, and everything in writing."""

    what_for = models.TextField(
        _("what it is for"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("What somebody can do after watching it."),
    )
    for_whom = models.CharField(_("who it is for"), max_length=200, blank=True, default="")
    media = models.ForeignKey(
        "library.Media",
        verbose_name=_("film"),
        null=True,
        blank=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Before you can publish, it needs captions and a transcript. Add them under Media."),
    )
    chapters = ContentStreamField(
        VideoChapterStream, verbose_name=_("chapters and tasks"), blank=True, help_text=_("In the order of the film.")
    )
    body = ContentStreamField(VideoBodyStream, verbose_name=_("text under the film"), blank=True)

    base_form_class = VideoPageForm
    parent_page_types = ["pages.HomePage", "pages.IndexPage", "pages.ResourcePage"]
    subpage_types: list[str] = []
    template = "videos/video.html"

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("what_for"), FieldPanel("for_whom")], heading=_("What and for whom")),
        FieldPanel("media"),
        FieldPanel("chapters"),
        FieldPanel("body"),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("what_for"),
        index.SearchField("body"),
        index.SearchField("chapters"),
    ]

    class Meta:
        verbose_name = _("instruction video")
        verbose_name_plural = _("instruction videos")

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, unless the film of this revision lacks captions or transcript; raises `ValidationError`.

        The editor's form says it sooner; this is for whatever publishes without a form. What was scheduled when it
        was still in order is called off and logged, so that what is scheduled after it still goes live.
        """
        media = revision.as_object().media
        lacking = what_a_film_lacks(media) if media is not None else [gettext("Choose a film.")]
        if not lacking:
            return super().publish(revision, *args, **kwargs)
        if kwargs.get("log_action") != SCHEDULED:
            raise ValidationError({"media": lacking})
        logger.warning("Video page %s is not published: its film lacks captions or a transcript", self.pk)
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["player"] = player(self.media, self.title) if self.media else None
        context["points"] = [
            {"icon": icon, "title": title, "text": text}
            for icon, title, text in (
                ("help", gettext("What it is for"), self.what_for),
                ("people", gettext("Who it is for"), self.for_whom),
            )
            if text
        ]
        context["chapters"] = [
            {"title": f"{child.value['at']} {child.value['title']}", "text": child.value["task"]}
            for child in self.chapters
        ]
        return context

    @property
    def list_note(self) -> str:
        return self.for_whom
