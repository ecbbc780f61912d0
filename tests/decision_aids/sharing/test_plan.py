"""A plan that several people work on: she is in charge, each sees only what she gave, and no words are lost."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decision_aids.sharing import plan
from decision_aids.sharing.access import room_of
from decision_aids.sharing.models import PartKey, PlanPart, Reader, Share
from decision_aids.sharing.readers import reader_key
from decision_aids.sharing.rooms import Room
from decision_aids.spaces.access import OpenSpace, secrets
from decision_aids.spaces.models import Slot
from decision_aids.spaces.use import Use
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken
from tests.decision_aids.desk.conftest import Unlock, desk_of
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.decision_aids.sharing.test_readers import add_to, enter, share_with
from tests.factories.visitors import Visitor

__all__ = ["desk_of"]

pytestmark = pytest.mark.django_db


def space_of(visitor: Visitor) -> OpenSpace:
    """Her space, opened with the cookie of her browser."""
    slot = keys.browser_slot(secrets(), visitor.cookie)
    row = Slot.objects.select_related("space").get(lookup=slot.lookup)
    key = keys.unwrap(slot.kek, bytes(row.wrapped), "slot", row.space.id.bytes, "b")
    return OpenSpace(row.space, key, visitor.cookie, row.pk, Use.begin())


def room(visitor: Visitor) -> Room:
    opened = space_of(visitor)
    found = room_of(opened, Share.objects.get().short)
    assert found is not None
    return found


def add_goal(visitor: Visitor, goal: str, **more: str) -> str:
    """Write a goal in the plan of her one room; gives the address of its page."""
    address = f"/nl/s/share/{Share.objects.get().short}/plan/"
    visitor.open(address)
    visitor.send({"goal": goal, "note": "", **more})
    assert visitor.page.status_code == 200, visitor.html
    return visitor.address


def give(visitor: Visitor, page: str, **may: str) -> None:
    """Say who sees the goal on that page."""
    visitor.open(page)
    visitor.send({"give": "1", **{f"may_{who}": right for who, right in may.items()}})


def who() -> str:
    """What a form calls the one invited person."""
    return Reader.objects.get().id.hex


def test_goal_with_steps_is_kept_and_seen_by_her_alone(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    reader = enter(add_to(writer, Share.objects.get(), "Jan", "comment"))

    add_goal(writer, "Een eigen plek", what_0="Bellen", who_0="Ik", by_0="2027-02-01", done_0="on", what_1="Kijken")
    writer.open(f"/nl/s/share/{Share.objects.get().short}/plan/")

    part = plan.parts_for(Share.objects.get(), plan.owner_of(space_of(writer), Share.objects.get()))[0]
    assert part.content.goal == "Een eigen plek"
    assert part.content.steps == (
        plan.PlanStep("Bellen", "Ik", datetime.date(2027, 2, 1), done=True),
        plan.PlanStep("Kijken"),
    )
    assert "Een eigen plek" in writer.html
    assert "Een eigen plek" not in reader.open("/nl/s/in/read/").content.decode()
    assert "Een eigen plek" not in desk_of(crew).get(f"/desk/{Share.objects.get().pk}/").content.decode()


def test_each_sees_and_changes_only_what_she_gave(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    share = Share.objects.get()
    reader, desk = enter(add_to(writer, share, "Jan")), desk_of(crew)
    for_team, for_jan = add_goal(writer, "Voor het team"), add_goal(writer, "Voor Jan")
    give(writer, for_team, team="edit")
    give(writer, for_jan, **{who(): "see"})

    jan = reader.open("/nl/s/in/read/").content.decode()
    helper = desk.get(f"/desk/{share.pk}/").content.decode()

    assert ("Voor Jan" in jan, "Voor het team" in jan) == (True, False)
    assert ("Voor Jan" in helper, "Voor het team" in helper) == (False, True)
    short = {page: page.rstrip("/").rsplit("/", 1)[1] for page in (for_team, for_jan)}
    written = {"goal": "Veranderd", "note": "", "revision": "0", "nonce": "ab" * 16}
    reader.send({**written, "token": reader_token(reader)}, address=f"/nl/s/in/plan/{short[for_jan]}/")
    assert reader.page.status_code == 410
    assert reader.open(f"/nl/s/in/plan/{short[for_team]}/").status_code == 410
    assert desk.post(f"/desk/{share.pk}/plan/{short[for_jan]}/", written).status_code == 410
    assert desk.post(f"/desk/{share.pk}/plan/{short[for_team]}/", written).status_code == 302
    writer.open(f"/nl/s/share/{share.short}/plan/")
    assert ("Voor Jan" in writer.html, "Veranderd" in writer.html, "Voor het team" in writer.html) == (
        True,
        True,
        False,
    )
    assert "Veranderd door Noord op" in writer.html


def reader_token(reader: Visitor) -> str:
    return keys.csrf_token(reader.client.cookies["r"].value)


def test_key_of_one_holder_opens_no_part_of_another(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    share = Share.objects.get()
    add_to(writer, share, "Jan", "comment")
    page = add_goal(writer, "Voor het team")
    give(writer, page, team="edit")
    opened, reader = space_of(writer), Reader.objects.get()
    own_key = reader_key(opened, reader)
    held = [own_key]
    for name, sealed in (("answers", reader.answers_key), ("talk", reader.talk_key)):
        held.append(keys.unwrap(own_key, bytes(sealed), name, reader.id.bytes))
    part = PlanPart.objects.get()

    opening = []
    for row in PartKey.objects.all():
        for key in (*held, *(keys.plan_key_for_team(key) for key in held)):
            for kind, whose in (("o", b""), ("t", b""), ("r", reader.id.bytes)):
                try:
                    keys.unwrap(key, bytes(row.wrapped), "part", part.id.bytes, kind, whose)
                except SealBroken:
                    continue
                opening.append(kind)

    assert opening == []
    assert [one.content.goal for one in plan.parts_for(share, plan.team_of(room(writer)))] == ["Voor het team"]


def test_taking_a_part_back_makes_a_new_key(writer: Visitor) -> None:
    reader = enter(share_with(writer))
    share, page = Share.objects.get(), add_goal(writer, "Samen praten")
    give(writer, page, **{who(): "edit"})
    assert "Samen praten" in reader.open("/nl/s/in/read/").content.decode()
    holder = plan.reader_of(Reader.objects.get(), reader_key(space_of(writer), Reader.objects.get()))
    before = plan.parts_for(share, holder)[0].key

    give(writer, page, **{who(): ""})

    now = plan.parts_for(share, plan.owner_of(space_of(writer), share))[0]
    assert now.key != before
    assert plan.parts_for(share, holder) == []
    assert "Samen praten" not in reader.open("/nl/s/in/read/").content.decode()


def test_two_who_write_at_once_see_both_texts_and_lose_neither(writer: Visitor) -> None:
    reader = enter(share_with(writer))
    page = add_goal(writer, "Samen praten")
    give(writer, page, **{who(): "edit"})
    short = page.rstrip("/").rsplit("/", 1)[1]
    reader.open(f"/nl/s/in/plan/{short}/")
    writer.open(page)
    revision = writer.hidden["revision"]
    writer.send({"goal": "Op dinsdag praten", "note": "", "revision": revision})

    reader.send({"goal": "Op zondag praten", "note": "Bij ons thuis"})

    assert reader.page.status_code == 409
    for text in ("Op dinsdag praten", "Op zondag praten", "Bij ons thuis"):
        assert text in reader.html
    reader.send({"goal": "Dinsdag of zondag", "note": "Bij ons thuis"})
    part = plan.parts_for(Share.objects.get(), plan.owner_of(space_of(writer), Share.objects.get()))[0]
    assert (part.content.goal, part.content.note) == ("Dinsdag of zondag", "Bij ons thuis")
    assert [change.who for change in part.content.log] == ["", "Jan"]


def test_form_about_a_part_sent_twice_does_it_once(writer: Visitor) -> None:
    share_with(writer)
    address = f"/nl/s/share/{Share.objects.get().short}/plan/"
    writer.open(address)
    form = {**writer.hidden, "goal": "Eén keer", "note": ""}
    for _ in range(2):
        writer.send(form, address=address)
    page = writer.address
    writer.open(page)
    change = {**writer.hidden, "goal": "Nog eens", "note": ""}
    for _ in range(2):
        writer.send(change, address=page)
        assert writer.page.status_code == 200

    assert (PlanPart.objects.count(), PlanPart.objects.get().revision) == (1, 1)


def test_withdrawn_reader_holds_no_part_any_more(writer: Visitor) -> None:
    share_with(writer)
    page = add_goal(writer, "Samen praten")
    give(writer, page, **{who(): "edit"})
    writer.open(f"/nl/s/share/{Share.objects.get().short}/readers/")
    reader_page = re.search(r'href="([^"]*/readers/[0-9a-f]{8}/)"', writer.html)
    assert reader_page is not None
    writer.open(reader_page[1])
    writer.send({"withdraw": "1"})

    assert [row.holder for row in PartKey.objects.all()] == ["o"]


def test_goal_that_she_takes_out_is_gone_with_its_keys(writer: Visitor) -> None:
    share_with(writer)
    kept, page = add_goal(writer, "Blijft"), add_goal(writer, "Weg ermee")
    writer.open(page)
    writer.send({"delete": "1"})

    assert ("Blijft" in writer.html, "Weg ermee" in writer.html) == (True, False)
    assert (PlanPart.objects.count(), PartKey.objects.count()) == (1, 1)
    assert writer.open(kept).status_code == 200


def test_plan_says_nothing_in_the_database(writer: Visitor) -> None:
    share_with(writer)
    add_goal(writer, "Een heel eigen doel", what_0="Iets dat niemand weet", who_0="Marieke")

    kept = repr([list(model.objects.values()) for model in (PlanPart, PartKey)])

    assert not any(word in kept for word in ("eigen doel", "niemand weet", "Marieke"))


def test_another_visitor_reaches_no_plan_of_hers(writer: Visitor, aid: Any) -> None:
    share_with(writer)
    page, stranger = add_goal(writer, "Van haar"), Visitor()
    stranger.start(aid)

    for address in (page, f"/nl/s/share/{Share.objects.get().short}/plan/"):
        stranger.open("/nl/s/keep/")
        token = stranger.hidden["token"]
        assert stranger.open(address).status_code == 404
        stranger.send({"goal": "Van mij", "delete": "1", "nonce": "ab" * 16, "token": token}, address=address)
        assert (stranger.page.status_code, "Van mij" in stranger.html) == (410, True)
    assert PlanPart.objects.count() == 1


def test_thirteenth_goal_is_refused_and_given_back(writer: Visitor) -> None:
    share_with(writer)
    owner = plan.owner_of(space_of(writer), Share.objects.get())
    for number in range(plan.MOST_PARTS):
        plan.add_part(Share.objects.get(), owner, plan.PartContent(f"Doel {number}"), nonce=f"{number:032x}")

    writer.open(f"/nl/s/share/{Share.objects.get().short}/plan/")
    writer.send({"goal": "Nog een", "note": ""})

    assert (writer.page.status_code, "Nog een" in writer.html, PlanPart.objects.count()) == (422, True, 12)


def test_plan_asks_the_database_as_often_for_one_goal_as_for_three(writer: Visitor) -> None:
    reader = enter(share_with(writer))
    give(writer, add_goal(writer, "Eerste"), **{who(): "see"})
    plan_page = f"/nl/s/share/{Share.objects.get().short}/plan/"

    def count(visitor: Visitor, address: str) -> int:
        visitor.open(address)
        with CaptureQueriesContext(connection) as queries:
            assert visitor.open(address).status_code == 200
        return len(queries)

    pages = [(writer, plan_page), (reader, "/nl/s/in/read/")]
    before = [count(*page) for page in pages]
    for goal in ("Tweede", "Derde"):
        give(writer, add_goal(writer, goal), **{who(): "edit"})

    assert [count(*page) for page in pages] == before
