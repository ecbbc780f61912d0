"""The home page: which decision aids there are, whom to call, what to read."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks.fields import ContentStreamField
from content.frame import address, for_everyone, helplines
from content.pages.resource import ResourcePage
from content.pages.streams import DRAWINGS, BodyStream, FeaturedStream, PointStream
from content.publishing import PublicPage

DECISION_AID = "flows.DecisionAidPage"  # by name: without decision aids the site serves its content all the same
MOST_RESOURCES = 6


class HomePage(PublicPage):
    """The first page of a site in one language."""

    kicker = models.CharField(
        _("line above the title"), max_length=80, blank=True, default="", help_text=_("Such as: anonymous and free.")
    )
    drawing = models.CharField(_("drawing"), max_length=20, choices=DRAWINGS, default="window")
    featured = ContentStreamField(
        FeaturedStream,
        verbose_name=_("pages to begin with"),
        blank=True,
        help_text=_("Leave this empty to show all decision aids."),
    )
    points = ContentStreamField(
        PointStream,
        verbose_name=_("good to know"),
        blank=True,
        help_text=_("What visitors want to know before they begin. Three or four are enough."),
    )
    show_helplines = models.BooleanField(_("show the helplines"), default=True)
    show_resources = models.BooleanField(
        _("show resource pages"),
        default=True,
        help_text=_("The first six with information on a subject, in the order of the pages."),
    )
    body = ContentStreamField(BodyStream, verbose_name=_("text"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home.html"

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("kicker"), FieldPanel("intro"), FieldPanel("drawing")], heading=_("At the top")),
        FieldPanel("featured"),
        FieldPanel("points"),
        MultiFieldPanel([FieldPanel("show_helplines"), FieldPanel("show_resources")], heading=_("Lists")),
        FieldPanel("body"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cards"] = self._cards(request)
        context["return_url"] = address("spaces:return")
        context["points"] = [child.value for child in self.points]
        context["home_helplines"] = helplines() if self.show_helplines else []
        context["resources"] = (
            [
                {"title": page.title, "href": page.get_url(request), "text": page.intro}
                for page in self._here(ResourcePage).filter(kind=ResourcePage.Kind.SUBJECT)[:MOST_RESOURCES]
            ]
            if self.show_resources
            else []
        )
        return context

    def _here(self, model: type[models.Model]) -> QuerySet:
        """Give the live pages of one kind in this language, in the order of the tree."""
        pages = model.objects.descendant_of(self).defer_streamfields().order_by("path")
        return for_everyone(pages)

    def _cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        aids = {}
        if apps.is_installed("decision_aids.flows"):
            aids = {aid.pk: aid for aid in self._here(apps.get_model(DECISION_AID))}
        chosen = [
            (aids.get(item["page"].pk, item["page"]), item["text"], item["drawing"])
            for item in (child.value for child in self.featured)
            if item["page"] is not None and item["page"].live
        ]
        return [
            {
                "title": page.title,
                "href": page.get_url(request),
                "text": text or getattr(page, "summary", "") or getattr(page, "intro", "") or page.search_description,
                "meta": getattr(page, "duration", ""),
                "drawing": drawing,
            }
            for page, text, drawing in chosen or [(aid, "", "") for aid in aids.values()]
        ]
