"""What a helper was writing: kept for her alone, sealed with her own key, until she sends it or throws it away."""

from __future__ import annotations

from decision_aids.desk.models import Draft
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share
from decision_aids.vault.crypto import SealBroken, derive, open_sealed, seal

MOST_KEPT = 20_000
"""Twice what an answer may hold: a text that is too long is kept, to be made shorter."""


def keep_draft(desk: OpenDesk, share: Share, about: str, text: str) -> None:
    """Keep this text for later; an empty one is thrown away. Raises `IntegrityError` when the share was withdrawn."""
    if not text.strip():
        drop_draft(desk, share, about)
        return
    sealed = seal(_key(desk), text[:MOST_KEPT].encode(), *_context(desk, share, about))
    Draft.objects.update_or_create(share=share, user=desk.user, about=about, defaults={"sealed": sealed})


def drafts_of(desk: OpenDesk, share: Share) -> dict[str, str]:
    """What she was writing here: by the item that it is about, "" for the talk itself."""
    drafts = {}
    for draft in Draft.objects.filter(share=share, user=desk.user):
        try:
            plain = open_sealed(_key(desk), bytes(draft.sealed), *_context(desk, share, draft.about))
        except SealBroken:  # from before she chose a new passphrase with a new key
            continue
        drafts[draft.about] = plain.decode()
    return drafts


def drop_draft(desk: OpenDesk, share: Share, about: str) -> None:
    """Throw away what was kept: it was sent."""
    Draft.objects.filter(share=share, user=desk.user, about=about).delete()


def _key(desk: OpenDesk) -> bytes:
    return derive(desk.secret, "drafts")


def _context(desk: OpenDesk, share: Share, about: str) -> tuple[str, bytes, int, str]:
    return ("draft", share.id.bytes, desk.user.pk, about)
