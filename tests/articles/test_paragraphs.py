"""A text cut into paragraphs without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.paragraphs import paragraphs


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
