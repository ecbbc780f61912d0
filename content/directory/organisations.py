"""An organisation that helps, and how first contact with it goes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.blocks.fields import ContentStreamField
from content.directory.hours import Day, HoursStream, week
from content.directory.numbers import dialled
from content.keyed import KeyedSnippet, one_key_a_language


class Organisation(index.Indexed, KeyedSnippet):
    """An organisation that helps, told so that a visitor knows what happens when she makes contact."""

    name = models.CharField(_("name"), max_length=120)
    what = models.TextField(_("what they do"), max_length=500, help_text=_("One to three short sentences."))
    for_whom = models.CharField(_("for whom"), max_length=250, blank=True, default="")
    first_contact = models.TextField(
        _("first contact"),
        max_length=600,
        blank=True,
        default="",
        help_text=_("What happens when somebody calls or writes: who answers, what they ask, what it leads to."),
    )
    phone = models.CharField(_("telephone number"), max_length=40, blank=True, default="")
    email = models.EmailField(_("mail address"), blank=True, default="")
    chat_url = models.URLField(_("address of the chat"), blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="")
    address = models.TextField(_("address"), max_length=300, blank=True, default="", help_text=_("As on an envelope."))
    price = models.CharField(_("price"), max_length=160, blank=True, default="", help_text=_("Such as: free."))
    languages = models.CharField(
        _("languages"), max_length=160, blank=True, default="", help_text=_("The languages that they speak.")
    )
    regions = models.CharField(
        _("region"),
        max_length=160,
        blank=True,
        default="",
        help_text=_("Where they work, such as: Flanders and Brussels."),
    )
    topics = models.CharField(
        _("words to find it by"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("Words that people search with. They are not shown."),
    )
    hours = ContentStreamField(HoursStream, verbose_name=_("opening hours"), blank=True)
    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last made sure that this is right."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("what"), FieldPanel("for_whom")], heading=_("Who they are")),
        MultiFieldPanel(
            [
                FieldPanel("first_contact"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("chat_url"),
                FieldPanel("website"),
                FieldPanel("address"),
            ],
            heading=_("How to make contact"),
        ),
        FieldPanel("hours"),
        MultiFieldPanel(
            [FieldPanel("price"), FieldPanel("languages"), FieldPanel("regions"), FieldPanel("topics")],
            heading=_("Good to know"),
        ),
        MultiFieldPanel([FieldPanel("verified_on"), FieldPanel("key")], heading=_("For colleagues")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("what"),
        index.SearchField("topics"),
        index.FilterField("locale_id"),
    ]
    override_translatable_fields = [
        *KeyedSnippet.override_translatable_fields,
        SynchronizedField("name"),
        SynchronizedField("phone"),
        SynchronizedField("address"),
    ]

    class Meta(KeyedSnippet.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [one_key_a_language("organisation")]

    def __str__(self) -> str:
        return self.name

    def key_source(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        return dialled(self.phone)

    @property
    def week(self) -> list[Day]:
        return week(self.hours)
