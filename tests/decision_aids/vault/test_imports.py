"""What the vault stands on: libsodium in one module, and nothing of the house."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def imported(module):
    """The top-level names that a source file imports, wherever in the file."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_only_one_module_of_the_project_calls_libsodium():
    modules = [
        module for room in ("cms", "content", "decision_aids", "themes") for module in (ROOT / room).rglob("*.py")
    ]
    callers = [
        str(module.relative_to(ROOT))
        for module in modules
        if any(name.partition(".")[0] == "nacl" for name in imported(module))
    ]

    assert callers == ["decision_aids/vault/crypto.py"]


def test_vault_takes_nothing_from_the_house():
    foreign = {
        name
        for module in (ROOT / "decision_aids" / "vault").rglob("*.py")
        for name in imported(module)
        if name.startswith(("django", "wagtail", "cms", "content", "themes", "decision_aids"))
        and not name.startswith("decision_aids.vault")
    }

    assert foreign == set()


def test_vault_loads_without_django():
    code = (
        "import sys\n"
        "from decision_aids.vault import crypto, gate, keys, limits, phrase\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'wagtail'}))"
    )

    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
