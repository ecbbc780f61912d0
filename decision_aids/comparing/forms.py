"""What is filled in to compare: which exercises, the code of a link, what to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decision_aids.sharing.forms import NONCE, AnswersField
from decision_aids.sharing.reader_forms import OFF


class ProposeForm(AnswersField):
    """Which exercises both would do. Nothing is chosen beforehand."""

    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = self.fields["answers"]
        answers.label = _("Which exercises do you want to lay side by side?")
        answers.help_text = _("You need not have done them yet. Later you choose again what you show.")
        answers.required = True
        answers.error_messages["required"] = _("Choose at least one exercise.")


class LinkForm(forms.Form):
    """The code that somebody was given."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Twenty letters and figures, or ten words. Capitals, spaces and dashes do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={**OFF, "data-code": ""}),
        error_messages={
            "required": _("Type the code that you were given."),
            "max_length": _("This is too long for a code. It has twenty letters and figures, or ten words."),
        },
    )


class AgreeForm(forms.Form):
    """Which of her answers she shows. `seen` names the answers that stood on the page."""

    show = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one answer. If you do not want to show anything, you need not do anything."),
            "invalid_choice": _("One of these answers has changed or is gone. Choose again, please."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, items: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show: Any = self.fields["show"]
        show.choices = [(item, item) for item in items]
