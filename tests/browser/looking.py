"""Looks at every page that somebody comes by: what axe says, how wide it is, what it tells, keeps and asks elsewhere."""

from __future__ import annotations

import json
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.walking import ADDRESS

WORDS = ("zwanger", "abortus", "adoptie", "pleegzorg", "keuze", "hulp")
"""What nobody who glances at her screen, its address or its history may read."""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIDES = f"""() => ['ltr', 'rtl'].filter(side => {{
  const page = document.documentElement, was = page.dir;
  page.dir = side;
  const wider = {TOO_WIDE};
  page.dir = was;
  return wider > 0;
}})"""
REMEMBERED = """() => [...document.querySelectorAll('form, textarea, select, input:not([type=hidden])')]
  .filter(part => part.getAttribute('autocomplete') !== 'off').map(part => part.outerHTML.slice(0, 160))"""
LINKS = (
    "() => [...document.links].filter(link => link.host === location.host && !link.download).map(link => link.pathname)"
)
NUMBER = re.compile(r"\b([0-9a-f]{8,16}|\d+)\b")
LIGHT = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
DARK = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": ["color-contrast"],
}  # the rest does not depend on colours


class Inspector:
    """What is wrong with the pages that one browser shows, by address."""

    def __init__(self, page: Page, site: str, *, script: bool = True, exit_address: str = "") -> None:
        self.page, self.site, self.script = page, site, script
        self.allowed = tuple(filter(None, (f"{site}/", "data:", exit_address)))
        self.axe = Axe().axe_script if script else ""
        self.faults: dict[str, list[str]] = {}
        self.seen: list[str] = []
        self.opened: set[str] = set()
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self._blame(f"error: {error}"))

    def _blame(self, *faults: str) -> None:
        if faults:
            self.faults.setdefault(self.page.url.removeprefix(self.site), []).extend(faults)

    def _note_request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.opened.add(request.url)
        if not request.url.startswith(self.allowed):
            self._blame(f"asks elsewhere: {request.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        # That a page is not there is said here too.
        missing = message.location["url"] in self.opened and message.text.startswith("Failed to load resource")
        if message.type == "error" and not missing:
            self._blame(f"console: {message.text}")

    def look(self, whose: str = "hers", *, dark: bool = True) -> None:
        """Note what is wrong with the page that is shown: one of "hers", in her space, of "everybody", or of "staff"."""
        page = self.page
        address = page.url.removeprefix(self.site)
        self.seen.append(address)
        page.set_viewport_size({"width": 320, "height": 640})
        self._blame(*(f"too wide at 320, {side}" for side in page.evaluate(SIDES)))
        page.set_viewport_size({"width": 390, "height": 844})
        self._blame(*(f"too wide at 390, {side}" for side in page.evaluate(SIDES)))
        if whose == "hers":
            self._look_discreetly(address)
        cookies = [cookie["name"] for cookie in page.context.cookies()]
        if whose != "staff" and cookies not in ([], ["s"][: whose == "hers"]):
            self._blame(f"cookies: {cookies}")
        if self.script:
            self._run_axe(dark=dark)

    def look_along(self, first: str, within: str, whose: str = "hers") -> set[str]:
        """Look at a page and at all that its links lead to within a pattern, one of each shape; gives the shapes."""
        shapes: set[str] = set()
        waiting = [first]
        while waiting:
            path = waiting.pop(0)
            shape = NUMBER.sub("*", path)
            if shape not in shapes and re.fullmatch(within, path):
                shapes.add(shape)
                self.page.goto(f"{self.site}{path}", wait_until="domcontentloaded")
                self.look(whose)
                waiting += self.page.evaluate(LINKS)
        return shapes

    def _look_discreetly(self, address: str) -> None:
        page = self.page
        self._blame(*(f"remembered: {part}" for part in page.evaluate(REMEMBERED)))
        telling = [word for word in WORDS if word in f"{address} {page.title()}".lower()]
        self._blame(*(f"the address or the title tells: {word}" for word in telling))
        if not ADDRESS.fullmatch(address):
            self._blame("the address tells")

    def _run_axe(self, *, dark: bool) -> None:
        page = self.page
        page.evaluate(self.axe)
        for scheme, options in (("light", LIGHT), ("dark", DARK))[: 1 + dark]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type] # a word from the pairs above
            found = page.evaluate(f"axe.run({json.dumps(options)}).then(found => found.violations)")
            self._blame(*(f"{scheme}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]))
        page.emulate_media(color_scheme="light")
