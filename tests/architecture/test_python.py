"""What holds for every module: how long it is, and who alone may touch what is dangerous."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, imported, name_of, python_files, text_of

LONGEST = 500
LONGEST_SETTINGS = 350
SANITISER = "cms/base/sanitise.py"
CRYPTO = "decision_aids/vault/crypto.py"
LATE_REASONS = re.compile(r"#.*\bPLC0415\b.*\((app ready|slow import)\b.*\)")


def test_imports_run_one_way():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_no_module_is_longer_than_500_lines():
    lengths = {name_of(path): text_of(path).count("\n") for path in [*python_files(), *(ROOT / "tests").rglob("*.py")]}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
    assert lengths["cms/settings/base.py"] <= LONGEST_SETTINGS


def test_every_module_says_what_it_is_about():
    silent = [
        name_of(path)
        for path in python_files()
        if text_of(path).strip() and not ast.get_docstring(ast.parse(text_of(path)))
    ]

    assert silent == []


def test_no_module_is_a_drawer_for_everything():
    names = {"utils", "util", "common", "helpers", "helper", "misc", "tools"}

    assert [name_of(path) for path in python_files() if path.stem in names or names & set(path.parent.parts[-1:])] == []


def test_one_module_alone_imports_bleach():
    assert [
        name_of(path) for path in python_files() if any(module.split(".")[0] == "bleach" for module in imported(path))
    ] == [SANITISER]


def test_one_module_alone_imports_libsodium():
    assert [
        name_of(path) for path in python_files() if any(module.split(".")[0] == "nacl" for module in imported(path))
    ] == [CRYPTO]


def test_one_module_alone_calls_html_safe():
    marks = {"mark_safe", "SafeString", "SafeText", "html_safe", "SafeData"}
    calling = {
        name_of(path)
        for path in python_files()
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Call) and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in marks
    }

    assert calling == {SANITISER}


def test_no_module_reads_code_or_objects_from_text():
    forbidden = {"pickle", "marshal", "shelve", "dill"}
    importing = [
        name_of(path) for path in python_files() if forbidden & {module.split(".")[0] for module in imported(path)}
    ]
    calling = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile"}
    ]

    assert (importing, calling) == ([], [])


def test_late_import_has_one_of_two_reasons():
    late = []
    for path in python_files():
        lines = text_of(path).splitlines()
        for function in ast.walk(ast.parse(text_of(path))):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and not LATE_REASONS.search(lines[node.lineno - 1]):
                    late.append(f"{name_of(path)}:{node.lineno}")

    assert late == []


def test_exception_to_a_rule_names_the_rule_and_says_why():
    rule = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)")
    sound = re.compile(
        r"^(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\[[a-z-]+(,\s*[a-z-]+)*\])\s*.*\(.+\)|^\[[a-z-]+(,\s*[a-z-]+)*\]\s+#\s*\S"
    )
    bare = [
        f"{name_of(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if (found := rule.search(line)) and not sound.match(found["rest"])
    ]

    assert bare == []


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|pragma: no cover")
    left = [
        f"{name_of(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if words.search(line)
    ]

    assert left == []
