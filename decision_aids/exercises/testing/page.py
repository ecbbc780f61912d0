"""Reads rendered HTML as a browser and a screen reader do: what would be sent, and how each control is named.

Only for tests: the conformance kit uses it, and so can a test of a single kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
CONTROLS = frozenset({"input", "textarea", "select", "button"})
PRESSED = frozenset({"submit", "button", "reset", "image"})


@dataclass(eq=False)
class Element:
    """One element with what is in it: text and other elements, in order."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def walk(self) -> Iterator[Element]:
        """Yield this element and every one in it, in the order of the page."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.walk()

    def find(self, *tags: str) -> list[Element]:
        return [element for element in self.walk() if element.tag in tags]

    def around(self) -> Iterator[Element]:
        """Yield the elements around this one, the nearest first."""
        outer = self.parent
        while outer is not None:
            yield outer
            outer = outer.parent

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def words(self) -> str:
        """The text as it is read out."""
        return " ".join(self.text.split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.inside.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.inside.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.here.tag != tag or self.here.parent is None:
            raise ValueError(f"</{tag}> closes <{self.here.tag}>")
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def read_html(html: str) -> Element:
    """Build the tree of some HTML. Raises `ValueError` when tags are not closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    if builder.here is not builder.root:
        raise ValueError(f"<{builder.here.tag}> is not closed")
    return builder.root


def find_controls(root: Element) -> list[Element]:
    """The places to answer: what a person fills in, without hidden fields and buttons."""
    return [
        element
        for element in root.find("input", "textarea", "select")
        if element.attrs.get("type") not in PRESSED | {"hidden"}
    ]


def find_buttons(root: Element) -> list[Element]:
    """The buttons that send something of their own: an answer that is given by pressing."""
    return [button for button in root.find("button") if button.attrs.get("name")]


def read_form(root: Element) -> list[tuple[str, str]]:
    """What a browser without JavaScript sends: (name, value) of each filled control, in order."""
    sent: list[tuple[str, str]] = []
    for control in root.find("input", "textarea", "select"):
        name = control.attrs.get("name", "")
        kind = control.attrs.get("type", "text") if control.tag == "input" else control.tag
        if not name or "disabled" in control.attrs or kind in PRESSED:
            continue
        if kind in {"radio", "checkbox"}:
            if "checked" in control.attrs:
                sent.append((name, control.attrs.get("value", "on")))
        elif kind == "select":
            sent.extend((name, value) for value in _selected(control))
        elif kind == "textarea":
            # The first line break after the tag is not part of the text; line ends are sent as two characters.
            sent.append((name, control.text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")))
        else:
            sent.append((name, control.attrs.get("value", "")))
    return sent


def _selected(select: Element) -> list[str]:
    options = select.find("option")
    chosen = [option for option in options if "selected" in option.attrs]
    if not chosen and "multiple" not in select.attrs:
        chosen = options[:1]
    return [option.attrs.get("value", option.words) for option in chosen]


def name_control(control: Element, root: Element) -> str:
    """The name that a screen reader gives a control; "" when it has none."""
    labelled = control.attrs.get("aria-labelledby", "")
    if labelled:
        return _words_of(labelled, root)
    if control.attrs.get("aria-label", "").strip():
        return control.attrs["aria-label"].strip()
    labels = [label for label in root.find("label") if label.attrs.get("for") == control.attrs.get("id", "-")]
    labels += [outer for outer in control.around() if outer.tag == "label" and outer not in labels]
    return " ".join(label.words for label in labels).strip()


def name_group(control: Element) -> str:
    """The legend of the nearest group around a control; "" when there is none."""
    for outer in control.around():
        if outer.tag == "fieldset":
            legends = [part for part in outer.inside if isinstance(part, Element) and part.tag == "legend"]
            return legends[0].words if legends else ""
    return ""


def describe_control(control: Element, root: Element) -> str:
    """What a screen reader adds about a control and the groups around it: help and errors."""
    described = [control, *(outer for outer in control.around() if outer.tag == "fieldset")]
    return " ".join(_words_of(element.attrs.get("aria-describedby", ""), root) for element in described).strip()


def _words_of(ids: str, root: Element) -> str:
    found = {element.attrs["id"]: element for element in root.walk() if "id" in element.attrs}
    return " ".join(found[one].words for one in ids.split() if one in found)
