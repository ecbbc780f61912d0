"""What browser tests of a visitor share: one site in a real process, and a neutral site to leave for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.factories import site as sites
from tests.template import one_at_a_time

EXIT = """
from cms.base.models import SiteSettings
from wagtail.models import Site
options = SiteSettings.for_site(Site.objects.get(is_default_site=True))
options.exit_address = {address!r}
options.save()
"""


@pytest.fixture(scope="session")
def prepared_state(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The state of a site, made once for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with one_at_a_time(shared / "site-lock"):
        if not (shared / "site-ready").exists():
            sites.prepare(shared / "site")
            (shared / "site-ready").touch()
    return shared / "site"


@pytest.fixture(scope="session")
def neutral() -> Iterator[str]:
    """The address of the neutral site."""
    with sites.neutral_site() as address:
        yield address


@pytest.fixture(scope="session")
def site(prepared_state: Path, neutral: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    """A running site with the reference aid, whose exit leads to the neutral site."""
    state = tmp_path_factory.mktemp("running") / "site"
    shutil.copytree(prepared_state, state)
    sites.run(sites.environment_of(state), "shell", "--verbosity=0", text=EXIT.format(address=neutral))
    with sites.serve(state) as running:
        yield running


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Give a phone."""
    return lambda **choices: new_context(**choices).new_page()
