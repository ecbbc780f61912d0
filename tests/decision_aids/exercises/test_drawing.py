"""A drawing: numbers in, our own SVG out, and words that are always possible."""

import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.drawing.strokes import HEIGHT, WIDTH, NotADrawing, read_strokes, write_strokes
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, send

VALUE = {"label": "Draw how it is", "help": ""}
NAME = "0123456789abcdef" * 2
drawing = registry.get("vrijuit.drawing")
SPEC = compile_spec(drawing, VALUE)
DRAWN = {"attachment": NAME, "type": "image/svg+xml", "length": 30, "lines": 2}
TWO_LINES = [[0, 1, 10, 20, 30, 40], [3, 2, 500, 500]]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestDrawing(ExerciseConformance):
    kind = "vrijuit.drawing"
    value = VALUE
    answers = ({"drawing": DRAWN, "words": "A house"}, {"drawing": None, "words": "A boat"})


def test_lines_become_a_reference_and_the_form_holds_what_to_seal():
    form = send(drawing, SPEC, {"drawing": json.dumps(TWO_LINES), "words": ""})

    ((_item, name), upload) = next(iter(form.uploads.items()))
    answer = next(iter(form.answers.values()))["x"]
    assert json.loads(upload.content) == TWO_LINES
    assert answer["drawing"] == {
        "attachment": name, "type": "image/svg+xml", "length": len(upload.content), "lines": 2,
    }  # fmt: skip


def test_sending_nothing_new_keeps_the_drawing_and_the_box_takes_it_away():
    before = {"drawing": DRAWN, "words": "A house"}

    assert answer_to(drawing, SPEC, {"words": "A home"}, before) == {"drawing": DRAWN, "words": "A home"}
    assert answer_to(drawing, SPEC, {"words": "A home", "remove": "on"}, before) == {"drawing": None, "words": "A home"}
    assert answer_to(drawing, SPEC, {"words": "", "remove": "on"}, before) is None


def test_an_empty_sheet_is_no_answer():
    assert answer_to(drawing, SPEC, {"drawing": "[]", "words": ""}) is None


@pytest.mark.parametrize(
    "sent",
    [
        "null", "{}", "[[]]", "[[0,0,1]]", "[[0,0,1,2,3]]", "[[9,0,1,2]]", "[[0,9,1,2]]", f"[[0,0,{WIDTH + 1},2]]",
        f"[[0,0,1,{HEIGHT + 1}]]", "[[0,0,-1,2]]", "[[0,0,1.5,2]]", "[[0,0,true,2]]", '[[0,0,"1",2]]', "[[0,0,NaN,2]]",
        "[[0,0,1e3,2]]", "<svg onload=alert(1)>", "[" * 100_000, f"[[0,0,{'9' * 5000},2]]", "[[0,0,[1],2]]",
    ],
)  # fmt: skip
def test_rubbish_is_refused_beside_the_sheet_and_her_words_stay(sent):
    form = send(drawing, SPEC, {"drawing": sent, "words": "A house"})

    assert [name.partition("-")[2] for name in form.errors] == ["drawing"]
    assert form.uploads == {}
    html = drawing.render(
        "input", SPEC, None, fields=form.fields_of(form.parts[0]), errors=form.errors, item={"id": "x", "short": "x"}
    )
    assert "A house" in html


def test_a_drawing_has_a_limit(settings):
    settings.ATTACHMENT_LIMITS = {**settings.ATTACHMENT_LIMITS, "drawing": 100}

    assert not send(drawing, SPEC, {"drawing": json.dumps(TWO_LINES)}).errors
    assert send(drawing, SPEC, {"drawing": json.dumps(TWO_LINES * 5)}).errors


strokes = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 2),
        st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=1, max_size=5),
    ),
    max_size=5,
).map(lambda lines: [[colour, thick, *(n for place in places for n in place)] for colour, thick, places in lines])


@given(strokes)
def test_lines_come_back_as_they_were(lines):
    assert read_strokes(write_strokes(lines)) == lines


@given(st.text() | st.binary())
def test_nothing_else_is_a_drawing(sent):
    try:
        lines = read_strokes(sent)
    except NotADrawing:
        return
    assert json.loads(sent) == lines


def test_the_file_is_an_svg_of_our_own_making():
    media, svg = drawing.serve(DRAWN, write_strokes(TWO_LINES))

    assert media == "image/svg+xml"
    root = page.read_html(svg.decode())
    assert [element.tag for element in root.walk() if element.tag] == ["svg", "rect", "polyline", "polyline"]
    assert [line.attrs["points"] for line in root.find("polyline")] == ["10,20 30,40", "500,500 500,500"]


class Drawer:
    """Where one drawing lies, for the page."""

    def __init__(self, content):
        self.content = content

    def name(self, item, content):
        return NAME

    def url(self, reference):
        return "/nl/s/1/a/01234567/"

    def read(self, item, name):
        return self.content


def test_reading_back_shows_the_picture_with_her_words_and_paper_the_lines():
    answer = {"drawing": DRAWN, "words": "A <b>house</b>"}
    part = TestDrawing().part(answer)
    attachments = Drawer(write_strokes(TWO_LINES))

    seen = page.read_html(drawing.render("summary", SPEC, answer, item=part, attachments=attachments))
    paper = page.read_html(drawing.render("print", SPEC, answer, item=part, attachments=attachments))

    assert [(img.attrs["src"], img.attrs["alt"]) for img in seen.find("img")] == [
        ("/nl/s/1/a/01234567/", "A <b>house</b>")
    ]
    assert [(svg.attrs["aria-label"], svg.attrs["width"]) for svg in paper.find("svg")] == [("A <b>house</b>", "500")]
    assert len(paper.find("polyline")) == 2
    assert paper.find("img") == []
