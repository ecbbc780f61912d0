"""What a helper was writing: hers alone, in one talk and about one thing, until she sends it or empties it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decision_aids.desk.drafts import MOST_KEPT, drafts_of, drop_draft, keep_draft
from decision_aids.desk.models import Draft
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share
from tests.decision_aids.desk.test_inbox import desk
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(writer: Visitor, crew: Crew) -> list[Share]:
    """Two talks of one team."""
    ask(writer, crew, "Een")
    ask(writer, crew, "Twee")
    return list(Share.objects.order_by("pk"))


def kept(desks: list[OpenDesk], talks: list[Share]) -> list[dict[str, str]]:
    """All drafts, by helper and by talk."""
    return [drafts_of(one, talk) for one in desks for talk in talks]


@pytest.mark.parametrize("away", ["sent", "emptied"])
def test_a_draft_goes_without_those_of_a_colleague_and_of_another_talk(
    crew: Crew, talks: list[Share], away: str
) -> None:
    mine, hers = desks = [desk(crew), desk(colleague_of(crew, "Sofie"))]
    for one in desks:
        for talk in talks:
            for about in ("", "note"):
                keep_draft(one, talk, about, f"Half af {about}")
    both = {"": "Half af ", "note": "Half af note"}
    assert kept(desks, talks) == [both] * 4

    if away == "sent":
        drop_draft(mine, talks[0], "")
    else:
        keep_draft(mine, talks[0], "", " \n")

    assert kept([mine, hers], talks) == [{"note": "Half af note"}, both, both, both]
    assert Draft.objects.count() == 7


def test_the_last_words_kept_are_those_that_stay_up_to_a_length(crew: Crew, talks: list[Share]) -> None:
    keep_draft(desk(crew), talks[0], "", "Half af")
    keep_draft(desk(crew), talks[0], "", "é" * MOST_KEPT + "x")

    assert drafts_of(desk(crew), talks[0]) == {"": "é" * MOST_KEPT}


def test_a_draft_of_an_older_key_of_hers_is_passed_over(crew: Crew, talks: list[Share]) -> None:
    older = replace(desk(crew), secret=bytes(32))
    keep_draft(older, talks[0], "", "Van voor je het vergat")
    keep_draft(desk(crew), talks[0], "note", "Onder ons")

    assert (drafts_of(desk(crew), talks[0]), drafts_of(older, talks[0])) == (
        {"note": "Onder ons"},
        {"": "Van voor je het vergat"},
    )
