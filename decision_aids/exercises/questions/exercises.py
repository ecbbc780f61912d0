"""Open questions to think and write about: any of them, in any order."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import TextField
from decision_aids.exercises.presets import preset_block
from decision_aids.exercises.registry import register


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=300, default="", label=_("Question"))
    help = blocks.CharBlock(
        required=False,
        max_length=300,
        default="",
        label=_("Explanation"),
        help_text=_("One line under the question, such as a way to begin."),
    )

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(ExerciseBlock):
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, max_num=20, label=_("Questions"))

    class Meta:
        icon = "edit"
        label = _("Open questions")
        description = _("Questions with room to write. A visitor answers the ones that help.")
        preview_value = {
            "label": _("Look back for a moment"),
            "help": _("Answer what you want to. Leave the rest."),
            "questions": [
                {"question": _("What was your first thought?"), "help": _("A few words are enough.")},
                {"question": _("Who would you like to have beside you?"), "help": ""},
            ],
        }


@register
class Questions(Exercise):
    """Answer open questions in your own words.

    answer  {question id: text}, only what was answered
    """

    name = "vrijuit.questions"
    folder = "questions"
    block = QuestionsBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {item["id"]: TextField(label=item["question"], help_text=item["help"]) for item in spec["questions"]}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [Row(item["question"], answer[item["id"]]) for item in spec["questions"] if answer.get(item["id"])]


@register
class HeadHeartGut(Questions):
    """What she thinks, what she feels, what her body says."""

    name = "vrijuit.head_heart_gut"
    block = preset_block(
        QuestionsBlock,
        icon="openquote",
        label=_("Head, heart, gut"),
        description=_("Open questions: what the head says, what the heart says, what the gut says."),
        value={
            "label": _("What do your head, your heart and your gut say?"),
            "help": _("They need not say the same."),
            "questions": [
                {"question": _("My head says"), "help": _("What you think and what you know.")},
                {"question": _("My heart says"), "help": _("What you feel and what you wish.")},
                {"question": _("My gut says"), "help": _("What you notice in your body.")},
            ],
        },
    )


@register
class BeliefAndCulture(Questions):
    """What others believe, and what she thinks herself."""

    name = "vrijuit.belief_and_culture"
    block = preset_block(
        QuestionsBlock,
        icon="globe",
        label=_("Belief and culture"),
        description=_("Open questions: what a faith or culture says, and what a visitor thinks herself."),
        value={
            "label": _("What do faith and culture mean to you here?"),
            "help": _("Answer what you want to. Leave the rest."),
            "questions": [
                {"question": _("What does your faith or culture say about this?"), "help": ""},
                {"question": _("What do people say whose opinion counts for you?"), "help": ""},
                {"question": _("What do you think about it yourself?"), "help": _("It may be something else.")},
            ],
        },
    )
