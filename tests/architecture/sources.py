"""The project's own files, as its architecture tests read them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cms", "content", "decision_aids", "themes")


def python_files(*rooms: str) -> list[Path]:
    """Give the modules of these rooms, or of all, without migrations, which Django writes."""
    found = (path for room in rooms or ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Give every template."""
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("templates/**/*.html"))


def name_of(path: Path) -> str:
    """Give a file's name as somebody would say it."""
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def markup_of(path: Path) -> str:
    """Give a template without its comments."""
    text = re.sub(r"{#.*?#}", "", text_of(path))
    return re.sub(r"{%\s*comment.*?endcomment\s*%}", "", text, flags=re.DOTALL)


def imported(path: Path) -> Iterator[str]:
    """Give every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
