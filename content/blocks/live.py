"""Blocks whose content lives in one place and is shown as it stands now, never as it stood on publishing."""

from __future__ import annotations

import copy
from typing import Any

from wagtail.snippets.blocks import SnippetChooserBlock

from content.kept import keep


class LiveChooserBlock(SnippetChooserBlock):
    """A chosen snippet. All snippets of the kind are kept in the process, so that showing one costs no query."""

    def _kept(self) -> dict[Any, Any]:
        return keep(("rows", self.model_class), self.model_class.objects.in_bulk)

    def to_python(self, value: Any) -> Any:
        return copy.copy(self._kept().get(value))

    def bulk_to_python(self, values: Any) -> list[Any]:
        kept = self._kept()
        return [copy.copy(kept.get(value)) for value in values]

    class Meta:
        live = True
        icon = "snippet"
