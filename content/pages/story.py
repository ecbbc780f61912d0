"""Somebody's experience, with what editors need to keep stories in balance."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks.fields import ContentStreamField
from content.pages.streams import BodyStream
from content.publishing import PublicPage


class StoryPage(PublicPage):
    """What somebody decided, how that went, and how she looks back.

    Stories change how people judge, so editors see at a glance whether each option, and both a good and a hard
    ending, get as many.
    """

    class Satisfaction(models.TextChoices):
        GLAD = "glad", _("Stands behind the choice")
        MIXED = "mixed", _("Has mixed feelings")
        OTHERWISE = "otherwise", _("Would choose otherwise now")
        UNKNOWN = "unknown", _("Does not say")

    person = models.CharField(
        _("who tells it"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("A changed first name, and an age if it matters."),
    )
    option = models.CharField(
        _("option"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("The option that was chosen, in the words of the decision aid."),
    )
    outcome = models.CharField(
        _("how it went"), max_length=160, blank=True, default="", help_text=_("In a few words. Visitors see it.")
    )
    satisfaction = models.CharField(
        _("looking back"),
        max_length=20,
        choices=Satisfaction.choices,
        default=Satisfaction.UNKNOWN,
        help_text=_("Visitors do not see this. It helps you to keep stories in balance."),
    )
    body = ContentStreamField(BodyStream, verbose_name=_("story"), blank=True)

    parent_page_types = ["pages.IndexPage", "pages.HomePage"]
    subpage_types: list[str] = []
    template = "pages/story.html"

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("person"), FieldPanel("outcome")], heading=_("Who tells it")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("option"), FieldPanel("satisfaction")])],
            heading=_("For balance"),
        ),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.FilterField("option"),
        index.FilterField("satisfaction"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @property
    def list_note(self) -> str:
        return ", ".join(part for part in (self.person, self.outcome) if part)
