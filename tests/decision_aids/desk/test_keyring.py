"""Keys of a team reach its members alone, and a team is ready once it cannot lose its key with one of them."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from decision_aids.desk import keyring
from decision_aids.desk.models import DeskSlot, Draft, Grant, Member
from decision_aids.desk.unlocking import make_slot
from decision_aids.sharing.models import Share, Team
from tests.decision_aids.desk.test_counting import sent
from tests.decision_aids.sharing.conftest import Crew, add_helper, colleague_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("why", ["another team", "switched off"])
def test_a_key_is_given_to_no_colleague_who_is_not_there(crew: Crew, other_crew: Crew, why: str) -> None:
    sofie = add_helper(crew, "Sofie")
    if why == "another team":
        Member.objects.filter(user=sofie.helper).update(team=other_crew.team)
    else:
        User.objects.filter(pk=sofie.helper.pk).update(is_active=False)

    with pytest.raises(keyring.NotGranted):
        keyring.grant_to(crew.helper, crew.secret, crew.team.current_epoch(), sofie.helper)

    assert set(Grant.objects.values_list("user", flat=True)) == {crew.helper.pk, other_crew.helper.pk}


@pytest.mark.parametrize("why", ["another team", "switched off"])
def test_a_key_that_was_left_behind_opens_nothing(crew: Crew, other_crew: Crew, why: str) -> None:
    sofie, epoch = colleague_of(crew, "Sofie"), crew.team.current_epoch()
    before = keyring.team_secret(sofie.helper, sofie.secret, epoch)
    if why == "another team":  # straight in the database, where nothing takes her keys away
        Member.objects.filter(user=sofie.helper).update(team=other_crew.team)
    else:
        User.objects.filter(pk=sofie.helper.pk).update(is_active=False)

    with pytest.raises(keyring.NotGranted):
        keyring.team_secret(sofie.helper, sofie.secret, epoch)

    assert before == keyring.team_secret(crew.helper, crew.secret, epoch)


def test_a_team_without_a_sheet_is_ready_when_a_second_member_holds_its_key(crew: Crew) -> None:
    team = Team.objects.create(name="Nieuw", about="Pas begonnen")
    first, second = (Crew(team, one.helper, one.secret) for one in (crew, add_helper(crew, "Sofie")))
    for one in (first, second):
        Member.objects.create(team=team, user=one.helper)
    epoch = keyring.found_team_key(team, first.helper)

    ready = []
    for colleague in (first, first, second):  # once more to herself makes no second
        keyring.grant_to(first.helper, first.secret, epoch, colleague.helper)
        epoch.refresh_from_db()
        ready.append(epoch.ready)

    assert ready == [False, False, True]


def test_a_new_key_of_hers_takes_away_what_only_the_old_one_opened(crew: Crew) -> None:
    sofie = colleague_of(crew, "Sofie")
    sent(crew.team, "2026-11-20")
    for one in (crew, sofie):
        Draft.objects.create(share=Share.objects.get(), user=one.helper, sealed=b"x")
        make_slot(one.helper, one.secret)

    keyring.make_helper_key(crew.helper, "een heel nieuwe wachtzin")

    left = [set(model.objects.values_list("user", flat=True)) for model in (Grant, Draft, DeskSlot)]
    assert left == [{sofie.helper.pk}] * 3
