"""Two things at the same moment: two tabs, a double press, a purge. Nothing is overwritten unseen, nothing is made twice."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse

from decision_aids.journeys.models import Journey
from decision_aids.spaces.models import Slot, Space
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.conftest import block_id, chapter_of, item_of, list_of, step_of
from tests.decision_aids.journeys.test_wizard import address, field
from tests.decision_aids.spaces.test_keeping import ask_for_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of these at the same moment, each in a thread with a connection of its own; gives what each gave."""
    together = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            together.wait(10)
            results[place] = act()
        except Exception as error:  # noqa: BLE001 (told to the test, which fails by it)
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def letters(*names: str) -> list[dict[str, Any]]:
    """An aid that asks for some letters, all of them open from the beginning."""
    steps = [
        step_of(
            name,
            item_of("vrijuit.letter", f"{name}-letter", label=name.title(), help="", to=list_of("later"), prompt=""),
        )
        for name in names
    ]
    end = step_of("end", {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}, outcome=True)
    return [chapter_of("all", any_time=True), *steps, end]


@pytest.fixture
def writer(publish_aid: Any) -> Visitor:
    """Somebody with six letters to write."""
    visitor = Visitor()
    visitor.start(publish_aid(letters("one", "two", "three", "four")))
    return visitor


def write(visitor: Visitor, step: str, text: str) -> Callable[[], HttpResponse]:
    """Fill in a letter in a tab of its own, as it stood when the tab was opened."""
    tab = Visitor(visitor.cookie)
    tab.open(address(step))
    data = {**tab.hidden, field(f"{step}-letter", "text"): text}
    return lambda: tab.client.post(address(step), data)


def read(visitor: Visitor) -> str:
    """Everything that she wrote."""
    visitor.open("/nl/s/1/read/")
    return visitor.html


def test_tabs_on_different_items_all_keep_what_was_typed(writer: Visitor) -> None:
    for turn in range(4):
        texts = {step: f"Brief {step} beurt {turn}" for step in ("one", "two", "three")}

        answers = at_once(*(write(writer, step, text) for step, text in texts.items()))

        assert [answer.status_code for answer in answers] == [302, 302, 302]
        assert [text for text in texts.values() if text not in read(writer)] == []


def test_tabs_on_one_item_never_overwrite_each_other_unseen(writer: Visitor) -> None:
    for turn in range(6):
        first, second = f"De eerste {turn}", f"De tweede {turn}"

        answers = at_once(write(writer, "one", first), write(writer, "one", second))

        statuses = sorted(answer.status_code for answer in answers)
        assert statuses == [302, 409]
        shown = next(answer.content.decode() for answer in answers if answer.status_code == 409)
        assert first in shown
        assert second in shown
        assert (first in read(writer)) != (second in writer.html)


def test_one_form_sent_twice_at_once_is_one_change(writer: Visitor) -> None:
    tab = write(writer, "one", "Maar een keer")
    revision = Journey.objects.get().revision

    answers = at_once(tab, tab)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert read(writer).count("Maar een keer") == 1
    assert Journey.objects.get().revision - revision <= 2


def test_pressing_start_twice_at_once_makes_one_journey(writer: Visitor) -> None:
    aid = str(Journey.objects.get().version.flow_key)
    Journey.objects.all().delete()
    tabs = [Visitor(writer.cookie) for _ in range(3)]

    answers = at_once(*(lambda tab=tab: tab.client.post("/nl/s/start/", {"aid": aid}) for tab in tabs))

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Journey.objects.count() == 1


def test_confirming_the_words_twice_at_once_makes_one_slot(writer: Visitor) -> None:
    words, typed_back = ask_for_words(writer)
    form = {**writer.hidden, **typed_back}
    tabs = [Visitor(writer.cookie) for _ in range(2)]

    answers = at_once(*(lambda tab=tab: tab.client.post("/nl/s/keep/words/", form) for tab in tabs))

    assert {answer.status_code for answer in answers} <= {302, 503}  # 503: the gate before Argon2 was full
    assert Slot.objects.phrases().count() == 1
    phone = Visitor()
    phone.client.post("/nl/s/return/", {"words": " ".join(words)})
    assert phone.cookie


def test_deleting_and_writing_at_once_leaves_all_or_nothing(writer: Visitor) -> None:
    writer.open("/nl/s/keep/delete/")
    form = writer.hidden
    tab = Visitor(writer.cookie)

    answers = at_once(
        lambda: tab.client.post("/nl/s/keep/delete/", form),
        write(writer, "one", "Te laat"),
        write(writer, "two", "Ook te laat"),
    )

    assert answers[0].status_code == 200
    assert all(answer.status_code in (302, 410) for answer in answers[1:])
    for answer, text in zip(answers[1:], ("Te laat", "Ook te laat"), strict=True):
        assert answer.status_code == 302 or text in answer.content.decode()
    assert (Space.objects.count(), Slot.objects.count(), Journey.objects.count()) == (0, 0, 0)


def test_leaving_in_two_tabs_at_once_ends_the_space_once(writer: Visitor) -> None:
    tabs = [Visitor(writer.cookie) for _ in range(2)]

    answers = at_once(*(lambda tab=tab: tab.client.post("/nl/s/", {"exit": "1"}) for tab in tabs))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.cookies["s"].value == "" for answer in answers)
    assert Space.objects.count() == 0


def test_a_space_that_is_used_while_the_purge_runs_stays_or_goes_whole(writer: Visitor) -> None:
    for turn in range(4):
        Space.objects.update(purge_on=datetime.date(2020, 1, 1))

        saved, _gone = at_once(write(writer, "one", f"Net op tijd {turn}"), purge_all)

        counts = (Space.objects.count(), Slot.objects.count(), Journey.objects.count())
        if counts == (0, 0, 0):
            assert saved.status_code in (302, 410)
            return
        assert counts == (1, 1, 1)
        assert f"Net op tijd {turn}" in read(writer)


def test_two_purges_at_once_do_no_harm(writer: Visitor) -> None:
    results = at_once(purge_all, purge_all)

    assert all(isinstance(result, dict) for result in results), results
    assert Space.objects.count() == 1
