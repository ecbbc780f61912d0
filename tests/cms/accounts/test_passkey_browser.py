"""Passkeys, app codes and recovery codes, in a browser with a key of its own."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.accounts.roles import EDITORS

PASSWORD = "correct horse battery"


@pytest.fixture
def editor(live_server):
    user = User.objects.create_user("editor", "editor@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def site(live_server, settings):
    """The site with a second factor required, under a name for which a browser makes passkeys."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def key(page):
    """Put a key in the browser that knows its owner, as a phone with a fingerprint does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def problems(page):
    """What the browser refuses or complains about while the test runs."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


def sign_in(page, site):
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", "editor")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")


def test_editor_adds_a_passkey_and_signs_in_with_nothing_else(page, site, editor, key, problems):
    sign_in(page, site)
    page.wait_for_url("**/accounts/2fa/")
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "Phone")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/**recovery**")
    assert Authenticator.objects.filter(user=editor, type=Authenticator.Type.WEBAUTHN).count() == 1

    page.goto(f"{site}/admin/")
    assert page.url == f"{site}/admin/"
    page.context.clear_cookies()
    page.goto(f"{site}/admin/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")

    assert problems == []
