"""The blocks that pages and steps are written with.

`CONTENT_BLOCKS` is a tuple of (name, block), to make stream blocks from. `LIVE_BLOCKS` names those that are
rendered anew each time, because what they show must be right to the minute.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name in {"CONTENT_BLOCKS", "LIVE_BLOCKS"}:
        from content.blocks import palette  # noqa: PLC0415 (app ready: blocks of pictures need the models)

        return getattr(palette, name)
    raise AttributeError(name)
