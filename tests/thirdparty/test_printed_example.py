"""The page about exercises prints the package that the tests install, letter for letter."""

import re

import pytest

from tests.thirdparty.test_weather_from_outside import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")
PRINTED = dict(re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_file_is_the_one_that_is_tested(name):
    assert PRINTED[name] == (PACKAGE / name).read_text(encoding="utf-8").rstrip()


def test_every_file_that_a_reader_needs_is_printed():
    needed = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".html", ".css", ".toml"} and not {"build", "__pycache__"} & set(path.parts)
    }

    assert set(PRINTED) == needed
