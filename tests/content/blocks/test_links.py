"""Which pages a page points at, found without asking for each."""

from __future__ import annotations

from content.blocks.links import PageLinks, page_ids
from tests.factories.content import ResourcePageFactory, block, page_link


def test_page_ids_finds_links_in_rich_text_and_chosen_pages_at_any_depth():
    raw = [
        block("text", '<p><a linktype="page" id="3">een</a> en <a id="4" linktype="page">twee</a></p>'),
        block("resource", {"title": "", "text": "", "page": 5, "url": ""}),
        block("grid", {"rows": [block("item", {"cells": [block("item", '<a linktype="page" id="6">drie</a>')]})]}),
        block("text", '<p><a href="https://example.org/?id=7">elders</a> <a linktype="document" id="8">stuk</a></p>'),
        block("resource", {"title": "", "text": "", "page": None, "url": ""}),
    ]

    assert sorted(page_ids(raw)) == [3, 4, 5, 6]


def test_all_links_of_a_page_cost_one_query(home, django_assert_num_queries):
    targets = ResourcePageFactory.create_batch(5, parent=home)
    page = ResourcePageFactory(parent=home, body=[block("text", page_link(target)) for target in targets])
    page.refresh_from_db()
    assert targets[0].url

    with django_assert_num_queries(1):
        links = PageLinks.of(page)
        found = [links.url(target.pk) for target in targets]

    assert found == [target.url for target in targets]


def test_link_to_a_page_that_was_deleted_becomes_plain_text(db):
    assert PageLinks([999]).expand('<a linktype="page" id="999">weg</a>') == "<a>weg</a>"
