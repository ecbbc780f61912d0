"""A helpline: a number that somebody answers, with what it is for and when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.directory.numbers import dialled
from content.keyed import KeyedSnippet, one_key_a_language


class HelplineQuerySet(models.QuerySet):
    """Helplines by what they are for."""

    def crisis(self, language: str | None = None) -> HelplineQuerySet:
        """Keep those that stand at the foot of every page, in one language (by default the one in use)."""
        return self.filter(crisis=True, locale__language_code=language or get_language())


class Helpline(index.Indexed, KeyedSnippet):
    """A number that somebody answers, with what it is for and when."""

    name = models.CharField(_("name"), max_length=80)
    number = models.CharField(
        _("telephone number"), max_length=40, blank=True, default="", help_text=_("As people write it, such as 106.")
    )
    what_for = models.CharField(
        _("what for"),
        max_length=200,
        help_text=_("One sentence: what you can call about, and whether it is free and anonymous."),
    )
    always_open = models.BooleanField(_("open day and night"), default=False)
    hours = models.CharField(
        _("hours"), max_length=160, blank=True, default="", help_text=_("Such as: every day from 16:00 to 22:00.")
    )
    chat_url = models.URLField(_("address of the chat"), blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="")
    crisis = models.BooleanField(
        _("at the foot of every page"),
        default=False,
        help_text=_("Tick this for the two or three that help in an emergency."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=10, help_text=_("The lowest comes first."))
    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last made sure that this is right."),
    )

    objects = HelplineQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("what_for"),
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("chat_url"), FieldPanel("website")], heading=_("How to reach it")
        ),
        MultiFieldPanel([FieldPanel("always_open"), FieldPanel("hours")], heading=_("When")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("crisis"), FieldPanel("order")]), FieldPanel("verified_on"), FieldPanel("key")],
            heading=_("Where it is shown"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("what_for"),
        index.FilterField("locale_id"),
    ]
    override_translatable_fields = [
        *KeyedSnippet.override_translatable_fields,
        SynchronizedField("name"),
        SynchronizedField("number"),
    ]

    class Meta(KeyedSnippet.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["order", "name"]
        constraints = [one_key_a_language("helpline")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()

    def key_source(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        return dialled(self.number)

    @property
    def when(self) -> str:
        """Say when somebody answers."""
        return gettext("Day and night") if self.always_open else self.hours
