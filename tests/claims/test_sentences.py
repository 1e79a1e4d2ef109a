"""Splitting a text into sentences."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.sentences import MAX_BLOCK, SentenceIndex, merge_adjacent, sentence_spans
from tests.growth import assert_linear

TEXTS = st.text(alphabet="aA .!?\n\t\"”'1)。", max_size=80)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(TEXTS)
def test_sentences_are_in_order_and_cover_the_text(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    between = [
        text[a:b] for a, b in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    ]
    assert "".join(between).strip() == ""
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke. She left.", ["He spoke.", "She left."]),
        ('He said "no." She left.', ['He said "no."', "She left."]),
        ("Mr. Peskov met Dr. No. They spoke.", ["Mr. Peskov met Dr. No. They spoke."]),
        ("It fell by 3.5 percent. Then rose.", ["It fell by 3.5 percent.", "Then rose."]),
        ('"Fake," he said. ”So?” asked J. Doe.', ['"Fake," he said.', "”So?” asked J. Doe."]),
        ("A headline\n\nA paragraph.", ["A headline", "A paragraph."]),
        ("A line that\ngoes on here. Next.", ["A line that\ngoes on here.", "Next."]),
        ("他说了。她走了。", ["他说了。", "她走了。"]),
        ("قال ذلك؟ ثم غادر۔ انتهى", ["قال ذلك؟", "ثم غادر۔", "انتهى"]),
        ("What?! No… really? Yes.", ["What?!", "No… really?", "Yes."]),
        ("Published on www.example.org today.", ["Published on www.example.org today."]),
        ("He left...there. She stayed..... Why?!”) So", ["He left...there.", "She stayed.....", "Why?!”)", "So"]),
        ("他说了。。」她走了！？.x", ["他说了。。」", "她走了！？", ".x"]),
    ],
)
def test_sentences_end_at_terminal_marks(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_adjacent_sentences_are_merged() -> None:
    text = "One. Two. Three.\n\nFour."
    spans = sentence_spans(text)
    assert merge_adjacent(text, [spans[1], spans[0]]) == [(0, 9)]
    assert merge_adjacent(text, [spans[0], spans[2]]) == [(0, 4), (10, 16)]
    assert merge_adjacent(text, [spans[2], spans[3]]) == [(10, 23)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "…?!",
        "." * 100 + "”" * 100 + "x",
        ".”",
        "。",
        "。」",
        "\n",
        "\n ",
        " ",
        "\n" + " " * 100 + "x",
        "a.",
        "A. ",
        '("',
        "1.\n",
    ],
)
@pytest.mark.parametrize("end", ["", "x"])
def test_splitting_takes_linear_time(piece: str, end: str) -> None:
    def split_text(size: int) -> Callable[[], object]:
        text = (piece * (size // len(piece) + 1))[:size] + end
        return lambda: sentence_spans(text)

    assert_linear(split_text, 25_000, within=1.0)


def test_sentence_of_an_offset_does_not_depend_on_other_offsets() -> None:
    words, long = "Word word. ", "A long sentence that crosses the border of a window of a text without a blank line. "
    text = words * 1817 + long + words * 2000
    first = text.index(long)
    offsets = [first + 2, MAX_BLOCK + 5]
    assert first < MAX_BLOCK < offsets[1] < first + len(long)
    together = SentenceIndex().starts(text, offsets)
    assert together == [SentenceIndex().starts(text, [offset])[0] for offset in offsets]
    assert together[0] == first
