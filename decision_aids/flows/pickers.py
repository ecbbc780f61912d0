"""What the scripts of the pickers need to know: where to ask, and their words in the language of the editor."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext


def picker_settings() -> dict[str, Any]:
    """Give what stands on the page for the scripts to read."""
    return {
        "url": reverse("flows_admin:sources"),
        "words": {**_condition_words(), **_option_words(), **_common_words()},
    }


def _condition_words() -> dict[str, str]:
    return {
        "question": gettext("Question"),
        "choose": gettext("Choose an earlier question"),
        "none_earlier": gettext("There is no earlier question with answers to choose from."),
        "answer": gettext("Shown when the answer"),
        "any": gettext("is one of these"),
        "all": gettext("is all of these"),
        "none": gettext("is none of these"),
        "answers": gettext("Answers"),
        "gone": gettext("A question that is not there any more"),
        "gone_warning": gettext("The question was deleted. Choose another one, or delete this condition."),
        "later_warning": gettext("This question comes later. Choose an earlier one, or move this step."),
        "answer_gone": gettext("An answer that is not there any more"),
    }


def _option_words() -> dict[str, str]:
    return {
        "option": gettext("Option"),
        "no_option": gettext("No option in particular"),
        "option_gone": gettext("An option that is not there any more"),
        "option_gone_warning": gettext("The option was deleted. Choose another one."),
    }


def _common_words() -> dict[str, str]:
    return {
        "wait": gettext("The list is being read."),
        "failed": gettext("The list could not be read. Save the page and open it again."),
    }
