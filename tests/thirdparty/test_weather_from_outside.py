"""A stranger ships a kind of exercise as a package: nothing of ours changes, and the site serves it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGE = HERE / "vrijuit-weather"
SITE = """
from wagtail.models import Locale, Page, Site
from django.test import Client
from decision_aids.flows.models import DecisionAidPage
step = {"type": "step", "id": "aaaaaaaa-0000-4000-8000-000000000001", "value": {"title": "Weer", "may_skip": True,
    "sensitive": False, "outcome": True, "show_if": [], "items": [{"type": "weather.inside",
    "id": "bbbbbbbb-0000-4000-8000-000000000001", "value": {"label": "Welk weer?", "help": "", "kinds": [
    {"type": "item", "id": "sun", "value": "Zon"}, {"type": "item", "id": "fog", "value": "Mist"}]}}]}}
option = {"type": "option", "value": {"name": "A", "intro": "", "picture": None}}
page = DecisionAidPage(title="Weer", slug="weer", locale=Locale.objects.get(language_code="nl"), flow=[step],
    options=[{**option, "id": "cccccccc-0000-4000-8000-00000000000%d" % n} for n in (1, 2)])
Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id).add_child(instance=page)
page.save_revision().publish()
client = Client(headers={"sec-fetch-site": "same-origin", "host": "localhost"})
shown = client.post("/nl/s/start/", {"aid": str(page.translation_key)}, follow=True).content.decode()
assert "Vandaag is het" in shown, shown
assert "vrijuit_weather/weather" in shown
print("served")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the package, install it beside our own, and give the environment in which the site knows it."""
    target = tmp_path_factory.mktemp("site-packages")
    source = tmp_path_factory.mktemp("source") / "package"
    subprocess.run(["cp", "-r", str(PACKAGE), str(source)], check=True)
    for catalogue in source.rglob("*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True)
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(target), str(ROOT)]),
        "EXTRA_APPS": "vrijuit_weather",
        "STATE_DIR": str(tmp_path_factory.mktemp("state")),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
    }


def run(environment: dict[str, str], *command: str) -> str:
    """Run a command in the site that has the package; give what it says."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_adds_no_migration_of_ours(installed: dict[str, str]) -> None:
    assert "No changes detected" in run(installed, "manage.py", "makemigrations", "--check", "--dry-run")


def test_it_passes_the_kit(installed: dict[str, str]) -> None:
    said = run(
        {**installed, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", str(PACKAGE / "tests")),
    )
    assert " passed" in said


def test_the_site_serves_it_with_its_own_words_and_style(installed: dict[str, str]) -> None:
    run(installed, "manage.py", "migrate", "-v0")

    assert "served" in run(installed, "manage.py", "shell", "-v0", "-c", SITE)
