"""Public pages from memory: who gets them, what they cost, and when they are made anew."""

import datetime
import gzip
import sys

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page, Site

from cms.base import stamps
from cms.base.models import KeptPage, Stamp
from cms.base.page_cache import PageCacheMiddleware
from cms.base.release import release_mark

pytestmark = pytest.mark.django_db

BODY = "<!doctype html><title>T</title>" + "<p>words</p>" * 200


class Behind:
    """Everything behind the first middleware: counts how often it is asked."""

    def __init__(self, **answers):
        self.asked = 0
        self.answers = answers

    def __call__(self, request):
        self.asked += 1
        response = HttpResponse(self.answers.get("body", BODY), status=self.answers.get("status", 200))
        for name, value in {"Content-Security-Policy": "default-src 'none'", **self.answers.get("headers", {})}.items():
            response[name] = value
        if "cookie" in self.answers:
            response.set_cookie("a", "b")
        return response


def get(path="/nl/", **meta):
    return RequestFactory().get(path, **meta)


def test_page_is_made_once_and_then_given_without_asking_the_database(django_assert_num_queries):
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    first = cache(get())

    with django_assert_num_queries(0):
        second = cache(get())

    assert behind.asked == 1
    assert first.content == second.content == BODY.encode()
    assert second["Content-Security-Policy"] == "default-src 'none'"
    assert second["Content-Type"] == "text/html; charset=utf-8"
    assert second["Vary"] == "Accept-Encoding"
    assert second["Content-Length"] == str(len(BODY))


def test_other_process_takes_the_page_from_the_database_with_one_query(django_assert_num_queries):
    behind = Behind()
    PageCacheMiddleware(behind)(get())
    stamps.forget(stamps.LIVE)

    with django_assert_num_queries(1):
        response = PageCacheMiddleware(behind)(get())

    assert behind.asked == 1
    assert response.content == BODY.encode()


def test_browser_that_takes_gzip_gets_the_packed_page():
    cache = PageCacheMiddleware(Behind())

    for _ in range(2):
        response = cache(get(HTTP_ACCEPT_ENCODING="br, gzip"))
        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content) == BODY.encode()


def test_browser_that_has_the_page_is_told_so():
    cache = PageCacheMiddleware(Behind())
    tag = cache(get())["ETag"]

    response = cache(get(HTTP_IF_NONE_MATCH=tag))

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert "Content-Length" not in response
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_publishing_makes_every_page_anew():
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    cache(get())

    Page.objects.get(depth=1).add_child(instance=Page(title="A", slug="a")).save_revision().publish()
    assert not KeptPage.objects.exists()
    cache(get())
    cache(get())

    assert behind.asked == 2


def test_bump_by_another_process_is_seen_after_two_seconds():
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    cache(get())
    Stamp.objects.filter(name=stamps.LIVE).update(number=10_000)

    cache(get())
    assert behind.asked == 1
    stamps.forget(stamps.LIVE)  # as time does
    cache(get())

    assert behind.asked == 2


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().get("/nl/?page=2"),
        RequestFactory().head("/nl/"),
        RequestFactory().post("/nl/"),
        RequestFactory().get("/nl/", HTTP_COOKIE="a=b; staff=abc"),
        RequestFactory().get("/nl/s/1/"),
        RequestFactory().get("/desk/"),
        RequestFactory().get("/admin/"),
        RequestFactory().get("/accounts/login/"),
        RequestFactory().get("/media/a.html"),
    ],
    ids=["query", "head", "post", "staff", "journey", "desk", "admin", "accounts", "files"],
)
def test_what_is_not_the_same_for_everyone_passes_by(request_):
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    cache(get())

    cache(request_)
    cache(request_)

    assert behind.asked == 3
    assert KeptPage.objects.count() == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"status": 404},
        {"status": 301},
        {"status": 503},
        {"cookie": True},
        {"headers": {"Vary": "Cookie"}},
        {"headers": {"Vary": "Accept-Encoding, Accept-Language"}},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Cache-Control": "max-age=0, private"}},
        {"headers": {"Content-Type": "text/plain"}},
        {"headers": {"Content-Encoding": "br"}},
        {"body": "x" * (512 * 1024 + 1)},
    ],
    ids=lambda answers: str(answers)[:40],
)
def test_answer_that_is_not_a_whole_page_for_all_is_not_kept(answers):
    behind = Behind(**answers)
    cache = PageCacheMiddleware(behind)

    cache(get())
    cache(get())

    assert behind.asked == 2
    assert not KeptPage.objects.exists()


def test_hosts_and_schemes_are_kept_apart():
    behind = Behind()
    cache = PageCacheMiddleware(behind)

    for meta in (
        {"HTTP_HOST": "one.example"},
        {"HTTP_HOST": "two.example"},
        {"HTTP_HOST": "one.example", "wsgi.url_scheme": "https"},
    ):
        cache(RequestFactory().get("/nl/", **meta))

    assert behind.asked == 3


def test_visitor_with_a_space_gets_the_same_page_as_anyone():
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    cache(get())

    assert cache(get(HTTP_COOKIE="s=secret")).content == BODY.encode()
    assert behind.asked == 1


def test_page_in_memory_is_given_while_the_database_is_away():
    behind = Behind()
    cache = PageCacheMiddleware(behind)
    cache(get())
    stamps.forget(stamps.LIVE)

    def away(execute, *arguments):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(away):
        response = cache(get())

    assert response.content == BODY.encode()
    assert behind.asked == 1


def test_memory_has_an_end(monkeypatch):
    monkeypatch.setattr("cms.base.page_cache.ROOM", 3 * len(BODY))
    cache = PageCacheMiddleware(Behind())

    for number in range(20):
        cache(get(f"/nl/{number}/"))
        assert cache.size == sum(page.size for page in cache.pages.values()) <= 3 * len(BODY)


@pytest.fixture
def home():
    """A page of the site that stands at /nl/."""
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="thuis"))
    site = Site.objects.get()
    site.root_page = page
    site.save()
    return page


def wsgi_environment(path, **more):
    return {**RequestFactory()._base_environ(PATH_INFO=path, QUERY_STRING="", REQUEST_METHOD="GET"), **more}


def calls_of(function):
    """Count the Python functions that one call of `function` calls."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        if event == "call":
            counted += 1

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_kept_page_costs_at_most_650_python_calls_with_all_of_django(home, client):
    assert client.get("/nl/").status_code == 200
    handler = WSGIHandler()

    def visit():
        response = handler(
            wsgi_environment("/nl/", HTTP_ACCEPT_ENCODING="gzip", HTTP_HOST="testserver"), lambda *arguments: None
        )
        response.close()

    visit()
    calls = calls_of(visit)

    assert calls <= 650, calls


def test_page_of_the_site_carries_its_headers_from_the_cache_too(home, client, django_assert_num_queries):
    first = client.get("/nl/")
    with django_assert_num_queries(0):
        second = client.get("/nl/")

    assert dict(first.headers) == dict(second.headers)
    assert "Set-Cookie" not in second
    assert second["Cache-Control"] == "no-cache"


def test_editor_who_is_signed_in_sees_the_page_itself(home, client):
    client.get("/nl/")
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org"))

    assert "ETag" not in client.get("/nl/")


def test_rendering_a_page_from_nothing_costs_at_most_ten_queries(home, client, django_assert_max_num_queries):
    client.get("/nl/none/")
    stamps.forget(stamps.LIVE)

    with django_assert_max_num_queries(10):
        client.get(reverse("wagtail_serve", args=[""]))


def test_page_of_another_release_is_made_anew(monkeypatch):
    behind = Behind()
    PageCacheMiddleware(behind)(get())
    stamps.forget(stamps.LIVE)
    monkeypatch.setattr("cms.base.page_cache.this_release", lambda: "another")

    PageCacheMiddleware(behind)(get())

    assert behind.asked == 2


def test_page_of_yesterday_is_made_anew():
    behind = Behind()
    with time_machine.travel(datetime.datetime(2026, 11, 22, 22, 59, tzinfo=datetime.UTC), tick=False):
        cache = PageCacheMiddleware(behind)
        cache(get())
    stamps.forget(stamps.LIVE)
    with time_machine.travel(datetime.datetime(2026, 11, 22, 23, 1, tzinfo=datetime.UTC), tick=False):
        cache(get())

    assert behind.asked == 2


def test_release_has_another_name_when_a_template_changes(settings, tmp_path):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    before = release_mark()

    (tmp_path / "page.html").write_text("<p>New</p>")

    assert release_mark() != before
