"""Aids of any length, and visitors who are part of the way through them, made without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Site

from decision_aids.engine.flow import Step
from decision_aids.exercises.forms import StepForm, fingerprint, make_part
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.services import find_start
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.services import start_journey, write
from decision_aids.journeys.state import State
from decision_aids.spaces.services import start_space
from tests.decision_aids.conftest import block_id, chapter_of, choices_of, condition_of, item_of, step_of

STEPS_A_CHAPTER = 5
TEXT = "<h2>Even stilstaan</h2><p>Neem de tijd die je nodig hebt. Je kunt altijd terug. Wat je hier schrijft is van jou.</p>"
WORDS = "Ik weet het nog niet goed, maar ik denk erover na en praat er morgen over met mijn zus."


def flow_of(steps: int) -> list[dict[str, Any]]:
    """A flow of so many steps, each with a text, a choice and two open questions; one in five depends on the first."""
    stream: list[dict[str, Any]] = []
    for number in range(1, steps + 1):
        if number % STEPS_A_CHAPTER == 1:
            stream.append(chapter_of(f"chapter {number}"))
        names = [f"{choice} {number}" for choice in ("yes", "no", "perhaps")]
        questions = [
            {"type": "item", "id": block_id(f"question {part} {number}"), "value": {"question": question, "help": ""}}
            for part, question in enumerate(("Wat denk je?", "Wat voel je?"))
        ]
        stream.append(
            step_of(
                f"step {number}",
                {"type": "text", "id": block_id(f"text {number}"), "value": TEXT},
                item_of(
                    "vrijuit.choice",
                    f"choice {number}",
                    label="Hoe is dat voor jou?",
                    help="",
                    options=choices_of(*names),
                    several=False,
                    unsure=False,
                ),
                item_of(
                    "vrijuit.questions",
                    f"questions {number}",
                    label="In je eigen woorden",
                    help="",
                    questions=questions,
                ),
                show_if=condition_of("choice 1", "yes 1") if number % STEPS_A_CHAPTER == 3 else [],
                outcome=number == steps,
            )
        )
    return stream


def publish_aid(steps: int) -> DecisionAidPage:
    """Put an aid of so many steps on the site."""
    root = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    options = [
        {"type": "option", "id": block_id(name), "value": {"name": name.title(), "intro": "", "picture": None}}
        for name in ("stay", "go")
    ]
    page = DecisionAidPage(
        title=f"Een hulp van {steps} stappen",
        slug=f"hulp-{steps}",
        locale=Locale.objects.get(language_code="nl"),
        options=options,
        flow=flow_of(steps),
    )
    root.add_child(instance=page)
    page.save_revision().publish()
    return DecisionAidPage.objects.get(pk=page.pk)


@dataclass(frozen=True)
class Place:
    """A step at which somebody stands: its address, her cookie, and the form that answers it."""

    address: str
    read_back: str
    cookie: str
    form: str
    stored: int
    answers: int


def stand_at(page: DecisionAidPage, number: int, *, answered: bool = False) -> Place:
    """Somebody who answered all steps before step `number` (counted from 1), and with `answered` that one too."""
    version = find_start(page.translation_key, "nl")
    journey = start_journey(start_space(), version)
    steps = journey.flow.steps[: number if answered else number - 1]

    def fill(state: State) -> None:
        for step in steps:
            for item, kept in answer_to(step).items():
                state.answer(item, kept)
            state.pass_step(step.id)

    write(journey, fill)
    return place_of(journey, journey.flow.steps[number - 1])


def place_of(journey: OpenJourney, step: Step) -> Place:
    """What a browser needs to ask for this step and to answer it."""
    number = journey.row.number
    stands = {item.id: (journey.state.answers.get(item.id) or {}).get("x") for item in step.exercises}
    with translation.override("nl"):
        address = reverse("journeys:step", kwargs={"number": number, "step": step.short})
        read_back = reverse("journeys:read", kwargs={"number": number})
    return Place(
        address=address,
        read_back=read_back,
        cookie=f"{settings.SPACE_COOKIE_NAME}={journey.opened.cookie}",
        form=urlencode({"token": journey.opened.token, "base": fingerprint(stands), "go": "next", **form_of(step)}),
        stored=len(bytes(journey.row.sealed)),
        answers=answer_bytes(journey.state),
    )


def form_of(step: Step) -> dict[str, str]:
    """What she types on a step of these aids."""
    typed = {}
    for item in step.exercises:
        part = make_part(item, None)
        if item.type == "vrijuit.choice":
            typed[f"{part.short}-chosen"] = item.spec["options"][0]["id"]
        else:
            typed |= {f"{part.short}-{question['id']}": WORDS for question in item.spec["questions"]}
    return typed


def answer_to(step: Step) -> dict[str, Any]:
    """What is kept when she sends that."""
    form = StepForm(form_of(step), parts=[make_part(item, None) for item in step.exercises])
    if not form.is_valid():
        raise ValueError(form.errors)
    return form.answers


def answer_bytes(state: State) -> int:
    """The bytes of the answers alone, as JSON by item."""
    given = {item: kept["x"] for item, kept in state.answers.items()}
    return len(json.dumps(given, separators=(",", ":"), ensure_ascii=False).encode())
