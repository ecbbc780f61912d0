"""The options side by side."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks.prose import SMALL_FEATURES, prose


class RowBlock(blocks.StructBlock):
    """One question, with an answer for each option."""

    question = blocks.CharBlock(
        default="",
        max_length=160,
        label=_("Question"),
        help_text=_("As a visitor would ask it: how long does it take?"),
    )
    cells = blocks.ListBlock(
        blocks.RichTextBlock(default="", features=SMALL_FEATURES, label=_("Answer")),
        label=_("Answers"),
        help_text=_("One for each option, in the same order, about equally long."),
    )

    class Meta:
        label = _("Question")
        label_format = "{question}"
        icon = "list-ul"


class OptionGridBlock(blocks.StructBlock):
    """A table of questions and options, that becomes cards on a phone."""

    caption = blocks.CharBlock(
        required=False, default="", max_length=160, label=_("Caption"), help_text=_("What is compared.")
    )
    columns = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=80, label=_("Option")), min_num=2, max_num=5, label=_("Options")
    )
    rows = blocks.ListBlock(RowBlock(), min_num=1, label=_("Questions"))

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        wanted = len(cleaned["columns"])
        for number, row in enumerate(cleaned["rows"], start=1):
            if len(row["cells"]) != wanted:
                message = ngettext(
                    "Question %(number)s needs %(wanted)d answer, one for each option.",
                    "Question %(number)s needs %(wanted)d answers, one for each option.",
                    wanted,
                ) % {"number": number, "wanted": wanted}
                raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["options"] = [{"title": title} for title in value["columns"]]
        context["rows"] = [
            {"question": row["question"], "answers": [prose(cell, parent_context) for cell in row["cells"]]}
            for row in value["rows"]
        ]
        return context

    class Meta:
        label = _("Option grid")
        icon = "table"
        group = _("Options")
        description = _("The options side by side, with an answer to each question.")
        label_format = "{caption}"
        template = "blocks/option_grid.html"
        preview_value = {
            "caption": _("Two ways to talk to somebody"),
            "columns": [_("Calling"), _("Chatting")],
            "rows": [
                {"question": _("Who answers?"), "cells": [_("A volunteer."), _("A volunteer.")]},
                {"question": _("Can others hear it?"), "cells": [_("Perhaps."), _("No.")]},
            ],
        }
