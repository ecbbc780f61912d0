"""The people of the demo: one for each role, two teams apart, passwords that are kept and told to nobody else."""

import stat

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.accounts.roles import ROLES
from cms.demo.people import FIRST_TEAM, PEOPLE, READY_ANSWERS, SECOND_TEAM, Passwords, make_people, new_password
from decision_aids.desk.keyring import unlock_helper_key
from decision_aids.desk.models import AnswerTemplate, HelperKey, Member
from decision_aids.sharing.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def passwords(tmp_path):
    kept = Passwords(tmp_path / "passwords.txt")
    make_people(kept)
    return kept


def test_there_is_somebody_for_every_role_who_can_sign_in(passwords, rf):
    assert {group.name: group.user_set.count() for group in Group.objects.all()} == {
        role: sum(person.role == role for person in PEOPLE) for role in ROLES
    }
    for person in PEOPLE:
        assert (
            authenticate(rf.get("/"), username=person.name, password=passwords.get(person.name)).username == person.name
        )


def test_passwords_are_written_down_for_their_owner_alone(passwords):
    assert stat.S_IMODE(passwords.path.stat().st_mode) == 0o600
    assert Passwords(passwords.path).known == passwords.known


def test_second_start_changes_nobody(passwords):
    before = list(User.objects.order_by("pk").values_list("username", "password"))

    make_people(Passwords(passwords.path))

    assert list(User.objects.order_by("pk").values_list("username", "password")) == before
    assert Team.objects.count() == 2


def test_ready_answers_can_be_filled_in_and_are_made_once(passwords):
    make_people(Passwords(passwords.path))

    ready = list(AnswerTemplate.objects.all())
    for answer in ready:
        answer.full_clean()
    assert sorted(answer.title for answer in ready) == sorted(READY_ANSWERS)
    said = {answer.title: answer.filled(Team.objects.get(name=FIRST_TEAM), "Hanne") for answer in ready}
    assert "Ik ben Hanne van Onthaalteam." in said["Goed ontvangen"]
    assert "maandag" in said["Wanneer we er zijn"]


def test_lost_file_of_passwords_means_new_passwords_for_the_same_people(passwords, tmp_path, rf):
    again = Passwords(tmp_path / "other.txt")

    make_people(again)

    assert User.objects.count() == len(PEOPLE)
    assert authenticate(rf.get("/"), username="editor", password=again.get("editor")) is not None


def test_both_teams_can_be_asked_and_each_helper_is_in_one(passwords):
    members = sorted(Member.objects.values_list("team__name", "user__username", "lead"))

    assert {team.name for team in Team.objects.reachable()} == {FIRST_TEAM, SECOND_TEAM}
    assert members == sorted(
        [(FIRST_TEAM, "helper", False), (FIRST_TEAM, "lead", True), (SECOND_TEAM, "helper2", False)]
    )


def test_desk_passphrase_of_a_helper_opens_her_key_and_the_lead_has_none_yet(passwords):
    helper = User.objects.get(username="helper")

    assert len(unlock_helper_key(helper, passwords.get("helper desk"))) == 32
    assert set(HelperKey.objects.values_list("user__username", flat=True)) == {"helper", "helper2"}


def test_passwords_differ_and_are_long():
    made = {new_password() for _ in range(200)}

    assert len(made) == 200
    assert {len(password) for password in made} == {27}
