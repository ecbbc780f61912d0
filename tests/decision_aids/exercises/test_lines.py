"""The lines of an answer, and how an answer is read back when nobody brings a template for it."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from decision_aids.exercises import base
from decision_aids.exercises.base import Exercise, Row
from decision_aids.exercises.lines import make_lines, read_back
from decision_aids.exercises.pictures import draw_bars


class Plain(Exercise):
    name = "test.plain"

    def rows(self, spec, answer):
        return [Row("Text", answer)]


class Drawn(Plain):
    def picture(self, spec, answer):
        return draw_bars([(answer, 2, "")], 5)


def lines_of(*rows: Row) -> str:
    return str(make_lines(rows)).replace("\n", "")


def test_line_holds_its_label_text_amount_and_the_lines_under_it():
    with override("nl"):
        html = lines_of(Row("Day", "Fine", 2, 5, [Row("", "One\nTwo"), Row("Alone")]))

    assert html == (
        '<ul class="answer"><li class="answer__row">'
        '<span class="answer__label" dir="auto">Day</span><span class="visually-hidden">:</span> '
        '<span class="answer__text" dir="auto">Fine</span> '
        '<span class="answer__amount">2 van 5</span> '
        '<ul class="answer"><li class="answer__row"><span class="answer__text" dir="auto">One<br>Two</span> </li>'
        '<li class="answer__row"><span class="answer__label" dir="auto">Alone</span></li></ul>'
        "</li></ul>"
    )


def test_words_are_escaped_and_never_read_as_a_place_to_fill():
    assert lines_of(Row("{0}<b>", "{}\r\n<script>&")) == (
        '<ul class="answer"><li class="answer__row">'
        '<span class="answer__label" dir="auto">{0}&lt;b&gt;</span><span class="visually-hidden">:</span> '
        '<span class="answer__text" dir="auto">{}<br>&lt;script&gt;&amp;</span> '
        "</li></ul>"
    )


def test_nothing_at_all_is_an_amount_too_and_stands_beside_its_label():
    with override("nl"):
        html = lines_of(Row("Day", "", 0, 5), Row("Night", "", None, 5))

    assert html == (
        '<ul class="answer"><li class="answer__row">'
        '<span class="answer__label" dir="auto">Day</span><span class="visually-hidden">:</span> '
        '<span class="answer__amount">0 van 5</span> </li>'
        '<li class="answer__row">'
        '<span class="answer__label" dir="auto">Night</span><span class="visually-hidden">:</span> </li></ul>'
    )


def test_lines_break_where_any_machine_ends_them():
    assert lines_of(Row("", "a\rb"), Row("", "c\nd\r\ne")) == (
        '<ul class="answer"><li class="answer__row"><span class="answer__text" dir="auto">a<br>b</span> </li>'
        '<li class="answer__row"><span class="answer__text" dir="auto">c<br>d<br>e</span> </li></ul>'
    )


@pytest.mark.parametrize("picture", [None, {}])
def test_without_a_picture_there_are_lines_alone(picture):
    assert read_back([Row("Text", "Words")], picture) == make_lines([Row("Text", "Words")])


def test_no_lines_are_an_empty_list_and_an_empty_row_an_empty_line():
    assert lines_of() == '<ul class="answer"></ul>'
    assert lines_of(Row("")) == '<ul class="answer"><li class="answer__row"></li></ul>'


@pytest.mark.parametrize("mode", ["summary", "helper", "print"])
def test_answer_of_a_kind_without_templates_is_its_lines(mode):
    assert Plain().render(mode, {}, "<i>") == make_lines([Row("Text", "<i>")])


def test_picture_stands_before_the_lines_with_its_style_where_there_is_a_screen():
    screen, paper = (str(Drawn().render(mode, {}, "Words")) for mode in ("summary", "print"))

    assert [html.count("<svg") for html in (screen, paper)] == [1, 1]
    assert screen.endswith(str(make_lines([Row("Text", "Words")])))
    assert "css/reading.css" in screen
    assert "<link" not in paper


def test_no_answer_says_so():
    with override("nl"):
        assert Plain().render("summary", {}, None) == '<p class="muted">Niet beantwoord</p>'


@pytest.fixture
def looked_up_anew() -> Iterator[None]:
    base.first_template.cache_clear()
    yield
    base.first_template.cache_clear()


@pytest.mark.usefixtures("looked_up_anew")
def test_template_that_a_theme_brings_for_all_kinds_is_used(settings, tmp_path):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "summary.html").write_text("{{ mode }}: {{ rows.0.text }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    assert Plain().render("summary", {}, "<i>") == "summary: &lt;i&gt;"
    assert Plain().render("helper", {}, "<i>") == "helper: &lt;i&gt;"
