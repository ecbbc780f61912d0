"""Every screen on which staff sign in and look after their account; those of the desk are in test_helper_day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from tests.browser.looking import Inspector
from tests.browser.walking import Walker
from tests.factories.site import Site

ACCOUNTS = r"/accounts/(?!after/|.*download/).*"


@pytest.fixture
def passwords(site: Site) -> dict[str, str]:
    """The passwords of the people of the demo."""
    lines = (site.state / "demo-passwords.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


def test_screens_of_signing_in(phone: Callable[..., Page], site: Site, passwords: dict[str, str]) -> None:
    page = phone()
    inspector, walker = Inspector(page, site.url), Walker(page, site)

    before = inspector.look_along("/accounts/login/", ACCOUNTS, "staff")
    for password in ("verkeerd", passwords["editor"]):
        walker.go("/accounts/login/?next=/accounts/2fa/")
        page.locator("input[name=login]").fill("editor")
        page.locator("input[name=password]").fill(password)
        walker.press("main form button[type=submit]")
        inspector.look("staff")
    walker.go("/accounts/reauthenticate/?next=/accounts/2fa/")
    inspector.look("staff")
    page.locator("input[name=password]").fill(passwords["editor"])
    walker.press("main form button[type=submit]")
    without = inspector.look_along("/accounts/2fa/", ACCOUNTS, "staff")
    walker.go("/accounts/2fa/totp/activate/")
    for code in ("000000", None):
        secret = page.locator("#authenticator_secret").input_value()
        page.locator("input[name=code]").fill(
            code or format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        )
        walker.press("main form button[type=submit]")
        inspector.look("staff")
    with_app = inspector.look_along("/accounts/2fa/", ACCOUNTS, "staff")

    assert inspector.faults == {}
    assert "/accounts/login/" in before
    assert {"/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"} <= without
    assert {"/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/"} <= with_app
