"""What is wrong with the contents of an aid, besides the way through it: empty fields, old facts, gaps in its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.facts.models import Fact
from decision_aids.engine.issues import Issue
from decision_aids.exercises.blocks import OptionReferenceBlock
from decision_aids.flows.offer import kinds_off
from decision_aids.flows.walking import Path, walk

STREAMS = ("flow", "options")
ORIGIN = ("question", "privacy", "authors", "funding", "evidence_date", "review_due")
LONGEST_TO_SHORTEST = 1.5  # how much longer one option may be told than another before we ask whether it is fair


def find_content_issues(page: Any) -> Iterator[Issue]:
    """Yield what an editor has to fill in or look at."""
    for name in STREAMS:
        stream = getattr(page, name)
        yield from _find_field_issues(stream.stream_block, stream)
    yield from _find_reference_issues(page)
    yield from _find_option_issues(page)
    yield from _find_origin_issues(page)


def _find_field_issues(block: blocks.Block, value: Any) -> Iterator[Issue]:
    """Yield what the blocks themselves refuse; a draft is saved without asking them."""
    for refusal in find_refusals(block, value):
        yield Issue("field-wrong", refusal.owner, context={"field": refusal.label, "message": refusal.message})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a block says against its value: where, the id of the nearest block with one, the label and the words."""

    path: Path
    owner: str
    label: str
    message: str


def find_refusals(block: blocks.Block, value: Any, *, draft: bool = False) -> Iterator[Refusal]:
    """Yield what `block.clean` refuses. With `draft`, fields that are still empty are let through."""
    try:
        block.clean_deferred(value) if draft else block.clean(value)
    except ValidationError as error:
        yield from _unfold(block, value, error, (), "", "")


def _unfold(block: Any, value: Any, error: ValidationError, path: Path, owner: str, label: str) -> Iterator[Refusal]:
    if isinstance(error, (StreamBlockValidationError, ListBlockValidationError)):
        children = value if isinstance(error, StreamBlockValidationError) else value.bound_blocks
        for index, inner in error.block_errors.items():
            child = children[index]
            yield from _unfold(child.block, child.value, inner, (*path, index), child.id or owner, "")
        messages = [message for line in error.non_block_errors.as_data() for message in line.messages]
    elif isinstance(error, StructBlockValidationError):
        for name, inner in error.block_errors.items():
            child = block.child_blocks[name]
            yield from _unfold(child, value[name], inner, (*path, name), owner, str(child.label))
        messages = [message for line in error.non_block_errors.as_data() for message in line.messages]
    else:
        messages = error.messages
    for message in messages:
        yield Refusal(path, owner, label or str(block.label), message)


def _find_reference_issues(page: Any) -> Iterator[Issue]:
    options = {child.id for child in page.options if child.block_type == "option"}
    off = kinds_off(page)
    for place in walk(page.flow.stream_block, page.flow):
        if place.has_id and place.block.name in off:
            yield Issue("switched-off", place.owner, "warning")
        if isinstance(place.block, OptionReferenceBlock) and place.value and place.value not in options:
            yield Issue("option-gone", place.owner)
        elif isinstance(place.value, Fact) and place.value.hidden:
            yield Issue("fact-expired", place.owner, context={"fact": str(place.value)})
        elif isinstance(place.value, Fact) and place.value.review_due:
            yield Issue("fact-review-due", place.owner, "warning", {"fact": str(place.value)})


def _find_option_issues(page: Any) -> Iterator[Issue]:
    options = [child for child in page.options if child.block_type == "option"]
    if len(options) < 2:
        yield Issue("few-options", severity="warning", context={"element": "options"})
    lengths = {child.id: len(strip_tags(child.value["intro"].source).split()) for child in options}
    if lengths and max(lengths.values()) > LONGEST_TO_SHORTEST * max(min(lengths.values()), 1):
        longest = max(lengths, key=lambda block_id: lengths[block_id])
        yield Issue("options-unequal", longest, "warning")


def _find_origin_issues(page: Any) -> Iterator[Issue]:
    for name in ORIGIN:
        if not getattr(page, name):
            yield Issue(f"{name.replace('_', '-')}-missing", severity="warning", context={"element": f"id_{name}"})
    if page.review_due and page.review_due <= timezone.localdate():
        yield Issue("review-overdue", severity="warning", context={"element": "id_review_due"})
