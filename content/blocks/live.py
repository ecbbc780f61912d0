"""Blocks whose content lives in one place and is shown as it stands now, never as it stood on publishing."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.snippets.blocks import SnippetChooserBlock

from content.kept import keep


class LiveChooserBlock(SnippetChooserBlock):
    """A chosen snippet. All snippets of the kind are kept in the process, so that showing one costs no query."""

    def _kept(self) -> dict[Any, Any]:
        return keep(("rows", self.model_class._meta.label), self.model_class.objects.in_bulk)

    def to_python(self, value: Any) -> Any:
        return copy.copy(self._kept().get(value))

    def bulk_to_python(self, values: Any) -> list[Any]:
        kept = self._kept()
        return [copy.copy(kept.get(value)) for value in values]

    class Meta:
        live = True
        icon = "snippet"


def render_live(name: str, pk: Any, context: Mapping[str, Any] | None = None) -> str:
    """Give the HTML of a live block as it must be shown now; "" when what it shows is gone.

    `name` is one of `content.blocks.LIVE_BLOCKS`, `pk` what a flow version keeps of it. A step calls this on each
    visit: the HTML is kept in the process until something changes.
    """
    from content.blocks.palette import LIVE_BLOCKS  # noqa: PLC0415 (app ready)

    block = LIVE_BLOCKS[name]
    if context:
        return _render(block, pk, context)
    return keep(("live", name, pk, get_language()), lambda: _render(block, pk, {}))


def _render(block: LiveChooserBlock, pk: Any, context: Mapping[str, Any]) -> SafeString:
    value = block.to_python(pk)
    return block.render(value, dict(context)) if value is not None else SafeString("")
