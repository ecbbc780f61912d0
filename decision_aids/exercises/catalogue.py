"""The fifty forms of exercise that decision aids use, and what of this software makes each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from decision_aids.exercises.registry import Registry


class Form(NamedTuple):
    """One form of exercise. `kinds` are names of kinds or presets; `otherwise` says what else makes it.

    `drawn`: what is drawn of the answer. `kept`: what is stored, sealed. `seen_at`: where this form was seen.
    """

    title: str
    kinds: tuple[str, ...]
    kept: str
    seen_at: str
    drawn: str = ""
    otherwise: str = ""


FORMS = (
    Form("Situation check", ("situation",), "nothing, unless she keeps age and weeks", "Fiom, calculators"),
    Form("Decision framing", ("questions", "decision"), "short texts", "Ottawa guide, Fara"),
    Form("Stage, readiness", ("decision",), "one of four stages", "Ottawa guide"),
    Form(
        "Leaning, repeatable", ("leaning",), "a number per option and day", "Choice predisposition, ODSF", "bars, line"
    ),
    Form(
        "Role in deciding",
        ("role_in_deciding", "choice", "network"),
        "a choice; names with it if she wants",
        "Ottawa guide",
    ),
    Form("Feelings check", ("feelings",), "chosen feelings with their strength", "Options workbook, LifeCity"),
    Form("Stress thermometer", ("thermometer",), "a number per day; a plan in three colours", "Rustbox", "line"),
    Form("Write your story", ("questions", "letter"), "a text", "Options workbook, LifeCity"),
    Form("Question ladder", ("questions",), "a text per question", "Fara"),
    Form("Head, heart, gut", ("head_heart_gut",), "two or three texts", "Fara, Options workbook"),
    Form("Pros and cons per option", ("pros_cons",), "lists, own lines too", "commonest of all", "balance"),
    Form("Weighted pros and cons", ("pros_cons",), "lists with weights", "Ottawa guide", "balance"),
    Form("Four quadrants", ("four_quadrants",), "four lists", "selfguidedabortion"),
    Form("Decisional balance", ("decisional_balance",), "four lists", "addiction programmes"),
    Form("Values card sort", ("sort",), "piles, and the few that come first", "ACT"),
    Form("Values rating", ("values",), "a number per value", "Healthwise, It's My Choice", "bars"),
    Form("Ranking", ("ranking",), "an order", "values clarification"),
    Form("Points or pie", ("points",), "shares", "Options workbook"),
    Form("Pairwise, best-worst", ("pairwise", "best_worst"), "choices", "AHP, best-worst scaling"),
    Form("Trade-off statement", ("tradeoff",), "a number between two ends", "Dutch aids"),
    Form(
        "Values-options match",
        ("match",),
        "what matters, and how each option fits it; no score",
        "Annalisa, DCIDA, Witteman",
    ),
    Form("Own concern", ("pros_cons", "values", "lists", "sort"), "a text in the same list", "Witteman"),
    Form("Option grid", (), "nothing", "Option Grid", otherwise="content block “Options side by side”"),
    Form("Icon array, numbers", (), "nothing", "IPDAS", "signs", "content block “Numbers in a picture”"),
    Form("Knowledge check", ("quiz",), "that it was done; her answers only if she keeps them", "Healthwise"),
    Form("Bull's-eye, life compass", ("compass",), "two numbers per part of life, one step", "ACT", "compass"),
    Form("Timeline, life line", ("timeline",), "moments", "LifeCity, youth care"),
    Form("Future projection", ("future",), "a text and a feeling per option and moment", "options worksheet"),
    Form("Guided daydream", ("questions",), "a text", "Options workbook", otherwise="content block “Video” above it"),
    Form("Act-as-if days", ("act_as_if_days",), "dated notes", "Famme"),
    Form("What if, what then", ("what_if_then",), "pairs", "Options workbook"),
    Form("Letter, never sent", ("letter",), "a text", "Options workbook, Fara"),
    Form("Look-back from 80", ("look_back",), "a text", "ACT"),
    Form("Drawing, collage", ("drawing",), "lines, sealed apart; the same in words", "Options workbook", "the drawing"),
    Form("Network map", ("network",), "people: stance, what they know", "Fara, LifeCity"),
    Form("Telling plan", ("telling_plan",), "lines: whom, gain and risk, words", "Fara"),
    Form("Backpack of what helps", ("backpack",), "what she chose; titles and addresses of pages", "Rustbox, LifeCity"),
    Form("Strengths and resources", ("strengths",), "lists", "LifeTree, Fara"),
    Form("Belief and culture", ("belief_and_culture",), "texts", "Fara, Options workbook"),
    Form("Practical check", ("practical_check",), "one choice per line", "options worksheet, Fara"),
    Form("Safety, pressure check", ("safety",), "nothing", "Options workbook, Fiom"),
    Form(
        "Partner version, compared",
        (),
        "two answers, linked when both agree",
        "Ottawa guide for two, Fara",
        otherwise="“Lay your answers side by side”, for almost every kind",
    ),
    Form("Agree or disagree", ("statements",), "one of three per statement", "values clarification"),
    Form("Diary, mood log", ("diary",), "a mood, numbers and a note per day", "onlinedagboek, alcoholhulp", "line"),
    Form("Goals in small steps", ("goals",), "lines: step, when, with whom", "alcoholhulp"),
    Form("Question list for a talk", ("question_list",), "lists", "IPDAS"),
    Form(
        "Decision summary",
        ("decision",),
        "stage, leaning, short texts",
        "Healthwise",
        otherwise="reading back and printing",
    ),
    Form("SURE test", ("sure",), "four times yes or no", "OHRI; not for profit, unchanged"),
    Form(
        "After the choice",
        ("regret", "letter", "feelings"),
        "five levels, a text",
        "workbook, OHRI; the scale unchanged",
    ),
    Form(
        "Instruction video with tasks",
        ("questions",),
        "texts",
        "Minddistrict",
        otherwise="content block “Video” above it",
    ),
)
MORE = (
    Form("Guided talk", ("dialogue",), "the choices that she made", "De Schommel"),
    Form("Breathing along", ("breathing",), "nothing", "Rustbox", "a circle that moves"),
    Form("Sound recording", ("sound",), "a sound of two minutes, sealed apart; the same in words", "LifeCity"),
)


GENERAL = (
    Form("Lists", ("lists",), "lines on each list", "what presets are made of"),
    Form("Lines of a few columns", ("rows",), "lines with their columns", "what presets are made of"),
    Form("One choice in each line", ("grid",), "one choice per line", "what presets are made of"),
)


def write_catalogue(registry: Registry) -> str:
    """The catalogue as Markdown: each form, what makes it here, and "not yet" where nothing does."""
    return "\n".join(_lines(registry))


def picture_of(kind: str) -> str:
    """Where the picture of a kind stands, seen from the page: `python -m tests.pictures` takes it."""
    return f"catalogue/{kind}.png"


def _lines(registry: Registry) -> Iterator[str]:
    yield "# The catalogue of exercises"
    yield ""
    yield "The forms of exercise that decision aids use, and the kind or preset that makes each of them here. A preset is a"
    yield "kind with words filled in already; editors find both in the same list. The pictures show each as it is on a phone before"
    yield "anything is filled in. What is kept is sealed with a key that only the visitor has."
    yield ""
    yield "`manage.py write_catalogue` writes this page, and `python -m tests.pictures` takes the pictures."
    yield ""
    yield from _table("#", [(str(number), form) for number, form in enumerate(FORMS, 1)], registry)
    yield "Beyond these fifty:"
    yield ""
    yield from _table("", [("", form) for form in MORE], registry)
    yield "To fill in from nothing, where no preset fits:"
    yield ""
    yield from _table("", [("", form) for form in GENERAL], registry)


def _table(first: str, forms: list[tuple[str, Form]], registry: Registry) -> Iterator[str]:
    yield f"| {first} | Form | Kind or preset | Picture | Drawn of the answer | Kept | Seen at |"
    yield "|---|---|---|---|---|---|---|"
    for number, form in forms:
        yield _line(number, form, registry)
    yield ""


def _line(number: str, form: Form, registry: Registry) -> str:
    there = [kind for kind in form.kinds if f"vrijuit.{kind}" in registry]
    made = ", ".join([*(f"`vrijuit.{kind}`" for kind in there), *([form.otherwise] if form.otherwise else [])])
    if not made:
        return f"| {number} | {form.title} | **not yet** | | | | {form.seen_at} |"
    shown = " ".join(f'<img src="{picture_of(kind)}" width="150" alt="{kind} on a phone">' for kind in there)
    return f"| {number} | {form.title} | {made} | {shown} | {form.drawn} | {form.kept} | {form.seen_at} |"
