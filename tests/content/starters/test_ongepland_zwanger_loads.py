"""The reference aid goes through the importer, the publish gate and out to visitors."""

import pytest
from django.test import Client
from wagtail.models import Page

from decision_aids.flows.gate import find_problems
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.packages.loading import load_package
from decision_aids.flows.packages.reading import read_folder
from tests.content.starters.package import STARTERS, Package

FOLDER = STARTERS / "ongepland-zwanger"
PACKAGE = Package("ongepland-zwanger")

# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def report(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return load_package(read_folder(FOLDER))


def test_loading_makes_every_part_and_publishes(report):
    made = [line.kind for line in report.lines if line.what == "made"]
    assert {kind: made.count(kind) for kind in made} == {
        "page": len(PACKAGE.pages),
        "fact": 17,
        "helpline": 5,
        "organisation": 5,
        "image": 10,
        "media": 1,
    }
    assert len(made) == len(report.lines)
    assert Page.objects.filter(pk__in=[page.pk for page in report.pages], live=True).count() == len(PACKAGE.pages)


def test_loading_again_changes_nothing(report):
    again = load_package(read_folder(FOLDER))
    assert {line.what for line in again.lines} == {"same"}
    assert DecisionAidPage.objects.count() == 1


def test_the_gate_finds_only_what_is_due_for_review(report):
    aid = DecisionAidPage.objects.get()
    assert {(problem.code, problem.severity) for problem in find_problems(aid)} == {
        ("fact-review-due", "warning"),
        ("review-overdue", "warning"),
    }


def test_the_version_that_visitors_get_holds_every_step_and_option(report):
    flow = DecisionAidPage.objects.get().current_version.load()
    assert [step.title for step in flow.steps] == [step["value"]["title"] for step in PACKAGE.steps]
    assert [option.name for option in flow.options] == [option["value"]["name"] for option in PACKAGE.aid["options"]]
    assert sum(len(step.exercises) for step in flow.steps) == 24


def test_every_page_is_shown(report):
    client = Client()
    shown = {page.title: client.get(page.url).status_code for page in Page.objects.filter(depth__gt=1)}
    assert shown == {part["fields"]["title"]: 200 for part in PACKAGE.pages.values()}
