"""A next key and a next sheet: what they tell of the one before, and when a team without a sheet is ready."""

from __future__ import annotations

import pytest
from django.utils import timezone

from decision_aids.desk import renewal
from decision_aids.desk.models import RecoverySheet
from decision_aids.vault import phrase
from tests.decision_aids.sharing.conftest import Crew, colleague_of

pytestmark = pytest.mark.django_db


def used(crew: Crew) -> tuple[object, str]:
    """When the sheet of a team was used, and by whom."""
    return RecoverySheet.objects.values_list("used_on", "used_by").get(epoch=crew.team.current_epoch())


def test_a_sheet_tells_that_it_was_used_and_the_next_one_begins_anew(crew: Crew, other_crew: Crew) -> None:
    words = phrase.new_phrase(phrase.SHEET_WORDS)
    renewal.replace_sheet(crew.team, crew.helper, crew.secret, words)
    told = [used(crew)]

    renewal.recover_with_sheet(crew.team, crew.helper, words)
    told.append(used(crew))
    renewal.replace_sheet(crew.team, crew.helper, crew.secret, phrase.new_phrase(phrase.SHEET_WORDS))
    told.append(used(crew))

    assert told == [(None, ""), (timezone.localdate(), "Noord"), (None, "")]
    assert used(other_crew) == (None, "")


@pytest.mark.parametrize("holders", [1, 2])
def test_a_renewed_key_without_a_sheet_is_ready_with_two_who_hold_it(crew: Crew, holders: int) -> None:
    for name in ("Sofie", "Lies")[: holders - 1]:
        colleague_of(crew, name)
    RecoverySheet.objects.all().delete()

    new = renewal.renew_team_key(crew.team, crew.helper, crew.secret)

    assert (new.number, new.grants.count(), new.ready) == (2, holders, holders == 2)
