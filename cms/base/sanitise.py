"""Makes HTML that is safe to show, from what editors and visitors wrote; nothing else in the house may call HTML safe."""

import re
from html import unescape

import bleach
from bleach.html5lib_shim import Filter
from bleach.linkifier import Linker
from bleach.sanitizer import Cleaner
from django.utils.html import escape
from django.utils.safestring import SafeString

TEXT_TAGS = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "s", "small", "strong", "sub", "sup"}
BLOCK_TAGS = {"blockquote", "dd", "dl", "dt", "h2", "h3", "h4", "hr", "li", "ol", "p", "ul"}
TAGS = frozenset(TEXT_TAGS | BLOCK_TAGS)
ATTRIBUTES = {"a": ["href", "hreflang", "lang"], "abbr": ["title"], "ol": ["start"], "*": ["lang", "dir"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
RELATION = "nofollow noopener noreferrer"

# Only what says itself that it is an address; not the full stop or bracket after it.
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`{}|\\^\[\]]*[^\s<>\"'`{}|\\^\[\].,;:!?()]", re.IGNORECASE)
# Signs that cannot be seen but change what is: control characters, and those that turn the direction of text around.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class _OtherSites(Filter):
    """Tells the other site nothing about where a link to it was followed."""

    def __iter__(self):
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                href = token["data"].get((None, "href"), "")
                if re.match(r"(https?:)?//", href, re.IGNORECASE):
                    token["data"][(None, "rel")] = RELATION
            yield token


_cleaner = Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True, filters=[_OtherSites]
)


def _tell_nothing(attributes: dict, new: bool = False) -> dict:
    attributes[(None, "rel")] = RELATION
    return attributes


_linker = Linker(callbacks=[_tell_nothing], url_re=ADDRESS, parse_email=False)


def rich_text(html: str) -> SafeString:
    """Give what an editor published with only the tags that a text needs; other tags go, their words stay.

    Links inside it lead to http, https, mail and telephone addresses, or to this site.
    """
    return SafeString(_cleaner.clean(UNSEEN.sub("", html)))


def linkify(text: str) -> SafeString:
    """Give plain text as paragraphs, exactly as it was typed, with its http and https addresses as links."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        return SafeString("")
    paragraphs = (_linker.linkify(escape(part)).replace("\n", "<br>") for part in PARAGRAPHS.split(text))
    return SafeString("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def rendered(html: str) -> SafeString:
    """Take back what a template of ours rendered from sanitised parts and a flow version kept; never what came in."""
    return SafeString(html)


def plain_text(html: str) -> str:
    """Give the words of some HTML without any tag or entity, for mails and search; escape them before you show them."""
    return unescape(bleach.clean(html, tags=set(), strip=True)).strip()
