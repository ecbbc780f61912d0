"""One stylesheet out of its parts, squeezed, with the palette settled."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from themes.default.storage import join_parts, settle_palette, squeeze, without_comment_lines

OTHERS = ["admin", "wagtail*", "account", "mfa", "allauth*", "vendor", "images", "table_block", "img"]
VISITOR_LIMIT = 4_600  # bytes, compressed: what leaves 2.5 kB of the 8 kB of a step for its words
SCRIPTS_LIMIT = 950  # and of the two scripts that it may need


def test_parts_take_the_place_of_their_imports_in_their_layer():
    files = {
        "css/all.css": '/* all */ @layer a, b; @import "a.css" layer(a); @import "parts/b.css" layer(b);',
        "css/a.css": "p { color: red }",
        "css/parts/b.css": '@import "c.css"; b { background: url("../../img/x.svg") }',
        "css/parts/c.css": 'i::before { content: "a  ;  /* b */" }',
    }

    assert squeeze(join_parts("css/all.css", files.__getitem__)) == (
        '@layer a,b;@layer a{p{color:red}}@layer b{i::before{content:"a  ;  /* b */"}b{background:url("../img/x.svg")}}'
    )


def test_a_part_that_imports_itself_is_refused():
    files = {"a.css": '@import "b.css";', "b.css": '@import "a.css";'}

    with pytest.raises(ValueError, match=r"a\.css imports itself: a\.css > b\.css > a\.css"):
        join_parts("a.css", files.__getitem__)


def test_squeezing_keeps_what_white_space_means():
    text = "a :hover { inline-size: calc(1rem + 2 * var(--x)); }\n@media (min-width: 1rem) { b > i { top: 0; } }"

    assert squeeze(text) == "a :hover{inline-size:calc(1rem + 2 * var(--x))}@media (min-width:1rem){b>i{top:0}}"


def test_the_palette_stands_where_a_role_uses_it():
    text = ":root { --palette-ink-1: #16323a; --text: var(--palette-ink-1); }"

    assert squeeze(settle_palette(text)) == ":root{--text:#16323a}"


def test_a_role_that_uses_an_unknown_colour_is_refused():
    with pytest.raises(KeyError, match="--palette-none"):
        settle_palette(":root { --text: var(--palette-none); }")


def test_a_script_travels_without_the_comments_that_have_their_lines_to_themselves():
    script = '/* what\n * for */\nconst a = "/* x */"; /* y */\n  /* z ** */\nrun(a);\n'

    assert without_comment_lines(script) == 'const a = "/* x */"; /* y */\nrun(a);\n'


def test_only_roles_use_the_palette():
    folder = Path(finders.find("css/tokens.css")).parent

    assert [file.name for file in folder.rglob("*.css") if "--palette-" in file.read_text()] == ["tokens.css"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """What collectstatic leaves for a running site."""
    root = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "themes.default.storage.ThemeStaticFilesStorage"}
    with override_settings(STATIC_ROOT=str(root), STORAGES={**settings.STORAGES, "staticfiles": storage}):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=OTHERS)
    return root


@pytest.mark.parametrize("name", ["visitor", "public", "reading", "desk"])
def test_collected_stylesheet_is_in_one_piece(collected, name):
    (hashed,) = collected.glob(f"css/{name}.????????????.css")

    assert "@import" not in hashed.read_text()
    assert "--palette-" not in hashed.read_text()


def test_what_every_step_loads_stays_small(collected):
    (packed,) = collected.glob("css/visitor.????????????.css.gz")

    scripts = [next(collected.glob(f"js/{name}.????????????.js.gz")) for name in ("exit", "room")]
    assert packed.stat().st_size <= VISITOR_LIMIT
    assert sum(script.stat().st_size for script in scripts) <= SCRIPTS_LIMIT


def test_every_stylesheet_of_visitors_travels_without_comments(collected):
    sheets = [*collected.glob("css/*.????????????.css"), *collected.glob("exercises/*.????????????.css")]

    assert len(sheets) > 10
    assert [sheet.name for sheet in sheets if "/*" in sheet.read_text()] == []
