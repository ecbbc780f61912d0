"""decision_aids is a plugin: without it the site checks, migrates and serves its content."""

import os
import subprocess
import sys

from tests.architecture.sources import ROOT

SETTINGS = """
from cms.settings.test import *
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("decision_aids")]
"""
VISIT = """
import django
django.setup()
from django.test import Client
from wagtail.models import Page, Site
root = Page.objects.get(depth=1)
page = root.add_child(instance=Page(title="Start", slug="begin"))
Site.objects.update(root_page=page)
client = Client()
assert client.get("/nl/").status_code == 200, "home"
assert client.get("/accounts/login/").status_code == 200, "sign-in"
assert client.get("/desk/").status_code in (302, 404), "desk"
assert client.get("/livez").status_code == 200, "health"
print("served")
"""


def test_site_without_decision_aids_checks_migrates_and_serves(tmp_path):
    (tmp_path / "without_aids.py").write_text(SETTINGS)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "without_aids",
        "STATE_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }

    def run(*arguments):
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-W", "error", "manage.py", "check", "--fail-level", "WARNING")
    run("manage.py", "migrate", "--verbosity=0")
    assert run("-c", VISIT) == "served\n"
