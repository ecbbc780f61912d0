"""A drawing: a sheet for finger, mouse, pen or keyboard, and always the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.attachments import DRAWN, MARK, AttachmentField, Upload, most_bytes
from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.drawing.strokes import (
    COLOURS,
    HEIGHT,
    THICKNESSES,
    WIDTH,
    NotADrawing,
    lines_of,
    read_strokes,
    write_strokes,
)
from decision_aids.exercises.fields import TextField
from decision_aids.exercises.registry import register


class DrawingBlock(ExerciseBlock):
    class Meta:
        icon = "pick"
        label = _("Drawing")
        description = _("A sheet to draw on. Who would rather not draw says it in words.")
        preview_value = {
            "label": _("Draw how it is for you now"),
            "help": _("It does not have to be beautiful. Lines and colours are enough."),
        }


class MultipartHidden(forms.HiddenInput):
    """A hidden field of a form that is sent in parts, in which digits and commas take the least room."""

    needs_multipart_form = True


class StrokesField(AttachmentField):
    """The lines of a drawing, as the sheet's script writes them."""

    widget = MultipartHidden

    def __init__(self) -> None:
        super().__init__(required=False, widget=MultipartHidden(attrs={"autocomplete": "off"}))

    def to_python(self, value: Any) -> Upload | None:
        return self.take(str(value).encode(errors="replace")) if value else None

    def take(self, content: bytes) -> Upload | None:
        if len(content) > most_bytes("drawing"):
            raise ValidationError(_("There are too many lines on the sheet. Take some away, please."))
        try:
            strokes = read_strokes(content)
        except NotADrawing:
            raise ValidationError(_("Something went wrong with this drawing. You can say it in words.")) from None
        return Upload(write_strokes(strokes), DRAWN, {"lines": len(strokes)}) if strokes else None


@register
class Drawing(Exercise):
    """Draw something, or say in words what you would draw.

    answer  {"drawing": reference to an attachment with "lines", or None, "words": str}
    """

    name = "vrijuit.drawing"
    block = DrawingBlock
    scripts = ("exercises/drawing.js",)

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {
            "drawing": StrokesField(),
            "remove": forms.BooleanField(
                required=False,
                label=gettext("Remove this drawing"),
                widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
            ),
            "words": TextField(
                label=gettext("Or say it in words"),
                help_text=gettext("You can also tell here what is on your drawing. It is read out with it."),
                rows=3,
            ),
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        there = None if data.get("remove") or before is None else before["drawing"]
        answer = {"drawing": data.get("drawing") or there, "words": data.get("words") or ""}
        return answer if any(answer.values()) else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {"words": answer["words"]}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        rows = []
        if answer["drawing"]:
            rows.append(Row(_say_lines(answer["drawing"])))
        if answer["words"]:
            rows.append(Row(gettext("In words"), answer["words"]))
        return rows

    def serve(self, reference: Mapping[str, Json], content: bytes) -> tuple[str, bytes]:
        """An SVG that we draw ourselves, from numbers that were read one by one."""
        return DRAWN, render_to_string("exercises/drawing/file.svg", _sheet(lines_of(read_strokes(content)))).encode()

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        there = answer["drawing"] if answer is not None else None
        if mode == "input":
            context |= _sheet() | {"colours": COLOURS, "thicknesses": THICKNESSES, "most": most_bytes("drawing")}
        if there and mode != "text":
            words = " ".join(answer["words"].split()) or _say_lines(there)
            context["present"] = {"words": words, **_where(mode, there, context)}
        return super().render(mode, spec, answer, **context)


def _where(mode: Mode, there: Mapping[str, Json], context: Mapping[str, Any]) -> dict[str, Any]:
    """How a page gets at the drawing: by its address, or on paper by its lines. Nothing where nothing is kept."""
    attachments = context.get("attachments")
    if attachments is None:
        return {}
    if mode != "print":
        return {"url": attachments.url(there), **_sheet()}
    content = attachments.read(context["item"].item.id, there[MARK])
    return _sheet(lines_of(read_strokes(content))) if content is not None else {}


def _sheet(lines: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    on_paper = {"wide": WIDTH // 2, "high": HEIGHT // 2}  # 13 cm: it fits between the margins
    return {"width": WIDTH, "height": HEIGHT, "lines": lines or [], **on_paper}


def _say_lines(there: Mapping[str, Json]) -> str:
    return ngettext("A drawing of %(lines)d line", "A drawing of %(lines)d lines", there["lines"]) % {
        "lines": there["lines"]
    }
