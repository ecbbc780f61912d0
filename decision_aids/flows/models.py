"""The page on which an editor makes a decision aid, and the immutable versions that publishing makes of it."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision
from wagtail.search import index

from cms.base.models import BasePage
from content.blocks.fields import ContentStreamField
from decision_aids.flows.forms import DecisionAidForm
from decision_aids.flows.gate import CannotPublish, refuse_errors
from decision_aids.flows.offer import ExerciseSettings
from decision_aids.flows.panels import AidTabs
from decision_aids.flows.preview import preview_step, step_modes
from decision_aids.flows.services import publish_version
from decision_aids.flows.start import start_context
from decision_aids.flows.streams import FlowStream, OptionStream
from decision_aids.flows.versions import FlowVersion, FlowVersionQuerySet

__all__ = ["DecisionAidPage", "ExerciseSettings", "FlowVersion", "FlowVersionQuerySet", "PackageItem"]

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"
PLAIN = ["bold", "italic", "ul", "ol", "link"]


class DecisionAidPage(BasePage):
    """A decision to make, its options, and the way through it that an editor laid out."""

    summary = models.TextField(
        _("in short"), blank=True, default="", help_text=_("Two or three sentences for lists and for the start page.")
    )
    question = models.CharField(
        _("the decision"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("The question that the visitor has to answer."),
    )
    for_whom = models.TextField(_("for whom"), blank=True, default="")
    duration = models.CharField(
        _("how long it takes"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("In words, such as: about half an hour, in parts."),
    )
    privacy = RichTextField(_("what happens with what you write"), features=PLAIN, blank=True, default="")
    picture = models.ForeignKey(
        "library.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    authors = RichTextField(_("who made it"), features=PLAIN, blank=True, default="")
    funding = RichTextField(_("who pays for it"), features=PLAIN, blank=True, default="")
    conflicts = RichTextField(_("interests of the makers"), features=PLAIN, blank=True, default="")
    how_made = RichTextField(_("how it was made"), features=PLAIN, blank=True, default="")
    update_policy = RichTextField(_("how it is kept up to date"), features=PLAIN, blank=True, default="")
    evidence_date = models.DateField(_("facts checked on"), null=True, blank=True)
    review_due = models.DateField(_("next review"), null=True, blank=True)

    options = ContentStreamField(OptionStream, blank=True, default=list, verbose_name=_("options"))
    flow = ContentStreamField(FlowStream, blank=True, default=list, verbose_name=_("flow"))

    base_form_class = DecisionAidForm
    subpage_types: list[str] = []
    template = "decision_aids/start.html"

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("question")]

    edit_handler = AidTabs(
        [
            ObjectList(
                [FieldPanel("flow", help_text=_("Chapters and steps, in the order in which visitors meet them."))],
                heading=_("Steps"),
            ),
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("question"),
                    FieldPanel("summary"),
                    FieldPanel("for_whom", help_text=_("Who finds her way here, and who does better elsewhere.")),
                    FieldPanel("duration"),
                    FieldPanel("privacy", help_text=_("In plain words: what is kept, for how long, who can read it.")),
                    FieldPanel(
                        "picture",
                        help_text=_("Stands beside the title. Without one, the drawing of the theme stands there."),
                    ),
                    FieldPanel(
                        "options",
                        help_text=_("The choices that the aid is about, told in the same way and at the same length."),
                    ),
                ],
                heading=_("Start page and options"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("authors", help_text=_("Organisations and people, with their training.")),
                            FieldPanel("funding", help_text=_("Also say so when nobody does.")),
                            FieldPanel("conflicts", help_text=_("What the makers gain or lose by one of the options.")),
                            FieldPanel("how_made", help_text=_("What it is based on, who tried it, what they said.")),
                        ],
                        heading=_("Who made it, and how"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel(
                                "evidence_date", help_text=_("The day on which somebody last went through all facts.")
                            ),
                            FieldPanel("update_policy", help_text=_("How often it is looked at again, and by whom.")),
                            FieldPanel("review_due", help_text=_("From this day on you are reminded here.")),
                        ],
                        heading=_("How it stays up to date"),
                    ),
                ],
                heading=_("Origin"),
            ),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("decision aid")
        verbose_name_plural = _("decision aids")

    # -- publishing -----------------------------------------------------------------------------------

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision. Raises `CannotPublish` when it holds errors.

        A publication that was scheduled earlier and cannot go through (a fact ran out in the meantime) is called off
        and logged, so that what is scheduled after it still goes live.
        """
        try:
            refuse_errors(revision.as_object())
        except CannotPublish as refusal:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            logger.error("Scheduled publishing called off: %s", refusal)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            return None
        return super().publish(revision, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; when this makes a revision live, its version is made in the same transaction or nothing is."""
        with transaction.atomic():
            goes_live = self.live and self.live_revision_id and self.live_revision_id != self._live_revision_stored()
            saved = super().save(*args, **kwargs)
            if goes_live:
                publish_version(self, self.live_revision)
        return saved

    def _live_revision_stored(self) -> int | None:
        return Page.objects.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()

    @cached_property
    def current_version(self) -> FlowVersion | None:
        """The version that somebody who starts now works through."""
        return FlowVersion.objects.current(self.translation_key, self.locale.language_code)

    # -- the start page, and each step as a visitor sees it ---------------------------------------------

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("", gettext("Start page")), *step_modes(self)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        if not mode_name:
            return super().serve_preview(request, mode_name)
        return preview_step(request, self, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **start_context(self, request)}


class PackageItem(models.Model):
    """Says which object a key of a package became, so that loading the package again updates it."""

    package = models.CharField(_("package"), max_length=100)
    key = models.CharField(
        _("key"), max_length=200, help_text=_("The kind and the key in the package, such as fact:price.")
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey("content_type", "object_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["package", "key"], name="flows_package_item_key")]
        verbose_name = _("part of a package")
        verbose_name_plural = _("parts of a package")

    def __str__(self) -> str:
        return f"{self.package} {self.key}"
