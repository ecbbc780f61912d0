"""An appointment in a real browser, on a phone: offered, picked, put in a calendar, cancelled; and one mail asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Locator, expect

from decision_aids.desk.notices import send_notices
from decision_aids.sharing.models import Team
from decision_aids.sharing.reminders import send_reminders
from tests.browser.test_helper_day import Person, aid, enter_desk, person, write_letter
from tests.decision_aids.conftest import _begin_anew, publish_aid
from tests.decision_aids.sharing.conftest import Crew, _quick_passphrases, crew
from tests.factories.content import block, week_row

__all__ = ["_begin_anew", "_quick_passphrases", "aid", "crew", "person", "publish_aid"]


def press(somebody: Person, what: str | Locator) -> None:
    """Press something and wait for the page that follows."""
    wanted = somebody.page.locator(what).first if isinstance(what, str) else what
    with somebody.page.expect_navigation():
        wanted.click()
    somebody.look()


@pytest.mark.django_db(transaction=True)
def test_they_agree_on_a_time_and_she_cancels_it(person: Callable[[], Person], aid: Any, crew: Crew) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    Team.objects.filter(pk=crew.team.pk).update(on_holidays=True, may_not_promise="Wij kunnen niemand opsporen.")
    team = Team.objects.get(pk=crew.team.pk)
    team.opening = [block("hours", week_row(days[tomorrow.weekday()]))]
    team.save()
    her, helper = person(), person()
    write_letter(her, aid, "Lieve ik, dit is geheim.")
    her.go("/nl/s/share/new/1/")
    her.page.get_by_text("Meer over Noord").click()
    her.look()
    her.page.get_by_label("Noord").check()
    her.page.fill("#id_question", "Kunnen we eens bellen?")
    press(her, "button[name=preview]")
    assert "Wij kunnen niemand opsporen." in her.text()
    press(her, "button[name=send]")
    room = her.page.url.removeprefix(her.site)

    press(her, her.page.get_by_role("link", name="Krijg een mail als er antwoord is"))
    her.page.fill("#id_address", "zij@example.net")
    press(her, her.page.get_by_role("button", name="Stuur mij één mail"))
    expect(her.page.get_by_text("Je krijgt één mail")).to_be_visible()

    enter_desk(helper, crew)
    press(helper, ".entry__title")
    helper.page.get_by_text("Bied tijden aan om te praten").click()
    press(helper, helper.page.get_by_role("button", name="Bied deze tijden aan"))
    expect(helper.page.locator(".error-summary")).to_be_visible()
    for row, time in enumerate(("10:00", "11:15"), start=1):
        helper.page.fill(f"#id_offer_day_{row}", tomorrow.isoformat())
        helper.page.fill(f"#id_offer_time_{row}", time)
    helper.page.fill("#id_offer_place", "Ik bel je.")
    press(helper, helper.page.get_by_role("button", name="Bied deze tijden aan"))

    her.go(room)
    press(her, her.page.get_by_role("link", name="Bekijk de tijden"))
    press(her, her.page.get_by_role("button", name="Kies deze tijd"))
    expect(her.page.get_by_text("Kies een van deze tijden.")).to_be_visible()
    her.page.get_by_label("11:15 tot 11:45").check()
    press(her, her.page.get_by_role("button", name="Kies deze tijd"))
    expect(her.page.get_by_text("Je hebt een afspraak")).to_be_visible()
    with her.page.expect_download() as download:
        her.page.get_by_role("link", name="Zet ze in je agenda").click()
    event = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")[0]
    assert (download.value.suggested_filename, str(event["SUMMARY"])) == ("calendar.ics", "Afspraak")

    helper.page.get_by_text("Menu", exact=True).click()
    press(helper, helper.page.get_by_role("link", name="Afspraken"))
    assert "11:15 tot 11:45" in helper.text()
    assert "10:00" not in helper.text()

    her.page.get_by_text("Deze afspraak afzeggen").click()
    her.page.locator("main textarea").fill("Het lukt toch niet.")
    press(her, her.page.get_by_role("button", name="Zeg ze af"))
    expect(her.page.get_by_text("Je zegde dit af")).to_be_visible()
    helper.go("/desk/appointments/")
    assert "11:15" not in helper.text()
    helper.go("/desk/")
    press(helper, ".entry__title")
    assert "Het lukt toch niet." in helper.text()

    assert (send_notices(), send_reminders()) == (0, 1)  # the helper looked, she did not
    assert [(message.to, message.subject) for message in mail.outbox] == [(["zij@example.net"], "Herinnering")]
