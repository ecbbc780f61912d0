"""Two people compare: only what each ticked, only when both agreed, gone for both as soon as one stops."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decision_aids.comparing.models import Comparison, Side
from decision_aids.comparing.services import LINK_DAYS, MOST
from decision_aids.flows.models import ExerciseSettings
from decision_aids.journeys.models import Journey
from decision_aids.sharing.views import SHARES
from decision_aids.spaces.models import OneTimeCode, Space
from decision_aids.spaces.once import TRIES
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.comparing.conftest import (
    CODE,
    FIRST,
    HERS,
    HIS,
    SECOND,
    Two,
    address_of,
    agree,
    propose,
    use,
    words,
    write,
)
from tests.decision_aids.spaces.test_keeping import take_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

SIDE_BY_SIDE = "Naast elkaar"
NOTHING_TO_OPEN = "Deze code opent nu niets."


def test_nothing_is_seen_before_both_agreed_and_then_only_what_each_ticked(two: Two) -> None:
    write(two.she, "two", "Dit blijft van mij")
    agree(two.she, two.address, FIRST)
    assert two.she.address == two.address
    two.he.open(two.address)
    assert HERS not in two.he.html

    agree(two.he, two.address, FIRST)

    assert HIS in words(two.he)
    assert HERS in words(two.he)
    two.she.open(two.address)
    assert re.search(f" Jij .*{HERS}.* De ander .*{HIS}", words(two.she))
    assert "Dit blijft van mij" not in two.he.html + two.she.html


def test_the_way_there_stands_where_she_reads_back(two: Two) -> None:
    two.he.open("/nl/s/1/read/")

    assert 'href="/nl/s/two/"' in two.he.html
    two.he.open("/nl/s/two/")
    assert f'href="{two.address}"' in two.he.html


def test_before_agreeing_each_sees_just_what_would_be_shown(two: Two) -> None:
    two.she.open(f"{two.address}agree/")

    assert HERS in words(two.she)
    assert two.she.html.count('name="show"') == 1
    assert " checked" not in two.she.html
    two.she.send({})
    assert two.she.page.status_code == 422
    two.she.send({"show": [SECOND]})
    assert two.she.page.status_code == 422
    assert not Side.objects.exclude(answers=b"").exists()


def test_an_answer_that_changed_in_another_tab_is_looked_at_again_first(two: Two) -> None:
    two.she.open(f"{two.address}agree/")
    tab = Visitor(two.she.cookie)
    write(tab, "one", "Iets anders")

    two.she.send({"show": [FIRST]})

    assert two.she.page.status_code == 409
    assert "Iets anders" in words(two.she)
    assert not Side.objects.exclude(answers=b"").exists()
    two.she.send({"show": [FIRST]})
    agree(two.he, two.address, FIRST)
    assert "Iets anders" in words(two.he)


def test_what_is_written_after_agreeing_is_not_shown(two: Two) -> None:
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)
    write(two.she, "one", "Later bedacht")

    two.he.open(two.address)

    assert HERS in words(two.he)
    assert "Later bedacht" not in two.he.html


@pytest.mark.parametrize("came_in", [False, True])
def test_whoever_waits_reads_the_same_whatever_the_other_did(aid: Any, came_in: bool) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    write(she, "one", HERS)
    code = propose(she, FIRST)
    address = address_of(she)
    agree(she, address, FIRST)
    before = re.sub(r'value="[^"]*"', "", she.html)
    if came_in:
        use(he, code)
        write(he, "one", HIS)
        he.open(f"{address}agree/")

    she.open(address)

    assert re.sub(r'value="[^"]*"', "", she.html) == before


@pytest.mark.parametrize("who", ["she", "he"])
def test_either_stops_it_for_both_at_the_next_page(two: Two, who: str) -> None:
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)
    one, other = (two.she, two.he) if who == "she" else (two.he, two.she)
    one.open(two.address)
    open_tab = Visitor(other.cookie)
    open_tab.open(f"{two.address}agree/")

    one.open(f"{two.address}stop/")
    one.send({})

    assert (Comparison.objects.count(), Side.objects.count()) == (0, 0)
    other.open(two.address)
    assert other.page.status_code == 404
    assert HERS not in other.html
    assert HIS not in other.html
    assert "Het heeft geen reden nodig." in words(other)
    assert not re.search(r"\d", words(other))
    open_tab.send({"show": [FIRST]})
    assert open_tab.page.status_code == 404
    one.open("/nl/s/1/read/")
    assert (HERS if who == "she" else HIS) in one.html


def test_a_link_works_once(two: Two, aid: Any) -> None:
    third = Visitor()
    she = Visitor()
    she.start(aid)
    code = propose(she, FIRST)
    use(Visitor(), code)

    use(third, code)

    assert third.page.status_code == 422
    assert NOTHING_TO_OPEN in words(third)
    assert third.cookie == ""
    assert Side.objects.count() == 4


@pytest.mark.parametrize("code", ["0000-0000-0000-0000-0000", "zomaar", "A" * 20, "' or 1=1 --"])
def test_a_forged_code_opens_nothing_and_makes_nothing(aid: Any, code: str) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    propose(she, FIRST)

    use(he, code)

    assert he.page.status_code == 422
    assert he.cookie == ""
    assert (Space.objects.count(), Side.objects.count()) == (1, 1)


def test_looking_at_the_page_of_a_link_uses_nothing_and_sets_no_cookie(aid: Any) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    code = propose(she, FIRST)

    he.open("/nl/s/two/in/")

    assert he.cookie == ""
    use(he, code)
    assert "Brief first-letter" in words(he)
    assert Journey.objects.count() == 2


def test_her_own_link_is_not_used_up_by_herself(aid: Any) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    code = propose(she, FIRST)

    use(she, code)
    assert she.page.status_code == 422
    use(he, code)

    assert he.page.status_code == 200
    assert Side.objects.count() == 2


def test_who_has_a_space_already_goes_on_in_it(aid: Any) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    he.start(aid)
    write(he, "one", HIS)
    cookie = he.cookie

    use(he, propose(she, FIRST))

    assert he.cookie == cookie
    assert (Space.objects.count(), Journey.objects.count()) == (2, 2)
    assert "Ingevuld" in words(he)


def test_who_has_answered_nothing_yet_is_led_to_the_steps(aid: Any) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)

    use(he, propose(she, FIRST))

    way_on = 'button--primary" href="/nl/s/1/"'
    assert way_on in he.html.split("De oefeningen")[1].split("</main>")[0]
    write(he, "one", HIS)
    he.open(address_of(he))
    assert way_on not in he.html.split("De oefeningen")[1].split("</main>")[0]


def test_a_new_link_puts_out_who_came_in_and_she_agrees_anew(two: Two) -> None:
    agree(two.she, two.address, FIRST)
    two.she.open(two.address)
    two.she.send({}, address=f"{two.address}link/")
    code = CODE.search(two.she.html)[0]

    two.he.open(two.address)
    assert two.he.page.status_code == 404
    other = Visitor()
    use(other, code)
    write(other, "one", "Een derde")
    agree(other, two.address, FIRST)

    assert HERS not in other.html
    assert SIDE_BY_SIDE not in words(other)


def test_only_who_made_the_link_makes_a_new_one(two: Two) -> None:
    two.he.send({}, address=f"{two.address}link/")

    assert not CODE.search(two.he.html)
    assert Side.objects.count() == 2


def test_nobody_else_gets_in_by_the_address(two: Two, aid: Any) -> None:
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)
    stranger = Visitor()
    stranger.start(aid)

    for path in ("", "agree/", "stop/", "link/"):
        assert stranger.open(two.address + path).status_code == 404
        assert HERS not in stranger.html
    stranger.send({}, address=f"{two.address}stop/")
    assert Comparison.objects.count() == 1
    assert Visitor().open(two.address).redirect_chain[-1][0].endswith("/closed/")


@pytest.mark.parametrize("who", ["she", "he"])
def test_it_goes_with_either_space(two: Two, who: str) -> None:
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)
    one, other = (two.she, two.he) if who == "she" else (two.he, two.she)

    one.leave()

    assert (Comparison.objects.count(), Side.objects.count(), Space.objects.count()) == (0, 0, 1)
    assert other.open(two.address).status_code == 404


def test_it_goes_when_one_of_both_stays_away_for_as_long_as_that_space_is_kept(two: Two) -> None:
    take_words(two.she)
    two.she.open(two.address)
    assert {side.purge_on - timezone.localdate() for side in Side.objects.all()} > {datetime.timedelta(days=1)}

    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        gone = purge_all()

    assert gone["comparisons"] == 1
    assert Side.objects.count() == 0


def test_a_link_that_nobody_used_goes_by_itself(aid: Any) -> None:
    she = Visitor()
    she.start(aid)
    take_words(she)
    propose(she, FIRST)
    assert OneTimeCode.objects.count() == 1

    with time_machine.travel(timezone.now() + datetime.timedelta(days=LINK_DAYS + 1)):
        purge_all()

    assert OneTimeCode.objects.count() == 0


def test_the_same_form_sent_twice_makes_one_comparison_and_there_is_a_most(aid: Any) -> None:
    she = Visitor()
    she.start(aid)
    she.open("/nl/s/two/new/1/")
    form = {"answers": [FIRST], "nonce": she.hidden["nonce"], "token": she.hidden["token"]}
    for _ in range(2):
        she.send(form, address="/nl/s/two/new/1/")
    assert Comparison.objects.count() == 1
    for _ in range(MOST - 1):
        propose(she, FIRST)

    she.open("/nl/s/two/new/1/")
    she.send({"answers": [FIRST]})

    assert she.page.status_code == 422
    assert Comparison.objects.count() == MOST


def test_when_too_much_comes_in_she_is_told_and_nothing_is_lost(aid: Any) -> None:
    she, he = Visitor(), Visitor()
    she.start(aid)
    code = propose(she, FIRST)
    while SHARES.take():
        pass
    while TRIES.take():
        pass

    she.open("/nl/s/two/new/1/")
    she.send({"answers": [FIRST]})
    use(he, code)

    assert (she.page.status_code, he.page.status_code) == (503, 503)
    assert f'value="{FIRST}" id="id_answers_{FIRST}" checked' in she.html
    assert f'value="{code}"' in he.html
    TRIES.refill()
    use(he, code)
    assert Side.objects.count() == 2


def test_only_exercises_that_keep_an_answer_are_offered_and_none_that_is_switched_off(aid: Any) -> None:
    she = Visitor()
    she.start(aid)
    she.open("/nl/s/two/new/1/")
    assert she.html.count('name="answers"') == 2
    she.send({"answers": []})
    assert she.page.status_code == 422

    ExerciseSettings.objects.create(site_id=1, off=["vrijuit.letter"])

    she.open("/nl/s/two/new/1/")
    assert she.html.count('name="answers"') == 0


def test_a_page_asks_the_database_as_much_for_one_as_for_three(two: Two, aid: Any) -> None:
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)

    def count(address: str) -> int:
        two.she.open(address)
        with CaptureQueriesContext(connection) as queries:
            assert two.she.open(address).status_code == 200
        return len(queries)

    before = [count(address) for address in (two.address, "/nl/s/two/", f"{two.address}agree/")]
    for _ in range(2):
        propose(two.she, FIRST)

    assert [count(address) for address in (two.address, "/nl/s/two/", f"{two.address}agree/")] == before
    assert before == [4, 3, 4]
