"""Ways to fill in a form: by touch, with a mouse and without JavaScript, by keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import FilePayload, Locator, Page

from tests.decision_aids.exercises.measuring import ask

MOST_TABS = 150


class Hand(Protocol):
    """Somebody's way of using a page. Every method is given one control of it."""

    page: Page

    def write(self, field: Locator, words: str) -> None: ...

    def write_day(self, field: Locator, iso: str) -> None: ...

    def choose(self, radios: Locator, place: int) -> None: ...

    def tick(self, box: Locator) -> None: ...

    def pick(self, select: Locator, place: int) -> None: ...

    def hand_over(self, field: Locator, file: FilePayload) -> None: ...

    def press(self, button: Locator) -> None: ...


class Mouse:
    """Somebody with a mouse. What she presses is where she sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)

    def write_day(self, field: Locator, iso: str) -> None:
        field.fill(iso)

    def choose(self, radios: Locator, place: int) -> None:
        self.press(radios.nth(place))

    def tick(self, box: Locator) -> None:
        self.press(box)

    def pick(self, select: Locator, place: int) -> None:
        select.select_option(index=place)

    def hand_over(self, field: Locator, file: FilePayload) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(field)
        chooser.value.set_files(file)

    def press(self, button: Locator) -> None:
        button.click()


class Touch(Mouse):
    """Somebody with a finger."""

    def press(self, button: Locator) -> None:
        button.tap()


class Keyboard:
    """Somebody who uses no more than Tab, the arrows, the space bar and Enter, and looks where she is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, field: Locator, words: str) -> None:
        self._go_to(field)
        self.page.keyboard.type(words)

    def write_day(self, field: Locator, iso: str) -> None:
        """Day, month and year are three places in one field. Which comes first hangs on the browser's language."""
        self._go_to(field)
        year, month, day = iso.split("-")
        self.page.keyboard.type(day + month + year)

    def choose(self, radios: Locator, place: int) -> None:
        """The Tab key goes to a group, to what is chosen if something is; the arrows go from one choice to the next."""
        self._go_to(radios)
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if radios.nth(place).is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to it: {radios.nth(place)}")

    def tick(self, box: Locator) -> None:
        self._go_to(box)
        self.page.keyboard.press("Space")

    def pick(self, select: Locator, place: int) -> None:
        self._go_to(select)
        while select.evaluate("select => select.selectedIndex") < place:
            self.page.keyboard.press("ArrowDown")

    def hand_over(self, field: Locator, file: FilePayload) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(field)
        chooser.value.set_files(file)

    def press(self, button: Locator) -> None:
        self._go_to(button)
        self.page.keyboard.press("Enter")

    def _go_to(self, control: Locator) -> None:
        """Press Tab until it, or one of them, has the focus. Every place on the way has to be seen."""
        for _ in range(MOST_TABS):
            if control.evaluate_all("controls => controls.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
            unseen = ask(self.page, "focusIsSeen()")
            assert not unseen, f"Nobody sees that this has the focus: {unseen}"
        raise AssertionError(f"The Tab key does not lead to it: {control}")
