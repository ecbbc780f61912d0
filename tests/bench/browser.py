"""What a page weighs in a browser, and when something is first seen on a slow phone."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOW_PROCESSOR = {"rate": 4}
PAINT = "() => performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint')?.startTime"


TEXT = ("Document", "Stylesheet", "Script")


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire, packed. `text`: HTML, CSS and JavaScript; `everything`: all of it, with headers.

    `blocking`: requests before the first paint.
    """

    text: int
    everything: int
    requests: int
    blocking: int


def weigh(browser: Browser, address: str, cookie: str = "") -> Weight:
    """Open a page with nothing kept, and add up what it fetched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-BE")
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    heads: dict[str, int] = {}

    def note_kind(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "Other")
        heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def note_end(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    session.on("Network.responseReceived", note_kind)
    session.on("Network.loadingFinished", note_end)
    page.goto(address, wait_until="networkidle")
    blocking = page.evaluate(
        "() => 1 + performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').length"
    )
    context.close()
    text = sum(size - heads[key] for key, size in sizes.items() if kinds.get(key) in TEXT)
    return Weight(text, sum(sizes.values()), len(sizes), blocking)


def first_paint(browser: Browser, address: str, cookie: str = "") -> float:
    """Seconds until something is seen, with nothing kept, on slow 3G and a slow processor."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-BE")
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", SLOW_PROCESSOR)
    page.goto(address, wait_until="load")
    page.wait_for_function(PAINT)
    seen = float(page.evaluate(PAINT))
    context.close()
    return seen / 1000


def compare_paint(browser: Browser, addresses: dict[str, tuple[str, str]], rounds: int) -> dict[str, float]:
    """The median first paint of each, opened in turn."""
    seen: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, (address, cookie) in addresses.items():
            seen[name].append(first_paint(browser, address, cookie))
    return {name: statistics.median(times) for name, times in seen.items()}


def open_browser() -> Any:
    """Playwright and Debian's Chromium, as context managers: `with open_browser() as playwright`."""
    return sync_playwright()


def launch(playwright: Any) -> Browser:
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
