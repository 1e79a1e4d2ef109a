"""Borders of characters as people see them: known cases of Unicode Standard Annex #29, and properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.graphemes import is_border, snap

ODD = st.text(alphabet="ae\u0301\u0308 \n\u200d\u200c\ufe0f👩👧❤🏽🇺🇦🇫\u0600क\u094dष\u093f가각\u0e33ก\u2028😀س\u064e", max_size=30)


@pytest.mark.parametrize(
    "characters",
    [
        ["e\u0301", "a"],
        ["a", "b"],
        ["👩\u200d👩\u200d👧\u200d👦", "x"],
        ["❤\ufe0f\u200d🔥"],
        ["👍🏽", "👍"],
        ["🇺🇦", "🇫🇮", "🇸"],
        ["a", "🇺🇦", "🇫🇮"],
        ["🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"],
        ["1\ufe0f\u20e3", "2"],
        ["क्षि", "क"],
        ["நி", "ப"],
        ["กำ", "ก"],
        ["가", "각", "ᄀ\u1161\u11a8"],
        ["س\u064e", "ل", "ا"],
        ["\u06001", "2"],
        ["a", "\n", "\n"],
        ["\u2028", "\u0301"],
        ["\u200b", "a"],
        ["ｶﾞ", "ｷ"],
        ["a", "\u2192\u200d", "b"],
    ],
)
def test_a_character_is_what_a_person_sees(characters: list[str]) -> None:
    text = "".join(characters)
    starts = {sum(map(len, characters[:at])) for at in range(len(characters))}
    assert {at for at in range(len(text)) if is_border(text, at)} == starts


def test_a_combining_mark_at_the_start_of_a_text_is_a_character_of_its_own() -> None:
    assert [at for at in range(3) if is_border("\u0301ab", at)] == [0, 1, 2]


@given(ODD, st.integers(0, 30), st.integers(0, 30))
def test_snapping_widens_to_borders_and_no_further(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    borders = [at for at in range(len(text) + 1) if is_border(text, at)]
    assert snap(text, start, end) == (max(b for b in borders if b <= start), min(b for b in borders if b >= end))


@given(ODD, ODD)
def test_a_newline_parts_characters(before: str, after: str) -> None:
    text = f"{before}\n{after}"
    assert is_border(text, len(before))
    assert is_border(text, len(before) + 1)
