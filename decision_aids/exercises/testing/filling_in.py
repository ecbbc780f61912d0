"""What a visitor meets: the form, by keyboard and by screen reader, without JavaScript."""

from __future__ import annotations

import copy
import json
import re

from django import forms

from decision_aids.exercises.attachments import AttachmentField
from decision_aids.exercises.testing import page
from decision_aids.exercises.testing.kit import HTML_MODES, Kit, expect, expect_harmless

SUFFIX = re.compile(r"[A-Za-z0-9_-]+")
MADE_UP = frozenset({"button", "checkbox", "radio", "slider", "spinbutton", "textbox", "listbox", "option", "switch"})
TO_MEND = "Here is what to mend."


class FillingInChecks(Kit):
    """Checks of the form that a visitor fills in."""

    def test_fields_can_stand_on_a_step(self) -> None:
        for suffix, field in self.exercise.fields(self.part().spec).items():
            expect(SUFFIX.fullmatch(suffix), f"The suffix {suffix!r} holds more than letters, digits, - and _.")
            expect(not field.required, f"{suffix} is required: every field may be left empty.")
            bare = isinstance(field, forms.FileField) and not isinstance(field, AttachmentField)
            expect(not bare, f"{suffix} is a file that nobody seals: build it on AttachmentField.")

    def test_every_field_is_in_the_form(self) -> None:
        """Some stand there only beside an answer, like a box to remove it."""
        shown = [page.read_html(self.shown(part)) for part in [self.part(), *map(self.part, self.fresh_answers())]]
        tags = ("input", "textarea", "select", "button")
        names = {control.attrs.get("name") for root in shown for control in root.find(*tags)}
        part = self.part()
        for suffix in self.exercise.fields(part.spec):
            expect(f"{part.short}-{suffix}" in names, f"The field {suffix} is not in the form.")

    def test_every_control_has_a_label_and_an_id_of_its_own(self) -> None:
        for part in [self.part(), *map(self.part, self.fresh_answers())]:
            root = page.read_html(self.shown(part))
            ids = [element.attrs["id"] for element in root.walk() if "id" in element.attrs]
            twice = sorted({one for one in ids if ids.count(one) > 1})
            expect(not twice, f"An id stands twice: {twice}")
            controls = page.find_controls(root)
            has_fields = bool(self.exercise.fields(part.spec))
            expect(controls or page.find_buttons(root) or not has_fields, "The form has nothing to fill in.")
            for button in page.find_buttons(root):
                named = button.words or button.attrs.get("aria-label", "").strip()
                expect(named, f"The button {button.attrs['name']} has no words.")
            for control in controls:
                name = control.attrs.get("name", "")
                expect(page.name_control(control, root), f"{name} has no label.")
                expect(control.attrs.get("autocomplete") == "off", f"{name} is without autocomplete=off.")
                if control.attrs.get("type") == "radio":
                    expect(page.name_group(control), f"{name} is a choice without a fieldset and a legend.")

    def test_it_works_by_keyboard(self) -> None:
        root = page.read_html(self.shown(self.part()))
        for element in root.walk():
            index = element.attrs.get("tabindex", "0")
            expect(index in {"0", "-1"}, f"<{element.tag}> changes the order of the Tab key.")
            if element.tag in page.CONTROLS:
                name = element.attrs.get("name")
                expect(index == "0" and "disabled" not in element.attrs, f"{name} cannot be reached by the Tab key.")
            else:
                role = element.attrs.get("role", "")
                expect(role not in MADE_UP, f"<{element.tag} role={role}> is not a control of HTML.")
            expect("contenteditable" not in element.attrs, f"<{element.tag} contenteditable> is not a control of HTML.")

    def test_an_error_stands_beside_its_field(self) -> None:
        part = self.part()
        for suffix in self.exercise.fields(part.spec):
            form = self.posted(part, [])
            form.add_error(f"{part.short}-{suffix}", TO_MEND)
            root = page.read_html(self.shown(part, form))
            for control in page.find_controls(root):
                if control.attrs.get("name") == f"{part.short}-{suffix}":
                    expect(
                        TO_MEND in page.describe_control(control, root),
                        f"The error of {suffix} is not read out with it: aria-describedby does not lead there.",
                    )

    def test_nothing_given_is_no_answer(self) -> None:
        part = self.part()
        form = self.posted_unchanged(part)
        expect(not form.errors, f"An empty form is refused: {form.errors.as_json()}")
        expect(self.answer_of(form, part) is None, "An empty form gives an answer.")

    def test_an_answer_comes_back_whole(self) -> None:
        """Shown in its form, sent by a browser without JavaScript, cleaned: the same answer."""
        for answer in self.fresh_answers():
            part = self.part(answer)
            form = self.posted_unchanged(part)
            expect(not form.errors, f"Its own form is refused: {form.errors.as_json()}")
            got = self.answer_of(form, part)
            expect(got == answer, f"Sent again unchanged, the answer becomes {got!r} instead of {answer!r}.")

    def test_an_answer_is_plain_json(self) -> None:
        for answer in self.fresh_answers():
            expect(json.loads(json.dumps(answer)) == answer, "An answer holds something that JSON changes.")

    def test_nothing_that_is_passed_in_is_changed(self) -> None:
        for answer in self.fresh_answers():
            part = self.part(copy.deepcopy(answer))
            spec = copy.deepcopy(part.spec)
            for mode in (*HTML_MODES, "text"):
                part.kind.render(mode, part.spec, part.answer)
            self.posted_unchanged(part)
            part.kind.upgrade(part.answer, part.kind.version)
            expect(part.spec == spec and part.answer == answer, "The spec or the answer is changed in passing.")

    def test_a_reply_can_be_shown(self) -> None:
        for part, form in self.everything_sent():
            if part.reply is not None:
                html = self.shown(part, form)
                expect_harmless(html, "reply")
                without = copy.copy(part)
                without.reply = None
                expect(html != self.shown(without, form), "There is a reply, and the form does not show it.")

    def test_what_is_not_stored_leaves_nothing(self) -> None:
        if self.exercise.stores:
            return
        expect(not self.exercise.operands(self.part().spec), "What is not stored cannot steer the way.")
        for part, form in self.everything_sent():
            expect(not form.errors, f"What a visitor sends is refused: {form.errors.as_json()}")
            expect(form.answers == {}, "A kind that stores nothing gives an answer.")
            start = f"{part.short}-"
            data = {name.removeprefix(start): value for name, value in form.cleaned_data.items()}
            expect(part.kind.clean(part.spec, data, None) is None, "clean() gives an answer.")
