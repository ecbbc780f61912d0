"""Things that an editor lists and a visitor orders, weighs or sorts, with lines for what the editor did not think of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.engine.issues import Issue

OWN = "own"  # the id of something of her own, wherever ids of an editor's things stand


class ThingBlock(blocks.StructBlock):
    """One thing, in a few words, with a line of explanation if it needs one."""

    text = blocks.CharBlock(default="", max_length=200, label=_("In a few words"))
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Explanation"),
        help_text=_("One sentence, if the words need it."),
    )

    class Meta:
        icon = "pick"
        label = _("Thing")
        label_format = "{text}"


def own_lines_block(most: int = 10, default: int = 3) -> blocks.IntegerBlock:
    """How many lines of her own a visitor gets."""
    return blocks.IntegerBlock(
        default=default,
        min_value=0,
        max_value=most,
        label=_("Own lines"),
        help_text=_("How many things a visitor can add herself."),
    )


def own_label(place: int) -> str:
    """What her own line is called; `place` counts from 0."""
    return gettext("Something of your own (%(number)d)") % {"number": place + 1}


def find_gaps(texts: Iterable[str], *, answerable: bool) -> Iterator[Issue]:
    """What an editor must mend: nothing to answer at all, or a line without words."""
    if not answerable:
        yield Issue(
            "nothing-to-answer",
            context={
                "message": gettext("There is nothing to answer here yet. Add something, or delete this exercise.")
            },
        )
    if any(not text.strip() for text in texts):
        yield Issue(
            "choice-empty", context={"message": gettext("One of the lines is empty. Fill it in, or delete it.")}
        )
