"""Public pages: what they show, that they are the same for everyone, and what they cost."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.base.models import SiteSettings
from content.directory.models import DirectoryPage
from content.pages.models import HomePage, IndexPage, ResourcePage, StoryPage
from content.videos.models import VideoPage
from tests.factories.content import (
    HelplineFactory,
    IndexPageFactory,
    ResourcePageFactory,
    StoryPageFactory,
    block,
    page_link,
    whole_stream,
)

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def texts(answer, selector):
    return [" ".join(found.get_text(" ").split()) for found in soup(answer).select(selector)]


@pytest.fixture
def weten(home):
    return IndexPageFactory(parent=home, title="Goed om te weten", slug="weten", show_in_menus=True)


# -- the same for everyone --------------------------------------------------------------------------------


def test_page_with_every_block_is_the_same_for_everyone_and_asks_nothing_of_the_browser(weten, client):
    target = ResourcePageFactory(parent=weten)
    page = ResourcePageFactory(parent=weten, body=whole_stream(target))
    client.get(page.url)

    first = client.get(page.url, {"anew": 1})
    second = Client(headers={"user-agent": "another", "accept-language": "fr", "cookie": "s=abc; other=1"}).get(
        page.url, {"anew": 1}
    )

    assert first.status_code == 200
    assert first.content == second.content
    assert not first.cookies
    assert "csrf" not in first.content.decode().lower()
    assert "Cookie" not in first.get("Vary", "")
    assert "Accept-Language" not in first.get("Vary", "")
    assert not soup(first).select("script:not([src]), style, [style], [onclick]")


def test_staff_see_the_page_that_visitors_see(weten, client, editor):
    page = ResourcePageFactory(parent=weten, body=[block("text", "<p>Tekst.</p>")])

    assert editor.get(page.url, {"anew": 1}).content == client.get(page.url, {"anew": 1}).content


# -- what a page costs ------------------------------------------------------------------------------------


def test_page_with_every_block_stays_within_ten_queries(weten, count_queries):
    target = ResourcePageFactory(parent=weten)
    once = ResourcePageFactory(parent=weten, body=whole_stream(target))
    five = ResourcePageFactory(parent=weten, body=[part for _ in range(5) for part in whole_stream(target)])

    assert count_queries(once.url) == count_queries(five.url) <= 10


def test_page_costs_the_same_for_one_link_and_for_five(weten, count_queries):
    targets = ResourcePageFactory.create_batch(5, parent=weten)
    one = ResourcePageFactory(parent=weten, body=[block("text", page_link(targets[0]))])
    five = ResourcePageFactory(parent=weten, body=[block("text", page_link(target)) for target in targets])

    assert count_queries(one.url) == count_queries(five.url) <= 5


def test_page_costs_the_same_however_deep_it_lies(home, count_queries):
    deep = ResourcePageFactory(parent=home)
    shallow = deep
    for _ in range(5):
        deep = ResourcePageFactory(parent=deep)

    assert count_queries(shallow.url) == count_queries(deep.url)


@pytest.mark.parametrize("factory", [ResourcePageFactory, StoryPageFactory])
def test_list_costs_the_same_for_one_page_and_for_five(weten, factory, count_queries):
    factory(parent=weten)
    one = count_queries(weten.url)
    factory.create_batch(4, parent=weten)

    assert one == count_queries(weten.url) <= 10


def test_home_costs_the_same_for_one_resource_and_for_five(home, weten, count_queries):
    ResourcePageFactory(parent=weten)
    HelplineFactory(crisis=True)
    one = count_queries(home.url)
    ResourcePageFactory.create_batch(4, parent=weten)
    HelplineFactory.create_batch(4, crisis=True)

    assert one == count_queries(home.url) <= 10


# -- what stands around it --------------------------------------------------------------------------------


def test_frame_holds_menu_way_back_helplines_and_foot(home, weten, client):
    page = ResourcePageFactory(parent=weten, title="Ouders", reviewed_on=datetime.date(2026, 10, 1))
    privacy = ResourcePageFactory(parent=home, title="Privacy", kind="site")
    options = SiteSettings.for_site(Site.objects.get())
    options.organisation_name, options.privacy_page = "Ons Huis", privacy
    options.save()
    HelplineFactory(name="Tele-Onthaal", number="106", crisis=True)
    HelplineFactory(name="Gewone lijn", crisis=False)

    answer = client.get(page.url)

    assert soup(answer).title.string.strip() == "Ouders \u2013 Ons Huis"
    assert texts(answer, "header nav a") == ["Goed om te weten"]
    assert soup(answer).select_one("header nav a")["aria-current"] == "page"
    assert [text.lstrip("/ ") for text in texts(answer, ".breadcrumbs li")] == ["Vrijuit", "Goed om te weten", "Ouders"]
    assert [link["href"] for link in soup(answer).select("footer a[href^='tel:']")] == ["tel:106"]
    assert [link["href"] for link in soup(answer).select(".footer-links a")] == [privacy.url]
    assert "1 oktober 2026" in texts(answer, "footer")[0]
    assert soup(answer).select_one("link[rel=canonical]")["href"].endswith(page.url)


def test_languages_lead_to_the_translation_or_else_to_the_home_page(home, weten, client):
    french = Locale.objects.create(language_code="fr")
    accueil = home.copy_for_translation(french)
    accueil.save_revision().publish()
    translated = weten.copy_for_translation(french)
    translated.save_revision().publish()
    alone = ResourcePageFactory(parent=weten)

    def offered(page):
        return {link["hreflang"]: link["href"] for link in soup(client.get(page.url)).select("link[hreflang]")}

    assert offered(weten) == {"nl": weten.url, "fr": translated.url}
    assert offered(alone) == {"nl": alone.url, "fr": accueil.url}
    assert soup(client.get(translated.url)).html["lang"] == "fr"


def test_page_is_found_by_its_whole_address_only(home, weten, client):
    page = ResourcePageFactory(parent=weten, slug="ouders")
    draft = ResourcePageFactory(parent=weten, slug="concept", live=False)
    addresses = [page.url, draft.url, "/nl/ouders/", "/nl/weten/anders/", "/nl/weten/ouders/verder/"]

    assert [client.get(address).status_code for address in addresses] == [200, 404, 404, 404, 404]


def test_language_without_a_home_leads_to_the_language_of_the_site(home, weten, client):
    answer = client.get("/fr/weten/")
    home.copy_for_translation(Locale.objects.create(language_code="fr"))  # a draft is not a home yet

    assert (answer.status_code, answer.url) == (302, "/nl/weten/")
    assert client.get("/fr/").url == "/nl/"


def test_what_is_in_no_language_is_missed_in_the_language_of_its_address(home, client):
    answers = {code: client.get(f"/{code}/bestaat-niet/") for code in ("nl", "fr", "en")}

    assert {code: (answer.status_code, soup(answer).html["lang"]) for code, answer in answers.items()} == {
        code: (404, code) for code in ("nl", "fr", "en")
    }


def test_private_page_is_hidden_at_once_and_stays_out_of_lists(weten, client):
    page = ResourcePageFactory(parent=weten, title="Intern")
    assert client.get(page.url).status_code == 200
    assert texts(client.get(weten.url), ".card__title") == ["Intern"]

    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get(page.url).status_code == 302
    assert texts(client.get(weten.url), ".card__title") == []


# -- pages of each kind -----------------------------------------------------------------------------------


def test_home_shows_chosen_pages_helplines_and_resources(home, weten, client):
    subject = ResourcePageFactory(parent=weten, title="Weken tellen", intro="Hoe ver je bent.")
    ResourcePageFactory(parent=weten, title="Privacy", kind="site")
    HelplineFactory(name="Awel", number="102", crisis=False)
    home.featured = [
        block("featured", {"page": weten.pk, "text": "", "drawing": "options"}),
        block("featured", {"page": subject.pk, "text": "Begin hier.", "drawing": ""}),
    ]
    home.points = [block("point", {"icon": "lock", "title": "Anoniem", "text": "Geen naam nodig."})]
    home.save_revision().publish()

    answer = client.get(home.url)

    assert texts(answer, "h1") == ["Vrijuit"]
    assert texts(answer, ".card__title") == ["Goed om te weten", "Weken tellen"]
    assert "Begin hier." in texts(answer, ".cards")[0]
    assert texts(answer, ".point") == ["Anoniem Geen naam nodig."]
    assert texts(answer, ".helpline__name") == ["Awel"]
    assert texts(answer, ".resource-link__title") == ["Weken tellen"]


def test_home_leaves_out_what_is_switched_off_or_not_live(home, weten, client):
    draft = ResourcePageFactory(parent=weten, live=False)
    ResourcePageFactory(parent=weten)
    HelplineFactory()
    home.featured = [block("featured", {"page": draft.pk, "text": "", "drawing": ""})]
    home.show_helplines = home.show_resources = False
    home.save_revision().publish()

    answer = client.get(home.url)

    assert [texts(answer, name) for name in (".card", ".helpline", ".resource-link")] == [[], [], []]


def test_list_shows_twelve_at_a_time(weten, client):
    ResourcePageFactory.create_batch(13, parent=weten)

    assert len(texts(client.get(weten.url), ".card")) == 12
    assert len(texts(client.get(weten.url, {"page": 2}), ".card")) == 1
    assert [client.get(weten.url, {"page": page}).status_code for page in ("3", "x", "0")] == [404, 404, 404]


@pytest.mark.parametrize(
    ("order", "titles"), [("path", ["B", "A"]), ("title", ["A", "B"]), ("-first_published_at", ["A", "B"])]
)
def test_list_stands_in_the_order_that_the_editor_chose(home, order, titles, client):
    page = IndexPageFactory(parent=home, order=order)
    for day, title in enumerate("BA", start=1):
        ResourcePageFactory(parent=page, title=title, first_published_at=f"2026-01-0{day}T12:00Z")

    assert texts(client.get(page.url), ".card__title") == titles


def test_story_says_whose_it_is_and_that_hers_may_differ_but_not_how_editors_weighed_it(weten, client):
    page = StoryPageFactory(parent=weten, person="Lena, 24", outcome="twee jaar later", satisfaction="otherwise")
    page_texts = texts(client.get(page.url), "main")[0]

    assert "Lena, 24, twee jaar later" in page_texts
    assert page.get_satisfaction_display() not in page_texts


def test_kinds_of_pages_stand_where_they_belong():
    assert HomePage.allowed_parent_page_models() == [Page]
    assert {StoryPage, VideoPage, ResourcePage, IndexPage, DirectoryPage} <= set(IndexPage.allowed_subpage_models())
    assert HomePage not in IndexPage.allowed_subpage_models()
    assert StoryPage.allowed_subpage_models() == VideoPage.allowed_subpage_models() == []


@pytest.mark.parametrize("listing", ["resource_pages", "story_pages", "video_pages"])
def test_admin_lists_pages_by_kind(listing, weten, editor):
    ResourcePageFactory(parent=weten, title="Een pagina")
    StoryPageFactory(parent=weten, title="Een verhaal")

    answer = editor.get(f"/admin/{listing}/", {"live": "true"})

    assert answer.status_code == 200
    expected = {"resource_pages": ["Een pagina"], "story_pages": ["Een verhaal"], "video_pages": []}
    assert [page.title for page in answer.context["pages"]] == expected[listing]


def test_editor_opens_and_saves_a_page_with_every_block(weten, editor):
    page = ResourcePageFactory(parent=weten, body=whole_stream(weten))

    assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.skipif(not apps.is_installed("decision_aids.flows"), reason="decision aids are a plugin")
def test_home_shows_all_decision_aids_when_nothing_was_chosen(home, client):
    aid = apps.get_model("flows.DecisionAidPage")
    for live in (True, False):
        page = aid(title=f"Hulp bij je keuze {live}", slug=f"aid-{live}".lower(), live=live, summary="Stap voor stap.")
        home.add_child(instance=page)

    answer = client.get(home.url)

    assert texts(answer, ".card__title") == ["Hulp bij je keuze True"]
    assert "Stap voor stap." in texts(answer, ".card")[0]
