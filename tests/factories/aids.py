"""Decision aids for tests: streams in the form in which Wagtail stores them, and pages made of them."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale, Page, Site

from decision_aids.flows.models import DecisionAidPage

Raw = dict[str, Any]


def block_id(name: str) -> str:
    """Give the id of the block that a test calls by this name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def chapter(name: str, *show_if: Raw, **settings: Any) -> Raw:
    """Make a chapter marker."""
    value = {"title": name.capitalize(), "intro": "", "picture": None, "any_time": False, **settings}
    return {"type": "chapter", "id": block_id(name), "value": {**value, "show_if": list(show_if)}}


def step(name: str, *items: Raw, show_if: tuple[Raw, ...] = (), **settings: Any) -> Raw:
    """Make a step with these items."""
    value = {"title": name.capitalize(), "outcome": False, "may_skip": True, "sensitive": False, **settings}
    return {"type": "step", "id": block_id(name), "value": {**value, "show_if": list(show_if), "items": list(items)}}


def condition(source: str, *operands: str, operator: str = "any", name: str = "") -> Raw:
    """Make a condition on an item, both named as the tests name them; an operand of no block is kept as it is."""
    value = {"source": source and block_id(source), "operator": operator, "operands": [block_id(o) for o in operands]}
    return {"type": "item", "id": block_id(name or f"condition {source} {operands} {operator}"), "value": value}


def text(name: str, html: str = "<p>Hallo daar.</p>") -> Raw:
    """Make a text."""
    return {"type": "text", "id": block_id(name), "value": html}


def choice(name: str, *answers: str, **settings: Any) -> Raw:
    """Make a question with answers to choose from."""
    options = [{"type": "item", "id": block_id(answer), "value": {"text": answer, "note": ""}} for answer in answers]
    value = {"label": f"{name.capitalize()}?", "help": "", "options": options, "several": False, "unsure": False}
    return {"type": "vrijuit.choice", "id": block_id(name), "value": {**value, **settings}}


def option(name: str, intro: str = "<p>In het kort.</p>") -> Raw:
    """Make an option of the aid."""
    return {
        "type": "option",
        "id": block_id(name),
        "value": {"name": name.capitalize(), "intro": intro, "picture": None},
    }


def whole_flow() -> list[Raw]:
    """Make a flow without faults: a question, a step for one of its answers, an end."""
    return [
        chapter("begin"),
        step("who", text("hello"), choice("role", "me", "partner")),
        step("theirs", text("for-them"), show_if=(condition("role", "partner"),)),
        step("end", text("bye"), outcome=True),
    ]


def make_site() -> Site:
    """Give the site of a new installation; a database that was emptied after a browser test has none."""
    locale = Locale.objects.get_or_create(language_code="nl")[0]
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        top = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
        home = top.add_child(instance=Page(title="Welkom", slug="home", locale=locale))
        site = Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return site


def make_aid(flow: list[Raw] | None = None, *, language: str = "nl", **fields: Any) -> DecisionAidPage:
    """Make an aid that was not published yet, under the home page."""
    root = make_site().root_page
    page = DecisionAidPage(
        title=fields.pop("title", "Hulp bij je keuze"),
        slug=fields.pop("slug", "keuze"),
        locale=Locale.objects.get_or_create(language_code=language)[0],
        live=False,
        options=fields.pop("options", [option("stay"), option("go")]),
        flow=whole_flow() if flow is None else flow,
        **fields,
    )
    Page.objects.get(pk=root.pk).add_child(instance=page)
    page.save_revision()
    return DecisionAidPage.objects.get(pk=page.pk)


def publish(page: DecisionAidPage, flow: list[Raw] | None = None, **fields: Any) -> DecisionAidPage:
    """Publish an aid, with other contents if they are given."""
    draft = page.get_latest_revision_as_object()
    if flow is not None:
        draft.flow = flow
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return DecisionAidPage.objects.get(pk=page.pk)
