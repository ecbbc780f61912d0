"""The instruction video for helpers plays in a real browser, with its captions."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.factories.site import Site

FILM = "/nl/voor-hulpverleners/film-eerste-contact/"
CAPTIONS = """film => new Promise((done, failed) => {
  const track = film.textTracks[0];
  track.mode = 'showing';
  track.addEventListener('cuechange', () => track.activeCues.length && done(track.activeCues[0].text));
  setTimeout(() => failed(new Error('no captions in time')), 20_000);
  film.muted = true;
  film.play().catch(failed);
})"""
TURNS = "film => !film.paused && film.currentTime > 1 && film.videoWidth > 0 && film.error === null"
LATER = "film => { film.currentTime = film.duration / 2; }"
IS_LATER = "film => !film.seeking && film.currentTime > film.duration / 2"


def test_the_film_plays_with_its_captions_and_can_be_moved_on(site: Site, phone: Callable[..., Page]) -> None:
    page = phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}{FILM}")
    assert not [address for address in asked if address.endswith(".mp4")]  # nothing of it before she wants it

    film = page.locator("video")
    assert film.evaluate(CAPTIONS).strip()
    page.wait_for_function(TURNS, arg=film.element_handle())
    film.evaluate(LATER)
    page.wait_for_function(IS_LATER, arg=film.element_handle())

    assert {address for address in asked if not address.startswith(f"{site.url}/")} == set()
    expect(page.get_by_text("Uitgeschreven tekst", exact=False).first).to_be_visible()
