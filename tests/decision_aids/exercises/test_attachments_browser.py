"""Drawing by mouse, by finger and by keyboard, and recording a sound, in a real browser; and the same in words without JavaScript."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, BrowserType, Locator, Page, Route, expect

from decision_aids.journeys.models import Attachment
from tests.decision_aids.conftest import chapter_of, item_of, step_of
from tests.decision_aids.test_faults import locked, on_sqlite
from tests.factories import sounds

axe = Axe()


@pytest.fixture(scope="module")
def listening(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser with a microphone that hums, whose owner says yes when it is asked for."""
    args = [
        *browser_type_launch_args.get("args", []),
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    yield browser
    browser.close()


@pytest.fixture
def aid(publish_aid: Any) -> Any:
    """A sheet, a recorder, and the end."""
    end = item_of("text", "bye")
    end["value"] = "<p>Dag</p>"
    return publish_aid(
        [
            chapter_of("all"),
            step_of("draw", item_of("vrijuit.drawing", "sheet", label="Teken", help="Hoe het nu is.")),
            step_of("say", item_of("vrijuit.sound", "voice", label="Zeg het", help="Hardop.")),
            step_of("end", end, outcome=True),
        ],
        slug=f"keuze-{secrets.token_hex(4)}",
    )


def begin(page: Page, site: str, aid: Any) -> None:
    page.set_default_timeout(15_000)
    page.goto(f"{site}{aid.url}")
    press(page, page.locator('form[action$="/start/"] button').first)


def press(page: Page, button: Locator) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        button.click()


def go_on(page: Page) -> None:
    press(page, page.locator('main button[name="go"][value="next"]'))


@contextlib.contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    """Let the connection be gone for a while."""
    context.set_offline(True)
    yield
    context.set_offline(False)


def lines(page: Page) -> Locator:
    return page.locator("[data-drawing-lines] polyline")


def test_a_drawing_by_mouse_comes_back_and_goes_on(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    sheet = page.locator("[data-drawing-sheet]")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box() or {}

    def draw(*places: tuple[float, float]) -> None:
        page.mouse.move(box["x"] + places[0][0], box["y"] + places[0][1])
        page.mouse.down()
        for x, y in places[1:]:
            page.mouse.move(box["x"] + x, box["y"] + y, steps=5)
        page.mouse.up()

    page.get_by_role("button", name="Rood").click()
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box() or {}
    draw((40, 40), (120, 100), (200, 40))
    draw((60, 150), (180, 150))
    draw((10, 10), (20, 20))
    expect(lines(page)).to_have_count(3)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(lines(page)).to_have_count(2)
    page.get_by_label("Of zeg het in woorden").fill("Een rode berg")
    go_on(page)

    page.goto(f"{live_server.url}/nl/s/1/read/")
    picture = page.get_by_role("img", name="Een rode berg")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000

    page.get_by_role("link", name="Wijzig").first.click()
    expect(lines(page)).to_have_count(2)
    assert lines(page).first.get_attribute("stroke") == "#c1272d"
    go_on(page)
    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Een tekening van 2 lijnen")).to_be_visible()


def test_a_drawing_by_keyboard_alone(new_context: Callable[..., BrowserContext], live_server: Any, aid: Any) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    sheet, said = page.locator("[data-drawing-sheet]"), page.locator("[data-drawing-said]")
    page.locator("[data-drawing-thick]").last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(sheet).to_be_focused()

    page.keyboard.press("Space")
    expect(said).to_have_text("De pen staat op het blad.")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Space")
    expect(said).to_have_text("De pen is van het blad.")
    page.keyboard.press("ArrowLeft")

    field = page.locator('input[name$="-drawing"]')
    expect(field).to_have_value("[[0,2,500,375,510,375,520,375,520,385]]")
    page.keyboard.press("Backspace")
    expect(lines(page)).to_have_count(0)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.locator('main button[name="go"][value="next"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Een tekening van 1 lijn", exact=True)).to_be_visible()


def test_a_cleared_sheet_takes_the_drawing_away(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    page.locator("[data-drawing-sheet]").focus()
    for key in ("Space", "ArrowUp", "Space"):
        page.keyboard.press(key)
    address = page.url
    go_on(page)

    page.goto(address)
    expect(lines(page)).to_have_count(1)
    page.get_by_role("button", name="Blad leegmaken").click()
    go_on(page)

    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.locator("img.drawn")).to_have_count(0)


def test_a_finger_draws_and_does_not_move_the_page(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context(has_touch=True).new_page()
    begin(page, live_server.url, aid)
    sheet = page.locator("[data-drawing-sheet]")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box() or {}
    before = page.evaluate("scrollY")
    client = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in places]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (60, 40))
    for step in range(1, 8):
        touch("touchMove", (60 + step * 10, 40 + step * 15))
    touch("touchEnd")

    expect(lines(page)).to_have_count(1)
    assert len((lines(page).first.get_attribute("points") or "").split()) > 3
    assert page.evaluate("scrollY") == before


def test_a_sound_is_recorded_heard_and_read_back(listening: Browser, live_server: Any, aid: Any) -> None:
    page = listening.new_context(locale="nl-BE", viewport={"width": 390, "height": 844}).new_page()
    asked = page.evaluate("0")
    page.add_init_script(
        "window.asked = 0; const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);"
        "if (ask) navigator.mediaDevices.getUserMedia = (...all) => { window.asked += 1; return ask(...all); };"
    )
    begin(page, live_server.url, aid)
    go_on(page)
    assert (asked, page.evaluate("window.asked")) == (0, 0)

    page.get_by_role("button", name="Opname starten").click()
    expect(page.locator("[data-recorder-said]")).to_have_text("De opname loopt.")
    expect(page.locator("[data-recorder-time]")).to_have_text("0:02")
    page.get_by_role("button", name="Opname stoppen").click()
    listen = page.locator("[data-recorder-listen]")
    expect(listen).to_have_text("Luister ernaar")
    listen.click()
    expect(listen).to_have_text("Stoppen met luisteren")
    expect(listen).to_have_text("Luister ernaar")
    page.get_by_role("button", name="Neem het opnieuw op").click()
    expect(page.locator("[data-recorder-time]")).to_have_text("0:01")
    go_on(page)  # while it is recording: it stops, and goes along

    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Een geluid van")).to_be_visible()
    length = page.locator("audio").evaluate(
        "sound => new Promise((yes, no) => { sound.onloadedmetadata = () => yes(sound.duration); sound.onerror = no; sound.load(); })"
    )
    assert 0.5 < length < 10
    page.context.close()


@pytest.mark.parametrize(
    "trouble", [pytest.param("busy", marks=on_sqlite), "no connection"], ids=["busy database", "no connection"]
)
def test_a_sound_that_cannot_be_saved_stays_and_is_sent_once_more(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any, trouble: str
) -> None:
    context = new_context()
    page = context.new_page()
    begin(page, live_server.url, aid)
    go_on(page)
    step, said = page.url, page.locator("[data-recorder-said]")
    chosen = {"name": "praat.wav", "mimeType": "audio/wav", "buffer": sounds.wav(3)}
    page.get_by_label("Een geluidsbestand").set_input_files(files=[chosen])

    with locked(60) if trouble == "busy" else offline(context):
        page.locator('main button[name="go"][value="next"]').click()
        expect(said).to_contain_text("Je geluid staat nog op deze pagina.", timeout=40_000)
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport()
    assert page.url == step
    expect(page.get_by_role("button", name="Luister ernaar")).to_be_visible()
    assert not Attachment.objects.exists()

    go_on(page)

    assert page.url != step
    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Een geluid van 3 seconden")).to_be_visible()
    assert Attachment.objects.count() == 1


def test_a_sound_that_is_refused_says_why_and_words_with_it_are_kept(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    go_on(page)
    chosen = {"name": "praat.wav", "mimeType": "audio/wav", "buffer": b"geen geluid"}
    page.get_by_label("Een geluidsbestand").set_input_files(files=[chosen])
    page.get_by_label("Of zeg het in woorden").fill("Toch iets")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    go_on(page)

    expect(page.locator(".error-summary")).to_contain_text("Dit is geen geluid dat we kunnen afspelen.")
    expect(page.get_by_label("Of zeg het in woorden")).to_have_value("Toch iets")
    assert sent.count("POST") == 1


def test_she_leaves_at_once_while_a_sound_is_being_sent(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    go_on(page)
    chosen = {"name": "praat.wav", "mimeType": "audio/wav", "buffer": sounds.wav(3)}
    page.get_by_label("Een geluidsbestand").set_input_files(files=[chosen])
    held: list[Route] = []
    page.route(
        "**/nl/s/1/*/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )

    page.locator('main button[name="go"][value="next"]').click()
    expect(page.locator("[data-recorder-said]")).to_have_text("Het wordt verstuurd.")
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")  # stay, to see what is let go
    with page.expect_event("requestfailed") as failed:
        page.locator("[data-exit] button").first.click()

    assert failed.value == held[0].request


def test_recording_stops_by_itself_after_two_minutes(listening: Browser, live_server: Any, aid: Any) -> None:
    page = listening.new_context(locale="nl-BE", viewport={"width": 390, "height": 844}).new_page()
    begin(page, live_server.url, aid)
    page.clock.install()
    go_on(page)

    page.get_by_role("button", name="Opname starten").click()
    expect(page.locator("[data-recorder-said]")).to_have_text("De opname loopt.")
    page.clock.fast_forward(119_000)
    expect(page.locator("[data-recorder-said]")).to_have_text("De opname loopt.")
    page.clock.fast_forward(2_000)

    expect(page.locator("[data-recorder-said]")).to_contain_text("Het is opgenomen.")
    expect(page.locator("[data-recorder-time]")).to_have_text("2:00")
    page.context.close()


def test_a_microphone_that_is_refused_leaves_a_file_and_words(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)
    go_on(page)

    page.get_by_role("button", name="Opname starten").click()

    expect(page.locator("[data-recorder-said]")).to_contain_text("De microfoon kan niet gebruikt worden.")
    expect(page.get_by_role("button", name="Opname starten")).to_be_visible()
    page.get_by_label("Of zeg het in woorden").fill("Dan schrijf ik het")
    go_on(page)
    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Dan schrijf ik het")).to_be_visible()


def test_without_javascript_there_are_words_and_a_file(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    begin(page, live_server.url, aid)
    expect(page.locator("[data-drawing-sheet]")).to_be_hidden()
    expect(page.get_by_text("Tekenen kan alleen met JavaScript")).to_be_visible()
    page.get_by_label("Of zeg het in woorden").fill("Een huis met een tuin")
    go_on(page)

    expect(page.locator("[data-recorder]")).to_be_hidden()
    chosen = {"name": "praat.wav", "mimeType": "audio/wav", "buffer": sounds.wav(3)}
    page.get_by_label("Een geluidsbestand").set_input_files(files=[chosen])
    go_on(page)

    page.goto(f"{live_server.url}/nl/s/1/read/")
    expect(page.get_by_text("Een huis met een tuin")).to_be_visible()
    expect(page.get_by_text("Een geluid van 3 seconden")).to_be_visible()


def test_axe_finds_no_fault_and_every_target_is_large_enough(
    new_context: Callable[..., BrowserContext], live_server: Any, aid: Any
) -> None:
    page = new_context().new_page()
    begin(page, live_server.url, aid)

    for _step in ("draw", "say"):
        found = axe.run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        for button in page.locator("main form button:visible").all():
            box = button.bounding_box() or {}
            assert min(box["width"], box["height"]) >= 44, button.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        go_on(page)
