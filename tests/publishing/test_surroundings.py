"""The words around a quote: how many, and never the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.publishing.surroundings import MAX_WORDS, words_around

WORDS = " ".join(f"w{n}" for n in range(300))


def around(text: str, quote: str):
    start = text.index(quote)
    return words_around(text, start, start + len(quote))


def test_fifty_words_on_each_side_of_a_quote_in_a_long_text() -> None:
    found = around(WORDS, "w150 w151")
    assert found.before.split() == [f"w{n}" for n in range(100, 150)]
    assert (found.quote, found.after.split()) == ("w150 w151", [f"w{n}" for n in range(152, 202)])
    assert (found.is_cut_before, found.is_cut_after) == (True, True)
    assert f"{found.before}{found.quote}{found.after}" in WORDS


def test_half_of_the_words_of_a_short_text() -> None:
    found = around("One two three four. The quote. Five six seven.", "The quote.")
    assert (found.before, found.after) == ("three four. ", " Five")
    assert (found.is_cut_before, found.is_cut_after) == (True, True)


@pytest.mark.parametrize(("text", "cut"), [("The quote.", (False, False)), ("One. The quote.", (True, False))])
def test_single_words_beside_the_quote_are_left_out(text: str, cut: tuple[bool, bool]) -> None:
    found = around(text, "The quote.")
    assert (found.before, found.after, (found.is_cut_before, found.is_cut_after)) == ("", "", cut)


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    text = "前" * 400 + "引用" + "後" * 400
    found = around(text, "引用")
    assert (found.before, found.after) == ("前" * MAX_WORDS, "後" * MAX_WORDS)


def test_long_run_without_spaces_is_not_published() -> None:
    assert around("x" * 50_000 + " the quote " + "y" * 50_000, "the quote").before == ""


def test_combining_characters_are_not_separated() -> None:
    text = "ก\u0e34" * 200 + " quote"
    found = around(text, "quote")
    assert found.before.startswith("ก\u0e34")


@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 40))
def test_published_words_are_a_part_of_each_side(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    found = words_around(text, start, end)
    assert text[start - len(found.before) : end + len(found.after)] == found.before + text[start:end] + found.after
    before, after = text[:start], text[end:]
    assert len(found.before) < len(before) or not any(map(str.isalnum, before))
    assert len(found.after) < len(after) or not any(map(str.isalnum, after))
    assert found.is_cut_before == bool(text[: start - len(found.before)].strip())
    assert found.is_cut_after == bool(text[end + len(found.after) :].strip())
