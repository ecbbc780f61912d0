"""A helper's invitation to an aid: made with a code, looked at, used once, taken back.

Used, the row goes with its code: nothing tells who came. Whether she wants that helper to be the first to read what she
asks later is noted in her own space, and nowhere else.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.services import start_journey
from decision_aids.sharing.models import Invitation, Team
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.once import Used, cancel_codes, make_code, use_code, waiting_behind
from decision_aids.spaces.purging import daily
from decision_aids.spaces.services import note_down, read_notes, start_space
from decision_aids.vault.crypto import new_key, open_sealed, seal

PURPOSE = "invite"  # what the codes are made for
MOST_OPEN = 50  # of one helper at a time
MOST_NOTE = 600
ATTACHED = "came with"  # under which name it is noted in her space


class TooManyInvitations(Exception):
    """This helper has as many open invitations as one can have."""


class NoInvitation(Exception):
    """There is none behind this code: used, taken back, past its day, or never made."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, opened. `helper` is the name under which the helper writes."""

    aid: uuid.UUID
    team: Team
    helper_id: int
    helper: str
    note: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """The helper whom she wants to read first what she asks."""

    team: int
    helper: int
    name: str


def aids_to_invite_to() -> list[tuple[str, str, str]]:
    """What somebody can begin now: (key of the flow, language, title)."""
    live = DecisionAidPage.objects.live().select_related("locale").order_by("title")
    found = [(str(page.translation_key), page.locale.language_code, page.title) for page in live]
    return [one for one in found if FlowVersion.objects.current(uuid.UUID(one[0]), one[1])]


@transaction.atomic
def invite(team: Team, helper: Any, aid: uuid.UUID, *, note: str, days: int) -> tuple[Invitation, str]:
    """Make an invitation; gives it with its code, which is shown once. Raises `TooManyInvitations`."""
    if open_of(helper) >= MOST_OPEN:
        raise TooManyInvitations
    key, until = new_key(), timezone.localdate() + datetime.timedelta(days=days)
    row = Invitation(team=team, helper=helper, aid=aid, purge_on=until)
    row.note = seal(key, note.encode(), "invitation", row.id.bytes)
    row.save(force_insert=True)
    return row, make_code(key, purpose=PURPOSE, subject=row.id, until=until)


def open_of(helper: Any) -> int:
    """How many invitations of a helper can still be used. One query."""
    return Invitation.objects.filter(helper=helper, purge_on__gte=timezone.localdate()).count()


@transaction.atomic
def take_back(helper: Any, one: uuid.UUID | None = None) -> int:
    """Let one invitation of a helper, or all of them, work no more; gives how many that were."""
    rows = Invitation.objects.filter(helper=helper)
    if one is not None:
        rows = rows.filter(pk=one)
    ids = list(rows.values_list("pk", flat=True))
    cancel_codes(PURPOSE, ids)
    return Invitation.objects.filter(pk__in=ids).delete()[0]


def look_at(code: str) -> Invited | None:
    """What an invitation says, without using it; None when there is none behind this code."""
    waiting = waiting_behind(code, PURPOSE)
    return _open(waiting) if waiting is not None else None


@transaction.atomic
def begin(code: str, opened: OpenSpace | None, version: FlowVersion, *, attach: bool) -> OpenJourney:
    """Use an invitation: begin the aid, in the space that is open or in a new one; of two at once one does.

    With `attach` her space remembers whom she came with. Raises `NoInvitation`, `TooManyJourneys`.
    """
    used = use_code(code, PURPOSE)
    invited = _open(used) if used is not None else None
    if used is None or invited is None or invited.aid != version.flow_key:
        raise NoInvitation
    Invitation.objects.filter(pk=used.subject).delete()
    journey = start_journey(opened or start_space(), version)
    if attach:
        note_down(journey.opened, ATTACHED, [invited.team.pk, invited.helper_id, invited.helper])
    return journey


def attached_to(opened: OpenSpace) -> Attachment | None:
    """Whom she came with and wants to write to first, or None. No query."""
    noted = read_notes(opened).get(ATTACHED)
    return Attachment(*noted) if noted else None


def _open(used: Used) -> Invited | None:
    row = Invitation.objects.select_related("team", "helper").filter(pk=used.subject, helper__is_active=True).first()
    if row is None:
        return None
    note = open_sealed(used.key, bytes(row.note), "invitation", row.id.bytes).decode()
    helper: Any = row.helper
    return Invited(row.aid, row.team, helper.pk, helper.first_name or helper.get_username(), note)


@daily("invitations")
def purge_invitations(today: datetime.date) -> int:
    """Delete invitations past their day; gives how many."""
    return Invitation.objects.filter(purge_on__lt=today).delete()[0]
