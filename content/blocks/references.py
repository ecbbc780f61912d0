"""Blocks that show something kept in one place: a helpline, a fact, an organisation, a page to go to."""

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks.links import PageLinks
from content.blocks.live import LiveChooserBlock

GROUP = _("Help and facts")


class HelplineBlock(LiveChooserBlock):
    """One helpline, with its number and hours of today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("directory.Helpline", **kwargs)

    def get_preview_value(self) -> Any:
        return apps.get_model("directory.Helpline")(
            name="Tele-Onthaal", number="106", what_for=_("Talk about anything. Free and anonymous."), always_open=True
        )

    class Meta:
        label = _("Helpline")
        icon = "mobile-alt"
        group = GROUP
        description = _("A helpline with its number and hours. Change the number once, and it changes everywhere.")
        template = "blocks/helpline.html"


class FactBlock(LiveChooserBlock):
    """One fact, with its source and the day it was checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("facts.Fact", **kwargs)

    def get_preview_value(self) -> Any:
        today = timezone.localdate()
        return apps.get_model("facts.Fact")(
            statement=_("Between the first talk and the treatment there are at least 6 days."),
            value=_("6 days"),
            source_name=_("The law"),
            verified_on=today,
            review_on=today + datetime.timedelta(days=180),
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["statement"] = (
            format_html('<p class="number">{}</p><p>{}</p>', value.value, value.statement)
            if value is not None and value.value
            else getattr(value, "statement", "")
        )
        return context

    class Meta:
        label = _("Fact")
        icon = "check"
        group = GROUP
        description = _(
            "A law, price or limit with its source. It says so when it is being checked, and hides when it has expired."
        )
        template = "blocks/fact.html"


class OrganisationBlock(LiveChooserBlock):
    """One organisation, with how first contact goes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("directory.Organisation", **kwargs)

    def get_preview_value(self) -> Any:
        return apps.get_model("directory.Organisation")(
            name="CAW",
            what=_("Listens to you and looks with you for what helps."),
            for_whom=_("Everyone."),
            first_contact=_("You call or chat. Somebody asks what is going on. You tell what you want."),
            phone="0800 13 500",
            price=_("Free"),
        )

    class Meta:
        label = _("Organisation")
        icon = "group"
        group = GROUP
        description = _("An organisation with what it does and how first contact goes.")
        template = "blocks/organisation.html"


class ResourceBlock(blocks.StructBlock):
    """The way to a page here, or to a website."""

    title = blocks.CharBlock(default="", max_length=120, label=_("Title"))
    text = blocks.TextBlock(
        required=False,
        default="",
        max_length=300,
        rows=2,
        label=_("What is there"),
        help_text=_("One or two sentences."),
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page on this site"))
    url = blocks.URLBlock(required=False, default="", label=_("Or: address of a website"))

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page on this site, or fill in the address of a website.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        links = context.get("links")
        if not isinstance(links, PageLinks):
            links = PageLinks()
        context["href"] = links.url(value["page"].pk) if value["page"] and value["page"].pk else value["url"]
        return context

    class Meta:
        label = _("Resource")
        icon = "link"
        group = GROUP
        description = _("A link to a page of yours or to another website, with what is to be found there.")
        label_format = "{title}"
        template = "blocks/resource.html"
        preview_value = {
            "title": _("Talking to your parents"),
            "text": _("How others began, and what helped them."),
            "page": None,
            "url": "https://www.example.org/",
        }
