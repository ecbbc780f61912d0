"""Brings the demo up to date before it starts: each step looks first whether there is anything to do."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from cms.accounts.models import User
from cms.base.catalogues import compile_catalogue, stale_catalogues
from cms.base.models import SiteSettings
from cms.demo.people import PEOPLE, Passwords, make_people

STARTERS = ("ongepland-zwanger", "alle-oefeningen")
FOOT = {"privacy": "privacy_page", "toegankelijkheid": "accessibility_page", "over-ons": "contact_page"}
Tell = Callable[[str], None]


def compile_translations(tell: Tell) -> bool:
    """Compile what changed; says whether anything did, for what this process has read is old then."""
    stale = stale_catalogues()
    if stale:
        tell(f"Compiling {len(stale)} translations")
    for path in stale:
        compile_catalogue(path)
    return bool(stale)


def migrate(tell: Tell) -> None:
    """Run the migrations that were not run yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Making the database")
        call_command("migrate", verbosity=0)


def collect_static(tell: Tell) -> None:
    """Collect the static files, unless each is what it was the last time."""
    mark = Path(settings.STATIC_ROOT) / "collected"
    print_of_all = hashlib.sha256("".join(sorted(_static_files())).encode()).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == print_of_all:
        return
    tell("Collecting style sheets and pictures")
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(print_of_all, encoding="ascii")


def load_content(tell: Tell, passwords: Passwords) -> None:
    """Load the starters and make the people, the first time."""
    if User.objects.filter(username__in=[person.name for person in PEOPLE]).count() < len(PEOPLE):
        tell("Loading the decision aids")
        for starter in STARTERS:
            call_command("load_starter", starter, "--once", stdout=_Quiet())
        settle_site()
    make_people(passwords)


def settle_site() -> None:
    """Fill in what an editor would: who runs the site, and the pages at the foot of every page."""
    site = Site.objects.get(is_default_site=True)
    options = SiteSettings.for_site(site)
    if options.organisation_name:
        return
    pages = {page.slug: page for page in Page.objects.descendant_of(site.root_page).filter(slug__in=FOOT)}
    options.organisation_name = "Vrijuit"
    for slug, name in FOOT.items():
        setattr(options, name, pages.get(slug))
    options.save()


def set_address(port: int) -> None:
    """Tell Wagtail where the site stands."""
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != ("127.0.0.1", port):
        site.hostname, site.port = "127.0.0.1", port
        site.save()


class _Quiet:
    """Takes what a command says, and keeps it to itself."""

    def write(self, text: str) -> None:
        """Do nothing."""

    def flush(self) -> None:
        """Do nothing."""


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            yield f"{storage.location}/{path} {state.st_size} {state.st_mtime_ns}\n"
