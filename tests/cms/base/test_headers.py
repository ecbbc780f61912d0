"""Headers of every zone: what a browser may do, who may frame a page, and whether it may be kept."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Page, Site

from cms.accounts.models import User
from cms.accounts.roles import EDITORS
from cms.base.zones import Zone, zone_of

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": {"'none'"}, "script-src": {"'self'"}, "style-src": {"'self'"}, "img-src": {"'self'", "data:"},
    "font-src": {"'self'"}, "media-src": {"'self'"}, "connect-src": {"'self'"}, "form-action": {"'self'"},
    "base-uri": {"'none'"}, "frame-ancestors": {"'none'"}, "object-src": {"'none'"}, "manifest-src": {"'none'"},
}  # fmt: skip
ADMIN = {
    **STRICT,
    "script-src": {"'self'", "'unsafe-inline'"},
    "style-src": {"'self'", "'unsafe-inline'"},
    "img-src": {"'self'", "data:", "blob:"},
    "frame-src": {"'self'"},
    "frame-ancestors": {"'self'"},
}
PREVIEW = {**STRICT, "frame-ancestors": {"'self'"}}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"}

# Zone and address: status, policy, and the headers that differ.
TABLE = {
    "public page": ("/nl/", 200, STRICT, {"X-Frame-Options": "DENY", "Cache-Control": "no-cache"}),
    "public redirect": ("/", 302, STRICT, {"X-Frame-Options": "DENY", "Cache-Control": "no-store"}),
    "public error": ("/nl/none/", 404, STRICT, {"X-Frame-Options": "DENY", "Cache-Control": "no-store"}),
    "picture": ("/media/a.svg", 200, STRICT, {"X-Frame-Options": "DENY", "Cache-Control": "max-age=3600"}),
    "file that is not there": (
        "/media/none.svg",
        404,
        STRICT,
        {"X-Frame-Options": "DENY", "Cache-Control": "no-store"},
    ),
    "journey": ("/nl/s/none/", 404, STRICT, {"X-Frame-Options": "DENY", **PRIVATE}),
    "desk": ("/desk/", 302, STRICT, {"X-Frame-Options": "DENY", **PRIVATE}),
    "sign-in": ("/accounts/login/", 200, STRICT, {"X-Frame-Options": "DENY", **PRIVATE}),
    "admin": ("/admin/", 302, ADMIN, {"X-Frame-Options": "SAMEORIGIN", **PRIVATE}),
    "health": ("/livez", 200, STRICT, {"X-Frame-Options": "DENY", **PRIVATE}),
}


def visit(client, path):
    """Ask for an address and read the answer to its end, which closes the file."""
    response = client.get(path)
    if response.streaming:
        list(response.streaming_content)
    return response


def policy_of(response):
    """Read the policy into directives and sources."""
    words = (directive.split() for directive in response["Content-Security-Policy"].split(";") if directive.strip())
    return {name: set(sources) for name, *sources in words}


@pytest.fixture
def home():
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="thuis"))
    Site.objects.update(root_page=page)
    default_storage.save("a.svg", ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    yield page
    default_storage.delete("a.svg")


@pytest.mark.parametrize("zone", TABLE)
def test_answer_carries_the_headers_of_its_zone(client, home, zone):
    path, status, policy, expected = TABLE[zone]

    response = visit(client, path)

    assert response.status_code == status
    assert policy_of(response) == policy
    assert {name: response.headers.get(name) for name in {**ALWAYS, **expected}} == {**ALWAYS, **expected}
    assert "camera=()" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]


def test_nothing_that_a_visitor_gets_without_a_space_sets_a_cookie(client, home):
    for path in ("/", "/nl/", "/nl/none/", "/fr/none/", "/media/a.svg", "/livez", "/nl/s/none/"):
        assert not visit(client, path).cookies, path
    assert "Cookie" not in client.get("/nl/").get("Vary", "")


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", "editor@example.org")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def test_admin_of_an_editor_has_the_looser_policy_and_is_not_kept(client, editor):
    response = client.get("/admin/")

    assert (response.status_code, policy_of(response), response["Cache-Control"]) == (200, ADMIN, "no-store")


def test_passkeys_are_for_staff_alone(client, home):
    assert "publickey-credentials-get=(self)" in client.get("/accounts/login/")["Permissions-Policy"]
    assert "publickey-credentials-get=()" in client.get("/nl/")["Permissions-Policy"]


def test_preview_has_the_policy_of_visitors_and_may_be_framed_by_the_admin(client, editor, home):
    response = client.get(f"/admin/pages/{home.pk}/view_draft/")

    assert response.status_code == 200
    assert policy_of(response) == PREVIEW
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("path", "zone"),
    [
        ("/", Zone.PUBLIC), ("", Zone.PUBLIC), ("/nl/", Zone.PUBLIC), ("/nl/s", Zone.PUBLIC), ("/nl/safe/", Zone.PUBLIC),
        ("/nl/s/", Zone.JOURNEY), ("/fr/s/1/0a1b2c3d/", Zone.JOURNEY), ("/en/s/share/", Zone.JOURNEY), ("/nl-be/s/", Zone.JOURNEY),
        ("/desk/", Zone.DESK), ("/desk", Zone.DESK), ("/accounts/login/", Zone.DESK), ("/admin/pages/", Zone.ADMIN),
        ("/administration/", Zone.PUBLIC), ("/static/a.css", Zone.FILES), ("/media/a.png", Zone.FILES), ("/documents/1/a.pdf", Zone.FILES),
        ("/livez", Zone.WATCH), ("/readyz", Zone.WATCH),
    ],
)  # fmt: skip
def test_zone_is_told_by_address_alone(path, zone):
    assert zone_of(path) is zone


def test_policy_of_the_public_site_is_the_one_in_the_settings():
    assert {name: set(sources) for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()} == STRICT
