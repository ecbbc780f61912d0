"""The bare counterpart: a Django that does what one of our pages needs at the least, and nothing else.

Served by gunicorn in a process of its own. `BENCH_DATABASE` is where the form's row goes, `BENCH_BYTES` a folder with the
bytes that the bare view returns: `page` packed, `empty` as it is.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models

address = os.environ["BENCH_DATABASE"]
sqlite = address.startswith("sqlite:///")
if sqlite:
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": address.removeprefix("sqlite:///"),
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
else:
    import environ  # the address of a PostgreSQL is a URL

    database = environ.Env.db_url_config(address)

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {**database, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}},
    INSTALLED_APPS=[],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only to compare with",
    USE_TZ=True,
)
django.setup()

from django import forms  # noqa: E402 (after setup)
from django.db import connection  # noqa: E402 (after setup)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402 (after setup)
from django.urls import path  # noqa: E402 (after setup)
from django.views.decorators.csrf import csrf_exempt  # noqa: E402 (after setup)

FOLDER = Path(os.environ["BENCH_BYTES"])
PAGE, EMPTY = (FOLDER / "page").read_bytes(), (FOLDER / "empty").read_bytes()


class Given(models.Model):
    choice = models.CharField(max_length=40)
    think = models.TextField()
    feel = models.TextField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.choice


class GivenForm(forms.Form):
    choice = forms.ChoiceField(
        choices=[("yes", "Ja"), ("no", "Nee"), ("perhaps", "Misschien")], widget=forms.RadioSelect
    )
    think = forms.CharField(max_length=20_000, widget=forms.Textarea)
    feel = forms.CharField(max_length=20_000, widget=forms.Textarea)


def page(request: HttpRequest) -> HttpResponse:
    """The bytes of one of our pages, packed already."""
    return HttpResponse(PAGE, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


def empty(request: HttpRequest) -> HttpResponse:
    """An almost empty page."""
    return HttpResponse(EMPTY)


def styled(request: HttpRequest) -> HttpResponse:
    """The same page with a style sheet, as any page has that may hold no style of its own."""
    return HttpResponse(EMPTY.replace(b"<p>", b'<link rel="stylesheet" href="/sheet"><p>', 1))


def sheet(request: HttpRequest) -> HttpResponse:
    """A style sheet of one rule."""
    return HttpResponse(b"p { color: black }", content_type="text/css")


@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    """A valid form of three fields, one INSERT, a redirect."""
    form = GivenForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    Given.objects.create(**form.cleaned_data)
    return HttpResponseRedirect("/page")


urlpatterns = [
    path("page", page),
    path("empty", empty),
    path("styled", styled),
    path("sheet", sheet),
    path("save", save),
]
application = get_wsgi_application()


def make_table() -> None:
    """Make the one table; done before the first worker starts."""
    if Given._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Given)
    connection.close()


if os.environ.get("BENCH_MAKE_TABLE"):
    make_table()
