"""A fact: a statement with a source, a date and the day it must be looked at again."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.keyed import KeyedSnippet, one_key_a_language


class State(models.TextChoices):
    """What may be done with a fact today."""

    FINE = "fine", _("Fine")
    REVIEW = "review", _("Review is due")
    EXPIRED = "expired", _("Expired")


class FactQuerySet(models.QuerySet):
    """Facts by what has to be done with them."""

    def due(self, today: datetime.date | None = None) -> FactQuerySet:
        """Keep what an editor must look at now: its review day or its last day has come."""
        today = today or timezone.localdate()
        return self.filter(Q(review_on__lte=today) | Q(expires_on__lte=today))

    def expired(self, today: datetime.date | None = None) -> FactQuerySet:
        """Keep what visitors do not see any more."""
        return self.filter(expires_on__lte=today or timezone.localdate())

    def with_state(self, today: datetime.date | None = None) -> FactQuerySet:
        """Add `state_now`, for lists that filter and order by it."""
        today = today or timezone.localdate()
        return self.annotate(
            state_now=Case(
                When(expires_on__lte=today, then=Value(State.EXPIRED.value)),
                When(review_on__lte=today, then=Value(State.REVIEW.value)),
                default=Value(State.FINE.value),
                output_field=CharField(),
            )
        )


class Fact(DraftStateMixin, RevisionMixin, index.Indexed, KeyedSnippet):
    """Something that is true until somebody changes it, written once and shown in many places."""

    statement = models.TextField(
        _("statement"),
        max_length=600,
        help_text=_("One or two whole sentences that also make sense on their own."),
    )
    value = models.CharField(
        _("figure"),
        max_length=60,
        blank=True,
        default="",
        help_text=_(
            "The price, the limit or the number alone, such as 14 weeks. It is shown large above the statement."
        ),
    )
    source_name = models.CharField(
        _("source"), max_length=200, help_text=_("Who says so, and in what: the law, the organisation, the page.")
    )
    source_url = models.URLField(_("address of the source"), blank=True, default="", max_length=500)
    verified_on = models.DateField(_("checked on"), help_text=_("The day on which a person last read the source."))
    review_on = models.DateField(
        _("check again on"),
        help_text=_("From this day visitors read that we are checking this, and it stands in your list."),
    )
    expires_on = models.DateField(
        _("hide from"),
        null=True,
        blank=True,
        help_text=_("From this day visitors do not see the statement any more. Leave it empty if it stays useful."),
    )
    fallback = models.TextField(
        _("what visitors read once it is hidden"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("Where the right information is to be had. Leave it empty to point at the source."),
    )
    reviewer = models.CharField(
        _("who checks it"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("A name or a function. Visitors do not see it."),
    )
    note = models.TextField(_("note for colleagues"), blank=True, default="", help_text=_("Visitors do not see it."))

    objects = FactQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("statement"), FieldPanel("value")], heading=_("What is true")),
        MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Source")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("review_on"), FieldPanel("expires_on")]),
                FieldPanel("fallback"),
                FieldPanel("reviewer"),
            ],
            heading=_("Keeping it right"),
        ),
        MultiFieldPanel([FieldPanel("note"), FieldPanel("key")], heading=_("For colleagues"), classname="collapsed"),
    ]
    search_fields = [
        index.SearchField("statement"),
        index.AutocompleteField("statement"),
        index.SearchField("key"),
        index.SearchField("source_name"),
        index.FilterField("locale_id"),
    ]
    override_translatable_fields = [
        *KeyedSnippet.override_translatable_fields,
        SynchronizedField("note", overridable=False),
        SynchronizedField("reviewer", overridable=False),
    ]

    class Meta(KeyedSnippet.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["review_on", "key"]
        constraints = [one_key_a_language("fact")]

    def __str__(self) -> str:
        return Truncator(self.statement).chars(90)

    def key_source(self) -> str:
        return self.statement[:60]

    def clean(self) -> None:
        """Refuse days in an order that cannot be meant."""
        super().clean()
        problems = {}
        if self.verified_on and self.review_on and self.review_on <= self.verified_on:
            problems["review_on"] = _("Choose a day after the day on which it was checked.")
        if self.verified_on and self.expires_on and self.expires_on <= self.verified_on:
            problems["expires_on"] = _("Choose a day after the day on which it was checked.")
        if problems:
            raise ValidationError(problems)

    @property
    def state(self) -> State:
        """Say what visitors may see of it today."""
        today = timezone.localdate()
        if self.expires_on and self.expires_on <= today:
            return State.EXPIRED
        return State.REVIEW if self.review_on <= today else State.FINE

    @property
    def review_due(self) -> bool:
        return self.state is State.REVIEW

    @property
    def hidden(self) -> bool:
        """Say whether visitors get the fallback in its place."""
        return not self.live or self.state is State.EXPIRED
