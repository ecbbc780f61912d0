"""Whatever is typed as a name, a comment or a goal is text on every page where others read it."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from cms.base.sanitise import linkify
from decision_aids.desk.keyring import room_key_for
from decision_aids.exercises.fields import clean_text
from decision_aids.sharing import plan
from decision_aids.sharing.models import Message, Reader, Share
from decision_aids.sharing.readers import invite, withdraw_readers
from decision_aids.sharing.services import say
from decision_aids.vault import keys
from tests.decision_aids.desk.conftest import Unlock, desk_of
from tests.decision_aids.desk.test_hostile import CORPUS, dangers, shape_of
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.decision_aids.sharing.test_plan import room, space_of
from tests.decision_aids.sharing.test_readers import add_to, enter
from tests.factories.visitors import Visitor

__all__ = ["desk_of"]

pytestmark = pytest.mark.django_db
NAMES = list(dict.fromkeys(name for text in CORPUS if (name := " ".join(clean_text(text).split())[:40].strip())))
AT_ONCE = 4


def test_names_comments_and_goals_are_text_for_all_who_read(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    share, desk = Share.objects.get(), desk_of(crew)
    opened, her_room = space_of(writer), room(writer)
    reader = enter(add_to(writer, share, "Jan", "comment"))
    owner, jan = plan.owner_of(opened, share), Reader.objects.get()
    part_row = plan.add_part(share, owner, plan.PartContent("Doel"), nonce="ee" * 16)
    part = plan.parts_for(share, owner)[0]
    plan.give_part(opened, her_room, part, team="edit", readers={jan: "edit"})
    pages = {
        "room": lambda: writer.open(f"/nl/s/share/{share.short}/"),
        "readers": lambda: writer.open(f"/nl/s/share/{share.short}/readers/"),
        "plan": lambda: writer.open(f"/nl/s/share/{share.short}/plan/"),
        "part": lambda: writer.open(f"/nl/s/share/{share.short}/plan/{part_row.id.hex[:8]}/"),
        "reading": lambda: reader.open("/nl/s/in/read/"),
        "given": lambda: reader.open(f"/nl/s/in/plan/{part_row.id.hex[:8]}/"),
        "desk": lambda: desk.get(f"/desk/{share.pk}/"),
    }
    tags = {tag for page in pages.values() for tag, _names in shape_of(page().content.decode()).elements}
    for start in range(0, len(NAMES), AT_ONCE):
        some = NAMES[start : start + AT_ONCE]
        withdraw_readers(Reader.objects.exclude(pk=jan.pk))
        share.messages.filter(side="r").delete()
        for number, name in enumerate(some):
            until, nonce = jan.until, f"{start + number:032x}"
            invite(opened, her_room, name=name, may="answers", until=until, nonce=nonce)
            say(
                share,
                room_key_for(crew.helper, crew.secret, share),
                side=Message.Side.READER,
                nonce=nonce,
                text=name,
                who=name,
            )
        step = plan.PlanStep(some[0], some[-1])
        now = plan.parts_for(share, owner)[0]
        content = plan.PartContent(some[0], some[-1], (step,))
        plan.save_part(share, owner, now, content, revision=now.row.revision)

        shown = {name: page().content.decode() for name, page in pages.items()}

        assert {name: dangers(page) for name, page in shown.items()} == {name: [] for name in pages}
        found = {tag for page in shown.values() for tag, _names in shape_of(page).elements}
        assert found - tags <= {"p", "br", "a", "ul", "li", "article", "header", "b", "span", "form", "h2", "ol", "div"}
        for name in some:
            assert all(escape(name) in shown[page] for page in ("room", "readers", "reading", "desk"))
            assert str(linkify(name)) in shown["reading"]


def test_hostile_forms_of_a_reader_are_refused_or_taken_as_text(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    reader = enter(add_to(writer, Share.objects.get(), "Jan", "comment"))
    token = keys.csrf_token(reader.client.cookies["r"].value)
    for number, text in enumerate(CORPUS):
        form = {"text": text, "nonce": f"{number:032x}", "about": "", "token": token}
        reader.send(form, address="/nl/s/in/read/")

        assert reader.page.status_code == (422 if len(clean_text(text)) > 2_000 else 200)
        assert dangers(reader.html) == []
        for field in ("about", "nonce", "token"):
            reader.send({**form, field: text or "x"}, address="/nl/s/in/read/")
            assert reader.page.status_code in (410, 422)
            assert dangers(reader.html) == []
        if number == 40:
            break


@pytest.mark.parametrize("text", CORPUS[:25])
def test_hostile_code_opens_nothing(db: None, text: str) -> None:
    reader = enter(text)

    assert reader.page.status_code == 422
    assert dangers(reader.html) == []
    assert "r" not in reader.client.cookies
