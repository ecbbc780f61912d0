"""The editor of an aid in a real browser: picking a condition in words, being led to what must be mended."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from decision_aids.flows.models import DecisionAidPage
from tests.factories.aids import block_id, choice, condition, make_aid, publish, step, text, whole_flow

WATCH = """
let settled;
document.addEventListener("w-unsaved:watch-edits", () => {
  clearTimeout(settled);
  settled = setTimeout(() => { document.documentElement.dataset.watched = "yes"; }, 2000);
});
"""
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def desk(page: Page, live_server: LiveServer, editor: Client, settings: Any) -> Page:
    """A wide window in which somebody is signed in who may do everything; drafts are saved quickly."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    page.set_viewport_size(WIDE)
    page.context.add_cookies([{"name": "staff", "value": editor.cookies["staff"].value, "url": live_server.url}])
    page.set_default_timeout(20_000)
    return page


def open_editor(page: Page, live_server: LiveServer, aid: DecisionAidPage, block: str = "") -> None:
    anchor = f"#block-{block_id(block)}-section" if block else ""
    # Wagtail saves what differs from the form as it stood a little while after the page opened, on a busy machine later.
    page.add_init_script(WATCH)
    page.goto(f"{live_server.url}/admin/pages/{aid.pk}/edit/{anchor}")
    page.locator("html[data-watched]").wait_for(state="attached")
    page.locator(".flow-picker select").first.wait_for(state="attached")


def section(page: Page, name: str) -> Any:
    return page.locator(f"#block-{block_id(name)}-section")


def draft_of(aid: DecisionAidPage) -> DecisionAidPage:
    return DecisionAidPage.objects.get(pk=aid.pk).get_latest_revision_as_object()


def test_condition_is_picked_in_words_with_the_keyboard_alone(desk: Page, live_server: LiveServer) -> None:
    flow = whole_flow()
    flow[2]["value"]["show_if"] = [condition("", name="k")]
    aid = make_aid(flow)
    open_editor(desk, live_server, aid, "k")
    picker = section(desk, "k")

    question = picker.get_by_role("combobox").first
    question.focus()
    question.press("ArrowDown")
    answer = picker.get_by_role("checkbox", name="partner")
    answer.focus()
    answer.press("Space")

    expect(picker.get_by_role("checkbox", name="partner")).to_be_checked()
    expect(picker.get_by_role("checkbox", name="partner")).to_be_focused()
    expect(question.locator("optgroup")).to_have_attribute("label", "Begin: Who")
    desk.locator(".w-autosave-indicator__state--saved").wait_for()
    [kept] = draft_of(aid).flow[2].value["show_if"]
    assert kept == {"source": block_id("role"), "operator": "any", "operands": [block_id("partner")]}


def test_condition_on_a_question_that_is_gone_is_shown_and_kept(desk: Page, live_server: LiveServer) -> None:
    flow = whole_flow()
    flow[2]["value"]["show_if"] = [condition("gone", "partner", name="k")]
    aid = make_aid(flow)
    open_editor(desk, live_server, aid, "k")
    picker = section(desk, "k")

    expect(picker.get_by_role("status")).to_be_visible()
    expect(picker.get_by_role("combobox").first).to_have_value(block_id("gone"))
    desk.locator("[name=flow-2-value-title]").fill("Anders")
    desk.get_by_role("button", name="Bewaar concept").click()
    desk.locator(".messages .success").wait_for()

    step_kept = draft_of(aid).flow[2].value
    assert (step_kept["title"], step_kept["show_if"][0]["source"]) == ("Anders", block_id("gone"))


def test_deleting_a_question_warns_by_itself_and_each_line_opens_its_block(desk: Page, live_server: LiveServer) -> None:
    aid = publish(make_aid())
    open_editor(desk, live_server, aid, "role")

    section(desk, "role").locator("[data-streamfield-action=DELETE]").first.click()
    line = desk.locator(f'.flow-problems a[href="#block-{condition("role", "partner")["id"]}-section"]')
    line.wait_for()
    desk.locator("button[name=action-publish]").evaluate("button => button.click()")
    desk.locator(".flow-problems .help-critical").wait_for()
    line.click()

    target = desk.locator(f"#block-{condition('role', 'partner')['id']}-section")
    expect(target.locator("[data-panel-toggle]").first).to_be_focused()
    expect(target.get_by_role("combobox").first).to_be_visible()
    expect(target).to_be_in_viewport()
    assert DecisionAidPage.objects.get(pk=aid.pk).current_version.number == 1


def test_line_about_the_page_itself_opens_the_tab_of_its_field(desk: Page, live_server: LiveServer) -> None:
    aid = make_aid()
    open_editor(desk, live_server, aid)

    desk.locator(".flow-problems summary").click()
    desk.locator('.flow-problems a[href="#id_evidence_date"]').click()

    expect(desk.locator("#id_evidence_date")).to_be_visible()


def test_part_that_is_not_installed_has_a_placeholder_and_is_not_offered(desk: Page, live_server: LiveServer) -> None:
    stranger = {"type": "other.mood", "value": {"a": 1}, "id": block_id("mood")}
    flow = [
        *whole_flow()[:2],
        step("strange", text("t"), stranger, show_if=(condition("role", "me"),)),
        whole_flow()[-1],
    ]
    aid = make_aid(flow)
    open_editor(desk, live_server, aid, "mood")

    expect(section(desk, "mood").locator(".flow-unknown p")).to_be_visible()
    section(desk, "strange").locator(".c-sf-add-button").nth(1).click()
    offered = desk.locator(".w-combobox__option").all_inner_texts()

    assert offered
    assert not [words for words in offered if "meer" in words and "nstall" in words]


def test_option_is_picked_in_words(desk: Page, live_server: LiveServer) -> None:
    suggestion = {"type": "item", "id": block_id("s"), "value": {"option": "", "side": "for", "text": "Rust"}}
    weigh = {
        "type": "vrijuit.pros_cons",
        "id": block_id("weigh"),
        "value": {"label": "Weeg", "help": "", "suggestions": [suggestion], "own": 3, "weigh": True},
    }
    aid = make_aid([step("who", choice("role", "me", "partner"), weigh), step("end", text("t"), outcome=True)])
    open_editor(desk, live_server, aid, "s")

    section(desk, "s").locator(".flow-picker select").select_option("Stay")
    desk.locator(".w-autosave-indicator__state--saved").wait_for()

    [kept] = draft_of(aid).flow[0].value["items"][1].value["suggestions"]
    assert kept["option"] == block_id("stay")
