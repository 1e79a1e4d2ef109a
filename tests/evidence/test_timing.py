"""When evidence was there, compared with when the claim was made."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.timing import date_range, timing

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PRECISIONS = st.sampled_from(["day", "month", "year"])


@pytest.mark.parametrize(
    ("available", "precision", "said", "said_precision", "expected"),
    [
        (date(2022, 4, 3), "day", date(2022, 4, 4), "day", "before"),
        (date(2022, 4, 5), "day", date(2022, 4, 4), "day", "after"),
        (date(2022, 4, 4), "day", date(2022, 4, 4), "day", "same"),
        (date(2022, 3, 1), "month", date(2022, 4, 4), "day", "before"),
        (date(2022, 4, 1), "month", date(2022, 4, 4), "day", "same"),
        (date(2022, 1, 1), "year", date(2022, 4, 4), "day", "same"),
        (date(2023, 1, 1), "year", date(2022, 12, 1), "month", "after"),
        (None, "day", date(2022, 4, 4), "day", "unknown"),
        (date(2022, 4, 4), "day", None, "day", "unknown"),
    ],
)
def test_a_date_known_in_part_decides_only_where_every_day_of_it_would(
    available: date | None, precision: str, said: date | None, said_precision: str, expected: str
) -> None:
    assert timing(available, precision, said, said_precision) == expected


@given(DAYS, PRECISIONS, DAYS, PRECISIONS)
def test_swapping_the_two_dates_turns_before_into_after(a: date, known_a: str, b: date, known_b: str) -> None:
    turned = {"before": "after", "after": "before", "same": "same"}
    assert timing(a, known_a, b, known_b) == turned[timing(b, known_b, a, known_a)]


@given(DAYS, PRECISIONS)
def test_a_span_holds_its_day(day: date, precision: str) -> None:
    first, last = date_range(day, precision)
    assert first <= day <= last
