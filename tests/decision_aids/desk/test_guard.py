"""The door of the desk: where it leads, what it carries along, what it never repeats, and what it says when it stays shut."""

from __future__ import annotations

import contextlib
import re

import pytest
from django.test import Client

from decision_aids.desk.models import DeskSlot, HelperKey
from decision_aids.spaces.access import gate
from decision_aids.vault.crypto import new_pair
from tests.decision_aids.desk.conftest import sign_in
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
WRONG = "een verkeerde wachtzin"


def carried(page: str) -> list[tuple[str, str]]:
    """What goes along with the passphrase, without the token that Django puts in every form."""
    return [pair for pair in HIDDEN.findall(page) if pair[0] != "csrfmiddlewaretoken"]


def test_what_waits_behind_the_door_goes_along_and_a_wrong_passphrase_does_not(crew: Crew) -> None:
    sent = {"text": "Lang <over> nagedacht", "csrfmiddlewaretoken": "x" * 64, "passphrase": WRONG}

    page = sign_in(crew).post("/desk/away/", sent)

    assert (page.status_code, carried(page.content.decode())) == (422, [("text", "Lang &lt;over&gt; nagedacht")])
    assert WRONG not in page.content.decode()


@pytest.mark.parametrize("sent", [{"passphrase": "vier nieuwe woorden hier", "again": "x"}, {"words": "een twee drie"}])
def test_a_new_passphrase_and_the_words_of_a_sheet_are_not_carried_along(crew: Crew, sent: dict[str, str]) -> None:
    response = sign_in(crew).post("/desk/keys/passphrase/", sent)

    assert (response.status_code, response.content) == (302, b"")
    assert response.headers["Location"] == "/desk/unlock/?next=%2Fdesk%2Fkeys%2Fpassphrase%2F"


def test_who_is_not_signed_in_comes_back_to_a_page_and_never_to_the_address_of_a_form() -> None:
    got, posted = (getattr(Client(), method)("/desk/mail/").headers["Location"] for method in ("get", "post"))

    assert (got, posted) == ("/accounts/login/?next=/desk/mail/", "/accounts/login/?next=/desk/")


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/desk/keys/", "/desk/keys/"),
        ("/nl/", "/desk/"),
        ("https://example.org/desk/", "/desk/"),
        ("//example.org/desk/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_the_door_opens_on_the_desk_alone(crew: Crew, wanted: str, leads: str) -> None:
    client = sign_in(crew)

    opened = client.post(f"/desk/unlock/?next={wanted}", {"passphrase": PASSPHRASE})
    again = client.get(f"/desk/unlock/?next={wanted}")  # the desk is open already

    assert [(one.status_code, one.headers["Location"]) for one in (opened, again)] == [(302, leads)] * 2


def test_the_right_passphrase_wipes_out_the_wrong_ones(crew: Crew) -> None:
    client = sign_in(crew)

    answers = [
        client.post("/desk/unlock/", {"passphrase": given}).status_code for given in (WRONG, WRONG, WRONG, PASSPHRASE)
    ]
    client.post("/desk/lock/")
    answers += [client.post("/desk/unlock/", {"passphrase": given}).status_code for given in (WRONG, PASSPHRASE)]

    assert answers == [422, 422, 422, 302, 422, 302]


def test_a_key_that_was_put_in_place_of_hers_is_told_and_opens_nothing(crew: Crew) -> None:
    HelperKey.objects.update(public=new_pair().public)

    page = sign_in(crew).post("/desk/unlock/", {"passphrase": PASSPHRASE})

    assert "Je sleutel in de databank is niet de sleutel die je maakte." in page.content.decode()
    assert (page.status_code, DeskSlot.objects.count()) == (422, 0)


def test_when_it_is_very_busy_she_is_asked_to_wait_and_that_is_no_wrong_try(crew: Crew) -> None:
    client = sign_in(crew)

    with contextlib.ExitStack() as places:
        for _place in range(gate().slots):
            places.enter_context(gate().slot())
        pages = [client.post("/desk/unlock/", {"passphrase": PASSPHRASE}) for _try in range(4)]
    then = client.post("/desk/unlock/", {"passphrase": PASSPHRASE})

    told = ["Het is nu erg druk. Wacht een halve minuut" in page.content.decode() for page in pages]
    assert (told, [page.status_code for page in (*pages, then)]) == ([True] * 4, [422] * 4 + [302])
