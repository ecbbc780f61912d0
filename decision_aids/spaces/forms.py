"""The forms of a space: words typed back, words to return with, how long to keep it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from decision_aids.spaces.services import KEEP_CHOICES
from decision_aids.vault import phrase

OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}


class WordsField(forms.CharField):
    """Words of hers, which no browser cuts without a word."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ReturnForm(forms.Form):
    """The seven words. `reading` says what they can stand for, before anything costly is done."""

    words = WordsField(
        label=gettext_lazy("Your seven words"),
        help_text=gettext_lazy(
            "In the right order. Capitals and accents do not matter. The first four letters are enough."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={**OFF, "rows": 3}),
        error_messages={"required": gettext_lazy("Type the seven words that you wrote down.")},
    )
    remember = forms.BooleanField(
        label=gettext_lazy("Keep this space open on this device for 14 days"),
        help_text=gettext_lazy("Only do this if nobody else uses this device."),
        required=False,
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
    )
    reading: phrase.Reading

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        self.reading = phrase.read(typed, get_language() or "nl")
        if self.reading.understood:
            return typed
        if self.reading.typed != self.reading.expected:
            raise forms.ValidationError(
                ngettext(
                    "We read %(typed)d word. There should be %(expected)d.",
                    "We read %(typed)d words. There should be %(expected)d.",
                    self.reading.typed,
                )
                % {"typed": self.reading.typed, "expected": self.reading.expected}
            )
        raise forms.ValidationError([self._say(unclear) for unclear in self.reading.unclear])

    def _say(self, unclear: phrase.Unclear) -> str:
        about = {"position": unclear.position, "typed": unclear.typed[:30]}
        if not unclear.suggestions:
            return _("Word %(position)d, “%(typed)s”, is not one of our words.") % about
        return _("Word %(position)d, “%(typed)s”, is not one of our words. Did you mean: %(suggestions)s?") % {
            **about,
            "suggestions": ", ".join(unclear.suggestions),
        }


class ConfirmForm(forms.Form):
    """Two of the seven words typed back, to be sure that they were written down."""

    first = WordsField(max_length=60, widget=forms.TextInput(attrs=OFF))
    second = WordsField(max_length=60, widget=forms.TextInput(attrs=OFF))

    def __init__(self, *args: Any, indices: Sequence[int], asked: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._indices = indices
        self._asked = dict(zip(("first", "second"), asked, strict=True))
        for name, position in self._asked.items():
            self.fields[name].label = _("Word number %(number)d") % {"number": position + 1}
            self.fields[name].error_messages["required"] = _("Type this word to show that you wrote it down.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, position in self._asked.items():
            if name in cleaned and not phrase.same_word(cleaned[name], self._indices[position]):
                self.add_error(name, _("This is not word number %(number)d. Look again.") % {"number": position + 1})
        return cleaned


class DaysForm(forms.Form):
    """How long the space is kept after its last use."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("How long do we keep your space after you last used it?"),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in KEEP_CHOICES
        ]
