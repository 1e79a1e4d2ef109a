"""The words around a mention are cut between words, and only where there is more."""

import pytest

from factcheck.claims.excerpts import excerpt_after, excerpt_before


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("", ""),
        ("ab cd ", "ab cd "),  # exactly as much as is shown: nothing is left out, so nothing says so
        ("xab cd ", "… cd "),
        ("An end.\nab ", "ab "),
        ("An end.\n", ""),
        ("前の言葉はここ", "… の言葉はここ"),
    ],
)
def test_before_a_mention_stand_whole_words_of_its_paragraph(read: str, shown: str) -> None:
    assert excerpt_before(read, 6) == shown


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("", ""),
        (" ab cd", " ab cd"),
        (" ab cde", " ab …"),
        (" ab\nNext", " ab"),
        ("\nNext", ""),
        ("前の言葉はここ", "前の言葉はこ …"),
    ],
)
def test_after_a_mention_stand_whole_words_of_its_paragraph(read: str, shown: str) -> None:
    assert excerpt_after(read, 6) == shown
