"""Keeping a space: words, coming back, devices, how long, deleting, and what goes by itself."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import models
from django.utils import timezone

from decision_aids.journeys.models import Journey
from decision_aids.sharing.models import Message, ReaderKey, Share
from decision_aids.spaces.models import Slot, Space
from decision_aids.spaces.purging import days_since_purge, purge_all
from tests.decision_aids.conftest import block_id
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def ask_for_words(visitor: Visitor) -> tuple[list[str], dict[str, str]]:
    """Ask for seven words; gives them and the two that are to be typed back."""
    visitor.open("/nl/s/keep/")
    visitor.send(address="/nl/s/keep/words/")
    words = re.findall(r"<li>([a-z]+)</li>", visitor.html)
    asked = [int(number) for number in re.findall(r'<label[^>]*for="id_(?:first|second)"[^>]*>\D*(\d)', visitor.html)]
    first, second = (words[number - 1] for number in asked)
    return words, {"first": first, "second": second}


def take_words(visitor: Visitor) -> list[str]:
    """Ask for seven words and type back the two that are asked for."""
    words, typed_back = ask_for_words(visitor)
    visitor.send(typed_back, address="/nl/s/keep/words/")
    return words


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """Somebody who is half-way."""
    visitor = Visitor()
    visitor.start(aid)
    visitor.send()
    visitor.send({f"{block_id('who-am-i')[:8]}-chosen": block_id("me")})
    visitor.send({f"{block_id('my-letter')[:8]}-text": "Een brief om terug te vinden"})
    return visitor


def test_seven_words_open_the_space_on_another_device(writer: Visitor) -> None:
    words = take_words(writer)
    assert len(words) == 7
    phone = Visitor()

    phone.open("/nl/s/return/")
    phone.send({"words": " ".join(words)})
    phone.open("/nl/s/1/read/")

    assert "Een brief om terug te vinden" in phone.html


@pytest.mark.parametrize("typed", [str.upper, lambda text: text.replace(" ", ",\n"), lambda text: f"  1. {text}  "])
def test_the_words_may_be_typed_untidily(writer: Visitor, typed: Any) -> None:
    words = take_words(writer)
    phone = Visitor()

    phone.open("/nl/s/return/")
    phone.send({"words": typed(" ".join(words))})

    assert phone.cookie != ""


def test_the_words_work_in_another_language(writer: Visitor) -> None:
    words = take_words(writer)
    phone = Visitor(language="fr")

    phone.open("/fr/s/return/")
    phone.send({"words": " ".join(words)})

    assert phone.cookie != ""


def test_the_wrong_words_open_nothing_and_stay_in_the_field(writer: Visitor) -> None:
    words = take_words(writer)
    phone = Visitor()

    phone.open("/nl/s/return/")
    phone.send({"words": " ".join(reversed(words))})

    assert phone.page.status_code == 422
    assert phone.cookie == ""
    assert words[0] in phone.html


def test_nothing_is_kept_until_two_words_were_typed_back(writer: Visitor) -> None:
    writer.open("/nl/s/keep/")
    writer.send(address="/nl/s/keep/words/")
    writer.send({"first": "fout", "second": "fout"}, address="/nl/s/keep/words/")

    assert writer.page.status_code == 422
    assert Slot.objects.phrases().count() == 0


def test_words_of_another_space_cannot_be_confirmed_here(writer: Visitor, aid: Any) -> None:
    other = Visitor()
    other.start(aid)
    other.open("/nl/s/keep/")
    other.send(address="/nl/s/keep/words/")
    sealed = other.hidden["sealed"]
    writer.open("/nl/s/keep/")

    writer.send({"sealed": sealed, "first": "a", "second": "b"}, address="/nl/s/keep/words/")

    assert writer.page.status_code == 403
    assert Slot.objects.phrases().count() == 0


def test_other_words_replace_the_ones_she_had(writer: Visitor) -> None:
    old = take_words(writer)
    new = take_words(writer)
    phone = Visitor()

    phone.open("/nl/s/return/")
    phone.send({"words": " ".join(old)})
    assert phone.cookie == ""
    phone.send({"words": " ".join(new)}, address="/nl/s/return/")
    assert phone.cookie != ""


def test_other_devices_can_be_shut_out(writer: Visitor) -> None:
    words = take_words(writer)
    phone = Visitor()
    phone.open("/nl/s/return/")
    phone.send({"words": " ".join(words)})

    writer.open("/nl/s/keep/")
    writer.send(address="/nl/s/keep/devices/")
    phone.open("/nl/s/1/read/")

    assert phone.address == "/nl/s/closed/"
    writer.open("/nl/s/1/read/")
    assert "Een brief om terug te vinden" in writer.html


def test_deleting_takes_everything_and_leaves_the_neighbour(writer: Visitor, aid: Any) -> None:
    words = take_words(writer)
    neighbour = Visitor()
    neighbour.start(aid)

    writer.open("/nl/s/keep/delete/")
    writer.send()

    assert (Space.objects.count(), Journey.objects.count(), Slot.objects.count()) == (1, 1, 1)
    writer.open("/nl/s/return/")
    writer.send({"words": " ".join(words)}, address="/nl/s/return/")
    assert writer.page.status_code == 422
    neighbour.open("/nl/s/1/")
    assert neighbour.page.status_code == 200


def test_leaving_keeps_a_space_that_has_words(writer: Visitor) -> None:
    words = take_words(writer)

    writer.leave()

    assert Slot.objects.browsers().count() == 0
    writer.open("/nl/s/return/")
    writer.send({"words": " ".join(words)}, address="/nl/s/return/")
    writer.open("/nl/s/1/read/")
    assert "Een brief om terug te vinden" in writer.html


def test_a_space_closes_after_an_hour_without_use(aid: Any) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        visitor = Visitor()
        visitor.start(aid)
        for _ in range(3):
            clock.shift(datetime.timedelta(minutes=55))
            assert visitor.open("/nl/s/1/").status_code == 200
            assert visitor.address == "/nl/s/1/"
        clock.shift(datetime.timedelta(minutes=61))

        visitor.open("/nl/s/1/")

    assert visitor.address == "/nl/s/closed/"
    assert Slot.objects.count() == 0


def test_a_space_closes_after_half_a_day_however_much_it_is_used(aid: Any) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        visitor = Visitor()
        visitor.start(aid)
        for _ in range(14):
            clock.shift(datetime.timedelta(minutes=50))
            visitor.open("/nl/s/1/")
        assert visitor.address == "/nl/s/1/"
        clock.shift(datetime.timedelta(minutes=50))

        visitor.open("/nl/s/1/")

    assert visitor.address == "/nl/s/closed/"


def test_how_long_is_hers_to_choose(writer: Visitor) -> None:
    take_words(writer)

    writer.open("/nl/s/keep/")
    writer.send({"days": "30"}, address="/nl/s/keep/days/")

    space = Space.objects.get()
    assert space.days == 30
    assert space.purge_on - timezone.localdate() == datetime.timedelta(days=30)


@pytest.mark.parametrize("days", ["0", "31", "99999", "x", ""])
def test_another_number_of_days_is_refused(writer: Visitor, days: str) -> None:
    take_words(writer)
    writer.open("/nl/s/keep/")

    writer.send({"days": days}, address="/nl/s/keep/days/")

    assert writer.page.status_code == 422
    assert Space.objects.get().days == 90


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_past_its_day_goes_and_the_rest_stays(writer: Visitor, aid: Any) -> None:
    take_words(writer)
    kept = Space.objects.get()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=3)):
        Visitor().start(aid)

    assert purge_all()["spaces"] == 1
    assert list(Space.objects.all()) == [kept]
    assert purge_all()["spaces"] == 0
    assert days_since_purge() == 0


def test_no_day_of_use_is_finer_than_a_day() -> None:
    fields = [
        field
        for model in (Space, Slot, Journey, Share, Message, ReaderKey)
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField | models.TimeField | models.GenericIPAddressField)
    ]
    assert fields == []
