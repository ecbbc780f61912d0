"""What the checks of the kit stand on: one use of a kind, its form, and a browser that sends it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from decision_aids.engine.flow import Item
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Spec
from decision_aids.exercises.forms import Part, StepForm, make_part
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import page

ITEM = "0f0f0f0f-1111-4222-8333-444444444444"
HTML_MODES: tuple[Mode, ...] = ("summary", "helper", "print")
FORBIDDEN = frozenset({"script", "style", "iframe", "object", "embed"})


def item(key: str, value: Json) -> dict[str, Json]:
    """One item of a list as an editor's page keeps it; answers hang on its `key`."""
    return {"type": "item", "id": key, "value": value}


def expect(holds: object, otherwise: str) -> None:
    """Fail with words that say what to mend."""
    if not holds:
        raise AssertionError(otherwise)


def expect_harmless(html: str, where: str) -> None:
    """Fail when a page with this in it would run something, style itself or ask another host."""
    for element in page.read_html(html).walk():
        expect(element.tag not in FORBIDDEN, f"{where}: <{element.tag}> in the page.")
        for name, value in element.attrs.items():
            expect(not name.startswith("on") and name != "style", f"{where}: {name}= in <{element.tag}>.")
            expect(not value.strip().lower().startswith("javascript:"), f"{where}: a javascript: address.")
            fetched = name in {"src", "srcset"} or (name == "href" and element.tag != "a")
            expect(not fetched or "//" not in value, f"{where}: something from another host.")


class Kit:
    """One use of one kind, and what a visitor does with it."""

    kind: ClassVar[str]
    """The name under which the kind is registered."""
    value: ClassVar[dict[str, Json]]
    """What an editor filled in, as a page keeps it; make the items of lists with `item`."""
    answers: ClassVar[Sequence[Answer]] = ()
    """Two answers that differ, exactly as `clean` gives them."""
    posts: ClassVar[Sequence[Mapping[str, Any]]] = ()
    """For a kind that stores nothing: two things that a visitor sends, {suffix: value or list of values}."""
    options: ClassVar[Sequence[Mapping[str, str]]] = (
        {"id": "first", "name": "The first option"},
        {"id": "second", "name": "The second option"},
    )
    """The options of the aid that the exercise stands in."""

    def make_value(self) -> dict[str, Json]:
        """What an editor filled in. Override it when it needs rows in the database."""
        return self.value

    def fresh_answers(self) -> list[Answer]:
        """The answers, apart from what an earlier check may have done to them."""
        return copy.deepcopy(list(self.answers))

    @property
    def exercise(self) -> Exercise:
        found = registry.get(self.kind)
        if found is None:
            raise AssertionError(f"{self.kind} is not registered: is its app in INSTALLED_APPS?")
        return found

    def compiled(self, value: Mapping[str, Json] | None = None) -> Spec:
        """The spec as publishing makes it."""
        bound = self.exercise.block().to_python(copy.deepcopy(value or self.make_value()))
        return self.exercise.compile(bound, Aid("en", self.options))

    def part(self, answer: Answer | None = None) -> Part:
        """The exercise on a step, with the answer that stands there; the spec as a flow version keeps it."""
        spec = json.loads(json.dumps(self.compiled()))
        kept = None if answer is None else {"t": self.exercise.name, "v": self.exercise.version, "x": answer}
        made = make_part(Item(ITEM, self.exercise.name, self.exercise.version, spec), kept)
        if made is None:
            raise AssertionError(f"{self.exercise.name} is not registered.")
        return made

    def shown(self, part: Part, form: StepForm | None = None) -> str:
        """The form of the exercise as it stands on a step."""
        form = form or StepForm(parts=[part])
        return part.kind.render(
            "input",
            part.spec,
            part.answer,
            fields=form.fields_of(part),
            errors=form.errors,
            reply=part.reply,
            item={"id": part.item.id, "short": part.short},
        )

    def posted(self, part: Part, sent: Sequence[tuple[str, str]]) -> StepForm:
        """The form after a browser sent it."""
        data = QueryDict(mutable=True)
        for name, value in sent:
            data.appendlist(name, value)
        form = StepForm(data, parts=[part])
        form.is_valid()
        return form

    def posted_unchanged(self, part: Part) -> StepForm:
        """The form sent just as it is shown, by a browser without JavaScript."""
        return self.posted(part, page.read_form(page.read_html(self.shown(part))))

    def sent_with(self, part: Part, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What a browser sends for {suffix: value or list of values}."""
        return [
            (f"{part.short}-{suffix}", one)
            for suffix, value in given.items()
            for one in (value if isinstance(value, list) else [value])
        ]

    def answer_of(self, form: StepForm, part: Part) -> Answer | None:
        kept = form.answers.get(part.item.id)
        return None if kept is None else kept["x"]

    def text_suffixes(self) -> list[str]:
        """The fields in which a visitor writes her own words."""
        return [
            suffix
            for suffix, field in self.exercise.fields(self.part().spec).items()
            if isinstance(field, forms.CharField) and isinstance(field.widget, (forms.TextInput, forms.Textarea))
        ]

    def written(self, words: str) -> Iterator[tuple[Part, Answer]]:
        """The answer after these words were written in every field that takes words; none without such fields."""
        suffixes = self.text_suffixes()
        if not suffixes or not self.exercise.stores:
            return
        part = self.part()
        form = self.posted(part, self.sent_with(part, dict.fromkeys(suffixes, words)))
        expect(not form.errors, f"Words are refused: {form.errors.as_json()}")
        answer = self.answer_of(form, part)
        expect(answer is not None, "Words in every field give no answer.")
        yield part, answer

    def everything_sent(self) -> Iterator[tuple[Part, StepForm]]:
        """Each answer sent again unchanged, and each post of a kind that stores nothing."""
        for answer in self.fresh_answers():
            part = self.part(answer)
            yield part, self.posted_unchanged(part)
        for given in self.posts:
            part = self.part()
            yield part, self.posted(part, self.sent_with(part, given))
