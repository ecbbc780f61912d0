"""Every text for people is there in Dutch and French, whole, and plain enough to read when upset."""

import re
import string
from functools import cache

import polib
import pytest
from django.conf import settings

from cms.base.extraction import LANGUAGES, extract, key_of, load_catalogue

SHORT_SENTENCE = 20  # words

# What visitors read: in their space, on the public pages, and in the answers to what they do there.
VISITORS = re.compile(
    r"^cms/base/(errors\.py|templates/)"
    r"|^content/[a-z]+/templates/"
    r"|^decision_aids/(journeys|spaces)/(?!apps|models)"
    r"|^decision_aids/sharing/(?!apps|models)"
    r"|^decision_aids/flows/(start\.py|rendering\.py|templates/decision_aids/)"
    r"|^decision_aids/exercises/.*/templates/"
    r"|^decision_aids/exercises/(fields|forms|base|pictures|situation/words|situation/fields)\.py"
    r"|^themes/default/templates/(components/|layouts/(base|public|journey))"
)

# Words that blame, push, frighten, or that nobody uses when talking; each with what to say in its place.
FORBIDDEN = {
    "nl": {
        r"\bfoutief|\bongeldig\w*|\bverplicht\b|\bverboden\b": "say what to do",
        r"\bu\b|\buw\b": "je",
        r"\bhelaas\b|\bjammer genoeg\b": "say what can be done",
        r"\bgebruiker\b|\bsessie\b|\baccount\b|\bwachtwoord\b": "plek, woorden",
        r"\bkindje\b|\bbaby\b|\bongeboren\b|\bwegmaken\b": "a word that does not choose a side",
        r"\bmoeder worden\b|\bjuiste keuze\b|\bgoede keuze\b|\bfoute keuze\b|\bbeste keuze\b": "not ours to say",
        r"\bgelieve\b|\bindien\b|\bteneinde\b|\bmiddels\b|\bdient te\b|\bdienen te\b|\bconform\b|\bderhalve\b": "a plain word",
        r"\binvalide\b|\bfatale\b|\bmislukt\b": "say what to do",
    },
    "fr": {
        r"\bvous devez\b|\bobligatoire\b(?<!pas obligatoire)|\binterdit\w*|\binvalide\w*|\berroné\w*": "say what to do",
        r"\bmalheureusement\b|\bdésolée?\b": "say what can be done",
        r"\butilisateur\w*|\bsession\b|\bmot de passe\b": "espace, mots",
        r"\bbébé\b|\bbon choix\b|\bmauvais choix\b|\bmeilleur choix\b": "not ours to say",
        r"\bveuillez\b|\bafin de\b|\blorsque\b|\bconcernant\b": "a plain word",
    },
}


@cache
def found() -> polib.POFile:
    return extract()


@cache
def catalogue(language: str) -> polib.POFile:
    return load_catalogue(language)


def others(language: str) -> polib.POFile:
    """Give what extensions of Wagtail leave in English."""
    return polib.pofile(str(settings.BASE_DIR / "locale" / "others" / language / "LC_MESSAGES" / "django.po"))


def texts(entry: polib.POEntry) -> list[str]:
    """Give the one translation of a message, or one for each number."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    named = re.findall(r"%\(\w+\)[sd]|%[sd]|\b(?:THING|NUMBER)\b", text)  # capitals: filled in by a script
    braced = [f"{{{name}}}" for _text, name, _spec, _conversion in string.Formatter().parse(text) if name]
    return sorted(named + braced)


def for_visitors(entry: polib.POEntry) -> bool:
    return any(VISITORS.search(file) for file, _line in entry.occurrences)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:;])\s+|\n+", text) if sentence]


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_every_message_of_the_code_and_no_other(language):
    wanted, there = {key_of(entry) for entry in found()}, {key_of(entry) for entry in catalogue(language)}

    assert (wanted - there, there - wanted) == (set(), set()), "manage.py refresh_catalogues brings them together"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    unfinished = [
        entry.msgid
        for entry in [*catalogue(language), *others(language)]
        if entry.fuzzy or entry.obsolete or not all(texts(entry))
    ]

    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_hold_the_same_placeholders(language):
    different = [
        (said, text)
        for entry in [*catalogue(language), *others(language)]
        for said, text in zip([entry.msgid, entry.msgid_plural], texts(entry), strict=False)
        if text and placeholders(text) != placeholders(said)
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_as_the_message_does(language):
    def ends(text):
        return text[:1].isspace(), text[-1:].isspace()

    assert [e.msgid for e in catalogue(language) for text in texts(e) if ends(text) != ends(e.msgid)] == []


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_visitors_read_no_sentence_of_more_than_twenty_words(language):
    entries = found() if language == "en" else catalogue(language)
    read = [
        text
        for entry in entries
        if for_visitors(entry)
        for text in ([entry.msgid, entry.msgid_plural] if language == "en" else texts(entry))
    ]

    assert len(read) > 200
    assert [s for text in read for s in sentences(text) if len(s.split()) > SHORT_SENTENCE] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_read_no_word_that_blames_pushes_or_nobody_says(language):
    said = [
        (word.group(), instead, text)
        for entry in catalogue(language)
        if for_visitors(entry)
        for text in texts(entry)
        for pattern, instead in FORBIDDEN[language].items()
        if (word := re.search(pattern, text, re.IGNORECASE))
    ]

    assert said == []


def test_visitors_are_called_tu_and_staff_vous():
    to_visitors = [
        text
        for entry in catalogue("fr")
        if all(VISITORS.search(file) for file, _line in entry.occurrences)
        for text in texts(entry)
        if re.search(r"\b(votre|vos|(?!rend)\w+ez-\w+|choisissez|écrivez|ajoutez)\b", text, re.IGNORECASE)
    ]
    to_staff = [
        text
        for entry in catalogue("fr")
        if all(file.startswith(("decision_aids/desk/", "cms/accounts/")) for file, _line in entry.occurrences)
        for text in texts(entry)
        if re.search(r"\b(tu|ton|ta|tes|toi)\b", text, re.IGNORECASE)
    ]

    assert (to_visitors, to_staff) == ([], [])
