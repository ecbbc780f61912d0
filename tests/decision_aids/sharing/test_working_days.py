"""Working days: weekends and holidays do not count."""

import datetime

import pytest

from decision_aids.sharing.working_days import add_working_days, easter, holidays

DAY = datetime.date


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, DAY(2024, 3, 31)), (2025, DAY(2025, 4, 20)), (2026, DAY(2026, 4, 5)), (2038, DAY(2038, 4, 25))],
)
def test_easter_is_on_the_published_sunday(year: int, sunday: datetime.date) -> None:
    assert easter(year) == sunday


def test_belgium_has_ten_public_holidays() -> None:
    assert len(holidays(2026)) == 10


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (DAY(2026, 11, 23), DAY(2026, 11, 25)),  # Monday: Wednesday
        (DAY(2026, 11, 20), DAY(2026, 11, 24)),  # Friday: Tuesday
        (DAY(2026, 11, 21), DAY(2026, 11, 24)),  # Saturday: Tuesday
        (DAY(2026, 11, 9), DAY(2026, 11, 12)),  # Armistice Day on the Wednesday
        (DAY(2026, 12, 31), DAY(2027, 1, 5)),  # New Year on the Friday
    ],
)
def test_two_working_days_leave_out_weekends_and_holidays(sent: datetime.date, due: datetime.date) -> None:
    assert add_working_days(sent, 2) == due
