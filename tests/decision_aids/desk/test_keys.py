"""Keys of helpers and teams: who gets them, who loses them, and what an old one can no longer open."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from cms.accounts.models import User
from decision_aids.desk import keyring, renewal
from decision_aids.desk.models import DeskSlot, Grant, HelperKey, Member, RecoverySheet
from decision_aids.desk.notes import notes_on, write_note
from decision_aids.sharing.models import ReaderKey, Share, Team, TeamEpoch
from decision_aids.sharing.rooms import open_room
from decision_aids.vault import phrase
from decision_aids.vault.crypto import SealBroken, new_pair, open_sealed_box
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, add_helper, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def opens(who: Crew, share: Share) -> bool:
    """Whether a helper can read a share now."""
    try:
        open_room(share, keyring.room_key_for(who.helper, who.secret, share))
    except keyring.NotGranted:
        return False
    return True


def test_an_ended_membership_takes_keys_and_desks_at_once(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Wie leest dit?")
    share, client = Share.objects.get(), desk_of(sofie)
    assert client.get(f"/desk/{share.pk}/").status_code == 200

    Member.objects.get(user=sofie.helper).delete()

    assert client.get(f"/desk/{share.pk}/").status_code == 403
    assert not opens(sofie, share)
    assert list(Grant.objects.values_list("user", flat=True)) == [crew.helper.pk]
    assert not DeskSlot.objects.filter(user=sofie.helper).exists()
    assert opens(crew, share)


def test_a_switched_off_account_loses_keys_and_desks_at_once(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Wie leest dit?")
    client = desk_of(sofie)

    sofie.helper.is_active = False
    sofie.helper.save()

    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert not opens(sofie, Share.objects.get())
    assert (Grant.objects.count(), DeskSlot.objects.count()) == (1, 0)


def test_after_somebody_left_nothing_is_sent_until_the_key_is_renewed(writer: Visitor, crew: Crew) -> None:
    sofie = colleague_of(crew, "Sofie")
    sofie.helper.delete()

    ask(writer, crew, "Nu nog niet")
    assert (Share.objects.count(), list(Team.objects.reachable())) == (0, [])

    renewal.renew_team_key(crew.team, crew.helper, crew.secret)
    ask(writer, crew, "Nu wel")
    assert opens(crew, Share.objects.get())


def test_an_old_key_opens_nothing_after_renewal(writer: Visitor, crew: Crew) -> None:
    sofie = colleague_of(crew, "Sofie")
    old = crew.team.current_epoch()
    kept_copy = keyring.team_secret(sofie.helper, sofie.secret, old)
    ask(writer, crew, "Voor en na", "my-letter")
    share = Share.objects.get()
    write_note(share, crew.helper, crew.secret, nonce="aa" * 16, text="Onder ons", who="Noord")
    Member.objects.get(user=sofie.helper).delete()

    new = renewal.renew_team_key(crew.team, crew.helper, crew.secret)
    ask(writer, crew, "Helemaal nieuw")

    assert (new.number, new.ready, new.stale) == (2, True, False)
    for reader in ReaderKey.objects.all():
        for number in (1, 2):
            with pytest.raises(SealBroken):
                open_sealed_box(kept_copy, bytes(reader.sealed), "share", reader.share.id.bytes, crew.team.pk, number)
    assert [opens(crew, share) for share in Share.objects.all()] == [True, True]
    assert [note.text for note in notes_on(share, crew.helper, crew.secret)] == ["Onder ons"]
    assert not Grant.objects.filter(epoch=old).exists()
    assert not RecoverySheet.objects.filter(epoch=old).exists()


def test_renewal_gives_the_key_to_who_held_it_and_to_nobody_else(writer: Visitor, crew: Crew) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), add_helper(crew, "Lies")

    renewal.renew_team_key(crew.team, crew.helper, crew.secret)
    ask(writer, crew, "Wie kan dit lezen?")

    share = Share.objects.get()
    assert [opens(one, share) for one in (crew, sofie, lies)] == [True, True, False]


def test_who_does_not_hold_the_key_cannot_renew_or_give_it(crew: Crew) -> None:
    lies, eva = add_helper(crew, "Lies"), add_helper(crew, "Eva")
    epoch = crew.team.current_epoch()

    with pytest.raises(keyring.NotGranted):
        renewal.renew_team_key(crew.team, lies.helper, lies.secret)
    with pytest.raises(keyring.NotGranted):
        keyring.grant_to(lies.helper, lies.secret, epoch, eva.helper)
    with pytest.raises(keyring.NotGranted):
        renewal.replace_sheet(crew.team, lies.helper, lies.secret, phrase.new_phrase(12))
    assert crew.team.current_epoch() == epoch


def test_a_renewed_key_is_not_given_under_its_old_number(crew: Crew) -> None:
    old, lies = crew.team.current_epoch(), add_helper(crew, "Lies")
    renewal.renew_team_key(crew.team, crew.helper, crew.secret)

    with pytest.raises(keyring.NotGranted):
        keyring.grant_to(crew.helper, crew.secret, old, lies.helper)


def test_a_swapped_key_of_a_colleague_gets_nothing(crew: Crew) -> None:
    lies = add_helper(crew, "Lies")
    HelperKey.objects.filter(user=lies.helper).update(public=new_pair().public)

    with pytest.raises(keyring.KeySwapped):
        keyring.grant_to(crew.helper, crew.secret, crew.team.current_epoch(), lies.helper)
    assert not Grant.objects.filter(user=lies.helper).exists()


def test_a_swapped_key_of_the_team_is_not_renewed_from(crew: Crew) -> None:
    TeamEpoch.objects.update(public=new_pair().public)

    with pytest.raises(keyring.NotGranted):
        renewal.renew_team_key(crew.team, crew.helper, crew.secret)


def test_a_swapped_sheet_is_not_sealed_to(writer: Visitor, crew: Crew) -> None:
    thief = new_pair()
    RecoverySheet.objects.update(public=thief.public)

    new = renewal.renew_team_key(crew.team, crew.helper, crew.secret)

    assert not RecoverySheet.objects.filter(epoch=new).exists()


def test_the_sheet_lets_a_team_read_again_and_everybody_sees_it(writer: Visitor, crew: Crew) -> None:
    sheet = phrase.new_phrase(phrase.SHEET_WORDS)
    renewal.replace_sheet(crew.team, crew.helper, crew.secret, sheet)
    ask(writer, crew, "Alle sleutels kwijt")
    forgetful = Crew(crew.team, crew.helper, keyring.make_helper_key(crew.helper, "een heel nieuwe wachtzin"))
    assert not opens(forgetful, Share.objects.get())

    renewal.recover_with_sheet(crew.team, crew.helper, sheet)

    assert opens(forgetful, Share.objects.get())
    assert RecoverySheet.objects.get().used_by == "Noord"


def test_other_words_and_a_replaced_sheet_recover_nothing(crew: Crew, other_crew: Crew) -> None:
    old, new = phrase.new_phrase(12), phrase.new_phrase(12)
    renewal.replace_sheet(crew.team, crew.helper, crew.secret, old)
    renewal.replace_sheet(crew.team, crew.helper, crew.secret, new)

    with pytest.raises(renewal.WrongSheet):
        renewal.recover_with_sheet(crew.team, crew.helper, old)
    with pytest.raises(keyring.NotGranted):
        renewal.recover_with_sheet(crew.team, other_crew.helper, new)


def test_a_forgotten_passphrase_makes_a_new_key_that_opens_nothing_yet(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Van voor je het vergat")

    renewed = Crew(crew.team, crew.helper, keyring.make_helper_key(crew.helper, "een heel nieuwe wachtzin"))

    assert not opens(renewed, Share.objects.get())


def test_another_passphrase_locks_the_desk_everywhere_else(crew: Crew, desk_of: Unlock) -> None:
    here, there = desk_of(crew), desk_of(crew)

    words = {"passphrase": "vier andere woorden nu", "again": "vier andere woorden nu"}
    sent = here.post("/desk/keys/passphrase/", {"current": PASSPHRASE, **words})

    assert sent.url.partition("?")[0] == "/desk/keys/"
    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").headers["Location"] == "/desk/unlock/"
    with pytest.raises(keyring.WrongPassphrase):
        keyring.unlock_helper_key(crew.helper, PASSPHRASE)
    assert keyring.unlock_helper_key(crew.helper, "vier andere woorden nu") == crew.secret


def test_nobody_sets_another_passphrase_at_a_desk_that_was_left_open(crew: Crew, desk_of: Unlock) -> None:
    client, words = desk_of(crew), {"passphrase": "vier andere woorden nu", "again": "vier andere woorden nu"}

    without = client.post("/desk/keys/passphrase/", words)
    guessed = [client.post("/desk/keys/passphrase/", {"current": "een gok van iemand", **words}) for _try in range(5)]

    assert [page.status_code for page in (without, *guessed)] == [422] * 6
    assert "Typ de wachtzin van je werkplek." in without.content.decode()
    assert "Dit is niet de wachtzin van je werkplek." in guessed[0].content.decode()
    assert "Wacht 30 seconden" in guessed[4].content.decode()
    assert keyring.unlock_helper_key(crew.helper, PASSPHRASE) == crew.secret


def test_signing_out_locks_the_desk_too(crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    cookie = client.cookies["d"].value

    client.post("/accounts/logout/")

    client.force_login(crew.helper, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["d"] = cookie
    assert client.get("/desk/").headers["Location"] == "/desk/unlock/"


def test_a_few_wrong_passphrases_make_the_desk_wait(crew: Crew, other_crew: Crew) -> None:
    with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
        client = sign_in(crew)
        for _try in range(4):
            assert client.post("/desk/unlock/", {"passphrase": "een verkeerde wachtzin"}).status_code == 422
        assert client.post("/desk/unlock/", {"passphrase": PASSPHRASE}).status_code == 422
        assert sign_in(other_crew).post("/desk/unlock/", {"passphrase": PASSPHRASE}).status_code == 302
        clock.shift(31)
        assert client.post("/desk/unlock/", {"passphrase": PASSPHRASE}).status_code == 302


def words_on(page: str) -> list[str]:
    """The words of a sheet as it is shown."""
    return re.findall(r"<li>\s*(\w+)\s*</li>", page)


def test_a_team_is_ready_only_when_two_words_of_its_sheet_were_typed_back(crew: Crew, desk_of: Unlock) -> None:
    team = Team.objects.create(name="Nieuw", about="Pas begonnen")
    Member.objects.create(team=team, user=crew.helper)
    client, path = desk_of(crew), f"/desk/keys/{team.pk}/sheet/"

    page = client.post(path).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    asked = [int(number) for number in re.findall(r"<label[^>]*>[^<]*?(\d+)\s*</label>", page)]
    words = words_on(page)
    assert (len(words), team.epochs.count()) == (12, 0)

    wrong = client.post(path, {"sealed": sealed, "first": "nee", "second": "nee"})
    assert (wrong.status_code, team.epochs.count(), words_on(wrong.content.decode())) == (422, 0, words)

    right = {"sealed": sealed, "first": words[asked[0] - 1], "second": words[asked[1] - 1]}
    client.post(path, right)
    assert client.post(path, right).status_code == 302  # a double click
    assert [(epoch.number, epoch.ready) for epoch in team.epochs.all()] == [(1, True)]


def test_a_forged_sheet_founds_nothing(crew: Crew, desk_of: Unlock) -> None:
    team = Team.objects.create(name="Nieuw", about="Pas begonnen")
    Member.objects.create(team=team, user=crew.helper)

    sent = desk_of(crew).post(f"/desk/keys/{team.pk}/sheet/", {"sealed": "bm90IG91cnM=", "first": "a", "second": "b"})

    assert (sent.status_code, team.epochs.count()) == (403, 0)


@pytest.mark.parametrize("path", ["sheet/", "renew/", "recover/", "grant/1/"])
def test_keys_of_another_team_are_not_touched(crew: Crew, other_crew: Crew, desk_of: Unlock, path: str) -> None:
    before = list(TeamEpoch.objects.values())

    sent = desk_of(crew).post(f"/desk/keys/{other_crew.team.pk}/{path}", {"words": "een twee"})

    assert sent.status_code == 403
    assert list(TeamEpoch.objects.values()) == before


def test_a_colleague_gets_the_key_with_one_press(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    lies = add_helper(crew, "Lies")
    ask(writer, crew, "Kan Lies dit lezen?")
    member = Member.objects.get(user=lies.helper)

    desk_of(crew).post(f"/desk/keys/{crew.team.pk}/grant/{member.pk}/")

    assert opens(lies, Share.objects.get())


def test_the_page_of_keys_shows_the_same_four_words_to_both(crew: Crew, desk_of: Unlock) -> None:
    lies = add_helper(crew, "Lies")
    words = " ".join(phrase.words(phrase.fingerprint(bytes(lies.helper.helper_key.public)), "nl"))

    pages = [desk_of(who).get("/desk/keys/").content.decode() for who in (crew, lies)]

    assert [words in page for page in pages] == [True, True]


def test_who_only_supervises_reads_and_says_nothing(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    eva = colleague_of(crew, "Eva")
    Member.objects.filter(user=eva.helper).update(reads_only=True)
    ask(writer, crew, "Wie leest mee?")
    share, client = Share.objects.get(), desk_of(eva)

    page = client.get(f"/desk/{share.pk}/")
    said = client.post(f"/desk/{share.pk}/say/", {"text": "Toch iets", "nonce": "ab" * 16})
    closed = client.post(f"/desk/{share.pk}/close/", {"seen": "1"})

    assert "Wie leest mee?" in page.content.decode()
    assert (said.status_code, closed.status_code) == (410, 410)
    share.refresh_from_db()
    assert (share.state, share.messages.filter(side="t").count()) == ("open", 0)


def test_an_administrator_can_set_a_password_and_still_reads_nothing(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Niet voor de beheerder", "my-letter")
    crew.helper.set_password("gezet-door-beheer")
    crew.helper.save()
    boss = User.objects.create_superuser(username="boss", email="boss@example.org", password="x" * 20)
    Member.objects.create(team=crew.team, user=boss, lead=True)
    share = Share.objects.get()
    client = Client()
    client.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = {"passphrase": "de wachtzin van de baas", "again": "de wachtzin van de baas"}
    client.post("/desk/setup/", key)

    pages: list[Any] = [client.get(path) for path in (f"/desk/{share.pk}/", "/desk/", "/desk/keys/")]

    assert [page.status_code for page in pages] == [410, 200, 200]
    assert not any("Niet voor de beheerder" in page.content.decode() for page in pages)
    with pytest.raises(keyring.NotGranted):
        keyring.room_key_for(boss, keyring.unlock_helper_key(boss, key["passphrase"]), share)
