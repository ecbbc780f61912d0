"""A lost phone: an administrator takes the second step away, and nobody else does."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import translation
from wagtail.models import ModelLogEntry

from cms.accounts.language import choose_language
from cms.accounts.roles import ADMINISTRATORS, EDITORS, HELPERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model):
    """Make a member of staff with a role, an app that gives codes and recovery codes."""

    def make(name, role, **more):
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "correct horse", **more)
        user.groups.add(Group.objects.get(name=role))
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN):
            Authenticator.objects.create(user=user, type=kind, data={})
        return user

    return make


def address_of(user):
    return f"/admin/accounts/{user.pk}/second-step/"


def second_steps(*users):
    return {user.username: Authenticator.objects.filter(user=user).count() for user in users}


def test_administrator_takes_it_away_and_the_colleague_is_told(
    client, person, mailoutbox, django_capture_on_commit_callbacks
):
    admin = person("admin", ADMINISTRATORS)
    choose_language(admin, "en")
    helper = person("helper", HELPERS, preferred_language="en")
    client.force_login(admin)

    asked = client.get(address_of(helper))
    before = second_steps(admin, helper)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(address_of(helper), follow=True)

    assert "Make sure that it is really your colleague who asks" in asked.content.decode()
    assert (before, second_steps(admin, helper)) == ({"admin": 3, "helper": 3}, {"admin": 3, "helper": 0})
    assert "“helper” sets up a new second step at the next sign-in." in done.content.decode()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["helper@example.org"], "Your second step was taken away")
    ]
    noted = ModelLogEntry.objects.get(action="accounts.forget_second_factor")
    with translation.override("en"):
        assert noted.message == "Took away the second step"
    assert (noted.user, noted.object_id) == (admin, str(helper.pk))


def test_nobody_else_does_and_nobody_their_own(client, person):
    admin, editor, helper = person("admin", ADMINISTRATORS), person("editor", EDITORS), person("helper", HELPERS)
    chief = person("chief", ADMINISTRATORS, is_superuser=True)
    tries = [(None, helper), (editor, helper), (helper, editor), (admin, admin), (admin, chief)]

    statuses = []
    for user, other in tries:
        client.logout()
        if user is not None:
            client.force_login(user)
        statuses.append(client.post(address_of(other)).status_code)

    assert statuses == [302] * 5
    assert second_steps(admin, editor, helper, chief) == {"admin": 3, "editor": 3, "helper": 3, "chief": 3}


def test_the_list_of_users_offers_it_for_others_only(client, person):
    admin, helper = person("admin", ADMINISTRATORS), person("helper", HELPERS)
    chief = person("chief", ADMINISTRATORS, is_superuser=True)
    client.force_login(admin)

    page = client.get("/admin/users/").content.decode()

    assert {user.username: address_of(user) in page for user in (admin, helper, chief)} == {
        "admin": False,
        "helper": True,
        "chief": False,
    }
