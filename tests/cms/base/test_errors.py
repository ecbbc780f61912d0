"""Error pages: plain words, the right language, a neutral title, and headers like any other page."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from cms.base.errors import SAYINGS, error_page
from cms.urls import urlpatterns as site_urlpatterns

CANARY = "canary-4711"


def failing(error):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def read_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)) + str(len(request.FILES)))


def status(request: HttpRequest, language: str, number: int) -> HttpResponse:
    return error_page(request, number)


failures = [
    path("nl/fail/400/", failing(SuspiciousOperation(CANARY))),
    path("nl/fail/403/", failing(PermissionDenied(CANARY))),
    path("nl/fail/404/", failing(Http404(CANARY))),
    path("nl/fail/500/", failing(ValueError(CANARY))),
    path("nl/fail/503/", failing(OperationalError("database is locked"))),
    path("desk/fail/403/", failing(PermissionDenied(CANARY))),
    path("nl/s/fail/500/", failing(ValueError(CANARY))),
    path("<str:language>/say/<int:number>/", status),
    path("nl/form/", read_form),
    path("admin/form/", read_form),
]
handler400 = "cms.base.errors.bad_request"
handler403 = "cms.base.errors.forbidden"
handler404 = "cms.base.errors.not_found"
handler500 = "cms.base.errors.server_error"
urlpatterns = [*failures, *site_urlpatterns]


@pytest.fixture
def visitor(client, settings):
    """Somebody without a session, on a site where things fail."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [400, 403, 404, 500, 503])
def test_failure_gets_its_page_that_repeats_nothing(visitor, number, caplog):
    response = visitor.get(f"/nl/fail/{number}/", HTTP_USER_AGENT=CANARY, HTTP_COOKIE=f"s={CANARY}")
    page = response.content.decode()

    assert response.status_code == number
    assert CANARY not in page
    assert '<html lang="nl"' in page
    assert page.count("<h1>") == 1
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Set-Cookie" not in response
    assert not response.cookies


@pytest.mark.parametrize("number", sorted(SAYINGS))
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_error_page_has_its_language_a_way_out_and_a_neutral_title(visitor, number, language):
    response = visitor.get(f"/{language}/say/{number}/")
    page = response.content.decode()

    assert response.status_code == number
    assert f'<html lang="{language}"' in page
    assert f'href="/{language}/"' in page
    assert re.search(r"<title>([^<]*)</title>", page)[1] in {"Page", "Pagina"}


def test_error_in_her_space_keeps_the_way_out_and_its_neutral_title(visitor):
    page = visitor.get("/nl/s/fail/500/").content.decode()

    assert 'action="/nl/s/"' in page
    assert 'name="exit"' in page


def test_language_of_an_error_is_that_of_this_visitor_and_not_of_the_one_before(visitor):
    visitor.get("/fr/say/404/")

    assert '<html lang="en"' in visitor.get("/desk/fail/403/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_more_than_a_visitor_may_send_is_turned_away_before_it_is_read(visitor, settings, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.post("/nl/form/", {"text": "x" * settings.VISITOR_UPLOAD_MAX_SIZE})

    assert response.status_code == 413
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize("length", ["-1", "many", "1e9", "٣"])
def test_length_that_is_no_number_is_turned_away(visitor, length):
    assert visitor.generic("POST", "/nl/form/", b"a=b", CONTENT_LENGTH=length).status_code == 400


def test_editor_may_send_more_than_a_visitor_and_is_told_where_it_ends(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * settings.VISITOR_UPLOAD_MAX_SIZE
    large = "x" * (settings.VISITOR_UPLOAD_MAX_SIZE + 1)

    assert visitor.post("/admin/form/", {"text": large}).status_code == 200
    assert visitor.post("/admin/form/", {"text": large * 2}).status_code == 413


def test_file_that_does_not_fit_in_memory_is_refused_and_not_left_out(visitor, settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000
    for size, expected in ((5_000, b"01"), (20_000, None)):
        file = tmp_path / "video.mp4"
        file.write_bytes(b"x" * size)
        with file.open("rb") as content:
            response = visitor.post("/admin/form/", {"file": content})
        if expected is None:
            assert response.status_code == 413
        else:
            assert response.content == expected


def test_form_from_another_site_is_refused_in_plain_words(settings):
    from django.test import Client  # noqa: PLC0415 (slow import)

    settings.ROOT_URLCONF = __name__
    response = Client(enforce_csrf_checks=True).post("/nl/form/", {"a": "b"}, HTTP_ORIGIN="https://evil.example")

    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_page_is_given_even_when_the_theme_is_broken(rf, settings):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": []}]

    response = error_page(rf.get("/nl/"), 500)

    assert response.status_code == 500
    assert b"<h1>" in response.content
