"""Scales that others published: words that nobody may change, with who made them and what we may do with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

OTTAWA = _("Free to use when it is not for profit, cited, and not changed. See decisionaid.ohri.ca.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a scale comes from. `citation` stands as it is in every language; `licence` is explained in hers."""

    name: str
    citation: str
    licence: Any


class SourceBlock(blocks.StaticBlock):
    """Shows editors where a scale comes from. There is nothing to fill in: its words may not be changed."""

    def __init__(self, source: Source, **kwargs: Any) -> None:
        self._source = source
        super().__init__(**kwargs)

    def get_admin_text(self) -> str:
        source = self._source
        return f"{source.name}. {source.citation} {source.licence}"


def needs_explaining() -> bool:
    """Whether the published English words need some in the reader's own language beside them."""
    return not (get_language() or "").startswith("en")
