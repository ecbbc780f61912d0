"""The way through a talk: from the choices that were made to what was said, and what is wrong with a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Json, Spec

Part = Mapping[str, Json]
MOST_TURNS = 60  # choices in one talk: a script may lead back, nobody goes round for ever


class Turn(NamedTuple):
    """What was said, and the choice that she made then: its id and its words."""

    part: Part
    choice: str
    words: str


def walk(spec: Spec, path: Sequence[str]) -> tuple[list[Turn], Part]:
    """The turns that these choices make, and the part where the talk stands now.

    A choice that is not offered where the talk stands ends the way: the script was changed.
    """
    parts = {part["name"]: part for part in reversed(spec["parts"])}
    here: Part = spec["parts"][0]
    turns: list[Turn] = []
    for chosen in path[:MOST_TURNS]:
        choice = next((one for one in here["choices"] if one["id"] == chosen), None)
        if choice is None or choice["to"] not in parts:
            break
        turns.append(Turn(here, chosen, choice["text"]))
        here = parts[choice["to"]]
    return turns, here


def find_script_issues(spec: Spec) -> Iterator[Issue]:
    """Yield what an editor must mend before somebody can walk through the talk."""
    names = [part["name"] for part in spec["parts"]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield _issue("dialogue-name", _("Two parts of the talk are called “%(name)s”.") % {"name": name})
    for part in spec["parts"]:
        for choice in part["choices"]:
            if choice["to"] not in names:
                message = _("The choice “%(words)s” goes on at “%(name)s”, which is not a part of the talk.")
                yield _issue("dialogue-to", message % {"words": choice["text"], "name": choice["to"]})
    reached = _reach(spec)
    for name in names:
        if name not in reached:
            message = _("Nothing leads to the part “%(name)s” of the talk.")
            yield _issue("dialogue-lost", message % {"name": name}, severe=False)
    if not any(not part["choices"] for part in spec["parts"] if part["name"] in reached):
        yield _issue("dialogue-end", _("The talk has no end: give it a part without choices."))


def _reach(spec: Spec) -> set[str]:
    parts = {part["name"]: part for part in reversed(spec["parts"])}
    reached: set[str] = set()
    waiting = [spec["parts"][0]["name"]]
    while waiting:
        name = waiting.pop()
        if name in parts and name not in reached:
            reached.add(name)
            waiting.extend(choice["to"] for choice in parts[name]["choices"])
    return reached


def _issue(code: str, message: str, *, severe: bool = True) -> Issue:
    return Issue(code, severity="error" if severe else "warning", context={"message": message})
