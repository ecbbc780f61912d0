"""A sound: told apart by its bytes, measured, stripped of what a telephone adds, and always possible in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.engine.flow import Item
from decision_aids.exercises.forms import Part, StepForm
from decision_aids.exercises.registry import registry
from decision_aids.exercises.sound.formats import measure, recognise, without_traces
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import ITEM, SHORT, compile_spec
from tests.factories import sounds

VALUE = {"label": "Say it aloud", "help": ""}
NAME = "0123456789abcdef" * 2
sound = registry.get("vrijuit.sound")
SPEC = compile_spec(sound, VALUE)
SPOKEN = {"attachment": NAME, "type": "audio/webm", "length": 300, "seconds": 65}
PLACE = b"+51.0500+003.7167/"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestSound(ExerciseConformance):
    kind = "vrijuit.sound"
    value = VALUE
    answers = ({"sound": SPOKEN, "words": "What I said"}, {"sound": None, "words": "I would rather write"})


def sent(content, before=None, **data):
    """The form after a file came in, whatever its name and type say."""
    part = Part(Item(ITEM, sound.name, sound.version, SPEC), sound, SPEC, before)
    files = {f"{SHORT}-sound": SimpleUploadedFile("evil.html", content, "text/html")}
    form = StepForm({f"{SHORT}-{name}": value for name, value in data.items()}, files, parts=[part])
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("content", "media", "seconds"),
    [
        (sounds.webm(43), "audio/webm", 43),
        (sounds.ogg(43), "audio/ogg", 43),
        (sounds.mp4(43), "audio/mp4", 43),
        (sounds.mp4(43, brand=b"3gp4"), "audio/mp4", 43),
        (sounds.mp4_in_pieces(43), "audio/mp4", 43),
        (sounds.wav(43), "audio/wav", 43),
        (sounds.aac(1852), "audio/aac", 43),
        (sounds.mp3(1646), "audio/mpeg", 43),
        (sounds.mp3(1646, tag=PLACE * 20), "audio/mpeg", 43),
    ],
    ids=["webm", "ogg", "mp4", "3gp", "mp4 in pieces", "wav", "aac", "mp3", "mp3 with a tag"],
)
def test_a_sound_is_told_by_its_bytes_and_measured(content, media, seconds):
    assert recognise(content) == media
    assert measure(content, media) == pytest.approx(seconds, abs=0.5)
    assert sent(content).uploads[ITEM, next(iter(sent(content).uploads))[1]].facts == {"seconds": seconds}


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>", b"GIF89a" + bytes(50), b"\x89PNG\r\n\x1a\n" + bytes(50), b"%PDF-1.7", b"PK\x03\x04",
        b"MZ" + bytes(60), sounds.webm(codec=b"V_VP8"), sounds.mp4(handler=b"vide"), sounds.mp4(brand=b"heic"),
        sounds.ogg(head=b"\x80theora"), b"RIFF\0\0\0\0AVI " + bytes(50), b"ID3" + bytes(50), b"\xff\xfb", b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"OggS<script>", b"RIFF<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_what_is_no_sound_is_refused_and_her_words_stay(content):
    form = sent(content, words="What I said")

    assert [name.partition("-")[2] for name in form.errors] == ["sound"]
    assert form.uploads == {}
    fields = form.fields_of(form.parts[0])
    assert "What I said" in sound.render(
        "input", SPEC, None, fields=fields, errors=form.errors, item={"id": "x", "short": "x"}
    )


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", *(make()[:60] for make in (sounds.webm, sounds.ogg, sounds.mp4, sounds.wav, sounds.mp3))]),
)
def test_no_bytes_break_it(content, start):
    media = recognise(start + content)
    if media:
        measure(start + content, media)
        without_traces(start + content, media)


def test_an_empty_one_a_long_one_and_a_large_one_are_refused_in_words():
    def error(content):
        return next(iter(sent(content).errors.values()))[0]

    assert error(b"") == "There is nothing in this file. Record it again, please."
    assert error(sounds.webm(130)) == "This sound is longer than two minutes. Record a shorter one, please."
    assert error(sounds.wav(140)) == "This sound is too large. Two minutes of talking fit, at most 2 MB."
    assert not sent(sounds.webm(121)).errors


@pytest.mark.parametrize(
    "content",
    [sounds.mp4(beside=PLACE), sounds.wav(beside=PLACE), sounds.mp3(tag=PLACE), sounds.mp3(end=b"TAG" + PLACE + bytes(125 - len(PLACE)))],
    ids=["mp4", "wav", "mp3 before", "mp3 after"],
)  # fmt: skip
def test_what_a_telephone_adds_is_taken_out(content):
    media = recognise(content)
    stripped = without_traces(content, media)

    assert PLACE in content
    assert PLACE not in stripped
    assert recognise(stripped) == media
    assert measure(stripped, media) == measure(content, media)


def test_a_length_that_a_sound_does_not_say_comes_from_the_page():
    silent = sounds.webm(-1)  # no block that tells a moment

    assert answer_of(sent(silent, seconds="43"))["sound"]["seconds"] == 43
    assert answer_of(sent(silent, seconds="9999"))["sound"]["seconds"] == 120
    for rubbish in ("", "-1", "x", "4.5"):
        assert "seconds" not in answer_of(sent(silent, seconds=rubbish))["sound"]


def test_a_length_that_nobody_can_count_is_refused():
    assert sent(sounds.webm(5), seconds="9" * 5000).errors


def answer_of(form):
    """The answer that came out."""
    assert not form.errors, form.errors
    kept = form.answers[ITEM]
    return kept and kept["x"]


def test_sending_nothing_new_keeps_the_sound_and_the_box_takes_it_away():
    before = {"sound": SPOKEN, "words": ""}
    part = Part(Item(ITEM, sound.name, sound.version, SPEC), sound, SPEC, before)

    kept = StepForm({f"{SHORT}-words": "And this"}, {}, parts=[part])
    gone = StepForm({f"{SHORT}-remove": "on"}, {}, parts=[part])

    assert (kept.is_valid(), answer_of(kept)) == (True, {"sound": SPOKEN, "words": "And this"})
    assert (gone.is_valid(), answer_of(gone)) == (True, None)


def test_it_is_read_back_with_its_length_and_on_paper_as_a_line():
    part = TestSound().part({"sound": SPOKEN, "words": ""})

    for mode in ("summary", "helper", "print"):
        assert "A sound of 65 seconds" in page.read_html(sound.render(mode, SPEC, part.answer, item=part)).words
    assert sound.render("text", SPEC, part.answer) == "A sound of 65 seconds"
