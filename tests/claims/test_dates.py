"""Partial dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.dates import InvalidDate, PartialDate, parse_partial_date


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2022", date(2022, 1, 1), "year"),
        ("2022-04", date(2022, 4, 1), "month"),
        ("2022-04-04", date(2022, 4, 4), "day"),
        ("April 2022", date(2022, 4, 1), "month"),
        ("apr 2022", date(2022, 4, 1), "month"),
        ("4 April 2022", date(2022, 4, 4), "day"),
        ("April 4th, 2022", date(2022, 4, 4), "day"),
        (" 4.  4. 2022 ", date(2022, 4, 4), "day"),
    ],
)
def test_date_is_parsed_with_its_precision(text: str, day: date, precision: str) -> None:
    assert parse_partial_date(text) == PartialDate(day, precision)


@pytest.mark.parametrize("text", ["", "yesterday", "31 April 2022", "2022-13", "0000", "4 Foo 2022", "22", "1 2 3"])
def test_invalid_date_is_rejected(text: str) -> None:
    with pytest.raises(InvalidDate):
        parse_partial_date(text)


@given(st.dates(date(1, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_parsing_the_string_of_a_date_restores_it(day: date, precision: str) -> None:
    partial = PartialDate(
        day.replace(day=day.day if precision == "day" else 1, month=1 if precision == "year" else day.month), precision
    )
    assert parse_partial_date(str(partial)) == partial
