"""What a helper fills in: the desk passphrase, a reply, feedback on one answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_aids.sharing.forms import NONCE, PlainTextField
from decision_aids.vault.keys import PASSPHRASE_MIN

SECRET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class UnlockForm(forms.Form):
    """The desk passphrase."""

    passphrase = forms.CharField(
        label=gettext_lazy("Your desk passphrase"),
        widget=forms.PasswordInput(attrs=SECRET),
        strip=True,
        max_length=200,
    )


class SetupForm(forms.Form):
    """A new desk passphrase, twice."""

    passphrase = forms.CharField(
        label=gettext_lazy("New desk passphrase"),
        help_text=gettext_lazy("At least 15 characters. Four or more unrelated words are easy to remember."),
        widget=forms.PasswordInput(attrs=SECRET),
        min_length=PASSPHRASE_MIN,
        max_length=200,
    )
    again = forms.CharField(
        label=gettext_lazy("The same once more"), widget=forms.PasswordInput(attrs=SECRET), max_length=200
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


class SayForm(forms.Form):
    """A reply, or feedback on one answer."""

    text = PlainTextField(
        label=gettext_lazy("Your answer"),
        max_length=10_000,
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    about = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])
