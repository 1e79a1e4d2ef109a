"""Excerpts around a mention are truncated between words."""

import pytest

from factcheck.claims.excerpts import excerpt_after, excerpt_before


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("", ""),
        ("ab cd ", "ab cd "),  # exactly the limit, so no ellipsis
        ("xab cd ", "… cd "),
        ("An end.\nab ", "ab "),
        ("An end.\n", ""),
        ("前の言葉はここ", "… の言葉はここ"),
    ],
)
def test_excerpt_before_has_whole_words_of_the_paragraph(text: str, excerpt: str) -> None:
    assert excerpt_before(text, 6) == excerpt


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("", ""),
        (" ab cd", " ab cd"),
        (" ab cde", " ab …"),
        (" ab\nNext", " ab"),
        ("\nNext", ""),
        ("前の言葉はここ", "前の言葉はこ …"),
    ],
)
def test_excerpt_after_has_whole_words_of_the_paragraph(text: str, excerpt: str) -> None:
    assert excerpt_after(text, 6) == excerpt
