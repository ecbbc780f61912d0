"""Secrets that a machine keeps in files of its own, outside the database and its backup."""

import os
import secrets
from pathlib import Path


def read_or_make(folder: Path, name: str, size: int) -> str:
    """Give the secret in `folder/name` as hex text; the first call makes it, `size` random bytes long.

    Two processes that start together end with the same secret: the file is made under another
    name and then linked, which only one of them can do.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(size), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
