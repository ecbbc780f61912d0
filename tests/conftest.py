"""What every test can ask for: a database, a running site, a phone's browser, a PostgreSQL, a Redis."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connections

from cms.base import stamps
from tests import servers, template

# Playwright keeps an event loop running in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSER_FIXTURES = {"page", "context", "new_context", "browser", "browser_type", "launch_browser"}
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of a database."""
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="postgresql: start one, run the tests that touch the database on it, stop it",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the same command once more with a PostgreSQL beside it, if one is asked for.

    Some models depend on the kind of database, and Django has read its settings long before any fixture runs.
    """
    if config.option.database != "postgresql" or "DATABASE_URL" in os.environ:
        return None
    with servers.postgresql() as address:
        command = [sys.executable, "-m", "pytest", *config.invocation_params.args]
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses the browser or the database, and keep what PostgreSQL has a say in when it is asked for."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        browser = bool(fixtures & BROWSER_FIXTURES)
        if browser:
            item.add_marker("browser")
        mark = item.get_closest_marker("django_db")
        if "live_server" in fixtures or "transactional_db" in fixtures or (mark and mark.kwargs.get("transaction")):
            # The flush after such a test takes the root page and the languages away too: put them back.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if not browser and (fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db")):
            item.add_marker("database")
    if config.option.database == "postgresql":
        kept = [item for item in items if item.get_closest_marker("database")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin from a copy of a database that is migrated already."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database["TEST"]["TEMPLATE"] = template.postgresql_template(os.environ["DATABASE_URL"])
    else:
        template.copy_sqlite_template(Path(database["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Remember what a fresh database holds, for every connection.

    Once Playwright's event loop runs, Django makes this thread a second connection, which would not know it.
    """
    connection = connections["default"]
    fresh = getattr(connection, "_test_serialized_contents", None)
    if fresh is not None:
        type(connection)._test_serialized_contents = fresh


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep the copy of the SQLite template, which lies in a folder that goes away by itself."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Begin and end each test without anything that the process kept from another one."""
    yield
    stamps.forget(stamps.LIVE)
    caches["default"].clear()
    if apps.is_installed("decision_aids.sharing"):
        _forget_visitors()


def _forget_visitors() -> None:
    """Let go of flows, frames and counts of tries: a new database gives out the same numbers again."""
    from decision_aids.flows import live, offer  # noqa: PLC0415 (app ready)
    from decision_aids.flows.documents import FLOWS  # noqa: PLC0415 (app ready)
    from decision_aids.journeys import views as journeys  # noqa: PLC0415 (app ready)
    from decision_aids.sharing import views as sharing  # noqa: PLC0415 (app ready)
    from decision_aids.spaces import frame, once  # noqa: PLC0415 (app ready)
    from decision_aids.spaces import views as spaces  # noqa: PLC0415 (app ready)

    FLOWS.clear()
    live.forget()
    offer.forget()
    frame.forget()
    spaces.RETURNS_OF_ADDRESS.forget()
    once.TRIES_OF_ADDRESS.forget()
    for bucket in (journeys.STARTS, spaces.RETURNS, sharing.SHARES, once.TRIES):
        bucket.refill()


@pytest.fixture(scope="session")
def redis_address() -> Iterator[str]:
    """Give the address of a Redis that runs for as long as the tests do."""
    with servers.redis() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use Debian's Chromium, and keep it from calling home."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at the site as somebody with a Dutch phone does."""
    return {**browser_context_args, "locale": "nl-BE", "viewport": {"width": 390, "height": 844}}
