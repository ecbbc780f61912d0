"""The page on which visitors find an organisation, without leaving a trace of what they looked for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.directory.organisations import Organisation
from content.publishing import PublicPage

PER_PAGE = 20


class DirectoryPage(PublicPage):
    """All organisations in the language of the page, twenty at a time, with a search."""

    parent_page_types = ["pages.HomePage", "pages.IndexPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "directory/directory.html"

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of organisations")
        verbose_name_plural = _("lists of organisations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        organisations = Organisation.objects.filter(locale_id=self.locale_id)
        try:
            context["list"] = Paginator(organisations, PER_PAGE).page(request.GET.get("page", 1))
        except (EmptyPage, PageNotAnInteger) as error:
            raise Http404 from error
        context["search_url"] = reverse("directory:search")
        return context
