"""The addresses of a journey: of its own number, in the language of now, below the place where the site stands."""

from __future__ import annotations

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.translation import override

from decision_aids.journeys.addresses import Addresses, addresses_of

SHORT = "0ff1ce00"  # looks like the place where it is put


@pytest.mark.parametrize("number", [1, 31])
def test_each_language_and_each_number_has_its_own(number: int) -> None:
    for language in ("nl", "fr", "en", "nl"):  # the first one once more, after the others
        with override(language):
            found = addresses_of(number)
            expected = reverse("journeys:step", args=(number, SHORT))
        base = f"/{language}/s/{number}/"
        assert found == Addresses(overview=base, read_back=f"{base}read/", before=base, after="/")
        assert found.step(SHORT) == expected == f"{base}{SHORT}/"


def test_they_follow_the_place_where_the_site_stands() -> None:
    before = get_script_prefix()
    with override("nl"):
        at_root = addresses_of(7).overview
        set_script_prefix("/hulp/")
        try:
            below = addresses_of(7).overview
        finally:
            set_script_prefix(before)
        again = addresses_of(7)

        assert (at_root, below, again.overview) == ("/nl/s/7/", "/hulp/nl/s/7/", "/nl/s/7/")
        assert addresses_of(7) is again  # asked once
