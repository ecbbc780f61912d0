"""Every block that an editor of an aid can pick says what it is for, shows what it looks like, and can be translated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail import blocks

from decision_aids.flows.keeping import UNKNOWN
from decision_aids.flows.models import DecisionAidPage

pytestmark = pytest.mark.django_db


def streams() -> list[blocks.StreamBlock]:
    page = DecisionAidPage()
    return [page.flow.stream_block, page.options.stream_block]


def picked() -> dict[str, blocks.Block]:
    """Give every block that stands in a picker, by its name."""
    flow, options = streams()
    items = flow.child_blocks["step"].child_blocks["items"]
    found = {**flow.child_blocks, **options.child_blocks, **items.child_blocks}
    return {name: block for name, block in found.items() if name != UNKNOWN}


def leaves(block: blocks.Block) -> Iterator[blocks.Block]:
    children = getattr(block, "child_blocks", {}).values() or [getattr(block, "child_block", None)]
    for child in children:
        if child is not None:
            yield child
            yield from leaves(child)


def test_every_block_says_what_it_is_for_and_can_be_previewed(editor: Client) -> None:
    for name, block in picked().items():
        assert block.label, name
        assert block.get_description(), name
        assert block.is_previewable, name
        page = editor.get("/admin/block-preview/", {"id": block.definition_prefix})
        assert page.status_code == 200, name


def test_text_that_is_missing_in_older_content_is_empty_and_not_nothing() -> None:
    """Without a default of "" an aid with older content could not be sent to the translators."""
    texts = [
        leaf
        for stream in streams()
        for leaf in leaves(stream)
        if isinstance(leaf, (blocks.CharBlock, blocks.TextBlock))
    ]

    assert texts
    assert [leaf.name for leaf in texts if leaf.get_default() is None] == []


def test_field_of_the_page_has_a_line_of_help() -> None:
    form = DecisionAidPage.get_edit_handler()
    without = []

    def look(panel: object) -> None:
        for child in getattr(panel, "children", []):
            look(child)
        name = getattr(panel, "field_name", "")
        own = DecisionAidPage._meta.get_field(name) if name else None
        if own is not None and own.model is DecisionAidPage and not (panel.help_text or own.help_text):
            without.append(name)

    look(form)
    assert without == []


def test_migrations_hold_no_block() -> None:
    name, path, args, kwargs = DecisionAidPage._meta.get_field("flow").deconstruct()

    assert (name, path, args) == ("flow", "content.blocks.fields.ContentStreamField", [])
    assert "block_lookup" not in kwargs
