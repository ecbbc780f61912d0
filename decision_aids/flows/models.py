"""The page on which an editor makes a decision aid, and the immutable versions that publishing makes of it."""

from __future__ import annotations

from typing import Any, cast

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.base.models import BasePage
from decision_aids.engine.flow import Flow
from decision_aids.flows.documents import FLOWS
from decision_aids.flows.fields import FlowStreamField
from decision_aids.flows.forms import DecisionAidForm
from decision_aids.flows.streams import FlowStream, OptionStream

PLAIN = ["bold", "italic", "ul", "ol", "link"]


class DecisionAidPage(BasePage):
    """A decision to make, its options, and the way through it that an editor laid out."""

    summary = models.TextField(
        _("in short"), blank=True, default="", help_text=_("Two or three sentences for lists and for the start page.")
    )
    question = models.CharField(
        _("the decision"), max_length=200, blank=True, default="", help_text=_("The question that the visitor has to answer.")
    )
    for_whom = models.TextField(_("for whom"), blank=True, default="")
    duration = models.CharField(
        _("how long it takes"), max_length=120, blank=True, default="", help_text=_("In words, such as: about half an hour, in parts.")
    )
    privacy = RichTextField(_("what happens with what you write"), features=PLAIN, blank=True, default="")
    picture = models.ForeignKey(
        "library.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    authors = RichTextField(_("who made it"), features=PLAIN, blank=True, default="")
    funding = RichTextField(_("who pays for it"), features=PLAIN, blank=True, default="")
    conflicts = RichTextField(_("interests of the makers"), features=PLAIN, blank=True, default="")
    method = RichTextField(_("how it was made"), features=PLAIN, blank=True, default="")
    update_policy = RichTextField(_("how it is kept up to date"), features=PLAIN, blank=True, default="")
    evidence_date = models.DateField(_("facts checked on"), null=True, blank=True)
    review_due = models.DateField(_("next review"), null=True, blank=True)

    options = FlowStreamField(OptionStream, blank=True, default=list, verbose_name=_("options"))
    flow = FlowStreamField(FlowStream, blank=True, default=list, verbose_name=_("flow"))

    base_form_class = DecisionAidForm
    subpage_types: list[str] = []
    template = "decision_aids/start.html"

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("question")]

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("flow")], heading=_("Steps")),
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("question"),
                    FieldPanel("summary"),
                    FieldPanel("for_whom"),
                    FieldPanel("duration"),
                    FieldPanel("privacy"),
                    FieldPanel("picture"),
                    FieldPanel("options"),
                ],
                heading=_("Start page and options"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("authors"), FieldPanel("funding"), FieldPanel("conflicts"), FieldPanel("method")],
                        heading=_("Who made it, and how"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("evidence_date"), FieldPanel("update_policy"), FieldPanel("review_due")],
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

    # -- previews: the start page, and each step as a visitor sees it ---------------------------------

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        steps = [child for child in self.flow if child.block_type == "step"]
        return [
            ("", cast(str, _("Start page"))),
            *((child.id or "", child.value["title"] or cast(str, _("Step without a title"))) for child in steps),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        if not mode_name:
            return super().serve_preview(request, mode_name)
        from decision_aids.flows.preview import preview_step  # app ready

        return preview_step(request, self, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "can_start": self.current_version is not None}

    @cached_property
    def current_version(self) -> FlowVersion | None:
        """The version that somebody who starts now works through."""
        return FlowVersion.objects.current(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        return cast(TemplateResponse, super().serve(request, *args, **kwargs))


class FlowVersionQuerySet(models.QuerySet["FlowVersion"]):
    """Questions about versions."""

    def of(self, page: DecisionAidPage) -> FlowVersionQuerySet:
        return self.filter(flow_key=page.translation_key, language=page.locale.language_code)

    def current(self, page: DecisionAidPage) -> FlowVersion | None:
        """The newest version that was not withdrawn, without its document."""
        return self.of(page).filter(withdrawn=False).defer("document").order_by("-number").first()


class FlowVersion(models.Model):
    """One published state of a decision aid in one language. Its document never changes.

    `follows` is the newest version with the same structure: people who began with this one read that one, so that
    a mended typing error reaches them. A different structure does not.
    """

    flow_key = models.UUIDField(_("decision aid"))
    language = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    document = models.JSONField()
    structure_hash = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    published_on = models.DateField(auto_now_add=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    superseded = models.BooleanField(default=False, help_text=_("A version with another structure came after it."))
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, default="")

    objects = FlowVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["flow_key", "language", "number"], name="flow_version_number"),
        ]
        verbose_name = _("flow version")
        verbose_name_plural = _("flow versions")

    def __str__(self) -> str:
        return f"{self.flow_key} {self.language} {self.number}"

    def load(self) -> Flow:
        """The flow of this version, read from the database at most once in a process."""
        return FLOWS.of(self.pk)
