"""Who is there in the demo: one person for each role, two teams that answer, and the passwords of all."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts.language import choose_language
from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS, HELPERS, TEAM_LEADS
from decision_aids.desk.keyring import found_team_key, make_helper_key
from decision_aids.desk.models import AnswerTemplate, Member
from decision_aids.sharing.models import Team
from decision_aids.vault import phrase

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as."""

    name: str
    role: str
    first_name: str
    last_name: str
    team: str = ""

    @property
    def helps(self) -> bool:
        return bool(self.team)


FIRST_TEAM, SECOND_TEAM = "Onthaalteam", "Avondteam"
WORKING_DAYS = ("mon", "tue", "wed", "thu", "fri")
TEAMS = {
    FIRST_TEAM: {
        "about": "Drie maatschappelijk werkers. Zij lezen wat jij met hen deelt, en antwoorden met aandacht.",
        "opening": [(day, "09:00:00", "17:00:00") for day in WORKING_DAYS],
        "may_not_promise": "Wij zien niet wie je bent en waar je bent. Wij kunnen niemand opsporen of meteen langskomen.",
    },
    SECOND_TEAM: {
        "organisation": "De Avondlijn, een verzonnen partner",
        "about": "Twee vrijwilligers met een opleiding. Zij zijn er voor wie 's avonds wil schrijven.",
        "opening": [(day, "19:00:00", "22:00:00") for day in ("tue", "thu")],
        "may_not_promise": "Wij geven geen medisch advies.",
    },
}
PEOPLE = (
    Person("editor", EDITORS, "Emma", "Redactie"),
    Person("helper", HELPERS, "Hanne", "Onthaal", FIRST_TEAM),
    Person("helper2", HELPERS, "Hugo", "Avond", SECOND_TEAM),
    Person("lead", TEAM_LEADS, "Leen", "Leiding", FIRST_TEAM),
    Person("admin", ADMINISTRATORS, "Amir", "Beheer"),
)


# For all teams, in the language of the visitors of the demo.
READY_ANSWERS = {
    "Goed ontvangen": (
        "Dag,\n\nDank je dat je schrijft. Ik ben {helper} van {team}. Ik lees je vraag rustig en antwoord binnen "
        "{days} werkdagen.\n\nWil je vlugger met iemand praten? De nummers onder aan je pagina antwoorden meteen."
    ),
    "Wanneer we er zijn": "Wij zijn er op deze momenten: {hours}. Schrijven mag altijd. Je leest ons antwoord hier.",
}


class Passwords:
    """The file that holds the passwords of the demo, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self.known = dict(line.split("\t", 1) for line in lines if "\t" in line)

    def get(self, name: str) -> str | None:
        return self.known.get(name)

    def keep(self, name: str, value: str) -> None:
        """Write it down at once: what is made later may fail."""
        self.known[name] = value
        self.path.touch(mode=0o600)
        self.path.write_text("".join(f"{key}\t{kept}\n" for key, kept in self.known.items()), encoding="utf-8")


def new_password() -> str:
    """Give four made-up words, easy to type over: 73 bits of chance."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(4))


def make_people(passwords: Passwords) -> None:
    """Make who is not there yet, and give a new password to whom it is not known of."""
    for person in PEOPLE:
        user = User.objects.filter(username=person.name).first()
        if user is not None and passwords.get(person.name) is not None:
            continue
        password = new_password()
        passwords.keep(person.name, password)
        with transaction.atomic():
            user = user or _new_user(person)
            user.set_password(password)
            user.save()
    _make_teams(passwords)


def _new_user(person: Person) -> User:
    user = User.objects.create_user(
        person.name, f"{person.name}@example.org", first_name=person.first_name, last_name=person.last_name
    )
    user.groups.add(Group.objects.get(name=person.role))
    choose_language(user, "nl")
    return user


def _make_teams(passwords: Passwords) -> None:
    """Found the teams with their keys, so that a visitor can ask them something at once.

    The lead gets no key here: what a new member does first can be seen as the lead.
    """
    if not Team.objects.exists():
        AnswerTemplate.objects.bulk_create(
            AnswerTemplate(language="nl", title=title, text=text) for title, text in READY_ANSWERS.items()
        )
    for order, (name, told) in enumerate(TEAMS.items(), start=1):
        opening = [
            {"type": "hours", "value": {"day": day, "opens": opens, "closes": closes, "note": ""}}
            for day, opens, closes in told["opening"]
        ]
        team, new = Team.objects.get_or_create(name=name, defaults={**told, "opening": opening, "order": order * 10})
        if not new:
            continue
        for person in PEOPLE:
            if person.team == name:
                user = User.objects.get(username=person.name)
                Member.objects.create(team=team, user=user, lead=person.role == TEAM_LEADS)
                if person.role == HELPERS:
                    _found_key(passwords, team, user)


def _found_key(passwords: Passwords, team: Team, user: User) -> None:
    passphrase = passwords.get(f"{user.username} desk") or new_password()
    passwords.keep(f"{user.username} desk", passphrase)
    make_helper_key(user, passphrase)
    sheet = phrase.new_phrase(phrase.SHEET_WORDS)
    passwords.keep(f"{team.name} recovery sheet", " ".join(phrase.words(sheet, "nl")))
    found_team_key(team, user, sheet)
