"""The inbox of a team: its views, who has what, what is late, what rests, and what the lead sees."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.accounts.language import choose_language
from decision_aids.desk import handling
from decision_aids.desk.counting import counts_of_team
from decision_aids.desk.drafts import drafts_of
from decision_aids.desk.inbox import VIEWS, counts_of, lines_of, rooms_of
from decision_aids.desk.models import AnswerTemplate, Draft, Handling, Member
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share
from decision_aids.vault.wordlist import word_list
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def desk(who: Crew) -> OpenDesk:
    """An open desk without a browser."""
    return OpenDesk(who.helper, who.secret, 0)


def views_of(who: Crew) -> dict[str, int]:
    """In which views there is something, and how much."""
    return {view: count for view, count in counts_of(desk(who)).items() if count}


def test_a_new_share_is_nobodys_and_in_no_other_teams_inbox(writer: Visitor, crew: Crew, other_crew: Crew) -> None:
    ask(writer, crew, "Nieuw")

    assert views_of(crew) == {"free": 1, "all": 1}
    assert views_of(other_crew) == {}


def test_what_was_taken_answered_and_closed_moves_from_view_to_view(
    writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    ask(writer, crew, "Nieuw")
    share, client = Share.objects.get(), desk_of(crew)

    client.post(f"/desk/{share.pk}/claim/")
    assert views_of(crew) == {"mine": 1, "all": 1}
    client.post(f"/desk/{share.pk}/say/", {"text": "Dag", "nonce": "ab" * 16, "seen": "1"})
    assert views_of(crew) == {"mine": 1, "all": 1, "waiting": 1}
    client.post(f"/desk/{share.pk}/close/", {"seen": "2"})
    assert views_of(crew) == {"closed": 1}
    client.post(f"/desk/{share.pk}/reopen/")
    assert views_of(crew) == {"mine": 1, "all": 1, "waiting": 1}


def test_what_rests_comes_back_on_its_day_or_when_she_writes(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw")
    share, client = Share.objects.get(), desk_of(crew)

    client.post(f"/desk/{share.pk}/later/", {"days": "3"})
    assert views_of(crew) == {"later": 1}
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert views_of(crew) == {"free": 1, "all": 1}

    writer.open(f"/nl/s/share/{share.short}/")
    writer.send({"text": "Nog iets"})
    assert views_of(crew) == {"free": 1, "all": 1}


def test_every_view_counts_what_it_shows(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een")
    ask(writer, crew, "Twee")
    first = Share.objects.first()
    handling.claim(first, crew.helper)
    handling.put_off(Share.objects.exclude(pk=first.pk).get(), timezone.localdate() + datetime.timedelta(days=1))

    shown = {view: rooms_of(desk(crew), view).count() for view in VIEWS}

    expected = {"mine": 1, "free": 0, "all": 1, "waiting": 0, "later": 1, "closed": 0, "along": 0}
    assert shown == counts_of(desk(crew)) == expected


def test_the_oldest_promise_is_on_top_and_answered_ones_below(writer: Visitor, crew: Crew) -> None:
    for question in ("a", "b", "c"):
        ask(writer, crew, question)
    today = timezone.localdate()
    one, two, three = Share.objects.all()
    Share.objects.filter(pk=one.pk).update(promised_on=today + datetime.timedelta(days=2))
    Share.objects.filter(pk=two.pk).update(promised_on=today - datetime.timedelta(days=1))
    Share.objects.filter(pk=three.pk).update(promised_on=today, news_for_team=False)

    lines = lines_of(desk(crew), list(rooms_of(desk(crew))))

    assert [(line.share.pk, line.late) for line in lines] == [(two.pk, True), (one.pk, False), (three.pk, False)]


def test_a_talk_has_the_same_two_words_for_every_colleague(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw")
    client, share, words = desk_of(crew), Share.objects.get(), word_list("nl").words
    first = share.pk.int >> 96  # the four bytes in front
    name = f"{words[first >> 11 & 2047]} {words[first & 2047]}"

    dutch = client.get("/desk/").content.decode()
    choose_language(crew.helper, "fr")
    french = client.get("/desk/").content.decode()

    assert f"{name} · gestuurd op" in dutch
    assert f"{name} · envoyé le" in french
    assert f'<b translate="no">{name}</b>' in client.get(f"/desk/{share.pk}/").content.decode()


def test_a_list_of_many_costs_no_more_queries_than_one(
    writer: Visitor, crew: Crew, desk_of: Unlock, django_assert_num_queries: Any
) -> None:
    ask(writer, crew, "Een")
    client = desk_of(crew)
    client.get("/desk/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/")
    known = len(one)
    ask(writer, crew, "Twee")
    ask(writer, crew, "Drie")
    client.get("/desk/")  # the first of a minute writes down that the desk is in use

    with django_assert_num_queries(known):
        client.get("/desk/")


def test_who_is_away_leaves_what_she_took_to_her_colleagues(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Nieuw")
    share = Share.objects.get()
    handling.claim(share, crew.helper)
    assert views_of(sofie) == {"all": 1}
    with pytest.raises(handling.Taken):
        handling.claim(share, sofie.helper)

    assert b"/claim/" not in desk_of(sofie).get(f"/desk/{share.pk}/").content

    desk_of(crew).post("/desk/away/", {"until": str(timezone.localdate())})

    assert b"/claim/" in desk_of(sofie).get(f"/desk/{share.pk}/").content
    assert views_of(sofie) == {"free": 1, "all": 1}
    handling.claim(share, sofie.helper)
    assert Handling.objects.get().helper == sofie.helper


@pytest.mark.parametrize(
    ("until", "told"), [("", "Vul de laatste dag in dat je afwezig bent."), ("2020-01-01", "Dit is voorbij.")]
)
def test_an_absence_that_cannot_be_is_told_and_changes_nothing(
    crew: Crew, desk_of: Unlock, until: str, told: str
) -> None:
    client = desk_of(crew)

    refused = client.post("/desk/away/", {"until": until})

    assert (refused.status_code, told in refused.content.decode()) == (422, True)
    assert Member.objects.get(user=crew.helper).away_until is None
    assert client.get("/desk/away/?view=mine").url == "/desk/?view=mine"  # where a link of the refused page leads


def test_reading_along_is_a_view_only_when_there_is_something(crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)

    shown = [b"?view=along" in client.get(f"/desk/{query}").content for query in ("", "?view=along")]

    assert shown == [False, True]


def test_a_share_is_handed_over_with_a_note_that_she_never_sees(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Nieuw")
    share = Share.objects.get()
    to = Member.objects.get(user=sofie.helper).pk

    desk_of(crew).post(f"/desk/{share.pk}/hand/", {"to": to, "note": "Kan jij dit lezen?", "nonce": "ab" * 16})

    assert Handling.objects.get().helper == sofie.helper
    assert "Kan jij dit lezen?" in desk_of(sofie).get(f"/desk/{share.pk}/").content.decode()
    writer.open(f"/nl/s/share/{share.short}/")
    assert "Kan jij dit lezen?" not in writer.html


def test_a_share_is_not_handed_to_another_team(writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw")
    share, to = Share.objects.get(), Member.objects.get(user=other_crew.helper).pk

    sent = desk_of(crew).post(f"/desk/{share.pk}/hand/", {"to": to, "note": "", "nonce": "ab" * 16})

    assert sent.status_code == 422
    with pytest.raises(handling.NotInTeam):
        handling.hand_over(share, other_crew.helper)
    assert not Handling.objects.filter(helper=other_crew.helper).exists()


def test_a_colleague_is_seen_to_be_looking_until_she_goes_on(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Nieuw")
    path, hers, mine = f"/desk/{Share.objects.get().pk}/", desk_of(sofie), desk_of(crew)

    hers.get(path)
    assert "Sofie kijkt" in mine.get(path).content.decode()
    hers.get("/desk/")
    assert "Sofie kijkt" not in mine.get(path).content.decode()


def test_a_draft_is_kept_for_her_alone_and_goes_when_it_is_sent(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Nieuw", "my-letter")
    share, client = Share.objects.get(), desk_of(crew)
    path = f"/desk/{share.pk}/"

    assert client.post(f"{path}draft/", {"text": "Half af", "about": ""}).status_code == 204
    client.post(f"{path}draft/", {"text": "Bij de brief", "about": block_id("my-letter")})

    assert drafts_of(desk(crew), share) == {"": "Half af", block_id("my-letter"): "Bij de brief"}
    assert "Half af" in client.get(path).content.decode()
    assert "Half af" not in desk_of(sofie).get(path).content.decode()
    assert b"Half af" not in b"".join(bytes(draft.sealed) for draft in Draft.objects.all())
    client.post(f"{path}say/", {"text": "Helemaal af", "nonce": "ab" * 16, "seen": "1"})
    assert list(drafts_of(desk(crew), share)) == [block_id("my-letter")]


def test_what_was_sent_to_a_locked_desk_goes_through_after_the_passphrase(
    writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    ask(writer, crew, "Nieuw")
    share, client = Share.objects.get(), sign_in(crew)
    said = {"text": "Lang over nagedacht", "nonce": "ab" * 16, "seen": "1", "about": ""}

    page = client.post(f"/desk/{share.pk}/say/", said)
    assert "Lang over nagedacht" in page.content.decode()
    assert share.messages.filter(side="t").count() == 0
    assert client.post(f"/desk/{share.pk}/say/", {**said, "passphrase": "niet de goede zin"}).status_code == 422
    client.post(f"/desk/{share.pk}/say/", {**said, "passphrase": PASSPHRASE})

    assert share.messages.filter(side="t").count() == 1
    assert client.get("/desk/").status_code == 200


def test_a_reply_after_the_sign_in_ended_gives_the_text_back(writer: Visitor, crew: Crew, client: Any) -> None:
    ask(writer, crew, "Nieuw")

    page = client.post(f"/desk/{Share.objects.get().pk}/say/", {"text": "Niet verloren", "nonce": "ab" * 16})

    assert page.status_code == 403
    assert "Niet verloren" in page.content.decode()


def test_templates_of_the_team_and_of_all_in_her_language(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    ours = AnswerTemplate.objects.create(team=crew.team, language="nl", title="Van ons", text="{helper} van {team} {x}")
    AnswerTemplate.objects.create(language="nl", title="Van iedereen", text="Dag")
    AnswerTemplate.objects.create(team=other_crew.team, language="nl", title="Van Zuid", text="Dag")
    AnswerTemplate.objects.create(team=crew.team, language="fr", title="En français", text="Bonjour")
    ask(writer, crew, "Nieuw")

    client, share = desk_of(crew), Share.objects.get().pk

    page = client.get(f"/desk/{share}/").content.decode()
    shown = [title in page for title in ("Van ons", "Van iedereen", "Van Zuid", "En français")]
    assert shown == [True, True, False, False]

    typed = {"text": "Dit typte ik al.", "template": ours.pk, "insert": "1"}
    assert client.post(f"/desk/{share}/say/", typed).url == f"/desk/{share}/#reply"
    assert "Dit typte ik al.\n\nNoord van Noord {x}</textarea>" in client.get(f"/desk/{share}/").content.decode()
    assert client.post(f"/desk/{share}/say/", {"text": "Alleen dit", "template": "0", "insert": "1"}).status_code == 302
    assert "\nAlleen dit</textarea>" in client.get(f"/desk/{share}/").content.decode()


def test_a_placeholder_that_nothing_fills_in_is_refused() -> None:
    good = AnswerTemplate(language="nl", title="Welkom", text="{helper} van {team}, {hours}, binnen {days} dagen")
    wrong = AnswerTemplate(language="nl", title="Welkom", text="Dag {naam}, ik ben {helper} {}")

    good.full_clean()
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        wrong.full_clean()

    said = "We cannot fill in {naam}, {}. You may write {team}, {helper}, {hours}, {days}."
    assert refused.value.message_dict == {"text": [said]}


def test_opening_a_share_does_not_keep_it_longer(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw")
    day = timezone.localdate() + datetime.timedelta(days=3)
    Share.objects.update(purge_on=day)
    share = Share.objects.get()

    desk_of(crew).get(f"/desk/{share.pk}/")

    share.refresh_from_db()
    assert (share.purge_on, share.messages.filter(side="n").count()) == (day, 1)


def test_the_overview_counts_weeks_and_only_a_lead_sees_it(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw")
    share, client = Share.objects.get(), desk_of(crew)
    assert client.get("/desk/overview/").status_code == 403
    Member.objects.update(lead=True)
    Share.objects.update(sent_on=datetime.date(2026, 11, 20), promised_on=datetime.date(2026, 11, 24), answered_on=None)

    with time_machine.travel("2026-11-25 09:00Z", tick=False):
        before = counts_of_team(share.team)
        Share.objects.update(answered_on=datetime.date(2026, 11, 24), news_for_team=False)
        after = counts_of_team(share.team)

    assert (before.open, before.to_answer, before.late) == (1, 1, 1)
    assert (after.open, after.to_answer, after.late) == (1, 0, 0)
    assert [(week.came, week.answered, week.days) for week in after.weeks[:3]] == [
        (0, 0, None),
        (1, 1, 2),
        (0, 0, None),
    ]
    assert client.get("/desk/overview/").status_code == 200
