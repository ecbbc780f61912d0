"""How somebody answers any kind of exercise: what she gives in each control, and which words she reads back."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.decision_aids.exercises.hands import Hand

LONG_WORD = "ontoegankelijkheidsverklaringsverantwoordelijke"
DAY = "2026-03-03"  # a day that is typed the same whether its day or its month comes first
CONTROLS = "main form :is(input:not([type=hidden]), select, textarea)"
SEEN = """controls => controls
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length)
  .map(one => ({
    id: one.id, name: one.name, type: one.type, mode: one.inputMode,
    words: one.labels[0]?.querySelector('.choice__help') ? one.labels[0].querySelector('span').firstChild.textContent
      : one.labels[0]?.textContent ?? '',
    options: [...(one.options ?? [])].map(option => option.textContent),
  }))"""


@dataclass(frozen=True)
class Way:
    """What differs from "fill in everything" in one kind.

    `given`: {pattern of the end of a name: what is written there, or the place of what is chosen}; None leaves it as it
    is. `first`: (a button to press before, what appears then). `said`: words that are read back without having been
    typed or chosen. `unsaid`: the names of choices end so whose words are not those that are read back.
    """

    given: Mapping[str, str | None] = field(default_factory=dict)
    first: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


def _second_of_sound() -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(16_000))
    return written.getvalue()


FILES: dict[str, FilePayload] = {"sound": {"name": "s.wav", "mimeType": "audio/wav", "buffer": _second_of_sound()}}
OF_A_LIST = "[0-9a-f]{12}"  # the end of the id of something in a list

WAYS = {
    "vrijuit.dialogue": Way(first=((".talk__choices button", ".talk__bubble--hers"),)),
    "vrijuit.network": Way(said=("Weet een deel",), unsaid=("-knows",)),
    "vrijuit.points": Way(given={"own0-points": "4", OF_A_LIST: "3"}),
    "vrijuit.ranking": Way(
        given={"own0-place": "1", "-place": None},
        first=(('[data-ranking-move="down"]', "[data-ranking-said]:not(:empty)"),),
        unsaid=("-place",),
    ),
    "vrijuit.situation": Way(given={"-age": "23", "-day0": None, "-weeks": "8", "-days": "3", "-unknown": None}),
    "vrijuit.sound": Way(given={"-sound": "sound"}, said=("1 seconde",)),
    "vrijuit.sort": Way(given={"own0-pile": "1", OF_A_LIST: "0", "-top0": "1", "-top1": None}),
}


def answer(page: Page, kind: str, hand: Hand) -> list[str]:
    """Fill in all that can be seen, from the top; gives the words that have to be read back."""
    way = WAYS.get(kind, Way())
    said = list(way.said)
    for button, then in way.first:
        hand.press(page.locator(button).first)
        expect(page.locator(then)).to_be_visible()
    folded = page.locator("main form details:not([open]) > summary")
    if not _seen(page) and folded.count():
        hand.press(folded.first)
    done: set[str] = set()
    while fresh := [one for one in _seen(page) if one["name"] not in done]:
        one = fresh[0]
        group = [other for other in fresh if other["name"] == one["name"]]
        done.add(one["name"])
        said += _fill_in(page, hand, way, one, group, len(done))
    return [words for words in said if words]


def _seen(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.locator(CONTROLS).evaluate_all(SEEN)
    return found


def _fill_in(
    page: Page, hand: Hand, way: Way, one: dict[str, Any], group: list[dict[str, Any]], number: int
) -> list[str]:
    """Give something in one control, or choose in one group of them; gives the words to read back."""
    control = page.locator(f"[id='{one['id']}']")
    told, given = _look_up(way, one["name"])
    silent = one["name"].endswith(way.unsaid) if way.unsaid else False
    if told and given is None:
        return []
    if one["type"] == "radio":
        place = int(given) if given is not None else number % max(1, len(group) - 1)
        hand.choose(page.locator(f'main input[name="{one["name"]}"]'), place)
        return [] if silent else [_plain(group[place]["words"])]
    if one["type"] == "checkbox":
        hand.tick(control)
        return [] if silent or len(group) == 1 else [_plain(one["words"])]
    if one["type"] == "select-one":
        place = int(given) if given is not None else 1
        hand.pick(control, place)
        return [] if silent else [_plain(one["options"][place])]
    if one["type"] == "file":
        hand.hand_over(control, FILES[given or ""])
        return []
    if one["type"] == "date":
        hand.write_day(control, given or DAY)
        return ["2026"]
    words = given if given is not None else f"{LONG_WORD} {number}"
    assert given is not None or one["mode"] != "numeric", f"Say in WAYS which number goes into {one['name']}."
    hand.write(control, words)
    return [words]


def _look_up(way: Way, name: str) -> tuple[bool, str | None]:
    """What a way says about a name: (whether it does, what is given there)."""
    for ending, given in way.given.items():
        if re.search(f"(?:{ending})$", name):
            return True, given
    return False, None


def _plain(words: str) -> str:
    return " ".join(words.split())
