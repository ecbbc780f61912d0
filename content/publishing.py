"""The page that visitors read: an introduction, a frame around it, nothing that depends on who asks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms.base.models import BasePage
from content.blocks.links import PageLinks
from content.frame import anything_private, frame


class PublicPage(BasePage):
    """A page with an introduction, shown in the frame of the site."""

    intro = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("Two or three sentences under the title. Lists of pages show it too."),
    )

    search_fields = [*Page.search_fields, index.SearchField("intro")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("In the menu")),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the frame, and `links`: the addresses that all rich texts on the page need, found at once."""
        context = super().get_context(request, *args, **kwargs)
        links = PageLinks.of(self)
        return {**context, **frame(self, request, links), "links": links}

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Ask nothing when no page of the site is private."""
        return super().get_view_restrictions() if anything_private() else PageViewRestriction.objects.none()
