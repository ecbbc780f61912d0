"""Two people with a space each, who do the same exercises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest

from tests.decision_aids.conftest import block_id, chapter_of, item_of, list_of, step_of
from tests.factories.visitors import Visitor

CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
HERS, HIS = "Ik wil eerst rust", "Ik wil er samen over praten"
FIRST, SECOND = block_id("first-letter"), block_id("second-letter")


@dataclass
class Two:
    """Both people and the address under which each sees what they compare."""

    she: Visitor
    he: Visitor
    address: str


def letter(name: str) -> dict[str, Any]:
    return item_of("vrijuit.letter", name, label=f"Brief {name}", help="", to=list_of("later"), prompt="")


@pytest.fixture
def aid(publish_aid: Any) -> Any:
    """Two letters, and something that keeps no answer."""
    bye = {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}
    return publish_aid(
        [
            chapter_of("begin"),
            step_of("one", letter("first-letter")),
            step_of("two", letter("second-letter")),
            step_of("done", bye, outcome=True),
        ]
    )


def write(visitor: Visitor, name: str, text: str) -> None:
    """Answer the letter on a step."""
    item = FIRST if name == "one" else SECOND
    visitor.open(f"/nl/s/1/{block_id(name)[:8]}/")
    visitor.send({f"{item[:8]}-text": text})


def propose(visitor: Visitor, *items: str) -> str:
    """Choose what to compare; gives the code of the link."""
    visitor.open("/nl/s/two/new/1/")
    visitor.send({"answers": list(items)})
    return CODE.search(visitor.html)[0]


def use(visitor: Visitor, code: str) -> Any:
    """Type a code on the page that the link leads to."""
    visitor.open("/nl/s/two/in/")
    return visitor.send({"code": code})


def agree(visitor: Visitor, address: str, *items: str) -> Any:
    """Look at what would be shown, and agree to some of it."""
    visitor.open(f"{address}agree/")
    return visitor.send({"show": list(items)})


def words(visitor: Visitor) -> str:
    """What stands on the page that is open."""
    main = visitor.html.split("<main", 1)[1].split("</main>")[0].split(">", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def address_of(visitor: Visitor) -> str:
    """Where what she compares is to be found."""
    visitor.open("/nl/s/two/")
    return re.search(r'href="(/nl/s/two/[0-9a-f]{8}/)"', visitor.html)[1]


@pytest.fixture
def two(aid: Any) -> Two:
    """She made a link for both letters and he came in by it; both wrote the first letter."""
    she, he = Visitor(), Visitor()
    she.start(aid)
    write(she, "one", HERS)
    code = propose(she, FIRST, SECOND)
    use(he, code)
    address = he.address.removesuffix("#content")
    write(he, "one", HIS)
    return Two(she, he, address)
