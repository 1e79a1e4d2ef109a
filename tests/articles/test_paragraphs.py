"""Splitting a text into paragraphs without loss."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.paragraphs import paragraphs
from tests.growth import assert_linear


@given(st.text(alphabet="ab \t\n\f\v\u2028\u00a0👩", max_size=60))
def test_joining_paragraphs_and_white_space_restores_the_text(text: str) -> None:
    parts, tail = paragraphs(text)
    assert "".join(part.before + part.text for part in parts) + tail == text
    assert all(text[part.start : part.start + len(part.text)] == part.text != "" for part in parts)
    assert all(part.before.strip(" \t\n\f") == "" for part in parts)
    assert tail.strip(" \t\n\f") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nstill one.\n \t\nTwo.\n", ["One\nstill one.", "Two."]),
        ("\n\n  Indented.", ["  Indented."]),
    ],
)
def test_blank_line_ends_a_paragraph(text: str, expected: list[str]) -> None:
    assert [paragraph.text for paragraph in paragraphs(text)[0]] == expected


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["\n", " ", "\n ", "\n" + " " * 50, "a\n\n", " \n", "\t\f", "\n" * 50 + "a"])
@pytest.mark.parametrize("end", ["", "x"])
def test_splitting_takes_linear_time(piece: str, end: str) -> None:
    def split(size: int) -> Callable[[], object]:
        text = (piece * (size // len(piece) + 1))[:size] + end
        return lambda: paragraphs(text)

    assert_linear(split, 50_000, within=1.0)
