"""What an editor fills in for a knowledge check."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from decision_aids.exercises.blocks import ExerciseBlock

FEATURES = ["bold", "italic", "ol", "ul", "link"]
TRUTHS = (("true", _("This is true")), ("false", _("This is not true")))


class QuizChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, default="", label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This is right"))

    class Meta:
        icon = "radio-full"
        label = _("Answer")


class QuizQuestionBlock(blocks.StructBlock):
    """A statement that is true or not, or a question with answers to choose from; and why."""

    question = blocks.CharBlock(max_length=300, default="", label=_("Statement or question"))
    truth = blocks.ChoiceBlock(
        choices=TRUTHS, required=False, label=_("For a statement"), help_text=_("Leave it empty for a question.")
    )
    choices = blocks.ListBlock(
        QuizChoiceBlock(),
        default=[],
        max_num=8,
        label=_("For a question: the answers"),
        help_text=_("Mark one answer or more as right."),
    )
    explanation = blocks.RichTextBlock(
        default="",
        features=FEATURES,
        label=_("Explanation"),
        help_text=_("Shown whatever she answers. Say what is true and why."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["truth"]:
            if len(cleaned["choices"]):
                message = _("Choose one: a statement that is true or not, or answers to choose from.")
                raise StructBlockValidationError({"truth": ValidationError(message)})
        elif len(cleaned["choices"]) < 2 or not any(choice["right"] for choice in cleaned["choices"]):
            message = _("Give two answers or more, and mark the right ones. Or say whether a statement is true.")
            raise StructBlockValidationError({"truth": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "help"
        label = _("Statement or question")


class QuizBlock(ExerciseBlock):
    questions = blocks.ListBlock(QuizQuestionBlock(), min_num=1, max_num=20, label=_("Statements and questions"))

    class Meta:
        icon = "tick-inverse"
        label = _("Knowledge check")
        description = _("What does she know already? The explanation comes at once. No score.")
        preview_value = {
            "label": _("What do you know about it?"),
            "help": _("This is no test. You get no points."),
            "questions": [
                {
                    "question": _("You may change your mind."),
                    "truth": "true",
                    "choices": [],
                    "explanation": _("You decide, and you may decide something else later."),
                }
            ],
        }
