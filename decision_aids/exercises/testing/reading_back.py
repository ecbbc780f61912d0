"""What is read back, asked by conditions, counted, and kept for later versions."""

from __future__ import annotations

import copy

from decision_aids.exercises.testing import page
from decision_aids.exercises.testing.kit import HTML_MODES, Kit, expect, expect_harmless

CANARY = "canary words of hers"


class ReadingBackChecks(Kit):
    """Checks of what is made of an answer."""

    def test_every_mode_can_be_shown(self) -> None:
        for answer in [None, *self.fresh_answers()]:
            part = self.part(answer)
            expect_harmless(self.shown(part), "input")
            for mode in HTML_MODES:
                html = part.kind.render(mode, part.spec, answer)
                expect_harmless(html, mode)
                root = page.read_html(html)
                expect(root.words, f"{mode} shows no words.")
                expect(not page.find_controls(root), f"{mode} has something to fill in.")

    def test_text_is_never_empty_when_there_is_an_answer(self) -> None:
        spec = self.part().spec
        texts = [self.exercise.render("text", spec, answer) for answer in [None, *self.fresh_answers()]]
        expect(all(text.strip() for text in texts), "The text of an answer is empty.")
        expect(not any("&lt;" in text or "<p" in text for text in texts), "The text holds markup.")
        expect(len(texts) == len(set(texts)), "Answers that differ read the same.")

    def test_pictures_say_the_same_in_words(self) -> None:
        for answer in self.fresh_answers():
            part = self.part(answer)
            for mode in HTML_MODES:
                for drawing in page.read_html(part.kind.render(mode, part.spec, answer)).find("svg"):
                    said = drawing.attrs.get("aria-label") or drawing.find("title")
                    hidden = drawing.attrs.get("aria-hidden") == "true"
                    expect(said or hidden, f"{mode}: a picture has no words, nor aria-hidden=true beside its words.")

    def test_operands_are_named_and_held_ones_are_offered(self) -> None:
        spec = self.part().spec
        operands = self.exercise.operands(spec)
        ids = [operand.id for operand in operands]
        expect(len(ids) == len(set(ids)), "An operand is offered twice.")
        expect(all(one.id and str(one.label).strip() for one in operands), "An operand has no id or no words.")
        for answer in self.fresh_answers():
            extra = set(self.exercise.held(spec, answer)) - set(ids)
            expect(not extra, f"An answer holds operands that are not offered: {sorted(extra)}")

    def test_counts_hold_nobodys_words(self) -> None:
        spec = self.part().spec
        allowed = {"answered", "skipped"}
        if not self.exercise.sensitive:
            allowed |= {operand.id for operand in self.exercise.operands(spec)}
        for answer in [None, *self.fresh_answers(), *(answer for _part, answer in self.written(CANARY))]:
            extra = set(self.exercise.tally(spec, answer)) - allowed
            expect(not extra, f"The tally counts {sorted(extra)}.")

    def test_answers_and_specs_of_other_versions_can_be_read(self) -> None:
        part = self.part()
        now = self.exercise.version
        expect(self.exercise.upgrade_spec(part.spec, now) == part.spec, "upgrade_spec changes a spec of this version.")
        for answer in self.fresh_answers():
            expect(self.exercise.upgrade(answer, now) == answer, "upgrade changes an answer of this version.")
            newer = self.exercise.upgrade(copy.deepcopy(answer), now + 1)
            expect(self.exercise.text(part.spec, newer).strip(), "An answer of a newer version cannot be read.")
