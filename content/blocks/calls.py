"""Blocks that set a word apart."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.prose import SMALL_FEATURES
from content.blocks.text import GROUP

TONES = (
    ("info", _("Good to know")),
    ("help", _("Where to get help")),
    ("warm", _("Encouragement")),
    ("attention", _("Attention")),
)
COMPONENT_TONE = {"attention": "warning"}  # where the theme has its own word


class CalloutBlock(blocks.StructBlock):
    """A short text in a frame."""

    tone = blocks.ChoiceBlock(
        choices=TONES,
        default="info",
        label=_("What it is"),
        help_text=_("Use attention seldom: it makes people tense."),
    )
    title = blocks.CharBlock(required=False, default="", max_length=100, label=_("Title"))
    text = blocks.RichTextBlock(
        default="", features=SMALL_FEATURES, label=_("Text"), help_text=_("At most three sentences.")
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["tone"] = COMPONENT_TONE.get(value["tone"], value["tone"])
        return context

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        group = GROUP
        description = _("A short text in a frame: good to know, help, encouragement or attention.")
        label_format = "{title}"
        template = "blocks/callout.html"
        preview_value = {
            "tone": "warm",
            "title": _("Take your time"),
            "text": format_lazy("<p>{}</p>", _("You do not have to decide today. You can stop and come back.")),
        }
