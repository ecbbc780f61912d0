"""A day in the life: two teams, three helpers, six visitors; each sees her own and nothing of anybody else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from decision_aids.sharing.models import Share
from tests.browser.test_helper_day import Person, enter_desk
from tests.decision_aids.conftest import _begin_anew, branching_flow, publish_aid
from tests.decision_aids.sharing.conftest import Crew, _quick_passphrases, colleague_of, crew, other_crew

__all__ = ["_begin_anew", "_quick_passphrases", "crew", "other_crew", "publish_aid"]

NAMES = ("anna", "bea", "cleo", "dora", "elif", "fien")
QUESTIONS = {name: f"vraag-van-{name}" for name in NAMES}


class Somebody(Person):
    """A person who sees questions of others, or does not."""

    def reads(self) -> set[str]:
        """Whose question stands on this page."""
        shown = self.page.content()
        return {name for name, question in QUESTIONS.items() if question in shown}


class Visitor(Somebody):
    """One of the six. Her room is where her question ended up."""

    room = ""

    def ask(self, aid: Any, name: str, team: str) -> None:
        """Begin the aid and send one question to a team."""
        self.go(f"/nl/{aid.slug}/")
        self.press("form[action$='/s/start/'] button")
        self.send(name, team)

    def send(self, name: str, team: str) -> None:
        self.go("/nl/s/share/new/1/")
        self.page.get_by_label(team, exact=False).first.check()
        self.page.fill("#id_question", QUESTIONS[name])
        self.press("button[name=preview]")
        self.press("button[name=send]")
        self.room = self.page.url.removeprefix(self.site)

    def write(self, text: str) -> None:
        self.go(self.room)
        self.page.fill("#id_text", text)
        self.press("main form.form button")


class Helper(Somebody):
    """One of the three, at an open desk."""

    def list(self, view: str = "all") -> int:
        """How many talks stand in a view."""
        self.go(f"/desk/?view={view}")
        assert self.reads() == set()
        return self.page.locator(".entry").count()

    def open(self, share: Share) -> set[str]:
        """Go to a talk; gives whose question can be read there."""
        self.go(f"/desk/{share.pk}/")
        return self.reads()

    def say(self, text: str) -> None:
        self.page.fill("#id_reply_text", text)
        self.press("#reply .actions button >> nth=0")

    def act(self, name: str) -> None:
        self.press(f"form[action$='/{name}/'] button")


@pytest.fixture
def aid(publish_aid: Any) -> Any:
    """An aid at an address of its own: the server of all these tests keeps pages."""
    return publish_aid(branching_flow(), slug=f"keuze-{secrets.token_hex(4)}")


@pytest.mark.django_db(transaction=True)
def test_a_day_of_three_helpers_and_six_visitors(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any, crew: Crew, other_crew: Crew
) -> None:
    sofie = colleague_of(crew, "Sofie")
    noord, second, zuid = (Helper(new_context(), live_server.url) for _ in range(3))
    for helper, one in ((noord, crew), (second, sofie), (zuid, other_crew)):
        enter_desk(helper, one)
    six = {name: Visitor(new_context(), live_server.url) for name in NAMES}
    shares: dict[str, Share] = {}
    for name, visitor in six.items():
        if name == "fien":
            continue
        visitor.ask(aid, name, "Zuid" if name == "elif" else "Noord")
        shares[name] = Share.objects.exclude(pk__in=[one.pk for one in shares.values()]).get()
    assert [helper.list("free") for helper in (noord, second, zuid)] == [4, 4, 1]

    # The sixth was invited on the telephone, and wants that helper first.
    noord.go("/desk/invite/")
    noord.press("main form.form button")
    code = re.findall(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}", noord.text())[0]
    fien = six["fien"]
    fien.go("/nl/s/share/begin/")
    fien.page.fill("#id_code", code)
    fien.press("main form button")
    fien.page.locator("input[name=attach]").first.check()
    fien.press("button[name=begin]")
    fien.send("fien", "Noord")
    shares["fien"] = Share.objects.exclude(pk__in=[one.pk for one in shares.values()]).get()
    assert (noord.list("mine"), second.list("mine"), noord.list("free")) == (1, 0, 4)

    # Two take the same one: the first has it, the other is told.
    assert (noord.open(shares["anna"]), second.open(shares["anna"])) == ({"anna"}, {"anna"})
    noord.act("claim")
    second.act("claim")
    assert "Noord was je voor" in second.text()
    noord.say("Dag Anna.")
    six["anna"].go(six["anna"].room)
    assert "Dag Anna." in six["anna"].text()

    # Handed over to a colleague, with a note that she never sees.
    noord.open(shares["bea"])
    noord.act("claim")
    noord.page.get_by_text("Doorgeven of uitstellen", exact=True).click()
    noord.page.locator("#id_hand_to").select_option(label="Sofie")
    noord.page.fill("#id_hand_note", "alleen-onder-ons")
    noord.press("form[action$='/hand/'] button[type=submit], form[action$='/hand/'] button")
    assert (noord.list("mine"), second.list("mine")) == (2, 1)
    second.open(shares["bea"])
    assert "alleen-onder-ons" in second.page.content()
    second.say("Dag Bea.")
    six["bea"].go(six["bea"].room)
    assert "alleen-onder-ons" not in six["bea"].page.content()

    # Referred to the other team: nothing before her yes, and nothing for the first after her stop.
    noord.open(shares["cleo"])
    noord.page.get_by_text("Een ander team voorstellen").click()
    noord.page.locator("#id_refer_team").select_option(label="Zuid")
    noord.page.fill("#id_refer_reason", "Zij weten hier meer van.")
    noord.act("refer")
    assert zuid.open(shares["cleo"]) == set()
    six["cleo"].go(f"{six['cleo'].room}team/")
    assert "Zij weten hier meer van." in six["cleo"].text()
    six["cleo"].press("button[name=yes]")
    assert (zuid.open(shares["cleo"]), noord.open(shares["cleo"])) == ({"cleo"}, {"cleo"})
    assert noord.page.locator("#id_reply_text").count() == 0
    zuid.say("Dag Cleo.")
    six["cleo"].press("main a[href$='/stop/']")
    six["cleo"].press("main form button")
    assert (zuid.open(shares["cleo"]), noord.open(shares["cleo"])) == ({"cleo"}, set())

    # Taken back while a helper has it open and is writing.
    second.open(shares["dora"])
    second.page.fill("#id_reply_text", "Dit komt te laat.")
    six["dora"].go(f"{six['dora'].room}withdraw/")
    six["dora"].press("main form button")
    second.press("#reply .actions button >> nth=0")
    assert second.reads() == set()
    assert [helper.open(shares["dora"]) for helper in (noord, zuid)] == [set(), set()]

    # Closed, and open again when she writes.
    zuid.open(shares["elif"])
    zuid.say("Dag Elif.")
    zuid.act("close")
    assert zuid.list("closed") == 1
    six["elif"].go(six["elif"].room)
    assert "gesloten" in six["elif"].text()
    six["elif"].write("Toch nog iets.")
    assert (zuid.list("closed"), zuid.list("all")) == (0, 2)

    # At the end of the day each sees her own.
    whose = {name: set() if name == "dora" else {name} for name in NAMES}
    for name, visitor in six.items():
        for other in six.values():
            visitor.page.goto(f"{visitor.site}{other.room}")
            assert visitor.reads() <= {name}
        visitor.go(visitor.room)
        assert visitor.reads() == whose[name]
    desks = {"noord": noord, "zuid": zuid}
    opened = {where: {name for name in NAMES if helper.open(shares[name])} for where, helper in desks.items()}
    assert opened == {"noord": {"anna", "bea", "fien"}, "zuid": {"cleo", "elif"}}
    expect(noord.page.locator("h1")).to_be_visible()
