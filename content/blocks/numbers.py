"""An icon array: so many out of a hundred or a thousand, drawn one by one and said both ways."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks.live import LiveChooserBlock

PER_ROW = {100: 10, 1000: 25}  # signs beside each other, so that a phone shows each of them
STEP = 10  # units of the drawing from one sign to the next


def out_of(number: int, whole: int) -> str:
    """ "12 of 1000"."""
    return ngettext("%(number)d of %(whole)d", "%(number)d of %(whole)d", number) % {"number": number, "whole": whole}


def draw(number: int, whole: int) -> dict[str, Any]:
    """Give {"width", "height", "all", "some"}: paths that a dotted line follows, once for all and once for `number`.

    A dash of no length with round ends is one sign, so that a thousand signs are one short line of text. Each
    row goes a little beyond its last sign: a line that ends on it exactly may lose it.
    """
    across = PER_ROW[whole]
    return {
        "width": across * STEP,
        "height": whole // across * STEP,
        "all": " ".join(_rows(whole, across)),
        "some": " ".join(_rows(number, across)),
    }


def _rows(count: int, across: int) -> Iterator[str]:
    for row, start in enumerate(range(0, count, across)):
        signs = min(across, count - start)
        yield f"M{STEP // 2} {STEP // 2 + row * STEP}h{(signs - 1) * STEP + 1}"


class CountBlock(blocks.StructBlock):
    """One group of people, and how many of them it happens to."""

    group = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Who"),
        help_text=_("The group that was counted, such as: women of 20 to 29 years, with treatment."),
    )
    number = blocks.IntegerBlock(
        default=None, min_value=0, label=_("How many"), help_text=_("Out of the 100 or 1000 above.")
    )

    class Meta:
        label = _("Group")
        label_format = "{group}"
        icon = "group"


class IconArrayBlock(blocks.StructBlock):
    """How often something happens, in one group or in two beside each other, out of the same whole.

    Live, because the fact behind the numbers can expire; then visitors get what stands in its place.
    """

    title = blocks.CharBlock(
        default="", max_length=160, label=_("What is counted"), help_text=_("As a visitor would ask it: how often?")
    )
    whole = blocks.ChoiceBlock(
        choices=[("100", "100"), ("1000", "1000")],
        default="100",
        label=_("Out of how many"),
        help_text=_("The same for each group. Take 1000 when it happens to less than 1 of 100."),
    )
    period = blocks.CharBlock(
        default="", max_length=120, label=_("In what time"), help_text=_("Such as: within one year.")
    )
    happens = blocks.CharBlock(
        default="", max_length=160, label=_("It happens"), help_text=_("Follows on a number: “are treated again”.")
    )
    not_happens = blocks.CharBlock(
        default="",
        max_length=160,
        label=_("It does not happen"),
        help_text=_("The same the other way round, as plainly: “are not treated again”."),
    )
    groups = blocks.ListBlock(
        CountBlock(),
        min_num=1,
        max_num=2,
        label=_("Groups"),
        help_text=_("One group, or two to stand beside each other."),
    )
    fact = LiveChooserBlock("facts.Fact", label=_("Source"), help_text=_("The fact that says where this comes from."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        whole = int(cleaned["whole"] or 0)
        wrong = {
            place: StructBlockValidationError({"number": ValidationError(gettext("This is more than the whole."))})
            for place, counted in enumerate(cleaned["groups"])
            if counted["number"] is not None and counted["number"] > whole
        }
        if wrong:
            raise StructBlockValidationError({"groups": ListBlockValidationError(block_errors=wrong)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        whole = int(value["whole"])
        context["fact"] = value["fact"]
        context["groups"] = [
            {
                "group": counted["group"],
                "some": out_of(counted["number"], whole),
                "others": out_of(whole - counted["number"], whole),
                "picture": draw(counted["number"], whole),
            }
            for counted in value["groups"]
            if counted["number"] is not None and 0 <= counted["number"] <= whole
        ]
        return context

    def get_preview_value(self) -> Any:
        today = timezone.localdate()
        fact = apps.get_model("facts.Fact")(
            statement=gettext("Invented numbers, to show what it looks like."),
            source_name=gettext("The study that you took them from"),
            verified_on=today,
            review_on=today + datetime.timedelta(days=180),
        )
        value = {
            "title": _("How often is a talk followed by a second one?"),
            "whole": "100",
            "period": _("Within one year"),
            "happens": _("come back for a second talk"),
            "not_happens": _("do not come back for a second talk"),
            "groups": [{"group": _("People who came alone"), "number": 22}],
            "fact": None,
        }
        return blocks.StructValue(self, {**self.normalize(value), "fact": fact})

    class Meta:
        live = True
        label = _("Numbers in a picture")
        icon = "table"
        group = _("Help and facts")
        description = _("So many out of 100 or 1000, drawn one by one. Says how many it happens to, and how many not.")
        label_format = "{title}"
        template = "blocks/icon_array.html"
