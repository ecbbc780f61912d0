"""Media files from the site's own process: whole, in pieces, and nothing beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def film(settings: Any, tmp_path: Path) -> str:
    """A file that players ask for in pieces, with one beside the folder that nobody may have."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "media").mkdir(parents=True)
    (tmp_path / "media" / "media" / "film.mp4").write_bytes(CONTENT)
    (tmp_path / "secret.txt").write_text("niet van hier")
    return "/media/media/film.mp4"


def test_a_player_gets_the_piece_that_it_asks_for(client: Client, film: str) -> None:
    piece = client.get(film, headers={"range": "bytes=1000-1999", "accept-encoding": "gzip"})

    assert (piece.status_code, piece.headers["Content-Range"]) == (206, f"bytes 1000-1999/{len(CONTENT)}")
    assert piece.getvalue() == CONTENT[1000:2000]
    assert "Content-Encoding" not in piece.headers


def test_the_whole_is_given_once(client: Client, film: str) -> None:
    whole = client.get(film)

    assert (whole.status_code, whole.headers["Content-Type"], whole.getvalue()) == (200, "video/mp4", CONTENT)
    assert client.get(film, headers={"if-modified-since": whole.headers["Last-Modified"]}).status_code == 304
    assert client.head(film).getvalue() == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [("../secret.txt", 400), ("%2e%2e/secret.txt", 400), ("media/none.mp4", 404)],
)
def test_nothing_else_is_given(client: Client, film: str, path: str, status: int) -> None:
    answer = client.get(f"/media/{path}")

    assert answer.status_code == status
    assert b"niet van hier" not in (b"" if answer.streaming else answer.content)


def test_a_file_is_only_read(client: Client, film: str) -> None:
    assert client.post(film).status_code == 405
