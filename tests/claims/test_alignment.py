"""Alignment of two texts, and its bound."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.alignment import align_texts

SIZE = 1_000_000
STRINGS = st.lists(st.sampled_from(["a", "b", "c ", "1", " ", "\n", "."]), max_size=60).map("".join)


@given(STRINGS, STRINGS)
def test_ranges_are_equal_and_ascending_in_both_texts(old: str, new: str) -> None:
    ranges = align_texts(old, new).ranges
    for each in ranges:
        assert old[each.old_start :][: each.length] == new[each.new_start :][: each.length]
    for first, second in pairwise(ranges):
        assert first.old_start + first.length <= second.old_start
        assert first.new_start + first.length <= second.new_start


@given(STRINGS, STRINGS, STRINGS)
def test_inserted_line_shifts_the_rest(before: str, inserted: str, after: str) -> None:
    old, line = f"{before}\nUnique line.\n{after}", "Unique line."
    if old.count(line) == 1 and line not in inserted:
        start = old.index(line)
        new = f"{inserted}\n{old}"
        assert align_texts(old, new).new_start(start, start + len(line)) == new.index(line)


def _shuffled(items: list[str], separator: str) -> tuple[str, str]:
    other = items[:]
    random.Random(1).shuffle(other)  # noqa: S311  (not for cryptography)
    return separator.join(items), separator.join(other)


HOSTILE = {
    "line breaks": ("\n" * SIZE, "\n" * (SIZE // 2) + "x" + "\n" * (SIZE // 2)),
    "two alternating words": ("ab " * (SIZE // 3), "ba " * (SIZE // 3)),
    "unique words in another order": _shuffled([str(n) for n in range(SIZE // 7)], " "),
    "unique lines in another order": _shuffled([str(n) for n in range(SIZE // 7)], "\n"),
    "frequent lines in another order": _shuffled([str(n % 1000) for n in range(SIZE // 4)], "\n"),
    "one figure": ("x" + "1 " * (SIZE // 2), "y" + "1 " * (SIZE // 2)),
    "each line changed": (
        "".join(f"{n} one two three four\n" for n in range(SIZE // 24)),
        "".join(f"{n} one two 3 four\n" for n in range(SIZE // 24)),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_of_a_million_characters_take_less_than_a_second(name: str) -> None:
    started = time.process_time()
    align_texts(*HOSTILE[name])
    assert time.process_time() - started < 1
