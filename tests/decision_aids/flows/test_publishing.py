"""Versions: what publishing makes, who follows a change, and taking one back."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from decision_aids.flows.gate import CannotPublish
from decision_aids.flows.models import DecisionAidPage, FlowVersion
from decision_aids.flows.services import find_start, publish_version, withdraw_version
from tests.factories.aids import block_id, choice, condition, make_aid, publish, step, text, whole_flow

pytestmark = pytest.mark.django_db


def versions() -> list[tuple[int, str, bool]]:
    """Give number, which one it follows, and whether it was overtaken."""
    rows = FlowVersion.objects.order_by("number").select_related("follows")
    return [(row.number, str(row.follows.number) if row.follows else "", row.superseded) for row in rows]


def broken_flow() -> list[dict]:
    flow = whole_flow()
    flow[2]["value"]["show_if"] = [condition("gone", "partner", name="k")]
    return flow


def test_publishing_makes_a_version_with_what_stands_there() -> None:
    aid = publish(make_aid())

    version = FlowVersion.objects.get()

    assert (version.flow_key, version.language, version.number) == (aid.translation_key, "nl", 1)
    assert version.revision == aid.live_revision
    flow = version.load()
    assert [(step.title, step.outcome) for step in flow.steps] == [("Who", False), ("Theirs", False), ("End", True)]
    assert flow.steps[1].conditions[0].source == block_id("role")


def test_draft_makes_no_version() -> None:
    make_aid().get_latest_revision_as_object().save_revision()

    assert not FlowVersion.objects.exists()


def test_publishing_the_same_twice_makes_one_version() -> None:
    aid = publish(make_aid())

    publish(aid)

    assert versions() == [(1, "", False)]


def test_people_half_way_follow_mended_words() -> None:
    aid = publish(make_aid())
    flow = whole_flow()
    flow[1]["value"]["items"][0] = text("hello", "<p>Dag daar.</p>")
    flow[1]["value"]["title"] = "Wie ben je?"

    publish(aid, flow)

    assert versions() == [(1, "2", False), (2, "", False)]


def test_people_half_way_stay_where_they_are_when_the_steps_change() -> None:
    aid = publish(make_aid())
    flow = whole_flow()
    flow.insert(2, step("more", text("more-text")))

    publish(aid, flow)

    assert versions() == [(1, "", True), (2, "", False)]


@pytest.mark.parametrize(
    "change",
    [
        lambda flow: flow[1]["value"].update(may_skip=False),
        lambda flow: flow[1]["value"]["items"].append(choice("extra", "yes", "no")),
        lambda flow: flow[1]["value"]["items"].__setitem__(1, choice("role", "me", "partner", "other")),
        lambda flow: flow[2]["value"].update(show_if=[]),
        lambda flow: flow[0]["value"].update(any_time=True),
    ],
)
def test_what_answers_hang_on_is_structure(change: object) -> None:
    aid = publish(make_aid())
    flow = whole_flow()
    change(flow)

    publish(aid, flow)

    assert versions() == [(1, "", True), (2, "", False)]


def test_going_back_to_an_earlier_structure_takes_its_people_along_again() -> None:
    aid = publish(make_aid())
    longer = [*whole_flow(), step("more", text("more-text"))]
    publish(aid, longer)

    publish(aid, whole_flow(), title="Weer kort")

    assert versions() == [(1, "3", False), (2, "", True), (3, "", False)]


def test_version_with_errors_is_never_made() -> None:
    aid = make_aid(broken_flow())

    with pytest.raises(CannotPublish):
        publish_version(aid)

    assert not FlowVersion.objects.exists()


def test_page_does_not_go_live_when_its_version_cannot_be_made() -> None:
    aid = make_aid(broken_flow())
    aid.live, aid.live_revision = True, aid.get_latest_revision()

    with pytest.raises(CannotPublish):
        aid.save()

    assert not DecisionAidPage.objects.get(pk=aid.pk).live


def test_publishing_a_revision_with_errors_is_refused_and_changes_nothing() -> None:
    aid = publish(make_aid())
    before = aid.live_revision
    draft = aid.get_latest_revision_as_object()
    draft.flow, draft.title = broken_flow(), "Stuk"
    revision = draft.save_revision()

    with pytest.raises(CannotPublish):
        revision.publish()

    stored = DecisionAidPage.objects.get(pk=aid.pk)
    assert (stored.title, stored.live_revision, versions()) == ("Hulp bij je keuze", before, [(1, "", False)])


def test_scheduling_what_holds_errors_is_refused() -> None:
    aid = make_aid(broken_flow())
    aid.go_live_at = timezone.now() + datetime.timedelta(days=1)

    with pytest.raises(CannotPublish):
        aid.save_revision().publish()


def test_scheduled_aid_that_cannot_go_live_is_called_off_and_the_next_one_goes_live(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, whole = make_aid(broken_flow(), slug="stuk"), make_aid(slug="heel")
    for page in (broken, whole):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
        revision.save()

    call_command("publish_scheduled")

    assert [page.slug for page in DecisionAidPage.objects.live()] == ["heel"]
    broken.get_latest_revision().refresh_from_db()
    assert broken.get_latest_revision().approved_go_live_at is None
    assert "Scheduled publishing called off" in caplog.text


def test_alias_has_a_version_of_its_own() -> None:
    aid = publish(make_aid())
    french = Locale.objects.get_or_create(language_code="fr")[0]
    home = Page.objects.get(depth=2).copy_for_translation(french)
    alias = aid.create_alias(parent=home, update_slug="alias", update_locale=french)

    publish(aid, title="Andere titel")

    newest = FlowVersion.objects.current(alias.translation_key, "fr")
    assert (newest.number, newest.load().title) == (2, "Andere titel")


def test_withdrawn_version_is_no_start_and_the_one_before_it_is() -> None:
    aid = publish(make_aid())
    publish(aid, [*whole_flow(), step("more", text("more-text"))])
    second = FlowVersion.objects.get(number=2)

    withdraw_version(second, reason="Fout nummer.")

    assert find_start(aid.translation_key, "nl").number == 1
    second.refresh_from_db()
    assert (second.withdrawn, second.withdrawn_reason) == (True, "Fout nummer.")


def test_withdrawing_with_all_before_it_leaves_nothing_to_start() -> None:
    aid = publish(make_aid())
    publish(aid, [*whole_flow(), step("more", text("more-text"))])

    count = withdraw_version(FlowVersion.objects.get(number=2), reason="Gevaarlijk.", and_earlier=True)

    assert (count, find_start(aid.translation_key, "nl")) == (2, None)


def test_publishing_again_after_withdrawing_makes_a_new_version() -> None:
    aid = publish(make_aid())
    withdraw_version(FlowVersion.objects.get(), reason="Fout.")

    publish(aid)

    assert find_start(aid.translation_key, "nl").number == 2


def test_aid_that_is_not_live_any_more_cannot_be_started() -> None:
    aid = publish(make_aid())

    aid.unpublish()

    assert find_start(aid.translation_key, "nl") is None


def test_versions_outlive_their_page() -> None:
    publish(make_aid()).delete()

    assert FlowVersion.objects.get().load().title == "Hulp bij je keuze"


@pytest.mark.parametrize("fault", [{"number": 1}, {"number": 0}, {"number": 2, "withdrawn_reason": "x"}])
def test_database_refuses_versions_that_cannot_be(fault: dict) -> None:
    publish(make_aid())
    version = FlowVersion.objects.get()
    version.pk = None
    for name, value in fault.items():
        setattr(version, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)
