"""How she wants to be reached, changed in a room that is open already. It stands in the snapshot, and nowhere else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import open_snapshot, seal_message, seal_snapshot
from decision_aids.sharing.services import KEPT_DAYS, locked_share, wake
from decision_aids.vault import keys


def change_wishes(share: Share, key: bytes, wishes: Mapping[str, Any], *, nonce: str) -> bool:
    """Put these wishes in the place of the old ones; False when this form was sent before. The team has to look again.

    What is shared is read under the lock, so that answers she took out in another tab stay out. Raises
    `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        snapshot = open_snapshot(locked, keys.room_snapshot_key(key))
        locked.snapshot = seal_snapshot(key, locked, replace(snapshot, wishes=wishes))
        side = Message.Side.NOTE
        sealed = seal_message(key, locked, side=side, nonce=nonce, text="", event="wishes")
        Message.objects.create(share=locked, side=side, nonce=nonce, sealed=sealed)
        today = timezone.localdate()
        wake(locked, today)
        locked.purge_on = today + datetime.timedelta(days=KEPT_DAYS)
        locked.save()
    return True
