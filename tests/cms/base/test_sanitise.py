"""Sanitising: what people wrote becomes HTML that does nothing but show it."""

import re
import xml.etree.ElementTree as ET

import pytest
from bleach._vendor import html5lib

from cms.base.sanitise import ATTRIBUTES, TAGS, linkify, plain_text, rich_text
from tests.cms.base.hostile import HOSTILE

# As a browser reads it, without control signs: a scheme of ours, or none at all.
SAFE_HREF = re.compile(r"(https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)


def elements(html: str) -> list[ET.Element]:
    """Give every element that a browser would make of `html`."""
    tree = html5lib.parseFragment(str(html), namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str) and element is not tree]


def test_there_are_more_than_three_hundred_attacks_and_none_twice():
    assert len(HOSTILE) == len(set(HOSTILE)) > 300


@pytest.mark.parametrize("attack", HOSTILE)
def test_rich_text_holds_only_tags_and_attributes_from_the_list(attack):
    for element in elements(rich_text(f"<p>before {attack} after</p>")):
        allowed = {*ATTRIBUTES.get(element.tag, []), *ATTRIBUTES["*"], "rel"}
        assert element.tag in TAGS
        assert set(element.attrib) <= allowed
        assert SAFE_HREF.match(re.sub(r"[\x00-\x20]", "", element.attrib.get("href", "")))


@pytest.mark.parametrize("attack", HOSTILE)
def test_plain_text_of_a_visitor_becomes_paragraphs_and_web_links_only(attack):
    found = elements(linkify(attack))

    assert {element.tag for element in found} <= {"p", "br", "a"}
    for element in found:
        assert set(element.attrib) <= {"href", "rel"}
        assert re.match(r"https?://|$", element.attrib.get("href", ""), re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["<b>x</b> & 'y' \"z\"", "{{ 7*7 }}", "&lt;p&gt;", "a < b > c", "www.example.org a@example.org"]
)
def test_plain_text_is_shown_as_it_was_typed(text):
    (paragraph,) = elements(linkify(text))

    assert paragraph.text == text


def test_plain_text_keeps_its_paragraphs_and_lines():
    assert linkify("one\ntwo\r\n\r\n \n three ") == "<p>one<br>two</p><p>three</p>"


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\u202e"])
def test_nothing_typed_is_nothing_shown(text):
    assert linkify(text) == ""


def test_address_in_plain_text_becomes_a_link_that_tells_nothing():
    assert linkify("See https://example.org/a?b=1&c=2.") == (
        '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">'
        "https://example.org/a?b=1&amp;c=2</a>.</p>"
    )


def test_rich_text_of_an_editor_stays_as_it_is():
    html = '<h2>T</h2><p>a <b>b</b> <i>c</i><br>d</p><ul><li>e</li></ul><ol start="2"><li>f</li></ol><p><a href="/nl/x/">g</a></p>'

    assert rich_text(html) == html


@pytest.mark.parametrize("address", ["https://example.org/", "HTTP://example.org/", "//example.org/"])
def test_link_to_another_site_tells_nothing(address):
    assert rich_text(f'<a href="{address}" rel="opener" target="_blank">x</a>') == (
        f'<a href="{address}" rel="nofollow noopener noreferrer">x</a>'
    )


@pytest.mark.parametrize("address", ["tel:106", "mailto:a@example.org", "/nl/", "#part"])
def test_link_within_the_site_or_to_a_person_stays_plain(address):
    assert rich_text(f'<a href="{address}">x</a>') == f'<a href="{address}">x</a>'


def test_plain_text_of_html_is_its_words():
    assert plain_text("<p>a &amp; <b>b</b></p>") == "a & b"
