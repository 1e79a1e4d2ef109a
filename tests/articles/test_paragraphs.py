"""A text cut into paragraphs without losing a character."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.paragraphs import paragraphs
from tests.growth import assert_linear


@given(st.text(alphabet="ab \t\n\f\v\u2028\u00a0👩", max_size=60))
def test_paragraphs_and_what_stands_between_them_give_the_text_again(text: str) -> None:
    found, tail = paragraphs(text)
    assert "".join(one.before + one.text for one in found) + tail == text
    assert all(text[one.start : one.start + len(one.text)] == one.text != "" for one in found)
    assert all(one.before.strip(" \t\n\f") == "" for one in found)
    assert tail.strip(" \t\n\f") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nstill one.\n \t\nTwo.\n", ["One\nstill one.", "Two."]),
        ("\n\n  Indented.", ["  Indented."]),
    ],
)
def test_a_blank_line_parts_paragraphs(text: str, expected: list[str]) -> None:
    assert [one.text for one in paragraphs(text)[0]] == expected


@pytest.mark.parametrize("piece", ["\n", " ", "\n ", "\n" + " " * 50, "a\n\n", " \n", "\t\f", "\n" * 50 + "a"])
@pytest.mark.parametrize("end", ["", "x"])
def test_blank_lines_are_found_in_time_in_proportion_to_the_length(piece: str, end: str) -> None:
    def cut(size: int) -> Callable[[], object]:
        text = (piece * (size // len(piece) + 1))[:size] + end
        return lambda: paragraphs(text)

    assert_linear(cut, 50_000, within=1.0)
