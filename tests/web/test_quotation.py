"""Quotation marks and truncation of text that people entered."""

from __future__ import annotations

import pytest

from factcheck.desk.short_quote import short_quote
from factcheck.web.typography import as_phrase, has_own_quotes, in_quotes, shorten


@pytest.mark.parametrize(
    ("text", "mark", "quoted"),
    [
        ("context", ".", "“context.”"),
        ("False", ",", "“False,”"),
        ("She left as mayor.", ".", "“She left as mayor.”"),
        ("She left as mayor.", ",", "“She left as mayor.”"),
        ("Is it true?", ".", "“Is it true?”"),
        ("She said, “No.”", ".", "“She said, “No.””"),
        ("False", "", "“False”"),
    ],
)
def test_punctuation_is_inside_the_quotation_marks_and_never_doubled(text: str, mark: str, quoted: str) -> None:
    assert in_quotes(text, mark) == quoted


@pytest.mark.parametrize("text", ["“We cut taxes,” he said.", '"We cut taxes."', "He said: “No.”", "«Ні»"])
def test_text_with_its_own_quotation_marks_is_recognized(text: str) -> None:
    assert has_own_quotes(text)


@pytest.mark.parametrize("text", ["", "We cut taxes.", "‘Twas nothing’", "He said “no” twice."])
def test_other_text_gets_quotation_marks(text: str) -> None:
    assert not has_own_quotes(text)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 10, "one two…"),
        ("uninterrupted", 6, "unint…"),
    ],
)
def test_text_is_truncated_between_words(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


def test_quoted_phrase_ends_without_the_period_of_its_sentence() -> None:
    assert [as_phrase(text) for text in ("The scene was staged.", "Is it?", "And then...", "They left the U.S.")] == [
        "The scene was staged",
        "Is it?",
        "And then...",
        "They left the U.S.",
    ]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("All was well.", "“<bdi>All was well.</bdi>”"),
        ("“All was well,”", "<bdi>“All was well,”</bdi>"),
        ("<b>", "“<bdi>&lt;b&gt;</bdi>”"),
    ],
)
def test_short_quote_has_quotation_marks_once(quote: str, expected: str) -> None:
    assert short_quote(quote) == expected
