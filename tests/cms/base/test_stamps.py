"""Stamps: numbers that grow when what visitors can see changes."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from cms.base import stamps
from cms.base.models import SiteSettings, Stamp, live_stamp

pytestmark = pytest.mark.django_db


def test_bump_counts_one_stamp_further_and_leaves_the_others():
    Stamp.objects.create(name="other", number=7)

    for _ in range(3):
        Stamp.objects.bump("counted")

    assert dict(Stamp.objects.filter(name__in=["counted", "other"]).values_list("name", "number")) == {
        "counted": 3,
        "other": 7,
    }


def test_live_stamp_is_read_once_in_two_seconds(django_assert_num_queries):
    with django_assert_num_queries(1):
        first, second = live_stamp(), live_stamp()

    assert first == second


def test_live_stamp_seen_in_this_process_is_new_right_after_a_bump():
    before = live_stamp()

    Stamp.objects.bump(stamps.LIVE)

    assert live_stamp() == before + 1


@pytest.mark.parametrize(
    "change",
    [
        lambda page, site: page.save_revision().publish(),
        lambda page, site: page.unpublish(),
        lambda page, site: page.delete(),
        lambda page, site: site.save(),
        lambda page, site: SiteSettings.for_site(site).save(),
    ],
    ids=["publish", "unpublish", "delete", "site", "settings"],
)
def test_what_visitors_can_see_changes_the_live_stamp(change):
    page = Page.objects.get(depth=1).add_child(instance=Page(title="A", slug="a"))
    site = Site.objects.get()
    before = live_stamp()

    change(page, site)

    assert live_stamp() > before


def test_what_visitors_cannot_see_leaves_the_live_stamp():
    before = live_stamp()

    Group.objects.create(name="Night shift")

    assert live_stamp() == before
