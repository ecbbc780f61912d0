"""A journey read back: what she did chapter by chapter, and every answer on her path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decision_aids.engine.flow import Chapter, Step
from decision_aids.exercises.base import Mode
from decision_aids.exercises.forms import Part, make_part
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.addresses import addresses_of
from decision_aids.journeys.attachments import JourneyAttachments

PANEL = """<article class="panel stack">
<h3>{}</h3>
{}
<p class="no-print"><a class="change-link" href="{}">{}<span class="visually-hidden">: {}</span></a></p>
</article>"""

Progress = Literal["done", "begun", "not_yet"]


@dataclass(slots=True)
class ChapterView:
    """One chapter in the overview, with its steps; the shape that the chapter list component takes."""

    title: str
    note: str
    picture: str
    state: Progress = "not_yet"
    href: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)


def overview_of(journey: OpenJourney) -> list[ChapterView]:
    """Every chapter on her path with its steps: done, begun or not yet, and whether she can go there."""
    route = journey.route
    done = frozenset(journey.state.done)
    chapters: dict[str, ChapterView] = {}
    addresses = addresses_of(journey.row.number)
    for step in route.path:
        chapter: Chapter = step.chapter
        view = chapters.setdefault(chapter.id, ChapterView(chapter.title, chapter.intro, chapter.picture))
        href = addresses.step(step.short) if route.may_visit(step) and not journey.withdrawn else ""
        view.steps.append({"title": step.title, "href": href, "state": step_state(journey, step, done)})
        view.href = view.href or href
    for view in chapters.values():
        states = {step["state"] for step in view.steps}
        view.state = "done" if states == {"done"} else "not_yet" if states == {"not_yet"} else "begun"
    return list(chapters.values())


def step_state(journey: OpenJourney, step: Step, done: frozenset[str]) -> Progress:
    """How far she is with one step; a step skipped without an answer counts as done: she chose that."""
    if step.id in done:
        return "done"
    return "begun" if any(item.id in journey.state.answers for item in step.exercises) else "not_yet"


def step_url(journey: OpenJourney, step: Step) -> str:
    """The address of a step of this journey."""
    return addresses_of(journey.row.number).step(step.short)


@dataclass(slots=True)
class AnswerView:
    """One answer read back."""

    step: Step
    part: Part
    html: str
    href: str

    @property
    def label(self) -> str:
        return str(self.part.spec.get("label") or self.step.title)


@dataclass(slots=True)
class ChapterAnswers:
    """The answers of one chapter, in order."""

    title: str
    answers: list[AnswerView] = field(default_factory=list)

    @property
    def panels(self) -> SafeString:
        """The answers as panels, each with a link to change it; made without a template because there can be hundreds."""
        change = escape(_("Change"))
        labels = [escape(one.label) for one in self.answers]
        parts = zip(labels, self.answers, strict=True)
        return format_html_join("\n", PANEL, [(label, one.html, one.href, change, label) for label, one in parts])


def answers_of(journey: OpenJourney, mode: Mode = "summary") -> list[ChapterAnswers]:
    """Every answer on her path in the order of the aid; off-path answers are kept but not shown."""
    chapters: dict[str, ChapterAnswers] = {}
    attachments = JourneyAttachments(journey)
    addresses = addresses_of(journey.row.number)
    for step in journey.route.path:
        for item in step.exercises:
            kept = journey.state.answers.get(item.id)
            part = make_part(item, kept) if kept is not None else None
            if part is None or part.answer is None:
                continue
            html = part.kind.render(mode, part.spec, part.answer, item=part, attachments=attachments)
            view = AnswerView(step, part, html, addresses.step(step.short))
            chapters.setdefault(step.chapter.id, ChapterAnswers(step.chapter.title)).answers.append(view)
    return list(chapters.values())
