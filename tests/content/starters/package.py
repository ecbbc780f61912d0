"""A starter package as it lies on disk: its parts, its keys, and every text that a person would read."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

STARTERS = Path(__file__).parents[3] / "content" / "starters"
TAG = re.compile(r"<[^>]+>")
BLOCK_END = re.compile(r"</(?:p|li|h2|h3)>")
SENTENCE = re.compile(r"(?<=[.!?…])[\u2019\u201d]?\s+(?=[\u2018\u201cA-ZÀ-Ý0-9])|\n+")
WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9\u2019'-]*")
NOT_READ = {
    "chat_url", "file", "icon", "id", "image", "key", "kind", "language", "licence", "model",
    "number", "operator", "operands", "option", "order", "page", "parent", "picture", "reviewer", "side", "slug", "source",
    "source_name", "source_url", "srclang", "tone", "type", "url", "video", "website", "drawing", "at", "media", "poster",
    "evidence_date", "review_due", "review_on", "reviewed_on", "verified_on", "topics",
}  # fmt: skip


class Text(NamedTuple):
    """One text and where it stands."""

    where: str
    words: str


class Package:
    """The files of one package, read once."""

    def __init__(self, name: str) -> None:
        self.folder = STARTERS / name
        self.files = {
            str(path.relative_to(self.folder)): json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.json"))
        }

    @cached_property
    def pages(self) -> dict[str, dict[str, Any]]:
        return {part["key"]: part for name, part in self.files.items() if name.startswith("pages/")}

    @cached_property
    def snippets(self) -> dict[tuple[str, str], dict[str, Any]]:
        parts = [part for name, found in self.files.items() if name.startswith("snippets/") for part in found]
        return {(part["model"].partition(".")[2], part["key"]): part for part in parts}

    @cached_property
    def media(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {(part["model"].partition(".")[2], part["key"]): part for part in self.files["media.json"]}

    @cached_property
    def aid(self) -> dict[str, Any]:
        return self.pages["keuzehulp"]["fields"]

    @cached_property
    def chapters(self) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Each chapter block with the step blocks up to the next one."""
        found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
        for block in self.aid["flow"]:
            if block["type"] == "chapter":
                found.append((block, []))
            else:
                found[-1][1].append(block)
        return found

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        return [step for _chapter, steps in self.chapters for step in steps]

    def texts(self) -> list[Text]:
        """Every text of pages, snippets and media that a person reads on a screen."""
        return [text for name, part in self.files.items() if name != "package.json" for text in find_texts(part, name)]


def find_texts(part: Any, where: str) -> Iterator[Text]:
    """Yield the texts inside, without addresses, keys and choices of the editor."""
    if isinstance(part, dict):
        if part.get("type") in ("helpline", "fact", "organisation"):
            return
        for name, value in part.items():
            internal = (
                name in NOT_READ
                or (name == "note" and "statement" in part)
                or (name == "source" and "operands" in part)
            )
            if not internal or (name in ("image", "page") and isinstance(value, dict)):
                yield from find_texts(value, f"{where}/{name}")
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield from find_texts(value, f"{where}[{place}]")
    elif isinstance(part, str) and part and not part.startswith(("key:", "ref:")):
        yield Text(where, plain(part))


def plain(text: str) -> str:
    """Rich text as lines of plain text."""
    return html.unescape(TAG.sub("", BLOCK_END.sub("\n", text))).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a heading or a line of a list is one too."""
    return [part.strip() for part in SENTENCE.split(text) if WORD.search(part)]


def words(text: str) -> list[str]:
    return WORD.findall(text)


def find_strings(part: Any) -> Iterator[str]:
    """Yield every string, however deep."""
    if isinstance(part, dict):
        for value in part.values():
            yield from find_strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from find_strings(value)
    elif isinstance(part, str):
        yield part


def find_ids(part: Any) -> Iterator[str]:
    """Yield the id of every block and list item."""
    if isinstance(part, dict):
        if "type" in part and "value" in part and "id" in part:
            yield part["id"]
        for value in part.values():
            yield from find_ids(value)
    elif isinstance(part, list):
        for value in part:
            yield from find_ids(value)
