"""Templates are read without the white space that only their authors need: every page is smaller, none looks different."""

from __future__ import annotations

import re

from django.template.base import Origin, tag_re
from django.template.loaders import cached

WHITE_SPACE_COUNTS = re.compile(r"<(?:pre|textarea|script)\b[^>]*>(?!</script>)|\{% *verbatim\b")
COMMENT = re.compile(r"\{#[^\n]*?#\}")
LINES = re.compile(r"[ \t]*\n\s*")
SPACES = re.compile(r"[ \t]{2,}")


class Loader(cached.Loader):
    """Looks where the loaders look that it is given, and keeps what it read."""

    def get_contents(self, origin: Origin) -> str:
        source: str = super().get_contents(origin)
        return without_indents(source) if origin.template_name.endswith(".html") else source


def without_indents(source: str) -> str:
    """Leave one line end where a template has several lines of nothing, and one space where it has more.

    The words of a translation stay as they are, and so does a whole template that has a place where white space counts.
    """
    if WHITE_SPACE_COUNTS.search(source):
        return source
    pieces = tag_re.split(COMMENT.sub("", source))
    words = False
    for place, piece in enumerate(pieces):
        if place % 2:  # a tag or a variable
            words = piece.startswith("{% blocktrans") or (words and not piece.startswith("{% endblocktrans"))
        elif not words:
            pieces[place] = SPACES.sub(" ", LINES.sub("\n", piece))
    return "".join(pieces)
