"""What a helper fills in: the desk passphrase, a reply, feedback, a note, to whom, until when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from decision_aids.desk.models import Member
from decision_aids.exercises.fields import UncutField
from decision_aids.sharing.forms import NONCE, PlainTextField
from decision_aids.vault import phrase
from decision_aids.vault.keys import PASSPHRASE_MIN

SECRET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class UnlockForm(forms.Form):
    """The desk passphrase."""

    passphrase = UncutField(
        label=gettext_lazy("Your desk passphrase"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Type your desk passphrase.")},
    )


class SetupForm(forms.Form):
    """A new desk passphrase, twice."""

    passphrase = UncutField(
        label=gettext_lazy("New desk passphrase"),
        help_text=gettext_lazy("At least 15 characters. Four or more unrelated words are easy to remember."),
        widget=forms.PasswordInput(attrs=SECRET),
        min_length=PASSPHRASE_MIN,
        max_length=200,
        error_messages={
            "required": gettext_lazy("Choose a passphrase."),
            "min_length": gettext_lazy("Take at least %(limit_value)d characters. These are %(show_value)d."),
        },
    )
    again = UncutField(
        label=gettext_lazy("The same once more"),
        widget=forms.PasswordInput(attrs=SECRET),
        max_length=200,
        error_messages={"required": gettext_lazy("Type it once more.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given, again = cleaned.get("passphrase"), cleaned.get("again")
        if given and again and given != again:
            self.add_error("again", _("These two are not the same."))
        if given and self._user.check_password(given):
            self.add_error(
                "passphrase", _("Take another one than your sign-in password: that one can be set by others.")
            )
        return cleaned


class ChangeForm(SetupForm):
    """A new desk passphrase with the one of now, so that nobody sets one at a desk that was left open."""

    current = UncutField(
        label=gettext_lazy("Your desk passphrase of now"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Type your desk passphrase.")},
    )


class TwoWordsForm(forms.Form):
    """Two words of the recovery sheet typed back, to be sure that it exists on paper."""

    first = UncutField(max_length=60, widget=forms.TextInput(attrs=SECRET))
    second = UncutField(max_length=60, widget=forms.TextInput(attrs=SECRET))

    def __init__(self, *args: Any, indices: Sequence[int], asked: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._indices = indices
        self._asked = dict(zip(("first", "second"), asked, strict=True))
        for name, position in self._asked.items():
            self.fields[name].label = _("Word number %(number)d") % {"number": position + 1}
            self.fields[name].error_messages["required"] = _("Type this word to show that it is on paper.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, position in self._asked.items():
            if name in cleaned and not phrase.same_word(cleaned[name], self._indices[position]):
                self.add_error(name, _("This is not word number %(number)d. Look again.") % {"number": position + 1})
        return cleaned


class SheetForm(forms.Form):
    """The twelve words of a recovery sheet. `indices` are what they stand for."""

    words = UncutField(
        label=gettext_lazy("The twelve words on the sheet"),
        help_text=gettext_lazy("In the right order, with spaces between them."),
        max_length=600,
        error_messages={"required": gettext_lazy("Type the twelve words of the sheet.")},
        widget=forms.Textarea(attrs={**SECRET, "rows": 3}),
    )
    indices: Sequence[int] = ()

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        reading = phrase.read(typed, get_language() or "nl", phrase.SHEET_WORDS)
        if not reading.candidates:
            raise forms.ValidationError(
                _("We cannot read these as the twelve words of a sheet. Look at each word and its place.")
            )
        self.indices = reading.candidates[0]
        return typed


class SayForm(forms.Form):
    """A reply, feedback on one answer (`about` is its item), or a private note.

    `seen`: how many messages stood there when the page was made, to tell when somebody else said something meanwhile.
    """

    text = PlainTextField(
        label=gettext_lazy("Your answer"),
        max_length=10_000,
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    about = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HandOverForm(forms.Form):
    """To whom in the team, and what she should know."""

    to = forms.ModelChoiceField(
        Member.objects.none(),
        label=gettext_lazy("To whom?"),
        empty_label=gettext_lazy("Back to the whole team"),
        required=False,
    )
    note = PlainTextField(
        label=gettext_lazy("A note for your colleague"),
        help_text=gettext_lazy("Only your team reads it. The visitor never sees it."),
        required=False,
        rows=3,
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = members
        to.label_from_instance = lambda member: member.user.get_full_name() or member.user.get_username()


class RestForm(forms.Form):
    """Until when a talk may rest."""

    days = forms.TypedChoiceField(label=gettext_lazy("Put off"), coerce=int, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["days"]
        days.choices = [
            (1, _("until tomorrow")),
            (3, _("for three days")),
            (7, _("for a week")),
            (14, _("for two weeks")),
        ]


class AwayForm(forms.Form):
    """Until when a helper is away."""

    until = forms.DateField(
        label=gettext_lazy("You are away until and with"),
        help_text=gettext_lazy("What you took stands open for your colleagues until then."),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Fill in the last day that you are away.")},
    )

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This is over."))
        return until
