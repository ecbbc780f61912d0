"""Two act at the same moment on what an invited person reads: one outcome each, nobody gets an error, nothing stays behind.

On PostgreSQL with connections of their own; on SQLite the same, where one simply waits for the other.
"""

from __future__ import annotations

import pytest

from decision_aids.sharing import plan
from decision_aids.sharing.models import Message, PartKey, Reader, ReaderSlot, Share
from decision_aids.sharing.readers import reader_key, withdraw_reader
from decision_aids.sharing.services import withdraw_share
from decision_aids.spaces.models import OneTimeCode
from tests.decision_aids.desk.test_at_once import at_once, statuses
from tests.decision_aids.sharing.test_plan import add_goal, give, space_of, who
from tests.decision_aids.sharing.test_readers import LETTER, enter, share_with
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def tab_of(reader: Visitor) -> Visitor:
    """The same browser of an invited person in another tab."""
    other = Visitor()
    other.client.cookies["r"] = reader.client.cookies["r"].value
    other.page, other.address = reader.page, reader.address
    return other


def test_of_three_who_use_a_code_one_comes_in(writer: Visitor) -> None:
    code = share_with(writer)
    phones = [Visitor() for _ in range(3)]
    for phone in phones:
        phone.open("/nl/s/in/")

    pages = at_once(*(lambda phone=phone: phone.send({"code": code}, address="/nl/s/in/") for phone in phones))

    assert sorted(statuses(pages)) == [200, 422, 422]
    assert (ReaderSlot.objects.count(), OneTimeCode.objects.count()) == (1, 0)


@pytest.mark.parametrize("attempt", range(2))
def test_comment_while_it_is_taken_back_is_said_or_given_back(writer: Visitor, attempt: int) -> None:
    reader = enter(share_with(writer, may="comment"))
    row, tab = Reader.objects.get(), tab_of(reader)

    said, taken, seen = at_once(
        lambda: reader.send({"text": "Op het laatste moment", "about": ""}),
        lambda: withdraw_reader(row),
        lambda: tab.open("/nl/s/in/read/"),
    )

    assert taken is None
    assert set(statuses([said, seen])) <= {200, 410}
    assert "Op het laatste moment" in said.content.decode() or Message.objects.filter(side="r").count() == 1
    assert (Reader.objects.count(), ReaderSlot.objects.count()) == (0, 0)
    assert tab.open("/nl/s/in/read/").status_code == 410
    assert LETTER not in tab.html


@pytest.mark.parametrize("attempt", range(2))
def test_coming_in_while_it_is_taken_back_leaves_no_way_in(writer: Visitor, attempt: int) -> None:
    code = share_with(writer)
    row, phone = Reader.objects.get(), Visitor()
    phone.open("/nl/s/in/")

    came, taken = at_once(lambda: phone.send({"code": code}, address="/nl/s/in/"), lambda: withdraw_reader(row))

    assert taken is None
    assert statuses([came])[0] in (200, 410, 422)
    left = (Reader, ReaderSlot, OneTimeCode)
    assert [model.objects.count() for model in left] == [0, 0, 0]
    assert phone.open("/nl/s/in/read/").status_code == 410


def test_comment_while_the_whole_room_goes_leaves_nothing(writer: Visitor) -> None:
    reader = enter(share_with(writer, may="comment"))
    share = Share.objects.get()

    said, gone = at_once(lambda: reader.send({"text": "Nog iets", "about": ""}), lambda: withdraw_share(share))

    assert gone is None
    assert statuses([said])[0] in (200, 410)
    assert [model.objects.count() for model in (Share, Reader, Message)] == [0, 0, 0]


def test_of_two_who_change_a_goal_one_is_shown_both_texts(writer: Visitor) -> None:
    reader = enter(share_with(writer))
    page = add_goal(writer, "Samen praten")
    give(writer, page, **{who(): "edit"})
    short = page.rstrip("/").rsplit("/", 1)[1]
    reader.open(f"/nl/s/in/plan/{short}/")
    writer.open(page)
    revision = writer.hidden["revision"]
    tab = Visitor(cookie=writer.cookie)
    tab.page, tab.address = writer.page, writer.address

    pages = at_once(
        lambda: tab.send({"goal": "Op dinsdag", "note": "", "revision": revision}),
        lambda: reader.send({"goal": "Op zondag", "note": ""}),
    )

    assert sorted(statuses(pages)) == [200, 409]
    told = next(one.content.decode() for one in pages if one.status_code == 409)
    assert ("Op dinsdag" in told, "Op zondag" in told) == (True, True)


@pytest.mark.parametrize("attempt", range(2))
def test_change_while_the_goal_is_taken_back_is_kept_or_given_back(writer: Visitor, attempt: int) -> None:
    reader = enter(share_with(writer))
    page = add_goal(writer, "Samen praten")
    give(writer, page, **{who(): "edit"})
    share, row, opened = Share.objects.get(), Reader.objects.get(), space_of(writer)
    holder, owner = plan.reader_of(row, reader_key(opened, row)), plan.owner_of(opened, share)
    reader.open(f"/nl/s/in/plan/{page.rstrip('/').rsplit('/', 1)[1]}/")
    writer.open(page)
    tab, token = Visitor(cookie=writer.cookie), writer.hidden["token"]
    tab.page, tab.address = writer.page, writer.address

    wrote, took = at_once(
        lambda: reader.send({"goal": "Op zondag", "note": ""}),
        lambda: tab.send({"give": "1", f"may_{row.id.hex}": "", "token": token}, address=page),
    )

    assert statuses([took]) == [200]
    assert statuses([wrote])[0] in (200, 410)
    assert (plan.parts_for(share, holder), PartKey.objects.count()) == ([], 1)
    kept = plan.parts_for(share, owner)[0].content.goal
    assert kept == "Op zondag" or "Op zondag" in wrote.content.decode()
