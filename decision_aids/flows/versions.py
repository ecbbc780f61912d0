"""The immutable versions that publishing makes of a decision aid."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decision_aids.engine.flow import Flow
from decision_aids.flows.documents import FLOWS

if TYPE_CHECKING:
    from decision_aids.flows.models import DecisionAidPage


class FlowVersionQuerySet(models.QuerySet["FlowVersion"]):
    """Questions about versions."""

    def of(self, page: DecisionAidPage) -> FlowVersionQuerySet:
        """Keep those of one page, that is of one aid in one language."""
        return self.filter(flow_key=page.translation_key, language=page.locale.language_code)

    def current(self, flow_key: UUID, language: str) -> FlowVersion | None:
        """Give the newest version that was not withdrawn, without its document."""
        versions = self.filter(flow_key=flow_key, language=language, withdrawn=False)
        return versions.defer("document").order_by("-number").first()


class FlowVersion(models.Model):
    """One published state of a decision aid in one language. Its document never changes.

    `follows` is the newest version with the same structure: people who began with this one read that one, so that
    a mended typing error reaches them. A different structure does not.
    """

    flow_key = models.UUIDField(_("decision aid"))
    language = models.CharField(_("language"), max_length=20)
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField()
    structure_hash = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    published_on = models.DateField(_("published on"), auto_now_add=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    superseded = models.BooleanField(default=False, help_text=_("A version with another structure came after it."))
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True, default="")

    objects = FlowVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["flow_key", "language", "number"], name="flow_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="flow_version_number_from_one"),
            models.CheckConstraint(
                condition=Q(withdrawn=True) | Q(withdrawn_reason=""), name="flow_version_reason_when_withdrawn"
            ),
        ]
        verbose_name = _("flow version")
        verbose_name_plural = _("flow versions")

    def __str__(self) -> str:
        return f"{self.flow_key} {self.language} {self.number}"

    def load(self) -> Flow:
        """The flow of this version, read from the database at most once in a process."""
        return FLOWS.of(self.pk)
