"""A form of somebody who reads along comes back as hers does, in that browser only."""

from __future__ import annotations

import pytest
from django.test import Client

from decision_aids.sharing.models import Share
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.decision_aids.sharing.test_readers import add_to, enter
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_a_refused_comment_is_shown_to_the_reader_until_it_is_taken_back(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Mijn vraag aan Noord", "my-letter")
    reader = enter(add_to(writer, Share.objects.get(), "Jan", "comment"))
    reader.open("/nl/s/in/read/")
    reader.client.__class__ = Client
    long = "Ik sta achter je. " * 200

    answer = reader.client.post("/nl/s/in/read/", {**reader.hidden, "text": long, "about": ""})
    where = answer.headers["Location"]

    assert answer.status_code == 303
    assert [long.strip() in reader.client.get(where).content.decode() for _reload in range(2)] == [True, True]
    assert long.strip() not in Visitor().open(where).content.decode()
    Share.objects.get().readers.all().delete()
    assert "Ik sta achter je." not in reader.client.get(where, follow=True).content.decode()
