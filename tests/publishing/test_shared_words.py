"""Words that an excerpt or a text shares with a quote from elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.publishing.shared_words import MIN_PART, contains_quote, shares_words
from factcheck.web.search_key import search_key

QUOTE = search_key("Her name is Olha Petrenko of Yablunska 12.")
THAI = "เธอชื่อโอลฮา"


@pytest.mark.parametrize(
    ("excerpt", "expected"),
    [
        ("He said: her name is\nOLHA Petrenko, of “Yablunska” 12. Nobody spoke.", True),
        ("of Yablunska 12. “The scene was arranged,”", True),
        ("lunska 12. “The scene was arranged,”", True),
        ("“The scene was arranged,” he said. Her name is Ol", True),
        ("name is Olha", True),
        ("12. “The scene was arranged,”", False),
        ("Petrenko of Yablunska 123", False),
        ("her name is known, Olha Petrenko of Yablunska 1 spoke", False),
        ("", False),
    ],
)
def test_excerpt_that_begins_or_ends_within_a_quote(excerpt: str, expected: bool) -> None:
    assert shares_words(search_key(excerpt), QUOTE) is expected


def test_quote_of_one_word_is_not_found_in_another_word() -> None:
    assert not contains_quote("nobody knows", "no")
    assert contains_quote("nobody says no", "no")
    assert not contains_quote("nobody", "")


def test_words_without_spaces_are_found() -> None:
    assert contains_quote(f"เขาพูดว่า{THAI}เมื่อวาน", THAI)
    assert shares_words(f"{THAI[5:]}เมื่อวาน", THAI)
    assert shares_words(f"เขาพูดว่า{THAI[:6]}", THAI)


WORDS = st.lists(st.sampled_from(["abab", "cdcd", "efgh", "abcd"]), min_size=1, max_size=6).map(" ".join)


@given(WORDS, WORDS, WORDS)
def test_each_excerpt_with_a_part_of_a_quote_shares_words(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(quote)
    for offset in range(MIN_PART, len(quote) + 1):
        assert shares_words(text[: start + offset].strip(), quote)
        assert shares_words(text[end - offset :].strip(), quote)
    assert shares_words(text, quote)
