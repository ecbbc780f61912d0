"""What a kind of exercise is: three required parts, and a sound default for everything else.

A kind is a folder with an `exercises.py` that is found in every installed app, templates beside it,
and one class:

    @register
    class Letter(Exercise):
        name = "vrijuit.letter"
        block = LetterBlock

        def fields(self, spec):
            return {"text": forms.CharField(widget=forms.Textarea, max_length=20_000)}

Shapes that pass through it, all of them plain JSON:

spec    what an editor made of it, compiled once on publishing; never changes afterwards
data    what a visitor's form gave after each field was checked: {suffix: value}
answer  what is kept (sealed) at one item, or None for "not answered"
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from django import forms
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.compiling import compile_value
from decision_aids.exercises.lines import read_back, read_back_nothing
from decision_aids.exercises.pictures import amount_in_words

if TYPE_CHECKING:
    from wagtail.blocks import StructBlock

Json: TypeAlias = Any
Spec: TypeAlias = Mapping[str, Json]
Answer: TypeAlias = Json
Mode: TypeAlias = Literal["input", "summary", "helper", "print", "text"]

SHORT_TEXT = 200  # characters in a one-line field
LONG_TEXT = 20_000  # characters in a text area


@dataclass(frozen=True, slots=True)
class Aid:
    """What an exercise may know of the decision aid that it stands in, while it is compiled.

    `options` are the choices that the aid is about: {"id": ..., "name": ...}, in the editor's order.
    """

    language: str
    options: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that a condition further on can ask of an answer, in words for the editor's picker."""

    id: str
    label: str


@dataclass(slots=True)
class Row:
    """One line of an answer as read back: its label, its text, a number on a scale if there is one."""

    label: str
    text: str = ""
    amount: int | None = None
    top: int | None = None
    rows: list[Row] = field(default_factory=list)


class Exercise:
    """One kind of exercise. Subclass it, fill the three required parts, override what differs.

    Required: `name` (namespaced, "vrijuit.letter") with `version`, `block`, and `fields`.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    block: ClassVar[type[StructBlock]]

    sensitive: ClassVar[bool] = True
    """True when an answer can hold free text or health: then it is in no count at all."""
    stores: ClassVar[bool] = True
    """False for a kind whose answer is never kept."""
    may_be_off: ClassVar[bool] = False
    """True for a kind on which opinions differ: a site can switch it off for its visitors."""
    folder: ClassVar[str] = ""
    """Where its templates lie; "" for the last part of its name. A preset shares those of its kind."""
    scripts: ClassVar[Sequence[str]] = ()
    """Static files of ES modules that a step with this kind loads. Everything works without them."""
    microphone: ClassVar[bool] = False
    """True when its script may ask the browser for the microphone, on the step that it stands on."""

    # -- authoring -------------------------------------------------------------------------------

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        """Turn the editor's StructValue into the spec. The default keeps every field.

        A list becomes [{"id": ..., field: ...}]; rich text becomes clean HTML.
        """
        spec: dict[str, Json] = compile_value(value)
        return spec

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        """Say what an editor must mend before publishing. `Issue.block` stays "": the caller knows it."""
        return ()

    def operands(self, spec: Spec) -> Sequence[Operand]:
        """What conditions may ask of an answer; none by default."""
        return ()

    # -- answering -------------------------------------------------------------------------------

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        """The form fields by suffix. The form names each one "<item>-<suffix>"; none may be required."""
        raise NotImplementedError

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Turn checked form data into an answer, or None when nothing was given.

        `before` is the answer that stands there now (a repeatable kind adds to it). Raise
        `ValidationError` for a field with `add_error`-style {suffix: message}. The default keeps what
        is not empty.
        """
        kept = {suffix: value for suffix, value in data.items() if value or _is_nought(value)}
        return kept or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        """The form data that gives this answer back. The default fits the default `clean`."""
        return dict(answer)

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        """Which of the operands this answer holds."""
        return ()

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        """Something to show at once, on the same screen, before she goes on (never stored).

        It becomes `reply` in the input template.
        """
        return None

    # -- reading back ----------------------------------------------------------------------------

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """The answer as labelled lines: what summary, helper, print and text show by default."""
        raise NotImplementedError

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json] | None:
        """What a simple picture of the answer needs, or None: {"kind": "balance" | "bars" | "line", ...}."""
        return None

    def serve(self, reference: Mapping[str, Json], content: bytes) -> tuple[str, bytes]:
        """What a browser gets for an attachment: its media type and the bytes. See `exercises.attachments`."""
        return str(reference["type"]), content

    def template(self, mode: Mode) -> str:
        """The template of a mode that a kind brings of its own, if it lies there."""
        folder = self.folder or self.name.rpartition(".")[2]
        return f"exercises/{folder}/{mode}.html"

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        """The answer (or for "input" the form) as HTML, or as plain text in mode "text".

        The template is the kind's own, else one for all kinds. There need not be one to read an answer back: then its
        picture and its lines are shown.
        """
        if mode == "text":
            return self.text(spec, answer)
        shown = mode != "input" and answer is not None
        rows = self.rows(spec, answer) if shown else []
        picture = self.picture(spec, answer) if shown else None
        template = first_template(self.template(mode), f"exercises/{mode}.html", "exercises/summary.html")
        if template is None:
            return read_back(rows, picture, for_paper=mode == "print") if shown else read_back_nothing()
        known = {"exercise": self, "mode": mode, "spec": spec, "answer": answer, "rows": rows, "picture": picture}
        return render_to_string(template, {**known, **context})

    def text(self, spec: Spec, answer: Answer) -> str:
        """The answer as plain text; never empty when there is an answer."""
        if answer is None:
            return _("Not answered")
        return "\n".join(_text_lines(self.rows(spec, answer)))

    # -- counting and ageing ---------------------------------------------------------------------

    def tally(self, spec: Spec, answer: Answer | None) -> Collection[str]:
        """The buckets in which this answer counts: operand ids, never a person's words."""
        if answer is None:
            return ("skipped",)
        return ("answered", *self.held(spec, answer)) if not self.sensitive else ("answered",)

    def upgrade(self, answer: Answer, version: int) -> Answer:
        """Read an answer that an older version of this kind made. Version 1 has nothing older."""
        return answer

    def upgrade_spec(self, spec: Spec, version: int) -> Spec:
        """Read a spec that an older version of this kind compiled."""
        return spec


@functools.cache
def first_template(*names: str) -> str | None:
    """The first of these templates that there is. Looking for those that are not there costs more than a short answer."""
    for name in names:
        with contextlib.suppress(TemplateDoesNotExist):
            get_template(name)
            return name
    return None


def _is_nought(value: Any) -> bool:
    """Tell whether this is the number 0, which is something, and not False, which is nothing."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value == 0


def _text_lines(rows: Sequence[Row], indent: str = "") -> list[str]:
    lines: list[str] = []
    for row in rows:
        amount = ""
        if row.amount is not None and row.top is not None:
            amount = amount_in_words(row.amount, row.top)
        said = ", ".join(part for part in (row.text, amount) if part)
        lines.append(f"{indent}{row.label}: {said}" if row.label and said else indent + (row.label or said))
        lines.extend(_text_lines(row.rows, indent + "  "))
    return lines
