"""An administrator has the database, the settings and every right of the admin, and no key: she reads nothing.

What was written by everybody in a whole day of rooms, notes, drafts, readers, appointments, a referral and an
invitation; and what she does to get in, with all that she may change.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS
from decision_aids.desk import keyring
from decision_aids.desk.models import Grant, HelperKey, Member
from decision_aids.sharing.models import ReaderKey, Share, Team, TeamEpoch
from decision_aids.vault import phrase
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock, desk_of, sign_in
from tests.decision_aids.desk.test_referral import answer, propose
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, _quick_passphrases, ask, crew, other_crew, writer
from tests.decision_aids.sharing.test_readers import add_to, enter
from tests.decision_aids.spaces.test_keeping import take_words
from tests.decision_aids.spying import OURS, Knowledge, Spy, binary_fields, everything_stored
from tests.factories.visitors import Visitor

__all__ = ["_quick_passphrases", "crew", "desk_of", "other_crew", "writer"]

pytestmark = pytest.mark.django_db
# Everything that somebody wrote, each with a word of its own.
WRITTEN = (
    "Lieve ik, dit is geheim.", "vraagwoord", "bereikwoord", "antwoordwoord", "conceptwoord", "notitiewoord", "feedbackwoord",
    "redenwoord", "uitnodigingswoord", "zusnaam", "doelwoord", "plaatswoord", "tweedewoord", "overdrachtwoord",
)  # fmt: skip
# Binary fields that hold no secret: public keys and what vouches for them, salts, and what rows are found by.
OPEN_FIELDS = {
    ("Slot", "lookup"), ("OneTimeCode", "lookup"), ("Share", "mark"), ("TeamEpoch", "public"), ("TeamEpoch", "tag"),
    ("HelperKey", "public"), ("HelperKey", "tag"), ("HelperKey", "salt"), ("RecoverySheet", "public"),
    ("RecoverySheet", "tag"), ("DeskSlot", "lookup"), ("ReaderSlot", "lookup"), ("HeldTime", "tag"),
}  # fmt: skip


@dataclass
class Day:
    """What happened, and what was needed for it."""

    spy: Spy
    share: Share
    other: Share


@pytest.fixture
def day(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    crew: Crew,
    other_crew: Crew,
    desk_of: Unlock,
    aid: Any,
) -> Day:
    """Everybody writes something, everywhere."""
    spy = Spy()
    spy.watch(monkeypatch)
    keyring.make_helper_key(crew.helper, PASSPHRASE)  # once more, now that the spy looks on
    TeamEpoch.objects.all().delete()
    for one in (crew, other_crew):
        one.secret = keyring.make_helper_key(one.helper, PASSPHRASE)
        keyring.found_team_key(one.team, one.helper, phrase.new_phrase(phrase.SHEET_WORDS))
    visitor: Visitor = request.getfixturevalue("writer")
    take_words(visitor)
    wishes = {"ways": "phone", "times": "bereikwoord"}
    visitor.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": "vraagwoord", "answers": block_id("my-letter"), **wishes}
    visitor.send({**chosen, "preview": "1"})
    visitor.send({**chosen, "send": "1"})
    share = Share.objects.get()
    client = desk_of(crew)
    client.get(f"/desk/{share.pk}/")
    say = f"/desk/{share.pk}/say/"
    client.post(say, {"text": "antwoordwoord", "nonce": "a1" * 16})
    client.post(say, {"text": "feedbackwoord", "about": block_id("my-letter"), "nonce": "a2" * 16})
    client.post(say, {"text": "notitiewoord", "about": "note", "nonce": "a3" * 16})
    client.post(say, {"text": "conceptwoord", "draft": "1", "nonce": "a4" * 16})
    client.post(f"/desk/{share.pk}/hand/", {"to": "", "note": "overdrachtwoord", "nonce": "a5" * 16})
    times = {"minutes": "30", "way": "phone", "place": "plaatswoord", "nonce": "a6" * 16}
    times["day_1"] = str(timezone.localdate() + datetime.timedelta(days=3))
    assert client.post(f"/desk/{share.pk}/offer/", {**times, "time_1": "10:00"}).status_code == 302
    member = Member.objects.get(user=crew.helper)
    invited = {"aid": f"{aid.translation_key} nl", "team": str(member.pk), "note": "uitnodigingswoord", "days": "14"}
    assert client.post("/desk/invite/", invited).status_code == 200
    enter(add_to(visitor, share, "zusnaam", may="comment"))
    visitor.open(f"/nl/s/share/{share.short}/plan/")
    visitor.send({"goal": "doelwoord"})
    propose(client, share, other_crew, reason="redenwoord")
    second = Visitor()
    second.start(aid)
    ask(second, other_crew, "tweedewoord")
    return Day(spy, share, Share.objects.exclude(pk=share.pk).get())


def test_the_database_and_the_settings_open_nothing_that_anybody_wrote(day: Day) -> None:
    stored = everything_stored()
    known = Knowledge(day.spy.steps, stored)

    assert [word for word in WRITTEN if known.tells(word)] == []
    assert known.opened == []
    assert sum(bool(step.sealed) for step in day.spy.steps) > 40


def test_the_same_way_of_looking_finds_what_a_key_does_open(day: Day, writer: Visitor, crew: Crew) -> None:
    stored = everything_stored()
    of_helper = Knowledge(day.spy.steps, [*stored, crew.secret])
    of_visitor = Knowledge(day.spy.steps, [*stored, writer.cookie.encode()])

    hers = {word for word in WRITTEN if of_visitor.tells(word)}
    theirs = {word for word in WRITTEN if of_helper.tells(word)}

    assert set(WRITTEN) - hers == {
        "notitiewoord",
        "overdrachtwoord",
        "conceptwoord",
        "uitnodigingswoord",
        "tweedewoord",
    }
    assert set(WRITTEN) - theirs <= {"uitnodigingswoord", "tweedewoord", "doelwoord"}


def test_every_binary_field_is_sealed_or_known_to_hold_no_secret(day: Day) -> None:
    sealed = b"\0".join(step.sealed for step in day.spy.steps if step.sealed)
    models = {one.__name__: one for one in apps.get_models() if one._meta.app_label in OURS}
    bare = set()
    for name, field in binary_fields():
        if (name, field) in OPEN_FIELDS:
            continue
        values = [bytes(value) for value in models[name]._base_manager.values_list(field, flat=True)]
        bare |= {(name, field) for value in values if value and not _is_sealed(value, sealed)}

    assert bare == set()


def _is_sealed(value: bytes, sealed: bytes) -> bool:
    """Whether something that the spy saw being sealed stands in it: after its version byte and, if any, its nonce."""
    return any(value[start:] in sealed for start in (1, 25))


@pytest.fixture
def boss(day: Day) -> Crew:
    """An administrator with every right, in no team, with a key of her own."""
    user = User.objects.create_user("boss", "boss@example.org", "een lang wachtwoord", is_superuser=True, is_staff=True)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    team = Team.objects.create(name="Van de baas", about="Niemand.")
    Member.objects.create(team=team, user=user, lead=True)
    secret = keyring.make_helper_key(user, PASSPHRASE)
    keyring.found_team_key(team, user, phrase.new_phrase(phrase.SHEET_WORDS))
    return Crew(team, user, secret)


def pages(client: Any, *shares: Share) -> str:
    """All that she can get to see of them."""
    paths = ["/desk/", "/desk/?view=along", "/desk/appointments/", "/desk/keys/", "/desk/overview/", "/desk/invite/"]
    paths += [f"/desk/{share.pk}/" for share in shares]
    return "".join(client.get(path).content.decode() for path in paths)


TRICKS = ("nothing", "member", "takes the room", "on paper", "copies a grant", "copies a key", "her own key")


def test_no_row_that_an_administrator_may_change_lets_her_read(day: Day, boss: Crew, crew: Crew) -> None:
    seen = {}
    for trick in TRICKS:
        with transaction.atomic():
            change(trick, boss, crew)
            client = sign_in(boss)
            client.raise_request_exception = False
            client.post("/desk/unlock/", {"passphrase": PASSPHRASE})
            shown = pages(client, day.share, day.other)
            for share in (day.share, day.other):
                shown += repr(client.post(f"/desk/{share.pk}/paper/").content)
            seen[trick] = [word for word in WRITTEN if word in shown]
            transaction.set_rollback(True)

    assert seen == {trick: [] for trick in TRICKS}


def change(trick: str, boss: Crew, crew: Crew) -> None:
    """What somebody with the right to write in every table could think of."""
    epoch = TeamEpoch.objects.get(team=crew.team)
    if trick != "nothing":
        Member.objects.create(team=crew.team, user=boss.helper, lead=True)
    if trick == "takes the room":
        Share.objects.update(team=boss.team)
        ReaderKey.objects.update(epoch=boss.team.current_epoch())
    elif trick == "on paper":
        Share.objects.update(on_paper=True)
    elif trick == "copies a grant":
        Grant.objects.create(epoch=epoch, user=boss.helper, sealed=Grant.objects.get(epoch=epoch).sealed)
    elif trick == "copies a key":
        known = HelperKey.objects.filter(user=crew.helper).values("public", "tag", "salt", "wrapped").get()
        HelperKey.objects.filter(user=boss.helper).update(**known)
    elif trick == "her own key":
        mine = TeamEpoch.objects.filter(team=boss.team).values("public", "tag").get()
        TeamEpoch.objects.filter(pk=epoch.pk).update(**mine)
        Grant.objects.create(epoch=epoch, user=boss.helper, sealed=Grant.objects.get(user=boss.helper).sealed)


def test_the_password_of_a_helper_opens_the_sign_in_and_not_the_desk(day: Day, crew: Crew) -> None:
    crew.helper.set_password("van de baas")
    crew.helper.save()
    client = sign_in(crew)

    assert client.post("/desk/unlock/", {"passphrase": "van de baas, die alles mag"}).status_code == 422
    assert [word for word in WRITTEN if word in pages(client, day.share)] == []


def test_a_key_put_in_the_place_of_the_other_teams_gets_nothing_with_her_yes(
    day: Day, boss: Crew, writer: Visitor, other_crew: Crew
) -> None:
    mine = TeamEpoch.objects.filter(team=boss.team).values("public", "tag").get()
    TeamEpoch.objects.filter(team=other_crew.team).update(**mine)

    assert answer(writer, day.share, "yes").status_code == 503
    assert not ReaderKey.objects.filter(share=day.share, epoch__team=other_crew.team).exists()
