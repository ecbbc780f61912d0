"""A form counts only from a page of the very space that is open: everywhere, whatever it asks."""

from __future__ import annotations

from typing import Any

import pytest

from decision_aids.sharing.models import Message, Reader, Share
from decision_aids.spaces.models import Space
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
PLACES = (
    "/nl/s/keep/words/",
    "/nl/s/keep/days/",
    "/nl/s/keep/devices/",
    "/nl/s/keep/delete/",
    "/nl/s/1/newer/",
    "/nl/s/share/new/1/",
    "/nl/s/share/with/1/",
    "/nl/s/two/new/1/",
    *(
        f"/nl/s/share/{{short}}/{page}"
        for page in ("", "change/", "wishes/", "mail/", "paper/", "plan/", "readers/", "withdraw/")
    ),
)


@pytest.mark.parametrize("place", PLACES)
def test_a_form_of_another_space_changes_nothing(writer: Visitor, crew: Crew, aid: Any, place: str) -> None:
    ask(writer, crew, "Een vraag", "my-letter")
    share, stranger = Share.objects.get(), Visitor()
    stranger.start(aid)
    stranger.open("/nl/s/keep/")
    before = (
        list(Share.objects.values()),
        list(Message.objects.values()),
        Space.objects.count(),
        Reader.objects.count(),
    )
    foreign = {"token": stranger.hidden["token"], "nonce": "cd" * 16, "text": "Niet van haar", "yes": "1", "days": "3"}

    writer.send(foreign, address=place.format(short=share.short))

    assert writer.page.status_code == 403
    assert "Nu is een andere plek open" in writer.html
    after = (
        list(Share.objects.values()),
        list(Message.objects.values()),
        Space.objects.count(),
        Reader.objects.count(),
    )
    assert after == before
