"""What is left of the white space of a template."""

import pytest
from django.template import engines
from django.template.loader import get_template

from cms.base.templating import Loader, without_indents


def test_lines_of_nothing_and_indents_become_one_line_end():
    source = """{# What it shows. #}
{% load i18n %}
<ul
  class="a">

    {% if one %}
      <li>{{ one }}  <b>{% translate "A  word" %}</b></li>
    {% endif %}
</ul>
"""

    assert without_indents(source) == (
        '\n{% load i18n %}\n<ul\nclass="a">\n{% if one %}\n<li>{{ one }} <b>{% translate "A  word" %}</b></li>\n'
        "{% endif %}\n</ul>\n"
    )


def test_words_of_a_translation_stay_as_they_are():
    source = "<p>  {% blocktranslate %}One\n    two  three {{ name }}  {# four #}\n{% endblocktranslate %}  </p>"

    assert without_indents(source) == (
        "<p> {% blocktranslate %}One\n    two  three {{ name }}  \n{% endblocktranslate %} </p>"
    )


@pytest.mark.parametrize(
    "source", ["<pre>\n  a</pre>", "<textarea rows=3>\n\n{{ a }}</textarea>", "<script>  a\n\n</script>"]
)
def test_a_template_in_which_white_space_counts_stays_as_it_is(source):
    assert without_indents(f"<p>\n\n  {source}") == f"<p>\n\n  {source}"


def test_a_script_with_an_address_is_no_such_place():
    assert without_indents('<p>\n\n  <script src="a.js"></script>') == '<p>\n<script src="a.js"></script>'


def test_every_template_is_read_that_way():
    (loader,) = engines["django"].engine.template_loaders

    assert isinstance(loader, Loader)
    assert get_template("components/field.html").template.source.startswith("\n{% load i18n theme %}\n<div")
