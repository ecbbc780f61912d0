"""What an editor reads about each kind of problem: what is wrong and what to do, in one or two short sentences."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decision_aids.engine.issues import Issue

MESSAGES = {
    # the way through
    "no-steps": _("There is no step yet. Add the first one."),
    "step-empty": _("Nothing stands on this step. Add a text or an exercise, or delete the step."),
    "step-unreachable": _("Nobody can come here, because the conditions contradict each other. Change one of them."),
    "no-outcome": _("No step is the end of a path. Tick “End of a path” at the last step."),
    "path-without-outcome": _(
        "Somebody who answers otherwise, or skips, comes to no end. Add an end that is shown to everyone else."
    ),
    "same-address": _("This step would get the same address as another one. Duplicate it and delete this one."),
    # conditions
    "condition-empty": _("This condition asks nothing yet. Pick a question, or delete the condition."),
    "condition-source-gone": _(
        "This depends on a question that is not there any more. Pick another, or delete the condition."
    ),
    "condition-source-later": _(
        "This depends on a question that comes later. Move the step, or pick an earlier question."
    ),
    "condition-source-has-no-choices": _(
        "This depends on a question without answers to choose from. Pick another one."
    ),
    "condition-without-choice": _("Tick one or more answers for this condition."),
    "condition-choice-gone": _(
        "This depends on an answer that is not there any more. Tick another, or delete the condition."
    ),
    # what stands on a step
    "not-installed": _(
        "This was made with “%(type)s”, which is not installed now. Delete it, or have it installed again."
    ),
    "switched-off": _(
        "This exercise is switched off for the visitors of this site. They read that it is not available."
    ),
    "field-wrong": _("%(field)s: %(message)s"),
    "option-gone": _("This belongs to an option that is not there any more. Pick another option."),
    "fact-expired": _("This fact is out of date or not published, so visitors do not see it: %(fact)s"),
    "fact-review-due": _("It is time to check whether this is still true: %(fact)s"),
    # options and origin
    "few-options": _("There are fewer than two options to choose from."),
    "options-unequal": _("This option is told at much greater length than another. Is that fair to both?"),
    "question-missing": _("Say which decision this is about."),
    "privacy-missing": _("Say what happens with what a visitor writes."),
    "authors-missing": _("Say who made this aid."),
    "funding-missing": _("Say who pays for this aid."),
    "evidence-date-missing": _("Say when the facts were last checked."),
    "review-due-missing": _("Say when this aid will be looked at again."),
    "review-overdue": _("The day for the next review has come."),
}


def say(issue: Issue) -> str:
    """Give the words for an issue, in the language of the reader.

    A kind of exercise brings its own words along as `context["message"]`.
    """
    message = MESSAGES.get(issue.code)
    if message is not None:
        return str(message) % issue.context
    words = issue.context.get("message")
    return str(words) if words else gettext("Something here is not right (%(code)s).") % {"code": issue.code}
