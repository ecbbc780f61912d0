"""What holds for every template: nothing inline, nothing unescaped, nothing from elsewhere, nothing passed on unasked."""

import re

import pytest
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template

from tests.architecture.sources import markup_of, name_of, templates, text_of


def found(pattern: str, flags: int = re.IGNORECASE) -> list[str]:
    """Give where a pattern stands in a template, as `file: words`."""
    expression = re.compile(pattern, flags)
    return [
        f"{name_of(path)}: {match[0].strip()[:80]}"
        for path in templates()
        for match in expression.finditer(markup_of(path))
    ]


def test_there_are_templates_to_look_at():
    assert len(templates()) > 20


def test_no_template_holds_a_script_or_a_style():
    assert found(r"<style\b") == []
    assert found(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>") == []


def test_no_template_holds_a_style_attribute_or_an_event():
    assert found(r"<[a-z][^<>]*\sstyle\s*=") == []
    assert found(r"<[a-z][^<>]*\son[a-z]+\s*=") == []
    assert found(r"javascript:") == []


def test_no_template_skips_escaping():
    assert found(r"\|\s*safe(seq)?\b") == []
    assert found(r"{%\s*autoescape\s+off") == []


def test_no_template_asks_another_host_for_anything():
    loading = r"<(script|img|link|iframe|source|video|audio|track|object|embed|use|image)\b"
    assert found(loading + r"[^>]*\b(src|href|srcset|data|poster)\s*=\s*[\"']?(https?:)?//") == []
    assert found(r"rel=[\"']?[a-z ]*\b(preconnect|dns-prefetch|prefetch|preload|modulepreload)\b") == []
    assert found(r"<form\b[^>]*action\s*=\s*[\"']?(https?:)?//") == []


def test_included_component_gets_only_what_is_named():
    tag = re.compile(r"{%\s*include\b.*?%}", re.DOTALL)
    whole = [(name_of(path), match) for path in templates() for match in tag.findall(markup_of(path))]

    assert len(whole) > 50
    theirs = re.compile(r"\"(mfa|wagtailadmin|django)/")  # of other packages, written to be handed everything
    assert [entry for entry in whole if not re.search(r"\bonly\s*%}$", entry[1]) and not theirs.search(entry[1])] == []


def test_component_says_first_what_it_takes():
    silent = [
        name_of(path)
        for path in templates()
        if "components" in path.parts
        and "icons" not in path.parts
        and not text_of(path).startswith(("{#", "{% comment"))
    ]

    assert silent == []


def test_form_in_her_space_keeps_browsers_from_remembering():
    own = [path for path in templates() if {"journeys", "spaces", "sharing"} & set(path.parts)]
    forms = [(name_of(path), form) for path in own for form in re.findall(r"<form\b[^>]*>", markup_of(path))]

    assert [entry for entry in forms if 'autocomplete="off"' not in entry[1]] == []


def test_words_that_people_see_go_through_gettext():
    """Looks for running text between tags: at least two words of letters that stand in no template tag."""
    bare = []
    for path in templates():
        text = re.sub(
            r"{%-?\s*blocktrans(late)?\b.*?{%-?\s*endblocktrans(late)?\s*-?%}", "", markup_of(path), flags=re.DOTALL
        )
        text = re.sub(r"{%\s*block \w*class\s*%}.*?{%\s*endblock.*?%}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{{.*?}}", "\x00", text, flags=re.DOTALL)
        text = re.sub(r"<(script|svg)\b.*?</\1>", "", text, flags=re.DOTALL | re.IGNORECASE)
        text = re.sub(r"<[^<>]*>", "\n", text)
        bare += [
            f"{name_of(path)}: {line.strip()[:60]}"
            for line in text.splitlines()
            if re.search(r"[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}", line)
        ]

    assert bare == []


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_template_can_be_read(path):
    name = str(path).split("/templates/", 1)[1]
    try:
        get_template(name)
    except TemplateSyntaxError as error:
        pytest.fail(f"{name}: {error}")
    assert engines["django"]
