"""Something said aloud: recorded on the page, or chosen as a file, and always possible in words instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.attachments import AttachmentField, Upload, most_bytes
from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import TextField
from decision_aids.exercises.registry import register
from decision_aids.exercises.sound.formats import measure, recognise, without_traces

MOST_SECONDS = 120
NO_SOUND = _("This is not a sound that we can play. Record it here, or say it in words.")
SPARE_SECONDS = 5  # a browser may stop a little late


class SoundBlock(ExerciseBlock):
    class Meta:
        icon = "media"
        label = _("Sound")
        description = _("Room to say something aloud, at most two minutes. Who would rather write does so.")
        preview_value = {
            "label": _("Say it aloud"),
            "help": _("Nobody hears it unless you share it."),
        }


class SoundField(AttachmentField, forms.FileField):
    """A recording. What it is, is told by its bytes and by nothing else."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"accept": "audio/*", "capture": True, "autocomplete": "off"}
        super().__init__(
            required=False,
            widget=forms.FileInput(attrs=attrs),
            error_messages={"empty": _("There is nothing in this file. Record it again, please.")},
            **kwargs,
        )

    def to_python(self, data: Any) -> Upload | None:
        file = super().to_python(data)
        if file is None:
            return None
        file.seek(0)  # the same request may be looked at twice
        return self.take(file.read())

    def take(self, content: bytes) -> Upload:
        if len(content) > most_bytes("sound"):
            raise ValidationError(_("This sound is too large. Two minutes of talking fit, at most 2 MB."))
        media = recognise(content)
        if not media:
            raise ValidationError(NO_SOUND)
        seconds = measure(content, media)
        if seconds is not None and seconds > MOST_SECONDS + SPARE_SECONDS:
            raise ValidationError(_("This sound is longer than two minutes. Record a shorter one, please."))
        facts = {"seconds": min(round(seconds), MOST_SECONDS)} if seconds is not None else {}
        return Upload(without_traces(content, media), media, facts)


class SecondsField(forms.Field):
    """How long the page says that it recorded, for sounds that do not say it themselves."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def to_python(self, value: Any) -> int | None:
        text = str(value or "")
        if len(text) > 4:
            raise ValidationError(NO_SOUND)
        if not (text.isascii() and text.isdecimal()):
            return None
        return min(int(text), MOST_SECONDS)


@register
class Sound(Exercise):
    """Say something aloud, or write it.

    answer  {"sound": reference to an attachment with "seconds" where they are known, or None, "words": str}
    """

    name = "vrijuit.sound"
    block = SoundBlock
    scripts = ("exercises/sound.js",)
    microphone = True

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {
            "sound": SoundField(
                label=gettext("A sound file"),
                help_text=gettext("At most two minutes and 2 MB. A telephone offers to record one."),
            ),
            "seconds": SecondsField(),
            "remove": forms.BooleanField(
                required=False,
                label=gettext("Remove this sound"),
                widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
            ),
            "words": TextField(label=gettext("Or say it in words"), rows=3),
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        there = None if data.get("remove") or before is None else before["sound"]
        fresh = data.get("sound")
        if fresh and "seconds" not in fresh and data.get("seconds"):
            fresh = {**fresh, "seconds": data["seconds"]}
        answer = {"sound": fresh or there, "words": data.get("words") or ""}
        return answer if any(answer.values()) else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {"words": answer["words"]}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        rows = []
        if answer["sound"]:
            rows.append(Row(_say_length(answer["sound"])))
        if answer["words"]:
            rows.append(Row(gettext("In words"), answer["words"]))
        return rows

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        there = answer["sound"] if answer is not None else None
        if mode == "input":
            context |= {"most_seconds": MOST_SECONDS, "most_bytes": most_bytes("sound")}
        if there and mode in ("input", "summary", "helper"):
            attachments = context.get("attachments")
            context["present"] = {
                "words": _say_length(there),
                "url": attachments.url(there) if attachments is not None else "",
            }
        return super().render(mode, spec, answer, **context)


def _say_length(there: Mapping[str, Json]) -> str:
    if "seconds" not in there:
        return gettext("A sound")
    seconds = there["seconds"]
    return ngettext("A sound of %(seconds)d second", "A sound of %(seconds)d seconds", seconds) % {"seconds": seconds}
