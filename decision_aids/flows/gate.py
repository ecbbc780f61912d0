"""What stands between a draft and its visitors: every problem of an aid, with the place where an editor mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from decision_aids.flows.checks import STREAMS, find_content_issues
from decision_aids.flows.compile import Compiled, compile_aid
from decision_aids.flows.messages import say
from decision_aids.flows.walking import Path, Place, walk

FLOW = "flow"
NESTED_ERRORS = {
    blocks.StreamBlock: StreamBlockValidationError,
    blocks.ListBlock: ListBlockValidationError,
    blocks.StructBlock: StructBlockValidationError,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the list that an editor sees. `where` names the step; `words` say what to do.

    `element` is the id in the editor of what is to be mended, for something that is no block.
    """

    code: str
    severity: str
    block: str
    where: str
    words: str
    element: str = FLOW

    @property
    def href(self) -> str:
        """The address within the editor of what is to be mended."""
        return f"#block-{self.block}-section" if self.block else f"#{self.element}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


class CannotPublish(PublishPagePermissionError):
    """Publishing was refused; `problems` says why."""

    def __init__(self, page: Any, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{page}: " + " ".join(f"{problem.where}: {problem.words}" for problem in problems))


def find_problems(page: Any, compiled: Compiled | None = None) -> list[Problem]:
    """Give every problem of a draft, errors first, in the order of the flow.

    `compiled` saves compiling once more.
    """
    compiled = compiled or compile_aid(page)
    places = places_by_id(page)
    order = {block_id: index for index, block_id in enumerate(places)}
    steps = _step_titles(page)
    issues = [*compiled.issues, *find_content_issues(page)]
    issues.sort(key=lambda issue: (issue.severity != "error", order.get(issue.block, -1)))
    problems: dict[tuple[str, str], Problem] = {}
    for issue in issues:
        block = issue.block if issue.block in places else ""
        element = issue.context.get("element", FLOW)
        problem = Problem(issue.code, issue.severity, block, steps.get(issue.block, ""), say(issue), element)
        problems.setdefault((problem.block, problem.words), problem)
    return list(problems.values())


def split(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Give the problems as {"errors", "warnings"}, the way the template of the list takes them."""
    found: dict[str, list[Problem]] = {"errors": [], "warnings": []}
    for problem in problems:
        found["errors" if problem.is_error else "warnings"].append(problem)
    return found


def refuse_errors(page: Any, compiled: Compiled | None = None) -> None:
    """Raise `CannotPublish` when the draft holds errors."""
    errors = [problem for problem in find_problems(page, compiled) if problem.is_error]
    if errors:
        raise CannotPublish(page, errors)


def places_by_id(page: Any) -> dict[str, tuple[str, Place]]:
    """Give for the id of each block the name of its field and its place."""
    return {
        place.owner: (name, place)
        for name in STREAMS
        for place in walk(getattr(page, name).stream_block, getattr(page, name))
        if place.has_id
    }


def _step_titles(page: Any) -> dict[str, str]:
    """Give for the id of each block the title of the step, chapter or option around it."""
    titles = {}
    for name in STREAMS:
        for child in getattr(page, name):
            value = child.value
            title = (value.get("title") or value.get("name") or "") if isinstance(value, blocks.StructValue) else ""
            titles[child.id] = title
            titles.update(dict.fromkeys((place.owner for place in walk(child.block, value, (), child.id)), title))
    return titles


def block_errors(page: Any, problems: Iterable[Problem]) -> Iterator[tuple[str, ValidationError]]:
    """Yield for each stream field the error that shows each problem at its block; the rest stands above the flow."""
    places = places_by_id(page)
    said: dict[str, list[tuple[Path, str]]] = {}
    for problem in problems:
        if problem.block:
            name, place = places[problem.block]
            said.setdefault(name, []).append((place.path, problem.words))
        else:
            said.setdefault(FLOW, []).append(((), problem.words))
    for name, lines in said.items():
        stream = getattr(page, name)
        definitions = {place.path: place.block for place in walk(stream.stream_block, stream)}
        yield name, _nest({(): stream.stream_block, **definitions}, (), lines)


def _nest(definitions: Mapping[Path, blocks.Block], here: Path, lines: list[tuple[Path, str]]) -> ValidationError:
    """Make the error of the block at `here` from the lines that stand at it and below it."""
    own = [words for path, words in lines if path == here]
    below: dict[Any, list[tuple[Path, str]]] = {}
    for path, words in lines:
        if path != here:
            below.setdefault(path[len(here)], []).append((path, words))
    errors = {step: _nest(definitions, (*here, step), rest) for step, rest in below.items()}
    for kind, error in NESTED_ERRORS.items():
        if isinstance(definitions[here], kind):
            return error(block_errors=errors, non_block_errors=own)
    return ValidationError(own)
