"""What is done with a talk as a whole: closed only when all of it was read, put off for days and taken back at once."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from decision_aids.sharing.models import Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("seen", "status", "state"),
    [("1", 409, "open"), ("2", 302, "closed"), ("", 302, "closed"), ("x", 302, "closed"), ("99999", 302, "closed")],
)
def test_a_talk_is_closed_by_who_has_read_the_last_of_it(
    writer: Visitor, crew: Crew, desk_of: Unlock, seen: str, status: int, state: str
) -> None:
    ask(writer, crew, "Een vraag")
    share, client = Share.objects.get(), desk_of(crew)
    writer.open(f"/nl/s/share/{share.short}/")
    writer.send({"text": "Nog een vraag"})

    closed = client.post(f"/desk/{share.pk}/close/", {"seen": seen})

    share.refresh_from_db()
    assert (closed.status_code, share.state) == (status, state)


def test_a_talk_rests_for_days_and_is_taken_back_at_once(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Een vraag")
    ask(writer, crew, "Een andere")
    (share, other), client = Share.objects.all(), desk_of(crew)

    rests = []
    for sent in ({"days": "7"}, {"days": "7", "now": "1"}, {"days": "14"}, {"days": "2"}):
        client.post(f"/desk/{share.pk}/later/", sent)
        rests.append(list(Share.objects.filter(pk__in=[share.pk, other.pk]).values_list("pk", "rests_until")))

    today = timezone.localdate()
    days = [today + datetime.timedelta(days=7), None, today + datetime.timedelta(days=14), None]
    assert [dict(one) for one in rests] == [{share.pk: day, other.pk: None} for day in days]
