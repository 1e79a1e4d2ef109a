"""Splitting a text at overlapping and nested marks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.segments import Mark, MarkSweep, split_at_marks
from tests.growth import assert_linear

MARKS = st.lists(st.builds(Mark, st.integers(0, 25), st.integers(0, 25), st.integers(1, 4)), max_size=6)


@given(st.text(min_size=1, max_size=25), MARKS)
def test_segments_restore_the_text_and_have_its_marks(text: str, marks: list[Mark]) -> None:
    segments = split_at_marks(text, 0, len(text), marks)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        for at in range(segment.start, segment.start + len(segment.text)):
            assert set(segment.keys) == {m.key for m in marks if m.start <= at < m.end}


def test_nested_mark_ends_before_the_outer_mark() -> None:
    segments = split_at_marks("abcdef", 0, 6, [Mark(0, 6, 1), Mark(2, 4, 2)])
    assert [(s.text, s.keys, s.ending) for s in segments] == [("ab", (1,), ()), ("cd", (1, 2), (2,)), ("ef", (1,), (1,))]


def test_overlapping_marks_share_a_segment() -> None:
    segments = split_at_marks("abcdef", 0, 6, [Mark(0, 4, 1), Mark(2, 6, 2)])
    assert [(s.text, s.keys) for s in segments] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]


def test_mark_that_continues_after_the_range_does_not_end_in_it() -> None:
    assert split_at_marks("abcdef", 0, 3, [Mark(1, 5, 1)])[-1].ending == ()


@given(MARKS, st.lists(st.integers(0, 25), min_size=2, max_size=6).map(sorted))
def test_sweep_returns_the_marks_in_each_range(marks: list[Mark], cuts: list[int]) -> None:
    sweep = MarkSweep(marks)
    for start, end in pairwise(cuts):
        expected = {m for m in marks if m.start < m.end and any(m.start <= at < m.end for at in range(start, end))}
        assert {m for m in sweep.marks_in(start, end) if m.start < m.end and start < end} == expected


@pytest.mark.slow
def test_splitting_at_separate_marks_takes_linear_time() -> None:
    def split(size: int) -> Callable[[], object]:
        text, marks = "ab" * size, [Mark(2 * n, 2 * n + 1, n) for n in range(size)]
        return lambda: split_at_marks(text, 0, len(text), marks)

    assert_linear(split, 5000, within=1.0)


@pytest.mark.slow
def test_sweep_takes_linear_time() -> None:
    def query(size: int) -> Callable[[], object]:
        marks = [Mark(2 * n, 2 * n + 1, n) for n in range(size)]

        def query_all_ranges() -> None:
            sweep = MarkSweep(marks)
            for n in range(size):
                sweep.marks_in(2 * n, 2 * n + 2)

        return query_all_ranges

    assert_linear(query, 5000, within=1.0)
