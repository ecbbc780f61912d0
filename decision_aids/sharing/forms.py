"""What she fills in to ask a helper: which team, which answers, which question."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.fields import TOO_LONG, clean_text
from decision_aids.sharing.models import Team
from decision_aids.sharing.services import MOST_CHARACTERS

NONCE = RegexValidator(r"\A[0-9a-f]{32}\Z")
WAYS = {
    "phone": _("By telephone"),
    "chat": _("In a chat"),
    "video": _("In a video call"),
    "meet": _("Face to face"),
}


def new_nonce() -> str:
    """A mark for one form, so that sending it twice does it once."""
    return secrets.token_hex(16)


class PlainTextField(forms.CharField):
    """A text of hers: plain, without characters that nobody can see, never remembered by the browser.

    The page gets to know how much fits (`data-room`) and tells it when little room is left.
    """

    widget = forms.Textarea
    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MOST_CHARACTERS)
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "dir": "auto", "rows": rows, "data-room": self.max_length}
        self.widget.attrs.pop("maxlength", None)  # a browser would cut a pasted text without a word

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value))


class AnswersField(forms.Form):
    """The answers that she can share, chapter by chapter."""

    answers = forms.MultipleChoiceField(
        label=_("Which answers may they read?"),
        help_text=_("Only what you tick. You can also send just a question."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("One of these answers has changed or is gone. Choose again, please.")},
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[str, Iterable[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers: Any = self.fields["answers"]
        answers.choices = list(offered)

    def answers_by_chapter(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The answers on offer as the template draws them: (chapter, [{id, value, label, checked}])."""
        chosen = set(self["answers"].value() or ())
        chapters = []
        for chapter, options in self.fields["answers"].choices:
            rows = [
                {"id": f"{self['answers'].auto_id}_{value}", "value": value, "label": label, "checked": value in chosen}
                for value, label in options
            ]
            chapters.append((chapter, rows))
        return chapters


class WishesForm(forms.Form):
    """How she wants to be reached, if in another way than here."""

    ways = forms.MultipleChoiceField(
        label=_("Do you want contact in another way as well?"),
        help_text=_("You need not choose anything: then you talk here only."),
        widget=forms.CheckboxSelectMultiple,
        choices=list(WAYS.items()),
        required=False,
    )
    times = PlainTextField(
        label=_("How and when is it safe for you?"),
        help_text=_("For instance a number, and the hours when nobody listens along. Leave it empty if you like."),
        required=False,
        max_length=500,
        rows=3,
    )
    no_message = forms.BooleanField(
        label=_("Do not leave a message"),
        help_text=_("Nothing on voicemail, and no text message."),
        required=False,
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
    )

    def wishes(self) -> dict[str, Any]:
        """How she wants to be reached, as it goes along in the room; {} when she only wants to talk here."""
        given = self.cleaned_data
        if not given["ways"]:
            return {}
        return {"ways": given["ways"], "times": given["times"], "no_message": given["no_message"]}

    @property
    def wished(self) -> bool:
        """Whether she filled in something about other contact."""
        return any(self[name].value() for name in ("ways", "times", "no_message"))


class AskForm(AnswersField, WishesForm):
    """A question, with the answers that go along. Nothing is chosen beforehand."""

    field_order = ("answers", "team", "question", "ways", "times", "no_message", "on_paper", "first", "nonce")

    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Who may read it?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose who may read it."),
            "invalid_choice": _("This team cannot be reached now. Choose another one, please."),
        },
    )
    question = PlainTextField(
        label=_("Your question"),
        help_text=_("At most 2,000 characters. A few words are enough."),
        error_messages={
            "required": _("Write in a few words what you want to ask."),
            "max_length": _("There is room for %(limit_value)d characters here. You wrote %(show_value)d."),
        },
    )
    on_paper = forms.BooleanField(
        label=_("They may put this talk in a file on paper"),
        help_text=_("Some teams keep a file on paper. You can change this later. Not ticked means no."),
        required=False,
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
    )
    first = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"autocomplete": "off"}))
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, teams: Any, attached: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams
        if attached is None or not teams.filter(pk=attached.team).exists():
            del self.fields["first"]
            return
        self.fields["first"].label = gettext("%(helper)s reads it first") % {"helper": attached.name}
        self.fields["first"].help_text = gettext("If you choose this team. You came with this helper.")
        self.initial = {"team": attached.team, "first": True, **self.initial}  # her own choice, when she began


class ChangeForm(AnswersField):
    """Which answers a team may read from now on."""

    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])


class ChangeWishesForm(WishesForm):
    """How she wants to be reached from now on."""

    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])


class ReplyForm(forms.Form):
    """One more message in a room."""

    text = PlainTextField(
        label=_("Your message"),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("There is room for %(limit_value)d characters here. You wrote %(show_value)d."),
        },
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])


SLOT = RegexValidator(r"\A[0-9a-f]{16}\Z")


class PickForm(forms.Form):
    """Which of the times that are on offer."""

    slot = forms.CharField(validators=[SLOT])
    nonce = forms.CharField(validators=[NONCE])


class CancelForm(forms.Form):
    """Which time is called off, with a word if she likes."""

    slot = forms.CharField(widget=forms.HiddenInput, validators=[SLOT])
    word = PlainTextField(
        label=_("Do you want to say something with it?"),
        help_text=_("You need not explain anything."),
        required=False,
        max_length=300,
        rows=2,
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])


class MailForm(forms.Form):
    """Where one mail goes to."""

    address = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in an address, or go back."),
            "invalid": _("This is not a mail address."),
            "max_length": _("This is not a mail address."),
        },
    )
