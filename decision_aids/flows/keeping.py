"""Streams that keep what they do not know: taking out a plugin loses nothing that was written with it."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

UNKNOWN = "unknown"


class UnknownWidget(forms.HiddenInput):
    """Carries the raw block along, and says to the editor what it is."""

    template_name = "flows/widgets/unknown.html"
    input_type = "hidden"

    @property
    def is_hidden(self) -> bool:
        return False


class UnknownBlock(blocks.FieldBlock):
    """Stands for a block of a type that is not installed. Value: the raw block without its id."""

    @cached_property
    def field(self) -> forms.Field:
        return forms.JSONField(required=False, widget=UnknownWidget)

    def value_from_form(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) and value else value

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value

    class Meta:
        label = _("Not installed any more")
        description = _("Made with an extension that is not installed now. It is kept, and visitors do not see it.")
        icon = "warning"
        default = None


class KeepingStreamBlock(blocks.StreamBlock):
    """A stream block in which blocks of unknown types are carried along byte for byte, behind a placeholder."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or ()), (UNKNOWN, UnknownBlock())], **kwargs)

    def _wrap(self, raw: Any) -> Any:
        if not isinstance(raw, dict) or raw.get("type") in self.child_blocks:
            return raw
        kept = {key: value for key, value in raw.items() if key != "id"}
        return {"type": UNKNOWN, "value": kept, "id": raw.get("id")}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(value, (list, tuple)):
            value = [self._wrap(raw) for raw in value]
        return super().to_python(value)

    def bulk_to_python(self, values: Any) -> Any:
        return super().bulk_to_python([[self._wrap(raw) for raw in stream] for stream in values])

    def get_prep_value(self, value: Any) -> Any:
        return [
            {**raw["value"], "id": raw["id"]} if raw["type"] == UNKNOWN and raw["value"] else raw
            for raw in super().get_prep_value(value)
        ]


class KeepingStreamAdapter(StreamBlockAdapter):
    """Draws the stream in the editor, without the placeholder among the blocks to pick from."""

    js_constructor = "flows.KeepingStreamBlock"

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("flows/keeping-stream.js")])


register(KeepingStreamAdapter(), KeepingStreamBlock)
