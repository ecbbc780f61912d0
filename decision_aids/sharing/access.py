"""From her request to her own rooms: found by a mark that only her space key makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decision_aids.exercises.attachments import references_in
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.attachments import JourneyAttachments
from decision_aids.journeys.reading import answers_of
from decision_aids.sharing.attachments import contents_of
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import Room, SharedAnswer, Snapshot, open_room
from decision_aids.sharing.services import owner_room_key
from decision_aids.spaces.access import OpenSpace
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that she can share now. `picture`: a drawing or a sound in it, to see or hear before she sends; or ""."""

    item: str
    label: str
    chapter: str
    text: str
    shared: SharedAnswer
    picture: str = ""


def shares_of(opened: OpenSpace) -> list[Share]:
    """Her rooms, newest first. One query."""
    return list(
        Share.objects.filter(mark=keys.room_mark(opened.key)).select_related("team").order_by("-sent_on", "-pk")
    )


def count_news(opened: OpenSpace) -> int:
    """In how many of her rooms something was said that she has not seen. One query."""
    return Share.objects.filter(mark=keys.room_mark(opened.key), news_for_owner=True).count()


def room_of(opened: OpenSpace, short: str) -> Room | None:
    """Her room of that address, opened; None when it is not hers or not there. Two queries."""
    share = share_of(opened, short)
    if share is None:
        return None
    try:
        return open_room(share, owner_room_key(opened, share))
    except SealBroken:  # taken back in another tab, this very moment
        return None


def share_of(opened: OpenSpace, short: str) -> Share | None:
    """Her share of that address, not opened; None when it is not hers or not there. One query."""
    return next((share for share in shares_of(opened) if share.short == short), None)


def offers_of(journey: OpenJourney) -> list[Offer]:
    """Every answer on her path, with what sharing it would show."""
    offers = []
    for chapter in answers_of(journey, "text"):
        for view in chapter.answers:
            kept = journey.state.answers[view.part.item.id]
            shared = SharedAnswer(
                item=view.part.item.id,
                step=view.step.title,
                label=view.label,
                version=view.part.item.version,
                spec=dict(view.part.item.spec),
                kept={"t": kept["t"], "v": kept["v"], "x": kept["x"]},
                chapter=chapter.title,
            )
            big = any(references_in(kept["x"]))
            picture = shared.render("summary", JourneyAttachments(journey)) if big else ""
            offers.append(Offer(view.part.item.id, view.label, chapter.title, view.html, shared, picture))
    return offers


def by_chapter(offers: list[Offer]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answers on offer as choices: (chapter, [(item, label)])."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for offer in offers:
        grouped.setdefault(offer.chapter, []).append((offer.item, offer.label))
    return list(grouped.items())


def snapshot_of(
    journey: OpenJourney, offers: list[Offer], chosen: set[str], wishes: Mapping[str, Any] | None = None
) -> Snapshot:
    """What exactly goes along, in the order of the aid."""
    answers = tuple(offer.shared for offer in offers if offer.item in chosen)
    return Snapshot(
        aid=journey.flow.title,
        language=journey.flow.language,
        answers=answers,
        wishes=wishes or {},
        attached=contents_of(journey, answers),
    )
