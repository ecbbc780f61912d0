"""Leaving at once, in a browser: the button, three times Shift, and what must not count as that."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string

import themes.default

STATIC = Path(themes.default.__file__).parent / "static"
HERE = "https://aid.test/"


@pytest.fixture
def sent(page):
    """Open a page of hers without a server, and keep what its forms send."""
    bodies = []

    def answer(route):
        path = route.request.url.removeprefix(HERE)
        if route.request.method == "POST":
            bodies.append((path, route.request.post_data))
            route.fulfill(status=204)
        elif path.startswith("static/"):
            route.fulfill(path=STATIC / path.removeprefix("static/"))
        else:
            html = render_to_string("layouts/journey.html", {"exit_url": "/nl/s/", "overview_url": "#"})
            route.fulfill(
                body=html.replace("</main>", '<textarea id="words"></textarea></main>'), content_type="text/html"
            )

    page.route("**/*", answer)
    page.goto(HERE)
    return bodies


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


def test_shift_three_times_covers_the_page_and_sends_the_form(page, sent):
    press_shift(page, 3)

    page.locator(".exit-cover").wait_for()
    assert sent == [("nl/s/", "exit=1")]


def test_button_covers_the_page_and_sends_the_form(page, sent):
    page.locator("button[name=exit]").click()

    page.locator(".exit-cover").wait_for()
    assert sent == [("nl/s/", "exit=1")]


def test_presses_are_counted_aloud(page, sent):
    press_shift(page, 2)

    assert "(2/3)" in page.locator("[data-exit] [role=status]").inner_text()
    assert page.locator(".exit__dots .on").count() == 2
    assert sent == []


def test_typing_capitals_does_not_leave(page, sent):
    page.locator("#words").focus()

    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    press_shift(page, 2)

    assert page.locator("#words").input_value() == "ABC"
    assert page.locator(".exit-cover").count() == 0
    assert sent == []


def test_a_letter_or_a_touch_in_between_starts_the_count_again(page, sent):
    press_shift(page, 2)
    page.keyboard.press("x")
    press_shift(page, 2)
    page.locator("main").click()
    press_shift(page, 2)

    assert page.locator(".exit-cover").count() == 0
    assert sent == []


def test_presses_more_than_five_seconds_apart_do_not_count(page, sent):
    page.clock.install()
    page.goto(HERE)
    press_shift(page, 2)

    page.clock.run_for(5001)
    press_shift(page, 1)

    assert "(1/3)" in page.locator("[data-exit] [role=status]").inner_text()
    assert sent == []


def test_way_out_stays_in_sight_and_lies_over_nothing(page, sent):
    page.evaluate("document.querySelector('main').style.minHeight = '3000px'")

    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 1000")

    button, bar = page.locator("button[name=exit]").bounding_box(), page.locator(".bar").bounding_box()
    assert button["y"] >= 0
    assert button["y"] + button["height"] <= bar["y"] + bar["height"] <= 64
    assert button["height"] >= 44
