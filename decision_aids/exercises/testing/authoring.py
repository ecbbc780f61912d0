"""What an editor and a translator meet: the block, the spec, the ids."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping

from wagtail import blocks
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from decision_aids.exercises.base import Aid, Json
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import page
from decision_aids.exercises.testing.kit import Kit, expect, expect_harmless


class AuthoringChecks(Kit):
    """Checks of what an editor fills in."""

    def test_it_is_registered_under_a_name_with_a_namespace(self) -> None:
        name = self.exercise.name
        expect(registry.get(name) is not None and "." in name, f"{name} is not registered.")
        expect(isinstance(self.exercise.version, int) and self.exercise.version >= 1, "A version is 1 or more.")

    def test_the_kit_has_what_it_needs(self) -> None:
        if self.exercise.stores:
            expect(len(self.answers) == 2 and self.answers[0] != self.answers[1], "Give two answers that differ.")
        else:
            expect(len(self.posts) == 2 and not self.answers, "A kind that stores nothing gives two posts, no answers.")

    def test_editors_see_what_it_is(self) -> None:
        block = self.exercise.block()
        for name in ("label", "description", "icon", "group"):
            expect(str(getattr(block.meta, name, None) or ""), f"The Meta of the block has no {name}.")
        expect(block.meta.icon != "placeholder", "The Meta of the block has no icon of its own.")
        expect(hasattr(block.meta, "preview_value"), "The Meta of the block has no preview_value.")
        for name in ("label", "help"):
            expect(name in block.child_blocks, f"The block has no {name}: build it on ExerciseBlock.")

    def test_the_preview_can_be_shown(self) -> None:
        block = self.exercise.block()
        raw = json.loads(json.dumps(block.get_prep_value(block.get_preview_value())))
        spec = self.exercise.compile(block.to_python(raw), Aid("en", self.options))
        fields = self.exercise.fields(json.loads(json.dumps(spec)))
        expect(fields or not self.exercise.stores, "The preview has nothing to fill in.")
        html = block.render(block.get_preview_value())
        expect_harmless(html, "preview")
        root = page.read_html(html)
        shown = (page.find_controls(root) or page.find_buttons(root)) if fields else root.words
        expect(shown, "The preview does not show the form: build it on ExerciseBlock.")

    def test_every_text_of_the_block_has_an_empty_default(self) -> None:
        """Without it a field that is added later breaks the translation of pages made before."""
        for path, block in _blocks_of(self.exercise.block(), "block"):
            if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
                expect(block.meta.default == "", f'{path} has no default="".')
            elif isinstance(block, blocks.RichTextBlock):
                expect(block.get_default().source == "", f'{path} has no default="".')

    def test_what_an_editor_filled_in_is_accepted(self) -> None:
        block = self.exercise.block()
        block.clean(block.to_python(copy.deepcopy(self.make_value())))
        issues = self.exercise.check(self.part().spec, Aid("en", self.options))
        errors = [issue.code for issue in issues if issue.severity == "error"]
        expect(not errors, f"check() refuses the value that the kit was given: {errors}")

    def test_the_spec_is_plain_json(self) -> None:
        spec = self.compiled()
        expect(json.loads(json.dumps(spec)) == spec, "compile() gives something that JSON changes.")

    def test_ids_stay_the_same_in_translation(self) -> None:
        """Answers hang on ids: a translator is never given one, and a translation never changes one."""
        value = self.make_value()
        words = _translatable(self.exercise.block(), value)
        ids = {*_ids_in(value), *(option["id"] for option in self.options)}
        expect(not ids & words, f"A translator is given an id to translate: {sorted(ids & words)}")
        before, after = self.compiled(value), self.compiled(_translate(value, words))
        expect(
            list(self.exercise.fields(before)) == list(self.exercise.fields(after)),
            "The names of the fields change with the language.",
        )
        offered_before, offered_after = (
            [operand.id for operand in self.exercise.operands(spec)] for spec in (before, after)
        )
        expect(offered_before == offered_after, "The ids of the operands change with the language.")
        for answer in self.fresh_answers():
            held_before, held_after = (sorted(self.exercise.held(spec, answer)) for spec in (before, after))
            expect(held_before == held_after, "What an answer holds changes with the language.")


def _blocks_of(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    yield path, block
    if isinstance(block, blocks.ListBlock):
        yield from _blocks_of(block.child_block, f"{path}[]")
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from _blocks_of(child, f"{path}.{name}")


def _ids_in(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "item" and value.get("id"):
            yield value["id"]
        for inner in value.values():
            yield from _ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids_in(inner)


def _translatable(block: blocks.Block, value: Mapping[str, Json]) -> set[str]:
    """The texts that a translator is given."""
    extractor = StreamFieldSegmentExtractor(None)
    found = extractor.handle_block(block, block.to_python(copy.deepcopy(value)), raw_value={"value": value})
    return {segment.render_text() for segment in found if isinstance(segment, StringSegmentValue)} - {""}


def _translate(value: Json, words: set[str]) -> Json:
    if isinstance(value, dict):
        return {key: inner if key in {"id", "type"} else _translate(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_translate(inner, words) for inner in value]
    return f"~{value}" if isinstance(value, str) and value in words else value
