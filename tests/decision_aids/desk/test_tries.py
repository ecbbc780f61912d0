"""How long the desk waits after wrong passphrases: not at first, then twice as long each time, for that helper alone."""

from __future__ import annotations

import pytest
import time_machine

from cms.accounts.models import User
from decision_aids.desk.tries import FORGOTTEN_AFTER, count_wrong, forget_wrong, seconds_to_wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def guesser() -> User:
    """A helper as the count knows her: by her number."""
    return User(pk=7)


def test_each_wrong_one_waits_twice_as_long_up_to_a_quarter_of_an_hour(guesser: User) -> None:
    waits = []
    with time_machine.travel("2026-11-23 09:00Z", tick=False):
        for _try in range(10):
            count_wrong(guesser)
            waits.append(seconds_to_wait(guesser))
        other = seconds_to_wait(User(pk=8))

    assert waits == [0, 0, 0, 30, 60, 120, 240, 480, 900, 900]
    assert other == 0


def test_the_wait_runs_out_and_the_count_does_not_until_the_right_one_or_a_day(guesser: User) -> None:
    def waits_after_one_more() -> int:
        count_wrong(guesser)
        return seconds_to_wait(guesser)

    with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
        seen = [waits_after_one_more() for _try in range(4)]
        clock.shift(29)
        seen.append(seconds_to_wait(guesser))
        clock.shift(1)
        seen += [seconds_to_wait(guesser), waits_after_one_more()]
        forget_wrong(guesser)
        seen += [waits_after_one_more() for _try in range(4)]
        clock.shift(FORGOTTEN_AFTER + 1)
        seen.append(waits_after_one_more())

    assert seen == [0, 0, 0, 30, 1, 0, 60, 0, 0, 0, 30, 0]
