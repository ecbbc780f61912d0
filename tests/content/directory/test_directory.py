"""Finding help: hours, the list, the search."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from content.directory.hours import Day, HoursBlock
from content.directory.models import Helpline
from content.directory.numbers import dialled
from content.directory.search import find_organisations
from tests.factories.content import DirectoryPageFactory, HelplineFactory, OrganisationFactory, block, week_row


@pytest.mark.parametrize(
    ("written", "tel"),
    [("106", "106"), ("0800 12 345", "080012345"), ("+32 (0)9 123.45.67", "+3291234567"), ("", "")],
)
def test_number_is_dialled_without_what_people_write_between(written, tel):
    assert dialled(written) == tel


def test_week_starts_on_monday_and_joins_the_rows_of_a_day(db):
    organisation = OrganisationFactory(
        hours=[
            block("hours", week_row("fri", "13:00:00", "17:00:00")),
            block("hours", {"day": "wed", "opens": None, "closes": None, "note": "op afspraak"}),
            block("hours", week_row("fri", "09:00:00", "12:00:00")),
            block("hours", {**week_row("mon"), "note": "enkel bellen"}),
        ]
    )
    organisation.refresh_from_db()

    with translation.override("en"):
        assert organisation.week == [
            Day("Monday", "09:00 to 17:00 (enkel bellen)"),
            Day("Wednesday", "op afspraak"),
            Day("Friday", "09:00 to 12:00, 13:00 to 17:00"),
        ]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"day": "mon", "opens": datetime.time(9), "closes": None, "note": ""}, "closes"),
        ({"day": "mon", "opens": None, "closes": datetime.time(9), "note": ""}, "opens"),
        ({"day": "mon", "opens": None, "closes": None, "note": ""}, "opens"),
    ],
)
def test_half_filled_hours_are_refused(value, field):
    row = HoursBlock()

    with pytest.raises(ValidationError) as refused:
        row.clean(row.normalize(value))

    assert list(refused.value.block_errors) == [field]


def test_crisis_helplines_are_those_of_the_language_in_order(db):
    french = Locale.objects.create(language_code="fr")
    second, first = HelplineFactory(crisis=True, order=2), HelplineFactory(crisis=True, order=1)
    HelplineFactory(crisis=False)
    other = HelplineFactory(crisis=True, locale=french)

    assert list(Helpline.objects.crisis("nl")) == [first, second]
    assert list(Helpline.objects.crisis("fr")) == [other]


def test_saving_help_makes_pages_stale(db):
    before = Stamp.objects.number(LIVE)

    HelplineFactory()
    OrganisationFactory().delete()

    assert Stamp.objects.number(LIVE) == before + 3


def test_search_finds_each_word_anywhere_and_only_in_this_language(db):
    french = Locale.objects.create(language_code="fr")
    found = OrganisationFactory(name="Huis Anders", regions="Gent", topics="abortus, adoptie")
    OrganisationFactory(name="Huis Anders", regions="Brugge")
    OrganisationFactory(name="Huis Anders", regions="Gent", topics="abortus", locale=french)

    assert find_organisations("abort GENT", "nl") == [found]
    assert find_organisations("  ", "nl") == []
    assert find_organisations("\x00", "nl") == []
    assert find_organisations("%", "nl") == []
    assert len(find_organisations("huis " * 1000, "nl")) == 2


@pytest.fixture
def directory(home):
    return DirectoryPageFactory(parent=home, title="Hulp")


def titles(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [title.get_text() for title in soup.select(".card__title")]


def test_directory_lists_twenty_at_a_time(directory, client):
    OrganisationFactory.create_batch(21, name="Huis")

    assert len(titles(client.get(directory.url))) == 20
    assert len(titles(client.get(directory.url, {"page": 2}))) == 1
    assert [client.get(directory.url, {"page": page}).status_code for page in ("3", "x", "-1")] == [404, 404, 404]


def test_search_goes_by_post_and_leaves_no_trace_in_an_address(directory, client):
    OrganisationFactory(name="Wel", topics="abortus")
    OrganisationFactory(name="Niet")
    form = BeautifulSoup(client.get(directory.url).content, "html.parser").select_one("form[role=search]")

    answer = client.post(form["action"], {"words": "abortus"})

    assert (form["method"], form["autocomplete"]) == ("post", "off")
    assert titles(answer) == ["Wel"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.get(form["action"] + "?words=abortus").url == directory.url


def test_search_needs_no_token_and_says_when_nothing_is_found(directory):
    answer = Client(enforce_csrf_checks=True).post("/nl/find/", {"words": "<script>x</script>"})

    assert answer.status_code == 200
    assert titles(answer) == []
    assert "<script>x" not in answer.content.decode()


def test_empty_search_shows_the_whole_list(directory, client):
    OrganisationFactory(name="Huis")

    assert titles(client.post("/nl/find/", {"words": " "})) == ["Huis"]


def test_directory_costs_the_same_for_one_and_for_five(directory, client, count_queries):
    OrganisationFactory(hours=[block("hours", week_row("mon"))])
    one = count_queries(directory.url)
    OrganisationFactory.create_batch(4, hours=[block("hours", week_row("mon"))])

    assert one == count_queries(directory.url) <= 10


@pytest.mark.parametrize("kind", ["organisation", "helpline"])
def test_admin_lists_help(kind, editor, db):
    OrganisationFactory(name="Huis Anders")
    HelplineFactory(name="Huis Anders", crisis=True)

    page = editor.get(f"/admin/snippets/directory/{kind}/").content.decode()

    assert "Huis Anders" in page
