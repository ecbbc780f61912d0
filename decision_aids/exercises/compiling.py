"""From what an editor typed to the JSON that a flow version keeps.

Works on bound block values, not on raw data: rich text is resolved and cleaned, pictures become addresses,
ids of list items are kept because answers hang on them.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from cms.base.sanitise import rich_text


def compile_value(value: Any) -> Any:
    """Give the JSON of one block value.

    StructValue -> {name: ...}; ListValue -> [{"id": ..., **fields}] or [{"id": ..., "value": ...}];
    StreamValue -> [{"id", "type", "value"}]; RichText -> clean HTML; a snippet, page or file -> its key.
    Raises `TypeError` for a value that no rule covers.
    """
    if isinstance(value, blocks.StructValue):
        return {name: compile_value(child) for name, child in value.items()}
    if isinstance(value, blocks.list_block.ListValue):
        return [_compile_list_item(child) for child in value.bound_blocks]
    if isinstance(value, blocks.StreamValue):
        return [{"id": child.id, "type": child.block_type, "value": compile_value(child.value)} for child in value]
    if isinstance(value, RichText):
        return str(rich_text(expand_db_html(value.source)))
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Page) or hasattr(value, "pk"):
        return value.pk
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    raise TypeError(f"No rule to compile {type(value)!r}.")


def _compile_list_item(child: Any) -> dict[str, Any]:
    compiled = compile_value(child.value)
    if isinstance(compiled, dict):
        return {"id": child.id, **compiled}
    return {"id": child.id, "value": compiled}
