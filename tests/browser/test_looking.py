"""Whoever looks at every page finds what is wrong with one: so that no fault elsewhere means that there is none."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.browser.looking import Inspector

SITE = "http://site.test"
BAD_PAGE = """<!doctype html><html lang="nl" dir="ltr"><title>Hulp</title>
<style>
  :root { color-scheme: light dark } body { margin: 0; color: light-dark(#000, #fff); background: light-dark(#fff, #000) }
  .wide { width: 350px } .pale { color: light-dark(#bbb, #fff) } .dim { color: light-dark(#000, #444) }
</style>
<main><h1>x</h1><p class="pale">Bleek</p><p class="dim">Donker</p><div class="wide">Breed</div>
<label>x <input name="who"></label></main><script>console.error("stuk")</script><img alt="" src="http://elsewhere.test/x.png">
</html>"""
PAGES = {f"{SITE}/nl/s/1/": BAD_PAGE.replace("<title>Hulp", "<title>Pagina"), f"{SITE}/nl/zwanger/": BAD_PAGE}


def answer(route: Route) -> None:
    """One of the pages, with a cookie; nothing from anywhere else."""
    body = PAGES.get(route.request.url)
    if body is None:
        route.abort()
    else:
        route.fulfill(body=body, content_type="text/html", headers={"set-cookie": "a=b; Path=/"})


def test_everything_that_is_wrong_with_a_page_is_noted_under_its_address(phone: Callable[..., Page]) -> None:
    page = phone()
    page.route("**", answer)
    inspector = Inspector(page, SITE)

    for address in PAGES:
        page.goto(address)
        inspector.look()

    seen = [
        "asks elsewhere: http://elsewhere.test/x.png",
        "console: stuk",
        "console: Failed to load resource: net::ERR_FAILED",
        "too wide at 320, ltr",
        "too wide at 320, rtl",
        'remembered: <input name="who">',
        "cookies: ['a']",
        'light: color-contrast: <p class="pale">Bleek</p>',
        'dark: color-contrast: <p class="dim">Donker</p>',
    ]
    telling = [f"the address or the title tells: {word}" for word in ("zwanger", "hulp")]
    assert {address: sorted(faults) for address, faults in inspector.faults.items()} == {
        "/nl/s/1/": sorted(seen),
        "/nl/zwanger/": sorted([*seen, *telling, "the address tells"]),
    }
