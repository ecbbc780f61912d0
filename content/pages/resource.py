"""A page about a subject, with the day on which it was last checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks.fields import ContentStreamField
from content.pages.streams import BodyStream
from content.publishing import PublicPage


class ResourcePage(PublicPage):
    """Information on a subject, about the site, or for helpers."""

    class Kind(models.TextChoices):
        SUBJECT = "subject", _("Information on a subject")
        SITE = "site", _("About this site: privacy, accessibility, who we are")
        HELPERS = "helpers", _("For helpers")

    kind = models.CharField(_("kind of page"), max_length=20, choices=Kind.choices, default=Kind.SUBJECT)
    body = ContentStreamField(BodyStream, verbose_name=_("text"), blank=True)
    reviewed_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last read all of it. Visitors see it."),
    )
    review_on = models.DateField(
        _("check again on"),
        null=True,
        blank=True,
        help_text=_("From this day it stands in your list of pages to check."),
    )

    parent_page_types = ["pages.HomePage", "pages.IndexPage", "pages.ResourcePage"]
    template = "pages/resource.html"

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_on")])],
            heading=_("Keeping it right"),
        ),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("body"), index.FilterField("kind")]

    class Meta:
        verbose_name = _("resource page")
        verbose_name_plural = _("resource pages")
