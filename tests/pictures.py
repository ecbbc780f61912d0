"""`python -m tests.pictures`: photographs every kind of exercise as it is on a phone, for docs/catalogue.md.

Names of kinds after it: those only. The exercises are those of the previews, in English, on a site of its own.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import template
from tests.factories import site as sites

FOLDER = template.ROOT / "docs" / "catalogue"
LARGEST, ALL_TOGETHER = 15_000, 800_000  # bytes
PHONE = {"width": 360, "height": 800}
TALLEST = 560  # pixels; what is longer is cut off
COLOURS = 40  # enough for letters with soft edges, at a third of the bytes
CHROMIUM = "/usr/bin/chromium"
PUBLISH = """
from tests.factories.every_kind import names, publish_every_kind, short_of
page = publish_every_kind("en")
print(page.url, *[f"{name}={short_of(name)}" for name in names()])
"""


def main(wanted: list[str]) -> None:
    """Write a picture a kind, and take away those of kinds that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "site"
        state.mkdir()
        template.copy_sqlite_template(state / "db.sqlite3")
        environment = sites.environment_of(state)
        sites.run(environment, "collectstatic", "--noinput", "--verbosity=0")
        aid, *kinds = sites.run(environment, "shell", "--verbosity=0", text=PUBLISH).split()
        steps = dict(kind.split("=") for kind in kinds)
        FOLDER.mkdir(exist_ok=True)
        with sites.serve(state) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=PHONE, locale="en-GB")
            page.goto(site.url + aid)
            with page.expect_navigation():
                page.locator('form[action$="/start/"] button').first.click()
            for kind, short in steps.items():
                if not wanted or kind in wanted:
                    page.goto(f"{site.url}/en/s/1/{short}/")
                    path_of(kind).write_bytes(photograph(page))
            browser.close()
    for path in FOLDER.glob("*.png"):
        if path not in map(path_of, steps):
            path.unlink()


def path_of(kind: str) -> Path:
    """Where the picture of a kind stands."""
    return FOLDER / f"{kind.rpartition('.')[2]}.png"


def photograph(page: Page) -> bytes:
    """The exercise on this page from its title down, with the first part of it open."""
    page.evaluate(
        "() => { document.querySelectorAll('main form :is(.fold, .breath)').forEach((part, at) => { part.open = at === 0 }) }"
    )
    box = page.locator("main form .exercise, main form > fieldset, main form > div").first.bounding_box()
    if box is None:
        raise LookupError(page.url)
    clip = {"x": 0, "y": box["y"] - 12, "width": PHONE["width"], "height": min(box["height"] + 24, TALLEST)}
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    written = io.BytesIO()
    taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
