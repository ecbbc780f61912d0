"""A drawing and a sound in a room of persons whom she invited: read by them, and by nobody when she takes it back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from decision_aids.sharing.models import Share, SharedAttachment
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.test_attachments import RECORDING, maker
from tests.decision_aids.sharing.test_readers import enter, share_with
from tests.factories.visitors import Visitor

__all__ = ["maker"]

pytestmark = pytest.mark.django_db
SOURCE = re.compile(r'src="(/nl/s/in/read/a/[0-9a-f]{8}/)"')


def test_who_was_invited_sees_and_hears_what_was_chosen_until_it_is_taken_back(maker: Any) -> None:
    reader = enter(share_with(maker, answers=[block_id("sheet"), block_id("voice")]))
    drawing, sound = SOURCE.findall(reader.html)

    assert b"111,222" in reader.client.get(drawing).content
    assert reader.client.get(sound).content == RECORDING
    assert [who.client.get(sound).status_code for who in (maker, Visitor())] == [410, 410]
    assert reader.client.get("/nl/s/in/read/a/00000000/").status_code == 410

    maker.open(f"/nl/s/share/{Share.objects.get().short}/withdraw/")
    maker.send()

    assert SharedAttachment.objects.count() == 0
    assert reader.client.get(drawing).status_code == 410


def test_what_was_not_chosen_is_not_there_for_them(maker: Any) -> None:
    maker.open("/nl/s/1/read/")
    sound = re.findall(r"/a/([0-9a-f]{8})/", maker.html)[1]

    reader = enter(share_with(maker, answers=[block_id("sheet")]))

    assert len(SOURCE.findall(reader.html)) == 1
    assert reader.client.get(f"/nl/s/in/read/a/{sound}/").status_code == 410
