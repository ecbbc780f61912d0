"""What she fills in to let somebody read along, and what that person fills in to come in and to say something."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.fields import clean_text
from decision_aids.sharing.forms import NONCE, AnswersField, PlainTextField, ReplyForm
from decision_aids.sharing.readers import ANSWERS, COMMENT, TALK

OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
RIGHTS = {
    ANSWERS: _("Only read the answers"),
    TALK: _("Read the answers, and what is said here"),
    COMMENT: _("Read all that, and write something here too"),
}
DAYS = {"7": _("One week"), "30": _("One month"), "90": _("Three months")}


class NameField(forms.CharField):
    """A name of one line, as plain text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}), **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(super().to_python(value)).split())


class PersonForm(forms.Form):
    """Who reads along, how far, until when. `taken`: the names that stand in this room already."""

    name = NameField(
        label=_("What do you call this person?"),
        help_text=_("For instance a first name, or “my sister”. Everybody who reads here sees this name."),
        error_messages={
            "required": _("Give this person a name, so that you know who reads along."),
            "max_length": _("There is room for %(limit_value)d characters here. You wrote %(show_value)d."),
        },
    )
    may = forms.ChoiceField(
        label=_("What may this person do?"), choices=list(RIGHTS.items()), initial=ANSWERS, widget=forms.RadioSelect
    )
    days = forms.ChoiceField(
        label=_("How long may this person read?"),
        help_text=_("You can take it back earlier, at any moment."),
        choices=list(DAYS.items()),
        initial="30",
        widget=forms.RadioSelect,
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._taken = {name.casefold() for name in taken}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.casefold() in self._taken:
            raise forms.ValidationError(_("Somebody with this name reads along already. Choose another name."))
        return name

    @property
    def until(self) -> datetime.date:
        """The last day."""
        return timezone.localdate() + datetime.timedelta(days=int(self.cleaned_data["days"]))


class InviteForm(AnswersField, PersonForm):
    """A room for one person: which answers, and a word with it if she likes. Nothing is chosen beforehand."""

    words = PlainTextField(
        label=_("Do you want to say something with it?"),
        help_text=_("You can leave this empty."),
        required=False,
        rows=3,
        error_messages={
            "max_length": _("There is room for %(limit_value)d characters here. You wrote %(show_value)d.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].help_text = _("Only what you tick.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("words") and given.get("may") == ANSWERS:
            self.add_error("may", _("With “only the answers” this person cannot read your words. Choose another line."))
        return given


class CodeForm(forms.Form):
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
    remember = forms.BooleanField(
        label=_("Keep this open on this device for 14 days"),
        help_text=_("Only do this if nobody else uses this device."),
        required=False,
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
    )


class CommentForm(ReplyForm):
    """One thing said by somebody who reads along; `about` is the answer that it belongs to, or ""."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
