"""What every block must have, ours and those of exercises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail import blocks
from wagtail.fields import StreamField

from content.blocks import CONTENT_BLOCKS, LIVE_BLOCKS

TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.URLBlock)


def children(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    yield path, block
    if isinstance(block, blocks.ListBlock):
        yield from children(block.child_block, f"{path}.item")
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from children(child, f"{path}.{name}")


def all_blocks() -> dict[str, blocks.Block]:
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found.update(children(field.stream_block, f"{model._meta.label}.{field.name}"))
    return found


def test_every_text_child_of_every_block_is_empty_by_default_and_never_none():
    without = [
        path
        for path, block in all_blocks().items()
        if isinstance(block, TEXTS) and getattr(block.meta, "default", None) != ""
    ]

    assert without == []


def test_every_text_child_of_the_palette_is_looked_at():
    seen = {path.removeprefix("pages.ResourcePage.body.") for path in all_blocks()}

    assert {"text", "callout.text", "option_grid.rows.item.cells.item", "resource.url"} <= seen


def test_palette_holds_the_blocks_that_pages_and_steps_are_written_with():
    assert [name for name, _block in CONTENT_BLOCKS] == [
        "text",
        "callout",
        "details",
        "quotation",
        "picture",
        "video",
        "option_grid",
        "icon_array",
        "helpline",
        "fact",
        "organisation",
        "resource",
    ]
    assert list(LIVE_BLOCKS) == ["icon_array", "helpline", "fact", "organisation"]


@pytest.mark.parametrize(("name", "block"), CONTENT_BLOCKS)
def test_content_block_tells_an_editor_what_it_is(name, block):
    assert block.label
    assert block.get_description()
    assert block.meta.group
    assert block.meta.icon not in ("placeholder", "snippet")
    assert block.is_previewable
    assert get_template(block.meta.template)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text", "What you can expect"),
        ("callout", "Take your time"),
        ("details", "How long does a first talk take?"),
        ("quotation", "I wrote everything down first."),
        ("picture", "A picture fills the width of the text."),
        ("video", "How a first talk goes"),
        ("option_grid", "Can others hear it?"),
        ("icon_array", "22 of 100"),
        ("helpline", "Talk about anything."),
        ("fact", "at least 6 days"),
        ("organisation", "looks with you for what helps"),
        ("resource", "Talking to your parents"),
    ],
)
def test_preview_shows_the_block_with_the_styles_of_the_site(name, words, editor):
    block = dict(CONTENT_BLOCKS)[name]

    answer = editor.get("/admin/block-preview/", {"id": block.definition_prefix}, headers={"accept-language": "en"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "css/visitor" in page
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
