"""What a helper is told after she did something: one sentence, once, true, and with nothing kept for it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from decision_aids.desk.keyring import room_key_for
from decision_aids.desk.models import Member
from decision_aids.sharing.agenda import slots_in
from decision_aids.sharing.models import Share
from decision_aids.sharing.services import withdraw_share
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, add_helper, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
SENT = "Verstuurd. De bezoeker kan het nu lezen."
NOTICE = re.compile(r'<div class="notice notice--success" role="status">.*?<p>(.*?)</p>', re.DOTALL)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel("2026-11-23 09:00Z", tick=False):
        yield


@pytest.fixture
def talk(_monday: None, writer: Visitor, crew: Crew) -> Share:
    """A question with a letter."""
    ask(writer, crew, "Wat denk je?", "my-letter")
    return Share.objects.get()


def told(client: Client, address: str) -> list[str]:
    """What a page tells that was done, without the way back."""
    page = client.get(address).content.decode()
    return [html.unescape(re.sub(r"<a .*?</a>", "", one)).strip() for one in NOTICE.findall(page)]


def test_each_act_is_told_on_the_page_that_follows(talk: Share, crew: Crew, desk_of: Unlock) -> None:
    client, path = desk_of(crew), f"/desk/{talk.pk}/"
    sofie = Member.objects.get(user=colleague_of(crew, "Sofie").helper)
    acts: list[tuple[str, dict[str, Any], str]] = [
        ("claim/", {}, "Je hebt dit nu. Hieronder kun je het doorgeven of uitstellen."),
        ("say/", {"text": "Dag", "nonce": "1" * 32, "seen": "1"}, SENT),
        ("say/", {"text": "Mooi", "nonce": "2" * 32, "about": block_id("my-letter")}, SENT),
        ("say/", {"text": "Voor ons", "nonce": "3" * 32, "about": "note"}, "Je notitie is bewaard."),
        ("later/", {"days": "3"}, "Uitgesteld tot donderdag 26 november. Het staat bij “Later”."),
        ("later/", {"now": "1"}, "Het staat weer in je postvak."),
        ("close/", {"seen": "3"}, "Gesloten. Het staat bij “Gesloten”, en gaat weer open als de bezoeker schrijft."),
        ("reopen/", {}, "Dit gesprek is weer open. Onderaan kun je het sluiten."),
        (
            "offer/",
            {"day_1": "2026-11-25", "time_1": "14:00", "minutes": "30", "way": "phone", "nonce": "4" * 32},
            "De tijden zijn aangeboden. Je kunt elke tijd terugnemen bij “Afspraak”.",
        ),
        (
            "cancel/",
            {"slot": "", "offered": "1", "nonce": "5" * 32},
            "De tijd is teruggenomen. De bezoeker kan die niet meer kiezen.",
        ),
        ("hand/", {"to": sofie.pk, "note": "", "nonce": "6" * 32}, "Doorgegeven aan Sofie."),
        (
            "hand/",
            {"to": "", "note": "", "nonce": "7" * 32},
            "Teruggegeven aan het team. Het staat bij “Nog van niemand”.",
        ),
    ]

    for act, sent, expected in acts:
        if act == "cancel/":
            key = room_key_for(crew.helper, crew.secret, talk)
            sent["slot"] = slots_in(Share.objects.get(), key)[0].id
        answer = client.post(path + act, sent)
        assert (act, answer.status_code) == (act, 302), answer.content.decode()
        assert (act, told(client, answer.url)) == (act, [expected])
        assert not answer.cookies
        assert {"Sofie", "Dag", "Mooi", "Voor ons"}.isdisjoint(re.split(r"\W", answer.url))


def test_what_is_done_with_keys_is_told_beside_them(crew: Crew, desk_of: Unlock) -> None:
    client, words = desk_of(crew), {"passphrase": "vier andere woorden nu", "again": "vier andere woorden nu"}
    lies = Member.objects.get(user=add_helper(crew, "Lies").helper)

    changed = client.post("/desk/keys/passphrase/", {"current": PASSPHRASE, **words}).url
    granted = client.post(f"/desk/keys/{crew.team.pk}/grant/{lies.pk}/").url
    renewed = client.post(f"/desk/keys/{crew.team.pk}/renew/").url

    assert [told(client, address) for address in (changed, granted, renewed)] == [
        ["Je nieuwe wachtzin werkt vanaf nu. De oude opent niets meer."],
        ["Je collega heeft nu de sleutel van het team."],
        ["De sleutel is vernieuwd, en elk gesprek is ermee op slot."],
    ]


def test_the_inbox_leads_back_to_what_was_put_off(talk: Share, crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)

    page = client.post(f"/desk/{talk.pk}/later/", {"days": "1"}, follow=True).content.decode()

    assert f'“Later”. <a href="/desk/{talk.pk}/">Naar dit gesprek</a></p>' in page


def test_it_is_told_beside_the_message_that_was_sent_and_nowhere_else(talk: Share, crew: Crew, desk_of: Unlock) -> None:
    client, path = desk_of(crew), f"/desk/{talk.pk}/"
    about = block_id("my-letter")

    sent = client.post(f"{path}say/", {"text": "Mooi", "nonce": "1" * 32, "about": about}).url
    page = client.get(sent).content.decode()

    assert sent.endswith(f"#answer-{about[:8]}")
    assert page.index(f'id="answer-{about[:8]}"') < page.index(SENT) < page.index("Mooi")
    handed = client.post(f"{path}say/", {"text": "Dag", "nonce": "2" * 32, "seen": "2"}).url
    page = client.get(handed).content.decode()
    assert handed.endswith("#last")
    assert page.index('id="last"') < page.index(SENT) < page.index("Dag</p>")
    assert page.count(SENT) == 1


def test_what_is_not_so_any_more_or_was_made_up_is_not_told(
    talk: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    client, other, path = desk_of(crew), desk_of(other_crew), f"/desk/{talk.pk}/"
    sent = client.post(f"{path}say/", {"text": "Dag", "nonce": "1" * 32, "seen": "1"}).url
    put_off = client.post(f"{path}later/", {"days": "3"}).url

    assert told(other, put_off) == told(other, sent) == []
    with time_machine.travel("2026-11-23 09:06Z", tick=False):
        assert told(client, put_off) == []
    for made_up in ("?done=granted", "?done=put-off&talk=x", f"?done=put-off&talk={talk.pk}"):
        assert told(client, f"/desk/{made_up}") == []
    assert told(client, put_off.replace(str(talk.pk), "geen-nummer")) == []
    writer.open(f"/nl/s/share/{talk.short}/")
    writer.send({"text": "Nog iets"})  # wakes it
    assert told(client, put_off) == told(client, sent) == []
    withdraw_share(talk)
    assert told(client, put_off) == []
