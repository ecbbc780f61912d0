"""Signing in: who gets where, who has to wait, and the second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.core.cache import caches

from cms.accounts.language import choose_language
from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS, HELPERS, TEAM_LEADS

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _nobody_locked_out():
    caches["lockout"].clear()


@pytest.fixture
def person():
    """Make a member of staff with a role and a password."""

    def make(role, name="somebody", language="en"):
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, preferred_language=language)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make


def sign_in(client, login="somebody", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": login, "password": password}, **more)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize(
    ("role", "place"), [(EDITORS, "/admin/"), (ADMINISTRATORS, "/admin/"), (HELPERS, "/desk/"), (TEAM_LEADS, "/desk/")]
)
@pytest.mark.parametrize("login", ["somebody", "somebody@example.org"])
def test_after_signing_in_each_role_is_where_it_works(client, person, role, place, login):
    person(role)

    response = sign_in(client, login)

    assert response["Location"] == "/accounts/after/"
    assert client.get("/accounts/after/")["Location"] == place


def test_page_that_was_asked_for_comes_after_signing_in(client, person):
    person(EDITORS)
    asked = client.get("/admin/pages/")

    assert asked["Location"] == "/accounts/login/?next=/admin/pages/"
    assert sign_in(client, QUERY_STRING="next=/admin/pages/")["Location"] == "/admin/pages/"


def test_other_site_never_comes_after_signing_in(client, person):
    person(EDITORS)

    assert sign_in(client, QUERY_STRING="next=https://evil.example/")["Location"] == "/accounts/after/"


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    client.post(
        "/accounts/signup/", {"email": "a@example.org", "username": "a", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert page.status_code == 200
    assert b"<form" not in page.content.split(b"<main")[1]
    assert not User.objects.exists()


def test_five_wrong_passwords_lock_one_person_out_and_not_another(client, person):
    person(EDITORS)
    person(HELPERS, "other")

    answers = [sign_in(client, password="wrong") for _ in range(6)]

    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert answers[-1].status_code == 429
    assert b"<h1>" in answers[-1].content
    assert sign_in(client).status_code == 429
    assert sign_in(client, "other").status_code == 302


def test_no_address_of_a_machine_is_kept_of_a_wrong_password(client, person):
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog  # noqa: PLC0415 (app ready)

    from cms.accounts.models import Lockout  # noqa: PLC0415 (app ready)

    person(EDITORS)
    sign_in(client, password="wrong", REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="marked agent")
    sign_in(client, REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="marked agent")

    assert not any(model.objects.exists() for model in (AccessAttempt, AccessFailureLog, AccessLog))
    kept = " ".join(f"{row.cache_key} {row.value}" for row in Lockout.objects.all())
    assert "203.0.113.7" not in kept
    assert "marked agent" not in kept


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/desk/", "/desk/unlock/"])
def test_second_factor_is_required_before_anything_else(client, person, settings, path):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(person(EDITORS))

    assert client.get(path)["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_who_has_a_second_factor_goes_on(client, person, settings, kind):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    editor = person(EDITORS)
    Authenticator.objects.create(user=editor, type=kind, data={"credential": {}})
    client.force_login(editor)

    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, person, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    editor = person(EDITORS)
    Authenticator.objects.create(
        user=editor, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )
    client.force_login(editor)

    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_visitor_and_account_pages_need_no_second_factor(client, person, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(person(EDITORS))

    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/password/change/").status_code == 200
    assert client.get("/nl/none/").status_code == 404


def test_editor_sets_up_an_app_and_is_asked_for_its_code_from_then_on(client, person, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    person(EDITORS)
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/logout/")

    assert sign_in(client)["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/admin/")["Location"].startswith("/accounts/login/")
    caches["default"].clear()  # a code counts once; the next one comes after half a minute
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_code_to_scan_is_dark_on_light_whatever_the_page_is(client, person):
    person(EDITORS)
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    code = client.get("/accounts/2fa/totp/activate/").context["totp_svg"]

    assert code.startswith("<svg")
    assert 'fill="#fff"' in code
    assert 'stroke="#000"' in code


def test_recovery_code_opens_the_door_once(client, person, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    editor = person(EDITORS)
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    codes = Authenticator.objects.get(user=editor, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()

    for expected in (True, False):
        client.post("/accounts/logout/")
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert (client.get("/admin/").status_code == 200) is expected


def test_secret_of_an_app_is_not_readable_in_the_database(person):
    authenticator = TOTP.activate(person(EDITORS), "JBSWY3DPEHPK3PXP").instance
    authenticator.refresh_from_db()

    assert "JBSWY3DPEHPK3PXP" not in str(authenticator.data)


@pytest.mark.parametrize(("language", "word"), [("nl", 'lang="nl"'), ("fr", 'lang="fr"'), ("en", 'lang="en"')])
def test_account_pages_are_in_the_language_of_the_person(client, person, language, word):
    client.force_login(person(HELPERS, language=language))

    assert word in client.get("/accounts/2fa/", HTTP_ACCEPT_LANGUAGE="de").content.decode()


def test_language_is_one_choice_for_desk_and_admin(person):
    editor = person(EDITORS, language="nl")

    choose_language(editor, "fr")
    editor.wagtail_userprofile.preferred_language = "en"
    editor.wagtail_userprofile.save()
    editor.refresh_from_db()

    assert editor.preferred_language == "en"


def test_signing_out_takes_a_form(client, person):
    client.force_login(person(EDITORS))

    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/admin/").status_code == 302
