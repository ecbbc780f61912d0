"""A preset: a kind of exercise made ready, that an editor picks from the same list of blocks.

A preset is a kind with a name of its own, so that an aid tells what it stands for, and nothing else of its own: the
fields, the answer and the templates are those of the kind that it is made of.

    @register
    class Strengths(Lists):
        name = "vrijuit.strengths"
        block = preset_block(ListsBlock, icon="pick", label=_("My strengths"), description=_("..."), value={...})

The kind names its `folder`, so that its presets find its templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

from decision_aids.exercises.blocks import ExerciseBlock

Words = str | Promise


def preset_block(
    block: type[ExerciseBlock], *, icon: str, label: Words, description: Words, value: Mapping[str, Any]
) -> type[ExerciseBlock]:
    """Make the block of a preset: an editor finds `value` filled in already, and sees it in the preview.

    `value` is {field: value}, lists as plain lists. Its words are those of the editor's language at the moment of
    picking; from then on they are the editor's own.
    """
    words = {"label": label, "help": "", **value}

    meta = type(
        "Meta", (), {"icon": icon, "label": label, "description": description, "preview_value": words, "default": words}
    )
    made: type[ExerciseBlock] = type(block)(
        f"Preset{block.__name__}", (block,), {"__module__": block.__module__, "__doc__": block.__doc__, "Meta": meta}
    )
    return made
