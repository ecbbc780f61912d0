"""Lists with a name, and what is made ready of them: four quadrants, strengths, questions for a talk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.fields import ChoicesField, Noted, is_given, own_line
from decision_aids.exercises.lists import presets
from decision_aids.exercises.lists.blocks import ListsBlock
from decision_aids.exercises.lists.library import compile_pages, on_the_shelf
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import OWN, find_gaps

PAGES = "pages"  # where an answer keeps the pages that she took along
SHOWN = 2  # empty lines that stand open


@register
class Lists(Exercise):
    """Fill a few lists: tick what fits, add what is missing.

    answer  {list id: [{"id": suggestion id or "own", "text"}]}, only lists with something on them
    """

    name = "vrijuit.lists"
    folder = "lists"
    block = ListsBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        texts = [named["title"] for named in spec["lists"]]
        texts += [suggestion["value"] for named in spec["lists"] for suggestion in named["suggestions"]]
        empty = [named for named in spec["lists"] if not named["suggestions"] and not named["most"]]
        return list(find_gaps(texts, answerable=bool(spec["lists"]) and not empty))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for named in spec["lists"]:
            if named["suggestions"]:
                choices = [(suggestion["id"], suggestion["value"]) for suggestion in named["suggestions"]]
                fields[named["id"]] = ChoicesField(choices, label=named["title"], help_text=named["prompt"])
            for place in range(named["most"]):
                fields[f"{named['id']}-own{place}"] = own_line(_("Line %(number)d") % {"number": place + 1})
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = {named["id"]: list(_listed(named, data)) for named in spec["lists"]}
        return {name: things for name, things in answer.items() if things} or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, things in answer.items():
            data[name] = [thing["id"] for thing in things if thing["id"] != OWN]
            own = [thing["text"] for thing in things if thing["id"] == OWN]
            data |= {f"{name}-own{place}": text for place, text in enumerate(own)}
        return data

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [
            Operand(f"{named['id']}:{suggestion['id']}", f"{named['title']}: {suggestion['value']}")
            for named in spec["lists"]
            for suggestion in named["suggestions"]
        ]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [f"{name}:{thing['id']}" for name, things in answer.items() for thing in things if thing["id"] != OWN]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """Every list, also the one with nothing on it."""
        return [
            Row(
                named["title"],
                "" if answer.get(named["id"]) else _("Nothing noted"),
                rows=[Row("", thing["text"]) for thing in answer.get(named["id"], ())],
            )
            for named in spec["lists"]
        ]

    def template(self, mode: Mode) -> str:
        """Reading back is the same lists for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["lists"] = [_lay_out(named, context["fields"]) for named in spec["lists"]]
        return super().render(mode, spec, answer, **context)


def _listed(named: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[dict[str, Json]]:
    """What is on one list: ticked suggestions in the editor's order, then her own lines."""
    ticked = data.get(named["id"]) or ()
    for suggestion in named["suggestions"]:
        if suggestion["id"] in ticked:
            yield {"id": suggestion["id"], "text": suggestion["value"]}
    for place in range(named["most"]):
        if text := data.get(f"{named['id']}-own{place}"):
            yield {"id": OWN, "text": text}


def _lay_out(named: Mapping[str, Any], fields: Mapping[str, forms.BoundField]) -> dict[str, Any]:
    """One list for the input template: {"title", "prompt", "field", "boxes", "lines", "more", "open"}.

    Lines beyond the first empty ones wait behind a line to press.
    """
    own = [fields[f"{named['id']}-own{place}"] for place in range(named["most"])]
    last = max((place for place, line in enumerate(own) if is_given(line)), default=-1)
    shown = max(last + 2, SHOWN)
    field = fields.get(named["id"])
    return {
        "title": named["title"],
        "prompt": named["prompt"],
        "field": field,
        "boxes": list(field.subwidgets) if field else [],
        "lines": own[:shown],
        "more": own[shown:],
        "open": any(line.errors for line in own[shown:]),
    }


@register
class FourQuadrants(Lists):
    """What speaks for it and against it, what she hopes and what she fears."""

    name = "vrijuit.four_quadrants"
    block = presets.FOUR_QUADRANTS


@register
class DecisionalBalance(Lists):
    """The good and the less good sides of doing it and of not doing it."""

    name = "vrijuit.decisional_balance"
    block = presets.DECISIONAL_BALANCE


@register
class Strengths(Lists):
    """What she is good at, and what helped before."""

    name = "vrijuit.strengths"
    block = presets.STRENGTHS


@register
class QuestionList(Lists):
    """What to ask and to tell in a talk."""

    name = "vrijuit.question_list"
    block = presets.QUESTION_LIST


@register
class Backpack(Lists):
    """What helps her, to take along; also pages of this site.

    answer  as of lists, and "pages": [{"id", "text": title, "url": address}] as they were when she chose them, so that
    a page that is gone is still named. Version 1 had no pages.
    """

    name = "vrijuit.backpack"
    version = 2
    folder = "backpack"
    block = presets.BACKPACK

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        spec = super().compile(value, aid)
        spec["pages"] = compile_pages(value["pages"], value["category"])
        del spec["category"]
        return spec

    def upgrade_spec(self, spec: Spec, version: int) -> Spec:
        return {**spec, "pages": []} if version == 1 else spec

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return super().check(spec, aid) if spec["lists"] or not spec["pages"] else ()

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields = super().fields(spec)
        if spec["pages"]:
            choices = [(page["id"], Noted(page["title"], page["note"])) for page in spec["pages"]]
            fields[PAGES] = ChoicesField(choices, label=_("To read"))
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = super().clean(spec, data, before) or {}
        taken = data.get(PAGES) or ()
        pages = [
            {"id": page["id"], "text": page["title"], "url": page["url"]}
            for page in spec["pages"]
            if page["id"] in taken
        ]
        return answer | ({PAGES: pages} if pages else {}) or None

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        """Nothing hangs on pages: they come and go without a new version."""
        return super().held(spec, {name: things for name, things in answer.items() if name != PAGES})

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        rows = super().rows(spec, answer)
        if answer.get(PAGES):
            rows.append(Row(_("To read"), rows=[Row(page["text"], page["url"]) for page in answer[PAGES]]))
        return rows

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["pages"] = context["fields"].get(PAGES)
        elif answer is not None:
            there = on_the_shelf() if answer.get(PAGES) else {}
            context["lists"] = super().rows(spec, answer)
            context["pages"] = [{**page, "now": there.get(page["id"])} for page in answer.get(PAGES, ())]
        return super().render(mode, spec, answer, **context)
