"""Comparison of the date of evidence with the date of a claim."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.timing import date_range, timing

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PRECISIONS = st.sampled_from(["day", "month", "year"])


@pytest.mark.parametrize(
    ("available", "precision", "claimed", "claim_precision", "expected"),
    [
        (date(2022, 4, 3), "day", date(2022, 4, 4), "day", "before"),
        (date(2022, 4, 5), "day", date(2022, 4, 4), "day", "after"),
        (date(2022, 4, 4), "day", date(2022, 4, 4), "day", "same_day"),
        (date(2022, 3, 1), "month", date(2022, 4, 4), "day", "before"),
        (date(2022, 4, 1), "month", date(2022, 4, 4), "day", "unclear"),
        (date(2022, 4, 4), "day", date(2022, 4, 1), "month", "unclear"),
        (date(2022, 1, 1), "year", date(2022, 4, 4), "day", "unclear"),
        (date(2023, 1, 1), "year", date(2022, 12, 1), "month", "after"),
        (None, "day", date(2022, 4, 4), "day", "unknown"),
        (date(2022, 4, 4), "day", None, "day", "unknown"),
    ],
)
def test_partial_date_is_before_or_after_only_with_each_of_its_days(
    available: date | None, precision: str, claimed: date | None, claim_precision: str, expected: str
) -> None:
    assert timing(available, precision, claimed, claim_precision) == expected


@given(DAYS, PRECISIONS, DAYS, PRECISIONS)
def test_swapping_the_dates_swaps_before_and_after(a: date, precision_a: str, b: date, precision_b: str) -> None:
    swapped = {"before": "after", "after": "before", "same_day": "same_day", "unclear": "unclear"}
    assert timing(a, precision_a, b, precision_b) == swapped[timing(b, precision_b, a, precision_a)]


@given(DAYS, PRECISIONS)
def test_date_range_contains_its_day(day: date, precision: str) -> None:
    first, last = date_range(day, precision)
    assert first <= day <= last
