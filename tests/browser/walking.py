"""Somebody who works through the reference aid in a browser: fills in every field she sees, and goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page

from tests.factories.site import STARTER, Site

MOST_STEPS = 80
ADDRESS = re.compile(r"/nl/s/(([0-9]{1,4}|[0-9a-f]{8}|[0-9a-f]{16}|[a-z_]{1,12})/)*(\?again=[\w-]{22})?(#[a-z_]+)?")
"""Every address that a visitor is at: numbers, pieces of ids and short words, which are looked at one by one."""
OWN_TEXT = "Wat ik ervan vind"
NEXT = "main button[name=go][value=next]"
WITHOUT = "main button[value=without]"
GROUPS = """form => [...new Set([...form.querySelectorAll('input[type=radio]')]
  .filter(radio => radio.getClientRects().length).map(radio => radio.name))]"""


class Walker:
    """One visitor. `say` gives what she types in a field; `who` is the choice she makes at the question who she is."""

    def __init__(
        self,
        page: Page,
        site: Site,
        *,
        who: str = "Ik ben zwanger",
        age: str = "23",
        say: Callable[[], str] = lambda: OWN_TEXT,
    ) -> None:
        self.page, self.site, self.who, self.age, self.say = page, site, who, age, say
        page.set_default_timeout(15_000)

    @property
    def at(self) -> str:
        """Where she is, without what says that a form is shown again."""
        return self.page.url.removeprefix(self.site.url).partition("?")[0]

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site.url}{path}", wait_until="domcontentloaded")

    def press(self, button: Locator | str) -> None:
        """Press a button or a link and wait for the page that follows."""
        wanted = self.page.locator(button).first if isinstance(button, str) else button
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            wanted.click()

    def start(self, aid: str = STARTER) -> None:
        """Press the start button of an aid."""
        self.go(f"/nl/{aid}/")
        self.press("form[action$='/s/start/'] button")

    def walk(self, *, answering: bool = True) -> Iterator[str]:
        """Go from step to step to the end; stops at each to let the caller look, then answers it."""
        for _ in range(MOST_STEPS):
            yield self.at
            if self.page.locator(WITHOUT).count():
                self.press(WITHOUT)
                continue
            if not self.page.locator(NEXT).count():
                return
            if answering:
                self.answer()
            self.go_on()
        raise AssertionError("The aid has no end.")

    def go_on(self) -> None:
        """Press Continue, and once more when the answer gets a reply first."""
        before = self.at
        self.press(NEXT)
        if self.at == before and not self.page.locator(WITHOUT).count():
            assert self.page.locator(".error-summary").count() == 0, self.page.locator(".error-summary").inner_text()
            self.press(NEXT)

    def answer(self) -> None:
        """Fill in every field of this step that can be seen."""
        form = self.page.locator("main form")
        form.evaluate("form => form.querySelectorAll('details').forEach(part => part.open = true)")
        for field in form.locator("textarea:visible, input[type=text]:not([inputmode=numeric]):visible").all():
            field.fill(self.say())
        for field in form.locator("input[inputmode=numeric]:visible").all():
            field.fill(self.number(field.get_attribute("name") or ""))
        box = form.locator("input[type=checkbox]:visible")
        if box.count():
            box.first.check(force=True)
        mine = form.locator("label").filter(has_text=self.who).locator("input[type=radio]")
        if mine.count():
            mine.first.check(force=True)
            return
        for name in form.evaluate(GROUPS):
            form.locator(f"input[type=radio][name='{name}']").first.check(force=True)

    def number(self, name: str) -> str:
        """What she gives where a number is asked: her age, eight weeks, three days."""
        return self.age if name.endswith("-age") else "3" if name.endswith("-days") else "8"


FOCUSED = """() => {
  const part = document.activeElement, box = part.getBoundingClientRect(), label = part.closest('label') || part;
  const outline = [part, label, part.nextElementSibling].some(one => one && getComputedStyle(one).outlineStyle !== 'none');
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;  // of what is in view
  const top = document.elementFromPoint(box.left + box.width / 2, middle);
  const group = part.type === 'radio' ? [...document.getElementsByName(part.name)] : [part];
  return {
    kind: part.matches('textarea, input[type=text]') ? 'text' : part.type === 'radio' || part.type === 'checkbox' ? part.type
      : part.matches('button[name=go][value=next]') ? 'next' : part.matches('button[value=without]') ? 'without'
      : part.matches('form[action$="/s/start/"] button') ? 'start' : part.localName,
    name: part.name || '', number: part.inputMode === 'numeric', given: part.value, checked: group.some(one => one.checked),
    label: label.innerText || '', labels: group.map(one => (one.closest('label') || one).innerText || ''),
    seen: outline || part.type === 'date',  // its own parts show the focus
    covered: !top || !(part.contains(top) || label.contains(top) || top.contains(part)),
    html: part.outerHTML.slice(0, 160),
  };
}"""


class KeyboardWalker(Walker):
    """Somebody without a mouse and without a touch screen: Tab, arrows, Space and Enter, and what the keys write.

    `unseen` holds what had the focus without showing it, or under something else.
    """

    MOST_TABS = 250

    def __init__(self, *arguments: object, **choices: object) -> None:
        super().__init__(*arguments, **choices)  # type: ignore[arg-type] # passed on as they came
        self.unseen: list[str] = []

    def start(self, aid: str = STARTER) -> None:
        self.go(f"/nl/{aid}/")
        self.tab_to_the_end()

    def walk(self, *, answering: bool = True) -> Iterator[str]:
        """Go from step to step; stops at each to let the caller look."""
        for _ in range(MOST_STEPS):
            yield self.at
            if not self.page.locator(f"{NEXT}, {WITHOUT}").count():
                return
            self.tab_to_the_end()
        raise AssertionError("The aid has no end.")

    def tab_to_the_end(self) -> None:
        """Tab through the page, answer what is passed by, and press Enter on the button that goes on."""
        keyboard, ticked = self.page.keyboard, False
        for _ in range(self.MOST_TABS):
            keyboard.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["covered"] or not at["seen"]:
                self.unseen.append(f"{self.at} {at['html']}")
            if at["kind"] in ("next", "without", "start"):
                with self.page.expect_navigation(wait_until="domcontentloaded"):
                    keyboard.press("Enter")
                return
            if at["kind"] == "text" and not at["given"]:
                keyboard.type(self.number(at["name"]) if at["number"] else self.say())
            elif at["kind"] == "radio" and not at["checked"]:
                keyboard.press("Space")
                self.choose(at["labels"])
            elif at["kind"] == "checkbox" and not ticked:
                keyboard.press("Space")
                ticked = True
        raise AssertionError(f"The keyboard does not reach the button of {self.at}.")

    def choose(self, labels: list[str]) -> None:
        """Go down to who she is, where that is asked."""
        if any(self.who in label for label in labels):
            while self.who not in self.page.evaluate(FOCUSED)["label"]:
                self.page.keyboard.press("ArrowDown")
