"""The words of the reference aid: short, plain, and pushing nobody anywhere."""

import re
from functools import cache

import pyphen
import pytest

from tests.content.starters.package import Package, find_texts, sentences, words

PACKAGE = Package("ongepland-zwanger")
HYPHENS = pyphen.Pyphen(lang="nl_NL")
LONGEST = 24  # words in any sentence
AVERAGE = 15  # words in a sentence on average
EASY = 60  # Flesch-Douma: from here up a text is fairly easy
# Words that push, blame, frighten or belong to one side of the debate. Each is looked for as a whole word.
STEERING = (
    "baby", "baby\u2019s", "ongeboren", "vrucht", "embryo", "moord", "doden", "gedood", "moeder", "mama worden", "wegdoen", "weghalen",
    "afstaan is", "egoïstisch", "zondig", "zonde", "onverantwoord", "verantwoordelijkheid nemen", "eigen schuld", "had je maar",
    "het beste is", "de beste keuze", "de juiste keuze", "wij raden", "we raden", "ik zou", "moet je kiezen", "verstandig",
    "onverstandig", "natuurlijk", "gelukkig", "helaas", "jammer", "te laat", "trauma", "syndroom", "risico", "gevaarlijk",
    "spijt", "pro-life", "pro-choice", "abortus plegen", "tienermoeder", "je zult", "zeker niet", "nooit meer",
)  # fmt: skip
HARD = (
    "implementatie",
    "optie",
    "opties",
    "faciliteren",
    "dient te",
    "teneinde",
    "desbetreffende",
    "middels",
    "alsmede",
    "u ",
)


@cache
def syllables(word):
    return max(1, len(HYPHENS.inserted(word.lower()).split("-")))


def flesch_douma(texts):
    """Douma's form of the Flesch score for Dutch: 0 is very hard, 100 very easy."""
    all_sentences = [sentence for text in texts for sentence in sentences(text)]
    all_words = [word for sentence in all_sentences for word in words(sentence)]
    per_hundred = 100 * sum(map(syllables, all_words)) / len(all_words)
    return 206.84 - 0.77 * per_hundred - 0.93 * len(all_words) / len(all_sentences)


@pytest.mark.parametrize("name", sorted(name for name in PACKAGE.files if name != "package.json"))
def test_sentences_are_short(name):
    texts = list(find_texts(PACKAGE.files[name], name))
    lengths = [len(words(sentence)) for text in texts for sentence in sentences(text.words)]
    assert sum(lengths) / len(lengths) <= AVERAGE
    assert [s for text in texts for s in sentences(text.words) if len(words(s)) > LONGEST] == []


@pytest.mark.parametrize(
    "part", [*PACKAGE.steps, *PACKAGE.pages.values()], ids=lambda part: part.get("id") or part["key"]
)
def test_words_are_easy(part):
    texts = [text.words for text in find_texts(part, "")]
    assert flesch_douma(texts) >= EASY


def test_no_word_steers_blames_or_frightens():
    found = [
        (word, text.where)
        for text in PACKAGE.texts()
        for word in STEERING
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.words, re.IGNORECASE)
    ]
    assert found == []


def test_no_office_words():
    found = [
        (word, text.where)
        for text in PACKAGE.texts()
        for word in HARD
        if re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", text.words.lower()) and "telt u" not in text.words
    ]
    assert found == []


def test_no_address_of_a_website_stands_in_a_text():
    assert [text for text in PACKAGE.texts() if re.search(r"https?:|www\.|\.be\b", text.words)] == []


def test_the_options_are_named_alike_everywhere():
    """The reader meets the options in one order: the last one never gets the last word twice."""
    grid = [text.words for text in PACKAGE.texts() if "/columns[" in text.where]
    names = [option["value"]["name"] for option in PACKAGE.aid["options"]]
    assert grid == names
    chapter = PACKAGE.chapters[1][1]
    assert [step["value"]["title"] for step in chapter[1:5]] == names
