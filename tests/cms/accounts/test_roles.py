"""Roles: what editors, helpers, team leads and administrators may do, and what none of them may."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, Page

from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS, HELPERS, ROLES, TEAM_LEADS, grant_roles

pytestmark = pytest.mark.django_db


def staff(role, name="somebody"):
    user = User.objects.create_user(name, f"{name}@example.org", "a long password")
    user.groups.add(Group.objects.get(name=role))
    return user


def test_roles_are_there_from_the_start_and_no_other_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize(
    ("role", "enters"), [(EDITORS, True), (HELPERS, False), (TEAM_LEADS, False), (ADMINISTRATORS, True)]
)
def test_only_editors_and_administrators_enter_the_admin(client, role, enters):
    client.force_login(staff(role))

    response = client.get("/admin/")

    assert (response.status_code == 200) is enters


def test_editor_writes_and_publishes_pages_and_pictures_but_no_people():
    editor = staff(EDITORS)
    on_root = Page.get_first_root_node().permissions_for_user(editor)

    assert (on_root.can_add_subpage(), on_root.can_publish_subpage()) == (True, True)
    assert editor.has_perm("wagtailadmin.access_admin")
    assert not editor.has_perm("accounts.add_user")
    assert not editor.has_perm("base.change_sitesettings")
    assert not editor.has_perm("flows.change_exercisesettings")


def test_administrator_makes_people_and_changes_settings():
    administrator = staff(ADMINISTRATORS)

    for permission in (
        "accounts.add_user",
        "base.change_sitesettings",
        "flows.change_exercisesettings",
        "sharing.add_team",
        "desk.delete_member",
    ):
        assert administrator.has_perm(permission), permission
    assert not administrator.is_superuser


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reaches_what_visitors_wrote(role):
    closed = {"spaces", "journeys", "sharing", "desk", "sessions", "mfa", "account", "axes", "django_tasks_database"}
    held = Permission.objects.filter(group__name=role, content_type__app_label__in=closed)
    reached = {(app, model) for app, model in held.values_list("content_type__app_label", "content_type__model")}

    of_staff = {
        ("sharing", "team"),
        ("desk", "member"),
        ("desk", "answertemplate"),
    }  # who answers, and texts of their own
    assert reached == (of_staff if role == ADMINISTRATORS else set())


def test_granting_again_changes_nothing_and_keeps_what_was_added_by_hand():
    helpers = Group.objects.get(name=HELPERS)
    added = Permission.objects.get(codename="view_site")
    helpers.permissions.add(added)
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    grant_roles()

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    assert added in before[HELPERS]


def test_a_page_that_is_handed_in_waits_for_somebody():
    """Wagtail's own task is for a group that this site does not have; one that an operator filled stays as it is."""
    task = GroupApprovalTask.objects.get()
    assert set(task.groups.values_list("name", flat=True)) == {EDITORS, ADMINISTRATORS}
    readers = Group.objects.create(name="Nalezers")
    task.groups.set([readers])

    grant_roles()

    assert list(task.groups.all()) == [readers]
