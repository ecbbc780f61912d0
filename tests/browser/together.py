"""What a visitor and others type in the rooms that they share: a team, whom she invites, with whom she compares, a guest."""

from __future__ import annotations

import datetime

from tests.browser.everybody import DRAWING, LETTER, SOUND, STEP, Everybody, begin, without
from tests.browser.filling import Filler
from tests.factories import aids

ASK = "main form:has([name=question])"
TALK = "main form:has(textarea[name=text])"
PLAN = "main form:has([name=goal])"
FEW = {"answers": "|".join(aids.block_id(kind) for kind in (LETTER, DRAWING, SOUND))}
"""What is shared in the end: a text, a picture and a sound. All others are shared a moment."""


def ask_a_team(people: Everybody) -> None:
    """Ask a helper, with every answer and with how she may be reached; say more, also when something is broken."""
    her = people.her
    her.open("/nl/s/share/")
    her.open("/nl/s/share/new/1/")
    her.mistake(ASK, "preview")
    her.open("/nl/s/share/new/1/")
    her.send(ASK, "preview", {"first": None})
    her.send("main form:has(button[name=send])", "change")
    her.send(ASK, "preview")
    her.send("main form:has(button[name=send])", "send")
    people.room = her.at
    assert her.status == 200, her.text
    her.mistake(TALK)
    with without(people.site, "sharing_message"):
        marks = her.send(TALK)
    assert her.status == 503, her.text
    assert all(mark in str(her.page) for mark in marks)
    her.open(people.room)
    her.send(TALK)
    her.open_all("[src*='/a/']")
    her.open(f"{people.room}wishes/")
    her.mistake("main form:has([name=times])")
    her.open(f"{people.room}wishes/")
    her.send("main form:has([name=times])")
    assert her.status == 200, her.text
    people.mail = ask_for_mail(people)
    her.open(f"{people.room}change/")
    her.send("main form:has([name=answers])", given={"answers": None})
    her.send("main form:has(button[name=send])", "send")
    her.open(f"{people.room}change/")
    her.send("main form:has([name=answers])", given=FEW)
    her.send("main form:has(button[name=send])", "send")
    for button in ("no", "yes"):
        her.open(f"{people.room}paper/")
        her.send("main form", button)


def ask_for_mail(people: Everybody) -> str:
    """Ask for one mail when the team says something; gives the mark in her address."""
    her = people.her
    her.open(f"{people.room}mail/")
    her.mistake("main form:has([name=address])")
    her.open(f"{people.room}mail/")
    mark = her.send("main form:has([name=address])")[0]
    assert her.page.select("main button[name=off]"), her.text
    return mark


def make_a_plan(people: Everybody) -> None:
    """Put a goal in the plan, change it, and let everybody in the room change it."""
    her = people.her
    her.open(f"{people.room}plan/")
    her.mistake(PLAN)
    her.open(f"{people.room}plan/")
    her.send(PLAN)
    part = her.at
    her.mistake(PLAN)
    her.open(part)
    her.send(PLAN)
    her.open(part)
    her.send("main form:has(button[name=give])", "give", {"may_.*": "edit"})
    assert her.status == 200, her.text


def answer_at_the_desk(people: Everybody, passwords: dict[str, str]) -> None:
    """A helper reads it, answers in every field of the talk, and proposes a time and another team."""
    helper = people.helper
    enter_the_desk(helper, passwords)
    helper.press(".entry__title")
    share = helper.at

    def fill(form: str, given: dict[str, str | None] | None = None, button: str = "") -> None:
        for wrong in (True, False):
            helper.open(share)
            helper.send(form, button, given, wrong=wrong)
        assert helper.status == 200, (helper.at, helper.text)

    fill("form#reply")
    fill("form#reply", button="draft")
    fill("form#reply", button="preview")
    fill("#notes form")
    fill("article form:has(textarea)")
    fill("form[action$='/hand/']", {"to": ""})
    day = str(datetime.date.today() + datetime.timedelta(days=3))  # noqa: DTZ011 (a day that the site counts from today too)
    fill("form[action$='/offer/']", {"day_1": day, "time_1": "10:00", "(day|time)_[2-9]": None})
    fill("form[action$='/refer/']")
    helper.open(share)
    helper.press("main a[href*='/plan/']")
    helper.send(PLAN)
    helper.open(share)
    helper.send("form[action$='/paper/']")
    helper.open("/desk/invite/")
    helper.send("main form:has([name=note])", given={"aid": aid_of(helper, people)})


def enter_the_desk(helper: Filler, passwords: dict[str, str]) -> None:
    """Sign in, and unlock the desk."""
    helper.open("/desk/")
    helper.send("main form:has([name=password])", given={"login": "helper", "password": passwords["helper"]})
    helper.send("main form:has([name=passphrase])", given={"passphrase": passwords["helper desk"]})
    assert helper.at == "/desk/", helper.text


def aid_of(helper: Filler, people: Everybody) -> str:
    """What the form of an invitation calls the aid."""
    options = helper.page.select("select[name=aid] option")
    return next(str(one["value"]) for one in options if "Hulp bij je keuze" in one.get_text())


def choose_a_time(people: Everybody) -> None:
    """Pick the time that was offered, keep it in a file, and cancel it with a word; then answer about the other team."""
    her, page = people.her, f"{people.room}appointment/"
    her.open(page)
    her.send("main form:has([name=slot])")
    her.press("main a[href*='/appointment/']")
    her.open(page)
    her.mistake("main form:has([name=word])", "cancel")
    her.open(page)
    her.send("main form:has([name=word])", "cancel")
    assert her.status == 200, her.text
    her.open(f"{people.room}team/")
    her.send("main form:has(button[name=yes])", "yes")
    her.open(people.room)
    if her.page.select("main a[href$='/stop/']"):
        her.press("main a[href$='/stop/']")
        her.send("main form:has([name=nonce])")


def let_somebody_in(people: Everybody) -> None:
    """Invite somebody to a room of their own and one more to that of the team; that person says something, and plans along."""
    her, reader = people.her, people.reader
    her.open("/nl/s/share/with/1/")
    invite = "main form:has([name=words])"
    her.mistake(invite, "preview")
    her.open("/nl/s/share/with/1/")
    her.send(invite, "preview", person(people))
    her.send("main form:has(button[name=send])", "change")
    her.send(invite, "preview", person(people))
    her.send("main form:has(button[name=send])", "send")
    code = people.code_on(her)
    reader.open("/nl/s/in/")
    reader.mistake("main form:has([name=code])")
    reader.send("main form:has([name=code])", given={"code": code})
    assert reader.at == "/nl/s/in/read/", reader.text

    private = sorted({str(link["href"]) for link in rooms(her)} - {people.room})[0]
    readers = f"{people.room}readers/"
    her.open(readers)
    her.mistake("main form:has([name=name])")
    her.open(readers)
    her.send("main form:has([name=name])", given=person(people))
    people.code_on(her)
    her.open(readers)
    her.press("main a[href*='/readers/']")
    her.send("main form:has(button[name=code])", "code")
    people.code_on(her)

    her.open(f"{private}plan/")
    her.send(PLAN)
    her.send("main form:has(button[name=give])", "give", {"may_.*": "edit"})
    reader.open("/nl/s/in/read/")
    for form in (TALK, "article form:has(textarea[name=text])"):
        reader.mistake(form)
        reader.open("/nl/s/in/read/")
        reader.send(form)
        assert reader.status == 200, reader.text
    reader.open_all("[src*='/in/read/a/']")
    reader.open("/nl/s/in/read/")
    reader.press("main a[href*='/plan/']")
    reader.mistake(PLAN)
    reader.open("/nl/s/in/read/")
    reader.press("main a[href*='/plan/']")
    reader.send(PLAN)
    assert reader.at == "/nl/s/in/read/", reader.text
    her.open(private)
    her.send(TALK)
    her.open(f"{private}withdraw/")
    her.send("main form")
    assert reader.post("/nl/s/in/read/", text=people.marks.say()) == 410


def person(people: Everybody) -> dict[str, str | None]:
    """Somebody with a short name, who may do everything."""
    return {"name": people.marks.new(), "may": "comment", **FEW}


def rooms(her: Filler) -> list[dict[str, str]]:
    """The links to her rooms."""
    her.open("/nl/s/share/")
    return her.page.select("main .entry__title[href]")  # type: ignore[return-value] # a link is read like a mapping


def compare(people: Everybody) -> None:
    """Two people lay a letter side by side; then one of them deletes everything."""
    her, him = people.her, people.him
    her.open("/nl/s/two/")
    her.open("/nl/s/two/new/1/")
    her.send("main form:has([name=answers])", given=FEW)
    code = people.code_on(her)
    him.open("/nl/s/two/in/")
    him.mistake("main form:has([name=code])")
    him.send("main form:has([name=code])", given={"code": code})
    assert him.status == 200, him.text
    comparison = him.at
    him.open(people.address_of(LETTER))
    him.send(STEP, "go")
    for who in (her, him):
        who.open(comparison)
        who.open(f"{comparison}agree/")
        who.send("main form:has([name=show])")
        assert who.status == 200, who.text
    him.open(comparison)
    assert people.kept[LETTER][-1] in str(him.page)
    her.open(f"{comparison}link/")
    her.post(f"{comparison}link/")
    her.open(f"{comparison}stop/")
    her.send("main form")
    him.open("/nl/s/1/read/pdf/")
    him.open("/nl/s/keep/delete/")
    him.send("main form")
    him.open("/nl/s/closed/")


def come_by_invitation(people: Everybody) -> None:
    """Begin with the code of a helper."""
    guest, code = people.guest, people.code_on(people.helper)
    guest.open("/nl/s/share/begin/")
    guest.mistake("main form:has([name=code])")
    guest.send("main form:has([name=code])", given={"code": code})
    guest.send("main form:has(button[name=begin])", "begin")
    assert guest.status == 200, guest.text
    begin(people, guest)
