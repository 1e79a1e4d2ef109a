"""The difference between two texts is exact and readable, and its cost is limited."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.difference import MAX_CHANGES, SHORT_TEXT_WORDS, difference
from factcheck.web.sequences import TooDifferent, common_blocks
from tests.growth import assert_linear, seconds_for, seeded_random

WHITE = st.text(alphabet=" \t\n\r\u00a0\u2028\u3000", max_size=3)
WORDS = st.sampled_from(["a", "b", "the", "410", "Bucha.", "他", "说", "が", "か\u3099", "é", "e\u0301", "👩\u200d👧", "ไทย"])
PROSE = st.lists(st.tuples(WHITE, WORDS), max_size=12).flatmap(
    lambda parts: WHITE.map(lambda end: "".join(white + word for white, word in parts) + end)
)


def rendered(before: str, after: str) -> str:
    """The difference in one line, with [-removed-] and {+added+} text."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference(before, after).pieces)


def assert_exact(before: str, after: str) -> None:
    pieces = difference(before, after).pieces
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert all(piece.text for piece in pieces)
    assert all((piece.kind, following.kind) in ORDER for piece, following in pairwise(pieces))
    assert (before == after) == all(piece.kind == "same" for piece in pieces)


ORDER = {("same", "removed"), ("same", "added"), ("removed", "added"), ("removed", "same"), ("added", "same")}
"""Adjacent pieces are never of the same kind, and a removed piece comes before an added one."""


@given(PROSE, PROSE)
def test_pieces_contain_both_texts_including_white_space(before: str, after: str) -> None:
    assert_exact(before, after)


@given(st.text(), st.text())
def test_pieces_contain_any_two_texts(before: str, after: str) -> None:
    assert_exact(before, after)


@given(PROSE, WHITE)
def test_changes_of_white_space_are_preserved(text: str, white: str) -> None:
    assert_exact(text, white + text)
    assert_exact(text, text + white)
    assert_exact(text, text.replace(" ", white))


@given(PROSE, st.text(alphabet="xy", min_size=1, max_size=4), st.data())
def test_an_added_word_is_the_only_change(text: str, word: str, data: st.DataObject) -> None:
    words = text.split()
    at = data.draw(st.integers(0, len(words)))
    pieces = difference(" ".join(words), " ".join([*words[:at], word, *words[at:]])).pieces
    assert [piece.text.strip() for piece in pieces if piece.kind != "same"] == [word]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("410 bodies", "410 bodies", "410 bodies"),
        ("410 bodies were found", "420 bodies were found", "[-410-]{+420+} bodies were found"),
        ("one two", "one very long two", "one {+very long +}two"),
        ("one two three", "one three", "one [-two -]three"),
        ("one two", "one two three", "one two{+ three+}"),
        ("two three", "one two three", "{+one +}two three"),
        ("a big red cat sat", "a small black cat sat", "a [-big red-]{+small black+} cat sat"),
        ("", "new words", "{+new words+}"),
        ("old words", "", "[-old words-]"),
        ("one two", "one  two", "one[- -]{+  +}two"),
        ("one\r\ntwo", "one\ntwo", "one[-\r\n-]{+\n+}two"),
        (" one", "one ", "[- -]one{+ +}"),
        (" ", "\n", "[- -]{+\n+}"),
        ("他说了。她走了。", "他说过。她走了。", "他说[-了-]{+过+}。她走了。"),
        ("か\u3099か", "か\u3099き", "か\u3099[-か-]{+き+}"),
    ],
)
def test_the_difference_matches_the_marks_of_an_editor(before: str, after: str, expected: str) -> None:
    assert rendered(before, after) == expected


def test_an_added_paragraph_in_a_long_text_is_one_change() -> None:
    before = "a b c d e f g h i j\n" * 4000
    assert [(p.kind, p.text) for p in difference(before, before + "one more line").pieces] == [
        ("same", before),
        ("added", "one more line"),
    ]


def test_a_moved_paragraph_does_not_affect_the_others() -> None:
    first, second, third = (" ".join(f"{name}{n}" for n in range(40)) for name in "abc")
    assert rendered(f"{first}\n\n{second}\n\n{third}", f"{second}\n\n{third}\n\n{first}") == (
        f"[-{first}\n\n-]{second}\n\n{third}{{+\n\n{first}+}}"
    )


def test_a_text_shortened_to_a_few_of_its_words_is_not_rewritten() -> None:
    words = [f"w{n}" for n in range(2000)]
    assert not difference(" ".join(words), " ".join(words[900:1000])).is_rewritten


def test_texts_with_little_in_common_are_one_rewritten_text() -> None:
    before = " ".join(f"the b{n}" for n in range(SHORT_TEXT_WORDS))
    after = " ".join(f"c{n} d{n} e{n} f{n} the" for n in range(SHORT_TEXT_WORDS // 3))
    result = difference(before, after)
    assert result.is_rewritten
    assert [(piece.kind, piece.text) for piece in result.pieces] == [("removed", before), ("added", after)]


def test_short_texts_are_always_compared() -> None:
    assert not difference("one two three four", "five six seven two").is_rewritten


def test_a_short_text_that_became_long_is_rewritten_unless_it_contains_the_short_text() -> None:
    short = "The office says that the first ship came on the second day of the month."
    long = " ".join(f"the s{n} of day{n} that the x{n}" for n in range(60))
    assert difference(short, long).is_rewritten
    assert not difference(short, f"{short}\n\n{long}").is_rewritten


def test_a_text_with_too_many_changes_is_rewritten() -> None:
    few, many = "word " * MAX_CHANGES, "word " * (MAX_CHANGES + 2)
    assert not difference(few, few.replace(" ", "\n")).is_rewritten
    assert difference(many, many.replace(" ", "\n")).is_rewritten


# Sequences


@given(st.lists(st.sampled_from("abcd"), max_size=14), st.lists(st.sampled_from("abcd"), max_size=14))
def test_blocks_are_equal_ordered_and_as_long_as_possible(before: list[str], after: list[str]) -> None:
    blocks = common_blocks(before, after)
    assert all(before[a : a + n] == after[b : b + n] != [] for a, b, n in blocks)
    ends = [(0, 0), *((a + n, b + n) for a, b, n in blocks)]
    for (a, b), (end, other) in zip([*((a, b) for a, b, _ in blocks), (len(before), len(after))], ends, strict=True):
        assert a >= end
        assert b >= other
        assert not (blocks and (a, b) == (end, other) not in ((0, 0), (len(before), len(after))))
        assert a == end or b == other or before[end] != after[other]


@given(st.lists(st.sampled_from("ab"), max_size=9), st.lists(st.sampled_from("ab"), max_size=9))
def test_without_unique_words_the_blocks_are_a_longest_common_subsequence(old: list[str], new: list[str]) -> None:
    before, after = [*"ab", *old, *"aabb"], [*"bbaa", *new, *"ba"]
    lengths = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]  # the textbook algorithm
    for i, old_word in enumerate(before):
        for j, new_word in enumerate(after):
            is_equal = old_word == new_word
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if is_equal else max(lengths[i][j + 1], lengths[i + 1][j])
    assert sum(block.length for block in common_blocks(before, after)) == lengths[-1][-1]


def test_sequences_that_differ_too_much_raise_an_error() -> None:
    letters = seeded_random(1)
    with pytest.raises(TooDifferent):
        common_blocks(letters.choices("abcdefgh", k=4000), letters.choices("abcdefgh", k=4000))


# Cost

COMMON = ["the", "of", "and", "in", "to", "was", "that", "said", "were", "by"]


def rewritten(words: int) -> tuple[str, str]:
    return " ".join(f"a{n}" for n in range(words)), " ".join(f"b{n}" for n in range(words))


def half_rewritten(words: int) -> tuple[str, str]:
    pick = seeded_random(words)
    before = [pick.choice([f"w{n}", *COMMON]) for n in range(words)]
    return " ".join(before), " ".join(pick.choice([word, f"x{n}", *COMMON[:2]]) for n, word in enumerate(before))


def common_words_unchanged(words: int) -> tuple[str, str]:
    pick = seeded_random(words)
    before, after = (" ".join(pick.choice([f"{side}{n}", *COMMON]) for n in range(words)) for side in "ab")
    return before, after


def one_word(words: int) -> tuple[str, str]:
    return "word " * words, "word " * (words // 2) + "other " + "word " * words


def alternating(words: int) -> tuple[str, str]:
    return "a b " * (words // 2), "b a " * (words // 2)


def periods(words: int) -> tuple[str, str]:
    return "a b " * (words // 2), "a a b " * (words // 3)


def few_random_words(words: int) -> tuple[str, str]:
    pick = seeded_random(words)
    return " ".join(pick.choices("abcdefgh", k=words)), " ".join(pick.choices("abcdefgh", k=words))


def staircase(words: int) -> tuple[str, str]:
    """Each unique word leaves a gap that is one word shorter and has one more unique word."""
    steps = [word for n in range(words // 2) for word in (f"w{n + 1}", f"w{n}")]
    return " ".join(steps), " ".join(word + (" q" if at % 2 else "") for at, word in enumerate(steps))


def ideographs(words: int) -> tuple[str, str]:
    pick = seeded_random(words)
    return "".join(pick.choices("他说了她走", k=words)), "".join(pick.choices("他说了她走", k=words))


HOSTILE: list[Callable[[int], tuple[str, str]]] = [
    rewritten,
    half_rewritten,
    common_words_unchanged,
    one_word,
    alternating,
    periods,
    few_random_words,
    staircase,
    ideographs,
]


@pytest.mark.parametrize("texts", HOSTILE)
def test_comparison_of_800_rewritten_words_takes_less_than_100_ms(
    texts: Callable[[int], tuple[str, str]],
) -> None:
    assert seconds_for(lambda: difference(*texts(800))) < 0.1


@pytest.mark.parametrize("texts", HOSTILE)
def test_cost_grows_at_most_linearly_with_the_length_of_the_texts(texts: Callable[[int], tuple[str, str]]) -> None:
    """4,000 and 16,000 words. A rationale of 50,000 characters has about 8,000 words, or 25,000 words of one letter."""

    def compare(size: int) -> Callable[[], object]:
        before, after = texts(size)
        return lambda: difference(before, after)

    assert_linear(compare, 4000, within=1.0)
