"""The backpack: what helps, and pages of the site that she takes along, also when they are gone later."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction

from content import kept
from content.pages.models import HomePage, IndexPage
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import answer_to, compile_spec, show
from tests.factories.content import IndexPageFactory, ResourcePageFactory, make_home

pytestmark = pytest.mark.django_db

WALK, CALM = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
SUGGESTIONS = {"title": "What helps", "prompt": "", "suggestions": [item("s1", "Music")], "most": 1}
VALUE = {"label": "What do you take along?", "help": "", "lists": [item("l", SUGGESTIONS)]}
backpack = registry.get("vrijuit.backpack")


@pytest.fixture(autouse=True)
def _begin_anew():
    kept.forget()
    with translation.override("nl"):
        yield
    kept.forget()


@pytest.fixture
def home() -> HomePage:
    return make_home()


@pytest.fixture
def walk(home: HomePage) -> Page:
    return ResourcePageFactory(parent=home, title="Naar buiten", slug="buiten", translation_key=WALK)


@pytest.fixture
def shelf(home: HomePage) -> IndexPage:
    """A list with one page under it."""
    index = IndexPageFactory(parent=home, title="Bibliotheek", slug="bibliotheek")
    ResourcePageFactory(parent=index, title="Rustig ademen", slug="ademen", translation_key=CALM)
    return index


def made(*pages: Page, category: Page | None = None) -> dict[str, Any]:
    chosen = [item(f"p{page.pk}", page.pk) for page in pages]
    return {**VALUE, "pages": chosen, "category": category.pk if category else None}


def read(spec: dict[str, Any], answer: Any, mode: str = "summary") -> BeautifulSoup:
    return BeautifulSoup(backpack.render(mode, spec, answer), "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


class TestBackpack(ExerciseConformance):
    kind = "vrijuit.backpack"
    value = {**VALUE, "pages": [], "category": None}
    answers = ({"l": [{"id": "s1", "text": "Music"}]}, {"l": [{"id": "own", "text": "The sea"}]})


class TestBackpackWithPages(ExerciseConformance):
    kind = "vrijuit.backpack"
    value = VALUE
    answers = (
        {"pages": [{"id": WALK, "text": "Naar buiten", "url": "http://localhost/nl/buiten/"}]},
        {"l": [{"id": "s1", "text": "Music"}]},
    )

    @pytest.fixture(autouse=True)
    def _pages(self, walk: Page) -> None:
        self.walk = walk

    def make_value(self) -> dict[str, Any]:
        return made(self.walk)


def test_she_gets_the_chosen_pages_and_those_of_a_list_each_once(walk, shelf):
    calm = Page.objects.get(translation_key=CALM)
    spec = compile_spec(backpack, made(walk, calm, category=shelf))

    assert [(page["id"], page["title"], page["url"]) for page in spec["pages"]] == [
        (WALK, "Naar buiten", "http://localhost/nl/buiten/"),
        (CALM, "Rustig ademen", "http://localhost/nl/bibliotheek/ademen/"),
    ]
    html = show(backpack, spec)
    assert "Naar buiten" in html
    assert "Waar deze pagina over gaat." in html
    assert list(backpack.operands(spec)) != []


def test_what_she_takes_along_is_read_back_with_title_and_address(walk, shelf):
    spec = compile_spec(backpack, made(walk, category=shelf))
    answer = answer_to(backpack, spec, {"pages": [CALM], "l": ["s1"]})
    soup = read(spec, answer)

    assert answer["pages"] == [{"id": CALM, "text": "Rustig ademen", "url": "http://localhost/nl/bibliotheek/ademen/"}]
    assert (soup.a["href"], soup.a.get_text()) == ("/nl/bibliotheek/ademen/", "Rustig ademen")
    assert "http://localhost/nl/bibliotheek/ademen/" in words(soup)
    assert "Rustig ademen: http://localhost/nl/bibliotheek/ademen/" in backpack.text(spec, answer)
    assert read(spec, answer, "print").a is None
    assert backpack.held(spec, answer) == ["l:s1"]


def test_a_page_that_moved_is_found_and_one_that_is_gone_is_still_named(walk, shelf):
    spec = compile_spec(backpack, made(walk, category=shelf))
    answer = answer_to(backpack, spec, {"pages": [WALK, CALM]})
    walk.slug, walk.title = "wandelen", "Wandelen"
    walk.save_revision().publish()
    Page.objects.get(translation_key=CALM).delete()
    kept.forget()

    soup = read(spec, answer)

    assert [(link["href"], link.get_text()) for link in soup.find_all("a")] == [("/nl/wandelen/", "Naar buiten")]
    assert "Naar buiten http://localhost/nl/wandelen/" in words(soup)
    assert "Rustig ademen http://localhost/nl/bibliotheek/ademen/ Deze pagina is er niet meer." in words(soup)
    assert answer_to(backpack, spec, backpack.initial(spec, answer)) == answer


def test_a_page_behind_a_lock_or_not_published_is_not_offered(walk, shelf):
    draft = ResourcePageFactory(parent=walk, live=False)
    PageViewRestriction.objects.create(page=shelf, restriction_type="login")

    spec = compile_spec(backpack, made(walk, draft, category=shelf))

    assert [page["id"] for page in spec["pages"]] == [WALK]


def test_pages_are_those_of_her_language_where_there_are(home, walk):
    french = Locale.objects.get_or_create(language_code="fr")[0]
    home.copy_for_translation(french).save_revision().publish()
    other = walk.copy_for_translation(french)
    other.title = "Sortir"
    other.save_revision().publish()
    answer = answer_to(backpack, compile_spec(backpack, made(walk)), {"pages": [WALK]})

    with translation.override("fr"):
        spec = compile_spec(backpack, made(walk))
        soup = read(spec, answer)

    assert (spec["pages"][0]["id"], spec["pages"][0]["title"]) == (WALK, "Sortir")
    assert soup.a["href"] == "/fr/buiten/"


def test_an_aid_from_before_pages_is_filled_in_as_it_was():
    spec = {**compile_spec(backpack, {**VALUE, "pages": [], "category": None})}
    del spec["pages"]
    upgraded = backpack.upgrade_spec(spec, 1)

    assert upgraded["pages"] == []
    assert answer_to(backpack, upgraded, {"l": ["s1"]}) == {"l": [{"id": "s1", "text": "Music"}]}


def test_only_pages_or_only_lists_can_be_published_and_nothing_at_all_cannot(walk):
    empty = {**VALUE, "lists": []}

    assert not list(backpack.check(compile_spec(backpack, {**made(walk), "lists": []}), None))
    assert list(backpack.check(compile_spec(backpack, {**empty, "pages": [], "category": None}), None))
    assert "Naar buiten" in show(backpack, compile_spec(backpack, {**made(walk), "lists": []}))


def test_reading_back_asks_the_database_once_in_a_process(
    walk, shelf, django_assert_num_queries: DjangoAssertNumQueries
):
    spec = compile_spec(backpack, made(walk, category=shelf))
    answer = answer_to(backpack, spec, {"pages": [WALK, CALM]})
    read(spec, answer)

    with django_assert_num_queries(0):
        read(spec, answer)
