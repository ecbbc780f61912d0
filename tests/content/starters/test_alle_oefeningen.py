"""The aid with every exercise: it loads, it may be published, and no kind of ours is left out."""

import io
import zipfile

import pytest
from wagtail.models import Page

from decision_aids.exercises.registry import registry
from decision_aids.flows.gate import find_problems
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.packages.loading import load_package
from decision_aids.flows.packages.reading import read_folder
from decision_aids.flows.packages.writing import write_package
from tests.content.starters.package import STARTERS

FOLDER = STARTERS / "alle-oefeningen"


# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def report(db):
    return load_package(read_folder(FOLDER))


def test_it_loads_is_published_and_a_second_load_changes_nothing(report):
    assert {line.what for line in report.lines} == {"made"}
    assert Page.objects.filter(pk__in=[page.pk for page in report.pages], live=True).count() == 5
    assert {line.what for line in load_package(read_folder(FOLDER)).lines} == {"same"}


def test_the_gate_finds_nothing(report):
    assert list(find_problems(DecisionAidPage.objects.get())) == []


def test_every_kind_of_ours_stands_in_it_once(report):
    flow = DecisionAidPage.objects.get().current_version.load()

    kinds = [item.type for step in flow.steps for item in step.exercises]

    assert sorted(kinds) == sorted(kind.name for kind in registry if kind.name.startswith("vrijuit."))


def test_the_backpack_offers_the_pages_of_the_package(report):
    flow = DecisionAidPage.objects.get().current_version.load()
    [spec] = [item.spec for step in flow.steps for item in step.exercises if item.type == "vrijuit.backpack"]

    assert [page["title"] for page in spec["pages"]] == ["Tien minuten naar buiten", "Rustig ademen", "Iemand bellen"]


def test_the_aid_takes_those_pages_along_as_a_package(report):
    with zipfile.ZipFile(io.BytesIO(write_package(DecisionAidPage.objects.get()))) as package:
        pages = {name for name in package.namelist() if name.startswith("pages/")}

    assert pages == {
        "pages/alle-oefeningen.nl.json",
        "pages/iemand-bellen.nl.json",
        "pages/rustig-ademen.nl.json",
        "pages/tien-minuten-naar-buiten.nl.json",
        "pages/wat-kan-helpen.nl.json",
    }


def test_every_chapter_can_be_opened_at_any_time(report):
    flow = DecisionAidPage.objects.get().current_version.load()

    assert all(step.chapter.any_time for step in flow.steps)


def test_it_stands_beside_the_reference_aid_and_keeps_its_helplines(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    load_package(read_folder(STARTERS / "ongepland-zwanger"))

    report = load_package(read_folder(FOLDER))

    assert Page.find_problems() == ([], [], [], [], [])
    assert [line.what for line in report.lines if line.kind == "helpline"] == ["kept", "kept"]
