"""Anchoring: offsets in code points, exact matches, repeated quotes, and quotes inside longer words and figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.articles.canonical import canonical
from factcheck.claims.anchoring import (
    MAX_OCCURRENCES,
    AmbiguousAnchor,
    AnchorError,
    Selector,
    find,
    occurrences,
    select,
    verify,
)
from factcheck.claims.graphemes import is_boundary
from tests.growth import assert_linear

MIXED = st.text(alphabet="ab cé\u0301\n👩\u200d👧🏽🇺🇦אבגשלוםسلام.“”\r", min_size=1, max_size=60).filter(lambda text: text.strip())


@st.composite
def text_and_range(draw: st.DrawFn) -> tuple[str, int, int]:
    text = canonical(draw(MIXED)).text
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(text_and_range())
def test_quote_equals_the_text_at_its_offsets(example: tuple[str, int, int]) -> None:
    text, start, end = example
    selector = select(text, start, end)
    assert text[selector.start : selector.end] == selector.exact
    assert selector.start <= start
    assert selector.end >= end
    assert text[: selector.start].endswith(selector.prefix)
    assert text[selector.end :].startswith(selector.suffix)
    assert verify(text, selector) == selector


@given(text_and_range())
def test_offsets_in_utf_16_select_the_same_quote(example: tuple[str, int, int]) -> None:
    text, start, end = example
    selector = select(text, start, end)
    units = text.encode("utf-16-le")
    begin = len(text[: selector.start].encode("utf-16-le"))
    assert units[begin : begin + len(selector.exact.encode("utf-16-le"))].decode("utf-16-le") == selector.exact


@given(text_and_range())
def test_range_with_another_text_is_rejected(example: tuple[str, int, int]) -> None:
    text, start, end = example
    other = text[start:end][:-1] + ("x" if text[end - 1] != "x" else "y")
    with pytest.raises(AnchorError):
        verify(text, Selector(start, end, other))


@given(text_and_range())
def test_find_returns_the_only_occurrence(example: tuple[str, int, int]) -> None:
    text, start, end = example
    selector = select(text, start, end)
    assume(selector.exact.strip())
    assume(len(occurrences(text, selector.exact)) == 1)
    assert find(text, selector.exact) == selector
    assert find(text, selector.exact, selector.prefix, selector.suffix) == selector


@given(MIXED.map(lambda text: canonical(text).text), st.text(alphabet="ab\u0301👩", min_size=1, max_size=2))
def test_occurrences_are_all_matches_of_whole_grapheme_clusters(text: str, quote: str) -> None:
    expected = [
        at
        for at in range(len(text))
        if text[at : at + len(quote)] == quote and is_boundary(text, at) and is_boundary(text, at + len(quote))
    ]
    assert occurrences(text, quote) == expected


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 4), (3, 9)])
def test_range_outside_the_text_is_rejected(start: int, end: int) -> None:
    with pytest.raises(AnchorError):
        select("abc", start, end)
    with pytest.raises(AnchorError):
        verify("abc", Selector(start, end, "abc"))


def test_selection_inside_an_emoji_expands_to_the_emoji() -> None:
    text = "A 👩\u200d👩\u200d👧 family"
    assert select(text, 4, 5).exact == "👩\u200d👩\u200d👧"


def test_selection_inside_a_flag_expands_to_the_flag() -> None:
    assert select("🇺🇦🇫🇮", 3, 4).exact == "🇫🇮"


def test_crlf_counts_as_one_code_point() -> None:
    text = canonical("one\r\ntwo\rthree").text
    assert text == "one\ntwo\nthree"
    assert select(text, 4, 7).exact == "two"


def test_right_to_left_text_has_offsets_in_logical_order() -> None:
    text = "קודם: אמר השר. אחר כך"
    selector = find(text, "אמר השר")
    assert (selector.start, selector.end) == (6, 13)


def test_ambiguous_quote_reports_both_offsets() -> None:
    with pytest.raises(AmbiguousAnchor) as caught:
        find("He lied. She said: he lied. He lied.", "He lied.")
    assert caught.value.starts == [0, 28]


def test_context_selects_one_of_two_occurrences() -> None:
    text = "The corpses were fake. The photographs were fake."
    assert find(text, "were fake", "The photographs ", ".").start == 39


def test_missing_quote_is_rejected() -> None:
    with pytest.raises(AnchorError, match="does not occur"):
        find("420 bodies were found", "410 bodies", "", " were found")


@pytest.mark.parametrize("before", ["1,", "1", "3.", "1 ", "1\u202f", "1\u00a0", "1’", "-", "−", "300–", "300-", "3/", "12:"])
def test_figure_does_not_match_at_the_end_of_a_longer_figure(before: str) -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find(f"They found {before}410 bodies.", "410 bodies", "They found ", ".")


@pytest.mark.parametrize("after", [",5", "0", " 000", "–420", "-420", "/3", ":30", "%", "‰"])
def test_figure_does_not_match_at_the_beginning_of_a_longer_figure(after: str) -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find(f"They found 410{after} bodies.", "410", "They found ", " bodies.")


@pytest.mark.parametrize("text", ["On 3 April, 410 bodies.", "Found: 410 bodies.", "Bodies (410 bodies).", "– 410 bodies"])
def test_figure_matches_after_separate_punctuation(text: str) -> None:
    assert find(text, "410 bodies", "They found ", ".").exact == "410 bodies"


def test_quote_from_inside_a_longer_figure_matches_there_again() -> None:
    assert find("In 2022 410 bodies were found.", "410 bodies", "In 2022 ", " lay there.").start == 8


def test_word_does_not_match_inside_a_longer_word() -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find("The attack was unstaged.", "staged", "The attack was ", ".")


def test_whole_figure_matches_in_a_changed_sentence() -> None:
    assert find("In all 410 bodies; no more.", "410 bodies", "They found ", ".").start == 7


def test_unaccented_word_does_not_match_an_accented_word() -> None:
    assert occurrences("cafe\u0301 and cafe", "cafe") == [10]


def test_prefix_and_suffix_must_match_the_text() -> None:
    with pytest.raises(AnchorError, match="around the quote"):
        verify("one two three", Selector(4, 7, "two", "ONE ", " three"))


def test_number_of_occurrences_is_limited() -> None:
    assert len(occurrences("a" * 1_000_000, "aa")) == MAX_OCCURRENCES


@pytest.mark.parametrize("repeated", ["a", "ab", "🇦", "e\u0301", "aab"])
def test_both_search_algorithms_return_the_same_occurrences(repeated: str) -> None:
    """The text has more matches than MAX_PLAIN_SEARCHES, and begins and ends with parts of other grapheme clusters."""
    text = "\u0301" + repeated * 1500 + "\u0301 " + repeated * 3
    boundaries = {at for at in range(len(text) + 1) if is_boundary(text, at)}
    for length in (1, 2, 3, 4, 7, 2999):
        quote = (repeated * 3000)[:length]
        expected = [at for at in sorted(boundaries) if text.startswith(quote, at) and at + len(quote) in boundaries]
        assert occurrences(text, quote) == expected[:MAX_OCCURRENCES]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "quote"),
    [
        ("🇦", "🇦"),
        ("🇦", "🇦" * 999),
        ("🇦🇧🇨", "🇧🇨🇦"),
        ("\u0301", "\u0301" * 1000),
        ("e\u0301", "e\u0301" * 999 + "e"),
        ("e\u0301", "e"),
        ("क\u094d\u094d\u094d\u094d", "क"),
        ("👩\u200d", "👩"),
        ("\u0600", "\u0600"),
        ("\u1100", "\u1100\u1100"),
        ("ab" * 500 + "c", "ab" * 500 + "d"),
    ],
)
def test_search_for_a_quote_takes_linear_time(piece: str, quote: str) -> None:
    def search(size: int) -> Callable[[], object]:
        text = (piece * (size // len(piece) + 1))[:size]
        return lambda: occurrences(text, quote)

    assert_linear(search, 25_000, within=1.5)
