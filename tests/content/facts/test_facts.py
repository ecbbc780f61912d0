"""Facts by what has to be done with them."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Locale
from wagtail_localize.fields import get_translatable_fields

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from content.facts.models import Fact, State
from tests.factories.content import FactFactory, ResourcePageFactory, block

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def three(db):
    return [
        FactFactory(key="fine", review_on=datetime.date(2026, 6, 2)),
        FactFactory(key="due", review_on=TODAY, expires_on=datetime.date(2026, 6, 2)),
        FactFactory(key="gone", review_on=TODAY, expires_on=TODAY),
    ]


@time_machine.travel("2026-06-01 12:00:00+02:00")
def test_state_follows_the_days_and_is_the_same_in_lists(three):
    assert [fact.state for fact in three] == [State.FINE, State.REVIEW, State.EXPIRED]
    assert dict(Fact.objects.with_state().values_list("key", "state_now")) == {
        "fine": "fine",
        "due": "review",
        "gone": "expired",
    }
    assert sorted(Fact.objects.due().values_list("key", flat=True)) == ["due", "gone"]
    assert list(Fact.objects.expired().values_list("key", flat=True)) == ["gone"]


@pytest.mark.parametrize("field", ["review_on", "expires_on"])
def test_days_must_come_after_the_day_of_checking(db, field):
    fact = FactFactory.build(verified_on=TODAY, locale=Locale.get_default(), **{field: TODAY})

    with pytest.raises(ValidationError) as refused:
        fact.clean()

    assert list(refused.value.message_dict) == [field]


def test_saving_and_deleting_a_fact_makes_pages_stale(db):
    fact = FactFactory()
    before = Stamp.objects.number(LIVE)

    fact.save()
    fact.delete()

    assert Stamp.objects.number(LIVE) == before + 2


@time_machine.travel("2026-06-01 12:00:00+02:00")
def test_renewing_lets_a_kept_page_hide_what_expires_today(home, client):
    fact = FactFactory(statement="Tot gisteren waar.", review_on=datetime.date(2026, 5, 1), expires_on=TODAY)
    Fact.objects.filter(pk=fact.pk).update(expires_on=datetime.date(2026, 6, 2))
    page = ResourcePageFactory(parent=home, body=[block("fact", fact.pk)])
    assert "Tot gisteren waar." in client.get(page.url).content.decode()

    said = StringIO()
    with time_machine.travel("2026-06-02 00:10:00+02:00"):
        call_command("renew_facts", stdout=said)
        after = client.get(page.url).content.decode()

    assert "Tot gisteren waar." not in after
    assert said.getvalue() == "1 to check, 1 expired\n"


def test_draft_of_a_fact_changes_nothing_for_visitors(home, client):
    fact = FactFactory(statement="Zoals het is.")
    page = ResourcePageFactory(parent=home, body=[block("fact", fact.pk)])

    fact.statement = "Zoals het wordt."
    revision = fact.save_revision()
    before = client.get(page.url).content.decode()
    revision.publish()

    assert "Zoals het is." in before
    assert "Zoals het wordt." in client.get(page.url).content.decode()


def test_notes_for_colleagues_and_key_are_not_for_translators():
    kinds = {field.field_name: type(field).__name__ for field in get_translatable_fields(Fact)}

    assert {
        name: kinds[name] for name in ("statement", "value", "source_name", "fallback", "key", "note", "reviewer")
    } == {
        "statement": "TranslatableField",
        "value": "TranslatableField",
        "source_name": "TranslatableField",
        "fallback": "TranslatableField",
        "key": "SynchronizedField",
        "note": "SynchronizedField",
        "reviewer": "SynchronizedField",
    }


@pytest.mark.parametrize(("state", "shown"), [("fine", ["fine"]), ("review", ["due"]), ("expired", ["gone"])])
@time_machine.travel("2026-06-01 12:00:00+02:00")
def test_list_in_the_admin_filters_by_state(three, editor, state, shown):
    answer = editor.get("/admin/snippets/facts/fact/", {"state": state})

    assert [fact.key for fact in answer.context["object_list"]] == shown


@time_machine.travel("2026-06-01 12:00:00+02:00")
def test_dashboard_counts_what_must_be_checked(three, editor):
    page = editor.get("/admin/").content.decode()

    assert "/admin/snippets/facts/fact/" in page
    assert "2 " in page.split("help-warning", 1)[1].split("</div>", 1)[0]


def test_dashboard_says_nothing_when_all_is_fine(db, editor):
    FactFactory()

    assert "help-warning" not in editor.get("/admin/").content.decode()
