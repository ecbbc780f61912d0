"""A page that lists the pages under it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks.fields import ContentStreamField
from content.frame import for_everyone
from content.pages.streams import BodyStream
from content.publishing import PublicPage

PER_PAGE = 12


class IndexPage(PublicPage):
    """A list of the pages under it, twelve at a time."""

    class Order(models.TextChoices):
        TREE = "path", _("As they stand in the tree")
        TITLE = "title", _("By title")
        NEWEST = "-first_published_at", _("Newest first")

    body = ContentStreamField(BodyStream, verbose_name=_("text above the list"), blank=True)
    order = models.CharField(_("order of the list"), max_length=30, choices=Order.choices, default=Order.TREE)

    parent_page_types = ["pages.HomePage", "pages.IndexPage"]
    template = "pages/index.html"

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body"), FieldPanel("order")]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["list"] = one_page(self.listed(), request)
        context["cards"] = [
            {
                "title": page.title,
                "href": page.get_url(request),
                "text": getattr(page, "intro", "") or getattr(page, "summary", "") or page.search_description,
                "meta": getattr(page, "list_note", ""),
            }
            for page in context["list"]
        ]
        return context

    def listed(self) -> QuerySet:
        """Give the pages of the list: one query, and one more for each kind of page among them."""
        pages = for_everyone(Page.objects.child_of(self)).order_by(self.order, "path")
        return pages.defer_streamfields().specific()


def one_page(pages: QuerySet, request: HttpRequest, per_page: int = PER_PAGE) -> Any:
    """Give the part of a list that ?page= asks for; a part that does not exist is not found."""
    try:
        return Paginator(pages, per_page).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
