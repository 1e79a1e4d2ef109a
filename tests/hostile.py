"""Adversarial inputs, at their maximum sizes, for the pure functions that read external text. Used by `tests/test_hostile.py`.

Add an entry for each new public function of a pure module that takes text or bytes, or an exemption in `hostile_exempt.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from factcheck.articles import canonical, language, paragraphs
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.readers import byte_order, can_be_read, plain, preview, reader_for
from factcheck.claims import (
    alignment,
    anchoring,
    dates,
    excerpts,
    graphemes,
    placement,
    quotation,
    segments,
    selectors,
    sentences,
    variants,
)
from factcheck.claims.fields import MAX_QUOTE_LENGTH
from factcheck.desk.claim.wording import compare_wordings
from factcheck.desk.new_revision.comparison import compare_texts
from factcheck.evidence.media_types import declared_media_type
from factcheck.merging.plan import renamed_sets
from factcheck.publishing import document, slugs
from factcheck.publishing import excerpts as published_excerpts
from factcheck.setup import secret_links
from factcheck.web import characters, citations, difference, name_identity, sequences, typography

Call = Callable[[], object]
FLAG, MARK, JOINED, CONJUNCT = "\U0001f1e6", "\u0301", "👩\u200d", "क\u094d"
DOTS, BLANK_LINES, SHORT_LINES = ".", "xa\n\n", "x\n"
RATIONALE, NAME, TITLE, URL, NOTE = 50_000, 200, 300, 2_000, 4_000
MULTIPART, MAX_MENTIONS = 20, 500


@dataclass(frozen=True)
class HostileInput:
    """`create(size)` creates the input and returns the call; `size` is the maximum, in code points, bytes, or items."""

    function: str
    unit: str
    size: int
    create: Callable[[int], Call]

    def __str__(self) -> str:
        return f"{self.function.removeprefix('factcheck.')}-{ascii(self.unit)[1:-1]}"


INPUTS: list[HostileInput] = []


def repeat(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def add(function: Any, size: int, *units: str, call: Callable[[str], object] | None = None) -> None:
    """Register `function` with texts of `size` that repeat each unit. By default, the text is the only argument."""

    def register(unit: str) -> None:
        def create(count: int) -> Call:
            text = repeat(unit, count)
            return lambda: _refused(call or function, text)

        INPUTS.append(HostileInput(name_of(function), unit, size, create))

    for unit in units:
        register(unit)


def name_of(function: Any) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def _refused(call: Callable[[str], object], text: str) -> None:
    with suppress(ValueError, sequences.TooDifferent):  # a refusal is a valid outcome; it has to be fast, too
        result = call(text)
        if hasattr(result, "__next__"):
            for _ in result:  # type: ignore[attr-defined]
                pass


def _reader(text: str) -> object:
    return reader_for(text.encode(), media_type="text/plain", name="a.txt")


def _place(text: str) -> object:
    start, end = len(text) // 2, len(text) // 2 + 200
    quote = SimpleNamespace(
        exact=text[start:end], prefix=text[start - 100 : start], suffix=text[end : end + 100], start=start, end=end
    )
    return placement.TextComparison(text, f"b{text[::-1]}a").place([quote])


def _middle(text: str) -> tuple[str, int, int]:
    return text, len(text) // 2, len(text) // 2 + 3


# Texts of articles
add(declared_media_type, 32_000, "a", "/", "a/", "a.-+", "; ", " ")
add(canonical.canonical, MAX_CODE_POINTS, FLAG, "\r", " \n", "\u2028", "a\r", "a \n")
add(paragraphs.paragraphs, MAX_CODE_POINTS, BLANK_LINES, "\n", " \n")
add(reader_for, MAX_CODE_POINTS, " ", "\u2028", call=_reader)
add(can_be_read, MAX_CODE_POINTS, " ", "\u2028", "é", call=lambda text: can_be_read(text.encode(), media_type="text/plain"))
add(byte_order.leading_marks, MAX_CODE_POINTS, "\ufeff", call=lambda text: byte_order.leading_marks(text.encode()))
add(byte_order.detect_unmarked_utf_16, MAX_CODE_POINTS, "a\0", call=lambda text: byte_order.detect_unmarked_utf_16(text.encode()))
add(
    plain.PlainReader.read, MAX_CODE_POINTS, "\r", "a\r", FLAG, call=lambda text: plain.PlainReader().read(text.encode(), "utf-8")
)
add(
    plain.PlainReader.check,
    MAX_CODE_POINTS,
    FLAG,
    "Ã©",
    call=lambda text: plain.PlainReader().check(text.encode(), "windows-1252", is_confirmed=False),
)
add(plain.decode, MAX_CODE_POINTS, FLAG, "\r", call=lambda text: plain.decode(text.encode(), "utf-8"))
add(plain.first_words, MAX_CODE_POINTS, "\n", "\u2028", " ")
add(preview.quote_first_line, MAX_CODE_POINTS, "\u2028", "\u200d", "\n")
add(preview.escape_invisible, preview.MAX_PREVIEW_LENGTH, "\u202e")
add(alignment.tokens_in, MAX_CODE_POINTS, "a ", "1,", call=lambda text: alignment.tokens_in(text, 0, len(text)))
add(
    alignment.align_texts,
    MAX_CODE_POINTS,
    BLANK_LINES,
    SHORT_LINES,
    "a ",
    call=lambda text: alignment.align_texts(text, text[::-1]),
)
add(compare_texts, MAX_CODE_POINTS, BLANK_LINES, SHORT_LINES, call=lambda text: compare_texts(text, text[::-1]))
add(sentences.sentence_spans, MAX_CODE_POINTS, DOTS, "Mr. ", "!? ", BLANK_LINES, call=lambda t: sentences.sentence_spans(f"{t}a"))
add(
    sentences.sentence_starts,
    MAX_CODE_POINTS,
    SHORT_LINES,
    "Mr. ",
    BLANK_LINES,
    call=lambda text: sentences.sentence_starts(text, range(0, len(text), len(text) // MAX_MENTIONS)),
)
add(
    sentences.merge_adjacent,
    MAX_CODE_POINTS,
    " ",
    call=lambda text: sentences.merge_adjacent(text, [(at, at + 1) for at in range(0, len(text), len(text) // MULTIPART)]),
)
add(
    segments.split_at_marks,
    MAX_CODE_POINTS,
    "a",
    call=lambda text: segments.split_at_marks(
        text, 0, len(text), [segments.Mark(at, len(text) - at, at) for at in range(MAX_MENTIONS)]
    ),
)

# Quotes in the text of an article
add(
    graphemes.expand_to_clusters,
    MAX_CODE_POINTS,
    FLAG,
    MARK,
    JOINED,
    CONJUNCT,
    call=lambda t: graphemes.expand_to_clusters(*_middle(t)),
)
add(graphemes.is_boundary, MAX_CODE_POINTS, FLAG, JOINED, CONJUNCT, call=lambda text: graphemes.is_boundary(text, len(text) // 2))
add(anchoring.select, MAX_CODE_POINTS, FLAG, MARK, CONJUNCT, call=lambda text: anchoring.select(*_middle(text)))
add(anchoring.try_select, MAX_CODE_POINTS, FLAG, MARK, call=lambda text: anchoring.try_select(*_middle(text)))
add(
    anchoring.verify,
    MAX_CODE_POINTS,
    FLAG,
    CONJUNCT,
    call=lambda text: anchoring.verify(text, anchoring.Selector(2, 4, text[2:4], text[:2], text[4:36])),
)
add(anchoring.occurrences, MAX_CODE_POINTS, FLAG, JOINED, call=lambda text: anchoring.occurrences(text, text[0]))
add(
    anchoring.occurrences,
    MAX_CODE_POINTS,
    "a",
    "e\u0301",
    call=lambda t: anchoring.occurrences(t, f"{t[: MAX_QUOTE_LENGTH - 1]}b"),
)
add(
    anchoring.find,
    MAX_CODE_POINTS,
    "a",
    FLAG,
    "1,",
    call=lambda text: anchoring.find(text, text[:200], text[-1000:], text[:1000]),
)
add(anchoring.cut_ends, MAX_CODE_POINTS, "1,", call=lambda text: anchoring.cut_ends(*_middle(text)))
add(
    selectors.resolve_selector,
    MAX_CODE_POINTS,
    FLAG,
    "a",
    JOINED,
    call=lambda text: selectors.resolve_selector(text, selectors.SelectorInput(text[0])),
)
add(placement.TextComparison.candidates, MAX_CODE_POINTS, "…", JOINED, "“", "a", call=lambda text: placement.TextComparison(text, text).candidates(text[: MAX_QUOTE_LENGTH - 1]))  # fmt: skip  # noqa: E501
add(placement.TextComparison.place, MAX_CODE_POINTS, BLANK_LINES, "“", MARK, "…", call=_place)
add(variants.FoldedText.variants, MAX_CODE_POINTS, "…", "e\u0301", "\u200d", " \t", call=lambda text: variants.FoldedText(text).variants(text[: MAX_QUOTE_LENGTH - 1] + "z"))  # fmt: skip  # noqa: E501
add(variants.fold, MAX_CODE_POINTS, "\u202e", "…", " \t")
add(variants.is_variant, MAX_QUOTE_LENGTH, "…", "\u200d", call=lambda text: variants.is_variant(text, text[1:]))
add(
    variants.mark_differences,
    MAX_QUOTE_LENGTH,
    BLANK_LINES,
    "abcd e",
    call=lambda text: variants.mark_differences(text, text[::-1]),
)
add(quotation.guess_mode, MAX_CODE_POINTS, "“", "'", "\n", call=lambda text: quotation.guess_mode(text, [_middle(text)[1:]]))
add(quotation.quotations, quotation.MAX_PARAGRAPH, "“", '"', "'", "«")
add(excerpts.excerpt_before, 1_000, "a", "\n", call=lambda text: excerpts.excerpt_before(text, 100))
add(excerpts.excerpt_after, 1_000, "a", "\n", call=lambda text: excerpts.excerpt_after(text, 100))

# Texts of verdicts and evidence
add(difference.difference, RATIONALE, "a b c d e f\n", "中", " ’", call=lambda text: difference.difference(text, text[::-1]))
add(sequences.common_blocks, RATIONALE // 2, "ab", "abcdefg", call=lambda text: sequences.common_blocks(text, text[::-1]))
add(compare_wordings, MAX_QUOTE_LENGTH, "a b c ", "a’", call=lambda text: compare_wordings([text, text[::-1], text[1:]]))
add(citations.may_cite, RATIONALE, "[", "[1")
add(citations.numbers_in_plain_text, RATIONALE, "[1]", "[1, ", "[")
add(citations.plain_text_as_html, RATIONALE, "[1]", "[1, ", "<", call=lambda text: citations.plain_text_as_html(text, {1: "/1"}))
add(citations.in_brackets, 1_000, "1", call=lambda text: citations.in_brackets(range(len(text))))
add(typography.isolated, RATIONALE, "\u202e")
add(typography.in_quotes, RATIONALE, "“", '"')
add(typography.as_phrase, RATIONALE, ".", "A", " ")
add(typography.has_own_quotes, RATIONALE, "“", '"')
add(typography.shorten, RATIONALE, " ", MARK, call=lambda text: typography.shorten(text, 100))
add(published_excerpts.from_word, 1_000, "a", " ", MARK)
add(published_excerpts.to_word, 1_000, "a", " ", MARK)

# Names, titles, and addresses
add(characters.identifying_text_error, URL, "\u202e", "a")
add(characters.without_refused, URL, "\u202e", "a")
add(name_identity.name_identity, NAME, "İ", MARK, " ", "\u200d")
add(name_identity.normalize_name, NAME, MARK, " ")
add(slugs.slug_from, TITLE, MARK, "ﷺ", "-", "İ")
add(slugs.unique_slug, TITLE, MARK, "ﷺ")
add(secret_links.without_links, 100_000, "password/reset/key/", "password/", "password%2Freset%2Fkey%2F", "a")
add(slugs.is_slug, URL, "a", "-")
add(document.is_web_address, URL, "http://", "[", "@")
add(language.normalize_language_tag, URL, "a-", "aa-", "-")
add(dates.parse_partial_date, URL, "1", "a", " ")
add(renamed_sets, 500, "x", call=lambda text: renamed_sets([f"{'a' * 60}{n}" for n in range(len(text))], [f"{'a' * 60}{n}" for n in range(len(text))], 60))  # fmt: skip  # noqa: E501
