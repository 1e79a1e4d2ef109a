"""Tying words to a place: code points, exactness, repeated quotes, and what never slides."""

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
def test_the_quote_is_the_slice(given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    selector = select(text, start, end)
    assert text[selector.start : selector.end] == selector.exact
    assert selector.start <= start
    assert selector.end >= end
    assert text[: selector.start].endswith(selector.prefix)
    assert text[selector.end :].startswith(selector.suffix)
    assert verify(text, selector) == selector


@given(text_and_range())
def test_utf_16_units_and_code_points_name_the_same_words(given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    selector = select(text, start, end)
    units = text.encode("utf-16-le")
    begin = len(text[: selector.start].encode("utf-16-le"))
    assert units[begin : begin + len(selector.exact.encode("utf-16-le"))].decode("utf-16-le") == selector.exact


@given(text_and_range())
def test_a_place_with_other_words_is_refused(given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    other = text[start:end][:-1] + ("x" if text[end - 1] != "x" else "y")
    with pytest.raises(AnchorError):
        verify(text, Selector(start, end, other))


@given(text_and_range())
def test_a_quote_is_found_again_where_it_stands_once(given_: tuple[str, int, int]) -> None:
    text, start, end = given_
    selector = select(text, start, end)
    assume(selector.exact.strip())
    assume(len(occurrences(text, selector.exact)) == 1)
    assert find(text, selector.exact) == selector
    assert find(text, selector.exact, selector.prefix, selector.suffix) == selector


@given(MIXED.map(lambda text: canonical(text).text), st.text(alphabet="ab\u0301👩", min_size=1, max_size=2))
def test_occurrences_are_all_places_in_whole_characters(text: str, quote: str) -> None:
    by_hand = [
        at
        for at in range(len(text))
        if text[at : at + len(quote)] == quote and is_boundary(text, at) and is_boundary(text, at + len(quote))
    ]
    assert occurrences(text, quote) == by_hand


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 4), (3, 9)])
def test_a_place_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(AnchorError):
        select("abc", start, end)
    with pytest.raises(AnchorError):
        verify("abc", Selector(start, end, "abc"))


def test_a_selection_inside_an_emoji_widens_to_all_of_it() -> None:
    text = "A 👩\u200d👩\u200d👧 family"
    assert select(text, 4, 5).exact == "👩\u200d👩\u200d👧"


def test_a_selection_inside_a_flag_widens_to_the_flag() -> None:
    assert select("🇺🇦🇫🇮", 3, 4).exact == "🇫🇮"


def test_crlf_becomes_one_character_before_anything_is_counted() -> None:
    text = canonical("one\r\ntwo\rthree").text
    assert text == "one\ntwo\nthree"
    assert select(text, 4, 7).exact == "two"


def test_right_to_left_text_is_counted_in_the_order_it_is_read() -> None:
    text = "קודם: אמר השר. אחר כך"
    selector = find(text, "אמר השר")
    assert (selector.start, selector.end) == (6, 13)


def test_a_quote_that_stands_twice_names_both_places() -> None:
    with pytest.raises(AmbiguousAnchor) as caught:
        find("He lied. She said: he lied. He lied.", "He lied.")
    assert caught.value.starts == [0, 28]


def test_what_stands_around_the_quote_decides_between_two_places() -> None:
    text = "The corpses were fake. The photographs were fake."
    assert find(text, "were fake", "The photographs ", ".").start == 39


def test_a_quote_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(AnchorError, match="do not occur"):
        find("420 bodies were found", "410 bodies", "", " were found")


@pytest.mark.parametrize("before", ["1,", "1", "3.", "1 ", "1\u202f", "1\u00a0", "1’", "-", "−", "300–", "300-", "3/", "12:"])
def test_a_figure_does_not_slide_into_a_longer_one(before: str) -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find(f"They found {before}410 bodies.", "410 bodies", "They found ", ".")


@pytest.mark.parametrize("after", [",5", "0", " 000", "–420", "-420", "/3", ":30", "%", "‰"])
def test_the_beginning_of_a_figure_is_not_the_figure(after: str) -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find(f"They found 410{after} bodies.", "410", "They found ", " bodies.")


@pytest.mark.parametrize("text", ["On 3 April, 410 bodies.", "Found: 410 bodies.", "Bodies (410 bodies).", "– 410 bodies"])
def test_a_figure_after_a_sign_of_its_own_is_the_figure(text: str) -> None:
    assert find(text, "410 bodies", "They found ", ".").exact == "410 bodies"


def test_what_stood_inside_a_longer_figure_may_stand_there_again() -> None:
    assert find("In 2022 410 bodies were found.", "410 bodies", "In 2022 ", " lay there.").start == 8


def test_a_word_does_not_slide_into_a_longer_one() -> None:
    with pytest.raises(AmbiguousAnchor, match="only inside"):
        find("The attack was unstaged.", "staged", "The attack was ", ".")


def test_a_whole_figure_is_carried_into_a_changed_sentence() -> None:
    assert find("In all 410 bodies; no more.", "410 bodies", "They found ", ".").start == 7


def test_an_unaccented_word_does_not_stand_in_an_accented_one() -> None:
    assert occurrences("cafe\u0301 and cafe", "cafe") == [10]


def test_prefix_and_suffix_must_be_those_of_the_text() -> None:
    with pytest.raises(AnchorError, match="around the quote"):
        verify("one two three", Selector(4, 7, "two", "ONE ", " three"))


def test_counting_ends_in_a_text_made_of_one_letter() -> None:
    assert len(occurrences("a" * 1_000_000, "aa")) == MAX_OCCURRENCES


@pytest.mark.parametrize("repeated", ["a", "ab", "🇦", "e\u0301", "aab"])
def test_places_are_the_same_however_many_there_are(repeated: str) -> None:
    """With more places than are searched for one by one; the text begins and ends with parts of other characters."""
    text = "\u0301" + repeated * 1500 + "\u0301 " + repeated * 3
    borders = {at for at in range(len(text) + 1) if is_boundary(text, at)}
    for length in (1, 2, 3, 4, 7, 2999):
        quote = (repeated * 3000)[:length]
        by_hand = [at for at in sorted(borders) if text.startswith(quote, at) and at + len(quote) in borders]
        assert occurrences(text, quote) == by_hand[:MAX_OCCURRENCES]


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
def test_a_quote_is_searched_for_in_linear_time(piece: str, quote: str) -> None:
    def search(size: int) -> Callable[[], object]:
        text = (piece * (size // len(piece) + 1))[:size]
        return lambda: occurrences(text, quote)

    assert_linear(search, 25_000, within=1.5)
