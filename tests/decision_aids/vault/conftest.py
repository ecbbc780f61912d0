"""Here words cost what they must."""

import pytest


@pytest.fixture(autouse=True)
def _quick_words() -> None:
    """Leave the costs alone."""
