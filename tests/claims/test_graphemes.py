"""Boundaries of grapheme clusters: examples for Unicode Standard Annex #29, and properties."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims import graphemes
from factcheck.claims.graphemes import MAX_REACH, ClusterBoundaries, ClusterTooLong, expand_to_clusters, is_boundary
from tests.growth import assert_linear

ODD = st.text(alphabet="ae\u0301\u0308 \n\u200d\u200c\ufe0f👩👧❤🏽🇺🇦🇫\u0600क\u094dष\u093f가각\u0e33ก\u2028😀س\u064e", max_size=30)


@pytest.mark.parametrize(
    "clusters",
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
def test_clusters_follow_the_annex(clusters: list[str]) -> None:
    text = "".join(clusters)
    starts = {sum(map(len, clusters[:at])) for at in range(len(clusters))}
    assert {at for at in range(len(text)) if is_boundary(text, at)} == starts


def test_combining_mark_at_the_start_of_a_text_is_a_cluster() -> None:
    assert [at for at in range(3) if is_boundary("\u0301ab", at)] == [0, 1, 2]


@given(ODD, st.integers(0, 30), st.integers(0, 30))
def test_range_expands_to_the_nearest_boundaries(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    boundaries = [at for at in range(len(text) + 1) if is_boundary(text, at)]
    expected = max(at for at in boundaries if at <= start), min(at for at in boundaries if at >= end)
    assert expand_to_clusters(text, start, end) == expected


@given(ODD, ODD)
def test_newline_is_a_cluster_of_its_own(before: str, after: str) -> None:
    text = f"{before}\n{after}"
    assert is_boundary(text, len(before))
    assert is_boundary(text, len(before) + 1)


JOINING = "🇺🇦🇫\u200d\u0301\ufe0f🏽👩❤क\u094dষ가각\u1100\u1161\u11a8\u0600\u0e33\u0903a\n\u200b\U000e0067"
"""Characters with each property in the rules of the annex."""


def has(char: str, properties: int) -> bool:
    return bool(graphemes._properties(char) & properties)


def is_boundary_by_rules(text: str, at: int) -> bool:
    """Reference implementation: the rules for extended grapheme clusters in Unicode Standard Annex #29, in order, uncached."""
    if at in (0, len(text)):
        return True  # GB1, GB2
    before, after = text[at - 1], text[at]
    if has(before, graphemes.CONTROL) or has(after, graphemes.CONTROL):
        return True  # GB4, GB5
    if graphemes._are_in_one_syllable(*map(graphemes._properties, (before, after))) and has(before, graphemes.HANGUL):
        return False  # GB6 to GB8
    if has(after, graphemes.JOINER | graphemes.EXTEND | graphemes.SPACING) or has(before, graphemes.PREPEND):
        return False  # GB9, GB9a, GB9b
    bare = text[:at].rstrip("".join(char for char in JOINING if has(char, graphemes.JOINER | graphemes.EXTEND)))
    gap = text[len(bare) : at]
    if has(after, graphemes.CONSONANT) and bare[-1:] and has(bare[-1], graphemes.CONSONANT) and "\u094d" in gap:
        return False  # GB9c
    if has(after, graphemes.PICTOGRAPHIC) and gap.endswith("\u200d") and "\u200d" not in gap[:-1]:
        return not (bare[-1:] and has(bare[-1], graphemes.PICTOGRAPHIC))  # GB11
    flags = "".join("R" if unicodedata.name(char, "").startswith("REGIONAL INDICATOR") else " " for char in text[:at])
    run = len(flags) - len(flags.rstrip("R"))
    return not (run % 2 and unicodedata.name(after, "").startswith("REGIONAL INDICATOR"))  # GB12, GB13


@given(st.text(alphabet=JOINING, max_size=40), st.randoms())
def test_boundaries_match_the_rules_in_any_order_of_offsets(text: str, random: object) -> None:
    expected = [is_boundary_by_rules(text, at) for at in range(len(text) + 1)]
    boundaries, offsets = ClusterBoundaries(text), [*range(len(text) + 1)] * 2
    random.shuffle(offsets)  # type: ignore[attr-defined]
    assert [at in boundaries for at in offsets] == [expected[at] for at in offsets]
    assert [is_boundary(text, at) for at in range(len(text) + 1)] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "characters", ["🇦", "\u0301", "\u200d", "\u094d", "\u0600", "👩\u200d", "क\u094d", "가", "\u1100", "\ufe0f❤"]
)
def test_expanding_a_range_in_a_long_run_takes_linear_time(characters: str) -> None:
    def expand(size: int) -> Callable[[], object]:
        text = f"क{characters * size}क"

        def call() -> None:
            with suppress(ClusterTooLong):
                expand_to_clusters(text, len(text) // 2, len(text) // 2 + 1)

        return call

    assert_linear(expand, 10_000, within=2.0)


def test_range_in_a_cluster_of_extreme_length_is_refused() -> None:
    text = "e" + "\u0301" * (2 * MAX_REACH) + "b"
    assert expand_to_clusters(text, 0, 2 * MAX_REACH) == (0, 2 * MAX_REACH + 1)
    with pytest.raises(ClusterTooLong):
        expand_to_clusters(text, MAX_REACH + 1, 2 * MAX_REACH + 2)
    with pytest.raises(ClusterTooLong):
        expand_to_clusters(text, 0, MAX_REACH)
