"""Static files for a running site: stylesheets and scripts of visitors made small, without a front-end build.

A stylesheet of the theme is a list of ``@import "part.css" layer(name);`` lines. A browser can read
that as it is, which is what happens during development. On ``collectstatic`` the parts take the place
of the lines, and comments and needless white space go, before files are hashed and compressed. From a
script only the comments go that have their lines to themselves.
"""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("css/", "js/", "exercises/")  # what visitors load; the files of Wagtail and others stay as they are
IMPORT = re.compile(r"""@import\s+["'](?P<part>[^"':/][^"':]*\.css)["'](?:\s+layer\((?P<layer>[\w-]+)\))?\s*;""")
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|https?:|/|#)(?P<path>[^"')]+)["']?\s*\)""")
PALETTE = re.compile(r"(--palette-[\w-]+):\s*([^;{}]+);")
PALETTE_USE = re.compile(r"var\((--palette-[\w-]+)\)")
COMMENT_LINES = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.M)
# A string is kept as it stands; white space goes where CSS gives it no meaning.
STRING_OR_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.S)
STRING_OR_SPACE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|\s*([{};,>])\s*|(:)\s+|(\s+)""")


def join_parts(name, read):
    """Give the text of stylesheet `name` with its local imports put in place.

    `read` takes a name and gives that file's text. Addresses inside a part are made to count from
    the file that they end up in. A part that imports itself, however far down, raises ValueError.
    """
    return _join(name, read, home=posixpath.dirname(name), trail=())


def _join(name, read, home, trail):
    if name in trail:
        raise ValueError(f"stylesheet {name} imports itself: {' > '.join((*trail, name))}")
    folder = posixpath.dirname(name)

    def from_home(match):
        target = posixpath.normpath(posixpath.join(folder, match["path"].strip()))
        return f'url("{posixpath.relpath(target, home or ".")}")'

    def part(match):
        text = _join(posixpath.normpath(posixpath.join(folder, match["part"])), read, home, (*trail, name))
        return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

    text = STRING_OR_COMMENT.sub(lambda match: match[1] or "", read(name))
    return IMPORT.sub(part, ADDRESS.sub(from_home, text))


def squeeze(text):
    """Take out what a browser does not need: comments, white space, the last semicolon of a rule."""

    def shorter(match):
        string, mark, colon, _space = match.groups()
        return string or mark or colon or " "

    without_comments = STRING_OR_COMMENT.sub(lambda match: match[1] or "", text)
    return STRING_OR_SPACE.sub(shorter, without_comments).replace(";}", "}").strip()


def without_comment_lines(script):
    """Take out the comments that have their lines to themselves. What stands behind a statement stays."""
    return COMMENT_LINES.sub("", script)


def settle_palette(text):
    """Put each ``--palette-…`` colour where it is used, so that its name need not travel.

    Only roles may use the palette (tokens.css), which is why nothing else can miss the names.
    """
    colours = dict(PALETTE.findall(text))
    return PALETTE_USE.sub(lambda match: colours[match[1]], PALETTE.sub("", text))


class ThemeStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, as whitenoise makes them, with each stylesheet in one piece."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = self._made_small(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _made_small(self, paths):
        """Write what visitors load as it travels; give all paths, with those files at their new place."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        small = {}
        for name in paths:
            if name.startswith(OURS) and name.endswith(".css"):
                small[name] = squeeze(settle_palette(join_parts(name, read)))
            elif name.startswith(OURS) and name.endswith(".js"):
                small[name] = without_comment_lines(read(name))
        for name, text in small.items():
            self.delete(name)
            self._save(name, ContentFile(text.encode()))
        return {**paths, **{name: (self, name) for name in small}}
