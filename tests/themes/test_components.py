"""Every component says what it takes, sees only that, and keeps its promises to people who cannot see or use a mouse."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

import themes.default

TEMPLATES = Path(themes.default.__file__).parent / "templates"
DRAWINGS = Path(themes.default.__file__).parent / "static" / "img"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))


class AboutYou(forms.Form):
    weeks = forms.IntegerField(label="How many weeks?", help_text="About is fine.")
    knows = forms.ChoiceField(
        label="Who knows?", choices=[("n", "Nobody"), ("s", "Somebody")], widget=forms.RadioSelect
    )


@pytest.fixture(autouse=True)
def english():
    """Words as they stand in the templates."""
    with translation.override("en"):
        yield


def show(source: str, **context: object) -> str:
    return " ".join(Template("{% load theme %}" + source).render(Context(context)).split())


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_component_says_in_its_first_line_what_it_takes(file):
    assert re.match(r"\{# .*Takes .*#\}\n", file.read_text())


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.stem)
def test_template_has_no_style_or_script_of_its_own(file):
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|\|safe", file.read_text())


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.stem)
def test_component_is_included_with_nothing_but_what_is_named(file):
    assert not re.search(r"{% include (?!.* only %}).*%}", file.read_text())


def test_component_sees_only_what_is_named_and_the_markup_between_its_tags():
    source = '{% component "callout" title=a %}<p>{{ secret }}</p>{% endcomponent %}'

    shown = show(source, a="<b>", secret="<i>", tone="urgent")

    assert "callout--info" in shown
    assert '<p class="callout__title">&lt;b&gt;</p>' in shown
    assert "<p>&lt;i&gt;</p>" in shown


def test_field_ties_its_help_and_error_to_the_input():
    form = AboutYou({"weeks": "many"})

    shown = render_to_string("components/field.html", {"field": form["weeks"]})

    assert 'aria-describedby="id_weeks_helptext id_weeks_error"' in shown
    assert 'id="id_weeks_helptext"' in shown
    assert 'id="id_weeks_error"' in shown
    assert '<label class="field__label" for="id_weeks">' in shown


def test_choices_are_one_group_with_the_question_as_its_legend():
    form = AboutYou({"weeks": "3", "knows": "s"})

    shown = render_to_string("components/choices.html", {"field": form["knows"]})

    assert shown.count("<legend") == 1
    assert re.findall(r'value="(\w)" id="id_knows_(\d)"\s+(checked)?', shown) == [("n", "0", ""), ("s", "1", "checked")]


def test_error_summary_leads_to_each_field_that_is_wrong():
    shown = render_to_string("components/error_summary.html", {"form": AboutYou({})})

    assert re.findall(r'href="#([\w-]+)"', shown) == ["id_weeks", "id_knows_0"]
    assert "autofocus" in shown


def test_error_summary_of_a_form_in_order_is_nothing():
    form = AboutYou({"weeks": "3", "knows": "n"})

    assert strip_tags(render_to_string("components/error_summary.html", {"form": form})).strip() == ""


def test_option_grid_names_the_option_beside_each_answer():
    shown = render_to_string(
        "components/option_grid.html",
        {"options": [{"title": "One"}, {"title": "Two"}], "rows": [{"question": "Why?", "answers": ["a", "b"]}]},
    )

    assert re.findall(r'__name">(\w+)</span><div class="prose">(\w)', shown) == [("One", "a"), ("Two", "b")]


@pytest.mark.parametrize("state", ["done", "begun", "not_yet", "closed"])
def test_state_is_a_word_and_an_icon_not_a_colour_alone(state):
    shown = render_to_string("components/state.html", {"state": state})

    assert strip_tags(shown).strip()
    assert "<svg" in shown


def test_journey_has_a_neutral_tab_and_the_way_out_first():
    frame = {"exit_url": "/nl/s/", "organisation_name": "Fara", "title": "Secret"}

    shown = render_to_string("layouts/journey.html", frame)

    assert re.search(r"<title>(.*)</title>", shown)[1] == "Page"
    assert "Fara" not in shown
    assert (
        re.findall(r"<(?:button|a|input)[^>]*", shown)[1] == '<button class="button exit__button" name="exit" value="1"'
    )


@pytest.mark.parametrize("file", sorted(DRAWINGS.glob("*.svg")), ids=lambda file: file.stem)
def test_drawing_is_small_and_asks_for_nothing(file):
    text = file.read_text()

    assert len(text) <= 4096
    assert not re.search(r"<script|<text|href=|url\((?!#)", text)


def test_kept_part_is_made_once_for_each_set_of_values_and_language():
    template = Template("{% load i18n theme %}{% kept name %}{{ name.strip }} {% translate 'Back' %}{% endkept %}")
    stripped = []

    class Name(str):
        def strip(self):
            stripped.append(str(self))
            return str(self)

    def shown(name):
        return template.render(Context({"name": Name(name)}))

    assert [shown("a"), shown("b"), shown("a")] == ["a Back", "b Back", "a Back"]
    assert stripped == ["a", "b"]
    with translation.override("nl"):
        shown("a")
    assert stripped == ["a", "b", "a"]


def test_kept_part_sees_nothing_but_what_is_named():
    template = Template("{% load theme %}{% kept name %}{{ name }}{{ token }}{% endkept %}")

    assert template.render(Context({"name": "a", "token": "secret"})) == "a"


def test_kept_part_of_values_that_may_change_is_made_anew():
    template = Template("{% load theme %}{% kept names %}{{ names.0 }}{% endkept %}")

    assert [template.render(Context({"names": [name]})) for name in "ab"] == ["a", "b"]


def test_kept_part_is_escaped_like_the_rest():
    assert show("{% kept name %}{{ name }}{% endkept %}", name="<b>") == "&lt;b&gt;"
