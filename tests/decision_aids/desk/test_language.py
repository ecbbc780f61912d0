"""The language of the desk: chosen at its foot, kept with the account, and she stays where she is."""

from __future__ import annotations

import html
import re

import pytest
from wagtail.users.models import UserProfile

from decision_aids.desk.notices import notice_for
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import Crew

pytestmark = pytest.mark.django_db


def test_a_helper_reads_the_desk_in_her_language_and_stays_where_she_is(crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    page = client.get("/desk/?view=mine&team=1").content.decode()
    [here] = re.findall(r'name="here" value="(.*?)"', page)

    answer = client.post("/desk/language/", {"language": "fr", "here": html.unescape(here)})

    assert answer.url == "/desk/?view=mine&team=1"
    assert not answer.cookies
    page = client.get(answer.url).content.decode()
    assert '<html lang="fr"' in page
    assert re.findall(r'name="language" value="(\w+)"', page) == ["nl", "en"]
    assert UserProfile.objects.get(user=crew.helper).preferred_language == "fr"
    crew.helper.refresh_from_db()
    assert notice_for(crew.helper).subject == "Il y a du nouveau"


def test_a_locked_desk_has_the_switch_too_and_still_knows_where_she_was_going(crew: Crew) -> None:
    client = sign_in(crew)
    page = client.get("/desk/unlock/?next=/desk/keys/").content.decode()
    [here] = re.findall(r'name="here" value="(.*?)"', page)

    page = client.post("/desk/language/", {"language": "fr", "here": here}, follow=True).content.decode()

    assert here == "/desk/unlock/?next=/desk/keys/"
    assert '<html lang="fr"' in page
    assert client.get("/desk/keys/", follow=True).redirect_chain == [("/desk/unlock/?next=%2Fdesk%2Fkeys%2F", 302)]


@pytest.mark.parametrize(
    ("language", "here", "expected"),
    [
        ("xx", "/desk/keys/", ("/desk/keys/", "nl")),
        ("en", "https://example.org/desk/", ("/desk/", "en")),
        ("en", "//example.org", ("/desk/", "en")),
        ("en", "/admin/", ("/desk/", "en")),
        ("", "", ("/desk/", "nl")),
    ],
)
def test_no_other_language_and_no_other_place(crew: Crew, language: str, here: str, expected: tuple[str, str]) -> None:
    answer = sign_in(crew).post("/desk/language/", {"language": language, "here": here})

    crew.helper.refresh_from_db()
    assert (answer.url, crew.helper.preferred_language) == expected


def test_no_switch_where_it_would_lose_what_was_typed(crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)

    shown = [
        "/desk/language/" in page.content.decode()
        for page in (client.get("/desk/invite/"), client.post("/desk/invite/", {"note": "Getypt"}))
    ]

    assert shown == [True, False]
