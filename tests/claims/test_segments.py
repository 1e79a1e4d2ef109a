"""Marks that overlap and nest, cut into elements."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.segments import Mark, MarkSweep, split_at_marks
from tests.growth import assert_linear

MARKS = st.lists(st.builds(Mark, st.integers(0, 25), st.integers(0, 25), st.integers(1, 4)), max_size=6)


@given(st.text(min_size=1, max_size=25), MARKS)
def test_segments_give_the_text_again_and_know_their_marks(text: str, marks: list[Mark]) -> None:
    found = split_at_marks(text, 0, len(text), marks)
    assert "".join(segment.text for segment in found) == text
    for segment in found:
        for at in range(segment.start, segment.start + len(segment.text)):
            assert set(segment.keys) == {m.key for m in marks if m.start <= at < m.end}


def test_a_nested_mark_ends_before_the_one_around_it() -> None:
    found = split_at_marks("abcdef", 0, 6, [Mark(0, 6, 1), Mark(2, 4, 2)])
    assert [(s.text, s.keys, s.ending) for s in found] == [("ab", (1,), ()), ("cd", (1, 2), (2,)), ("ef", (1,), (1,))]


def test_overlapping_marks_share_the_words_between_them() -> None:
    found = split_at_marks("abcdef", 0, 6, [Mark(0, 4, 1), Mark(2, 6, 2)])
    assert [(s.text, s.keys) for s in found] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]


def test_a_mark_that_goes_on_behind_the_stretch_does_not_end_in_it() -> None:
    assert split_at_marks("abcdef", 0, 3, [Mark(1, 5, 1)])[-1].ending == ()


@given(MARKS, st.lists(st.integers(0, 25), min_size=2, max_size=6).map(sorted))
def test_a_sweep_names_the_marks_of_each_stretch(marks: list[Mark], cuts: list[int]) -> None:
    sweep = MarkSweep(marks)
    for start, end in pairwise(cuts):
        expected = {m for m in marks if m.start < m.end and any(m.start <= at < m.end for at in range(start, end))}
        assert {m for m in sweep.marks_in(start, end) if m.start < m.end and start < end} == expected


def test_marks_side_by_side_take_time_in_proportion_to_their_number() -> None:
    def cut(size: int) -> Callable[[], object]:
        text, marks = "ab" * size, [Mark(2 * n, 2 * n + 1, n) for n in range(size)]
        return lambda: split_at_marks(text, 0, len(text), marks)

    assert_linear(cut, 5000, within=1.0)


def test_stretches_take_time_in_proportion_to_their_number() -> None:
    def read(size: int) -> Callable[[], object]:
        marks = [Mark(2 * n, 2 * n + 1, n) for n in range(size)]

        def all_stretches() -> None:
            sweep = MarkSweep(marks)
            for n in range(size):
                sweep.marks_in(2 * n, 2 * n + 2)

        return all_stretches

    assert_linear(read, 5000, within=1.0)
