"""Blocks of words: running text, more for who wants it, somebody's own words."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.prose import FEATURES, SMALL_FEATURES

GROUP = _("Text")


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = GROUP
        description = _("Paragraphs with headings, lists and links.")
        template = "blocks/text.html"
        preview_value = format_lazy(
            "<h2>{}</h2><p>{}</p><ul><li>{}</li><li>{}</li></ul>",
            _("What you can expect"),
            _("Somebody listens to you. You decide what you tell."),
            _("It is free."),
            _("You do not have to give your name."),
        )


class DetailsBlock(blocks.StructBlock):
    """A line that opens to more text."""

    title = blocks.CharBlock(
        default="", max_length=120, label=_("Title"), help_text=_("The line that is always there. Say what opens.")
    )
    text = blocks.RichTextBlock(
        default="", features=SMALL_FEATURES, label=_("Text"), help_text=_("Nobody should have to open it to go on.")
    )

    class Meta:
        label = _("Read more")
        icon = "collapse-down"
        group = GROUP
        description = _("A line that opens to more text, for who wants to know more.")
        label_format = "{title}"
        template = "blocks/details.html"
        preview_value = {
            "title": _("How long does a first talk take?"),
            "text": format_lazy("<p>{}</p>", _("About an hour. You may stop or come back whenever you want.")),
        }


class QuotationBlock(blocks.StructBlock):
    """Words of somebody who has been there."""

    text = blocks.TextBlock(default="", max_length=800, label=_("The words"), help_text=_("Without quotation marks."))
    who = blocks.CharBlock(
        required=False,
        default="",
        max_length=80,
        label=_("Who says it"),
        help_text=_("A changed first name, and an age if it matters."),
    )
    about = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("About"),
        help_text=_("In a few words: what she did, or when it was."),
    )

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        group = GROUP
        description = _("Somebody's own words. Give each option as many as the others.")
        label_format = "{who} {text}"
        template = "blocks/quotation.html"
        preview_value = {
            "text": _("I wrote everything down first. Then I could talk about it."),
            "who": "Lena, 24",
            "about": _("two years later"),
        }
