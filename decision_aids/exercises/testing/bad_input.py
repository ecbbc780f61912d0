"""What may come in: rubbish, markup, text that turns around, text without end."""

from __future__ import annotations

import json

from django import forms

from decision_aids.exercises.base import LONG_TEXT
from decision_aids.exercises.testing import page
from decision_aids.exercises.testing.kit import HTML_MODES, Kit, expect, expect_harmless

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
TURNED = "\u202edesrever\u202c abc"
NOT_OFFERED = "not-one-of-the-choices"
RUBBISH = (
    NOT_OFFERED,
    MARKUP,
    TURNED,
    "one\x00two",
    "-1",
    "1e999",
    "NaN",
    "9" * 100_000,
    "2026-02-31",
    "9999-12-31",
    "0001-01-01",
    "\r\n\r\n",
    "\u200f\u200f",
)
MEGABYTE = "x" * 1_000_000


class BadInputChecks(Kit):
    """Checks of what happens to input that nobody sends in good faith, or that went wrong on its way."""

    def test_rubbish_is_refused_or_harmless(self) -> None:
        """Each kind of field gets it in turn: an error in one would keep the others out of the answer."""
        kinds: dict[type[forms.Field], list[str]] = {}
        for suffix, field in self.exercise.fields(self.part().spec).items():
            kinds.setdefault(type(field), []).append(suffix)
        for kind, suffixes in kinds.items():
            for rubbish in RUBBISH:
                self._take(kind, suffixes, rubbish)

    def _take(self, kind: type[forms.Field], suffixes: list[str], rubbish: str) -> None:
        part = self.part()
        beside = dict.fromkeys(self.text_suffixes(), "a")
        form = self.posted(part, self.sent_with(part, beside | dict.fromkeys(suffixes, rubbish)))
        answer = self.answer_of(form, part)
        kept = json.dumps(answer)
        where = f"{kind.__name__} with {rubbish[:20]!r}"
        expect("\\u0000" not in kept, f"{where} keeps a NUL.")
        if not issubclass(kind, forms.CharField):
            expect(NOT_OFFERED not in kept, f"{where} keeps what is not one of its choices.")
        expect_harmless(self.shown(part, form), where)
        if answer is not None:
            expect(part.kind.text(part.spec, answer).strip(), f"{where} gives an answer that cannot be read back.")
            for mode in HTML_MODES:
                expect_harmless(part.kind.render(mode, part.spec, answer), f"{mode}: {where}")

    def test_values_that_are_not_offered_are_refused(self) -> None:
        for suffix, field in self.exercise.fields(self.part().spec).items():
            if isinstance(field, forms.ChoiceField):
                part = self.part()
                form = self.posted(part, self.sent_with(part, {suffix: NOT_OFFERED}))
                expect(f"{part.short}-{suffix}" in form.errors, f"{suffix} takes a value that it does not offer.")

    def test_text_has_a_limit_counted_in_characters(self) -> None:
        part = self.part()
        fields = self.exercise.fields(part.spec)
        for suffix in self.text_suffixes():
            limit = getattr(fields[suffix], "max_length", None)
            if limit is None or limit > LONG_TEXT:
                raise AssertionError(f"{suffix} has no limit of {LONG_TEXT} characters or less.")
            name = f"{part.short}-{suffix}"
            expect(name not in self.posted(part, [(name, "é" * limit)]).errors, f"{suffix} refuses {limit} characters.")
            for long in ("é" * (limit + 1), MEGABYTE):
                form = self.posted(part, [(name, long)])
                expect(name in form.errors, f"{suffix} takes {len(long)} characters; its limit is {limit}.")
                shown = self.shown(part, form)
                expect(long in shown, f"{suffix} loses the text that was too long.")
                expect("maxlength" not in shown, f"{suffix} lets a browser cut what is pasted without a word.")

    def test_markup_is_shown_as_text(self) -> None:
        for part, answer in self.written(MARKUP):
            for mode in HTML_MODES:
                html = part.kind.render(mode, part.spec, answer)
                expect_harmless(html, mode)
                said = page.read_html(html).text
                expect("<script>" in said, f"{mode} does not show what she wrote as she wrote it.")
            expect_harmless(self.shown(self.part(answer)), "input")
            expect("<script>" in part.kind.text(part.spec, answer), "The text is not what she wrote.")

    def test_her_words_keep_their_own_direction(self) -> None:
        """A sign that turns the text around stays within her words."""
        for part, answer in self.written(TURNED):
            for mode in HTML_MODES:
                for element in page.read_html(part.kind.render(mode, part.spec, answer)).walk():
                    if any(isinstance(inner, str) and "desrever" in inner for inner in element.inside):
                        around = (element, *element.around())
                        alone = any(one.tag == "bdi" or one.attrs.get("dir") == "auto" for one in around)
                        expect(alone, f"{mode}: her words stand in <{element.tag}> without dir=auto or <bdi>.")
