"""Placement of quotes of an old text in a new one. Pure.

A quote is placed only where both texts show that it is the same passage: where they align, or where the quote and both contexts
are equal and unique in both texts. It never moves to another copy of its words. In every other case, a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from factcheck.claims.alignment import Alignment, align_texts, tokens_in
from factcheck.claims.anchoring import Selector, cut_ends, occurrences, try_select
from factcheck.claims.sentences import sentence_spans
from factcheck.claims.variants import FoldedText, fold
from factcheck.web.sequences import TooDifferent, common_blocks

MAX_COPIES = 20
"""Number of copies of a quote above which the sentences around them are not compared."""
MAX_CANDIDATES = 10
"""Maximum number of candidates that are proposed for one quote."""
SENTENCE_REACH = 400
"""Maximum number of code points of the sentence around a quote that are compared, on each side."""
NEAR_TOKENS, MAX_TOKENS = 5, 60
"""Minimum and maximum number of compared tokens on each side of a quote. Between them, the rest of the sentence decides."""


class PlacementOutcome(StrEnum):
    PLACED = "anchored"
    NEEDS_REVIEW = "needs_review"
    """a person can choose among candidates"""
    ORPHAN = "orphan"
    """the new text has no candidate for at least one passage"""


@dataclass(frozen=True, slots=True)
class ContextChange:
    """Changed text next to a quote. `side` is "before" or "after"; `old` and `new` are the words, and one may be empty."""

    side: str
    old: str
    new: str

    def as_json(self) -> dict[str, str]:
        return {"side": self.side, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    selector: Selector
    changes: tuple[ContextChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """The result for all passages of one mention or evidence item. `selectors` and `changes` are empty unless it is placed."""

    outcome: PlacementOutcome
    selectors: tuple[Selector, ...] = ()
    changes: tuple[ContextChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of the new text that a person can accept for a quote: another copy of it, or a typographic variant."""

    selector: Selector
    is_copy: bool


class TextComparison:
    """The comparison of one old and one new text. Everything expensive is computed once, when it is first needed."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._copies: dict[tuple[str, str], list[int]] = {}
        self._unique_ranges: dict[int, bool] = {}

    @cached_property
    def alignment(self) -> Alignment:
        return align_texts(self.old, self.new)

    @cached_property
    def folded(self) -> FoldedText:
        return FoldedText(self.new)

    def place(self, quotes: Sequence[Any]) -> Placement:
        """Place all passages of one mention or evidence item, given as selectors of the old text or rows with their fields."""
        placed = [self.place_quote(quote) for quote in quotes]
        found = [quote for quote in placed if quote is not None]
        if len(found) == len(quotes):
            changes = dict.fromkeys(change for quote in found for change in quote.changes)
            return Placement(PlacementOutcome.PLACED, tuple(quote.selector for quote in found), tuple(changes))
        missing = [quote for quote, result in zip(quotes, placed, strict=True) if result is None]
        has_candidates = all(self.candidates(quote.exact) for quote in missing)
        return Placement(PlacementOutcome.NEEDS_REVIEW if has_candidates else PlacementOutcome.ORPHAN)

    def place_quote(self, quote: Any) -> PlacedQuote | None:
        """The place of one quote in the new text, or None if a person has to decide."""
        return self._place_where_aligned(quote) or self._place_where_unique(quote)

    def candidates(self, exact: str) -> list[Candidate]:
        """Copies of `exact` in the new text, then its typographic variants, at most MAX_CANDIDATES.

        A passage inside a longer word or figure is not a candidate.
        """
        starts = self._copies_in("new", exact)[: 10 * MAX_CANDIDATES]
        ranges = [(start, start + len(exact), True) for start in starts]
        ranges += [(start, end, False) for start, end in self.folded.variants(exact)]
        result: list[Candidate] = []
        folded = fold(exact)
        for start, end, is_copy in ranges:
            selector = None if len(result) == MAX_CANDIDATES else try_select(self.new, start, end)
            if selector is None:
                continue
            is_new = all(other.selector.start != selector.start for other in result)
            is_whole = not cut_ends(self.new, selector.start, selector.end)
            if is_new and is_whole and fold(selector.exact) == folded:
                result.append(Candidate(selector, is_copy))
        return result

    def proposals(self, quotes: Sequence[Any]) -> list[tuple[Selector, ...]]:
        """The complete sets of selectors that a person can accept for a mention or an evidence item.

        If one passage is not placed, there is one set for each of its candidates. If several are not placed, there is a set only
        if each of them has exactly one candidate.
        """
        options = [[placed.selector] if (placed := self.place_quote(quote)) else self._selectors(quote) for quote in quotes]
        open_options = [each for each in options if len(each) != 1]
        if len(open_options) > 1 or any(not each for each in options):
            return []
        choices = max(map(len, options), default=0)
        return [tuple(each[at if len(each) > 1 else 0] for each in options) for at in range(choices)]

    def _selectors(self, quote: Any) -> list[Selector]:
        return [candidate.selector for candidate in self.candidates(quote.exact)]

    def _place_where_aligned(self, quote: Any) -> PlacedQuote | None:
        core = quote.exact.strip()
        if not core:
            return None
        lead = quote.exact.index(core)
        start = self.alignment.new_start(quote.start + lead, quote.start + lead + len(core))
        selector = None if start is None else self._selector_at(quote, start - lead)
        if selector is None:
            return None
        changes = self.context_changes(quote, selector)
        is_only_copy = len(self._copies_in("old", quote.exact)) == len(self._copies_in("new", quote.exact)) == 1
        if is_only_copy:
            is_same = not changes or self._is_same_sentence(quote, selector, has_copies=False)
        else:
            is_same = (not changes and self._is_unique_range(quote)) or self._is_same_sentence(quote, selector, has_copies=True)
        return PlacedQuote(selector, changes) if is_same else None

    def _place_where_unique(self, quote: Any) -> PlacedQuote | None:
        needle = quote.prefix + quote.exact + quote.suffix
        if not (_occurs_once(self.old, needle) and _occurs_once(self.new, needle)):
            return None
        selector = self._selector_at(quote, self.new.find(needle) + len(quote.prefix))
        if selector is None or (selector.prefix, selector.suffix) != (quote.prefix, quote.suffix):
            return None
        changes = self.context_changes(quote, selector)
        return None if changes and self._has_moved_words(quote, selector) else PlacedQuote(selector, changes)

    def _selector_at(self, quote: Any, start: int) -> Selector | None:
        """The selector at `start`, or None if the quote differs there or cuts a word or figure that it did not cut before."""
        end = start + len(quote.exact)
        if start < 0 or self.new[start:end] != quote.exact:
            return None
        selector = try_select(self.new, start, end)
        if selector is None or (selector.start, selector.end) != (start, end):
            return None
        is_cut = not cut_ends(self.new, start, end) <= cut_ends(self.old, quote.start, quote.end)
        return None if is_cut else selector

    def context_changes(self, quote: Any, selector: Selector) -> tuple[ContextChange, ...]:
        """The changed words before and after a quote: in its sentence, and at least in the nearest NEAR_TOKENS tokens."""
        (old_start, old_end), (new_start, new_end) = self._sentences(quote, selector)
        sides = {
            "before": (_before(self.old, quote.start, old_start), _before(self.new, selector.start, new_start)),
            "after": (_after(self.old, quote.end, old_end), _after(self.new, selector.end, new_end)),
        }
        changes = ((name, _changed_words(*pair)) for name, pair in sides.items())
        return tuple(ContextChange(name, *words) for name, words in changes if words)

    def _is_same_sentence(self, quote: Any, selector: Selector, *, has_copies: bool) -> bool:
        """Whether the sentence around a quote is the old one with changes, by the words outside the quote.

        At least half of the words must be aligned, and none of them with another sentence. If the quote has copies, one aligned
        word must distinguish the sentence from the sentences around all copies, in both texts.
        """
        old_sentence, new_sentence = self._sentences(quote, selector)
        rest = _words_outside(self.old, old_sentence, quote.start, quote.end)
        new_rest = _words_outside(self.new, new_sentence, selector.start, selector.end)
        if not rest:
            return not has_copies and self._has_aligned_neighbor(quote)
        starts = [start for word in rest if (start := self.alignment.new_start(*word)) is not None]
        if any(not new_sentence[0] <= start < new_sentence[1] for start in starts):
            return False
        is_half = 2 * len(starts) > len(rest) or (2 * len(starts) == len(rest) and len(new_rest) <= len(rest) + 1)
        if not is_half or self._has_moved_words(quote, selector):
            return False
        common = {self.old[start:end] for start, end in rest if self.alignment.new_start(start, end) is not None}
        return not has_copies or self._distinguishes(common, quote.exact)

    def _has_moved_words(self, quote: Any, selector: Selector) -> bool:
        """Whether a word moved into or out of the sentence of a quote. The sentence could then be that of another speaker.

        Only words that occur once in the text that they left or joined are recognized.
        """
        old_sentence, new_sentence = self._sentences(quote, selector)
        old = {self.old[a:b] for a, b in _words_outside(self.old, old_sentence, quote.start, quote.end)}
        new = {self.new[a:b] for a, b in _words_outside(self.new, new_sentence, selector.start, selector.end)}
        return any(_may_be_a_name(word) and word in self.new and _occurs_once(self.old, word) for word in old - new) or any(
            _may_be_a_name(word) and word in self.old and _occurs_once(self.new, word) for word in new - old
        )

    def _has_aligned_neighbor(self, quote: Any) -> bool:
        """Whether the equal range around the quote contains another word next to it, or a text consists of the quote."""
        equal = self.alignment.range_at(quote.start, quote.end)
        if equal is None:
            return False
        before = _words(self.old, max(equal.old_start, quote.start - SENTENCE_REACH), quote.start)
        after = _words(self.old, quote.end, min(equal.old_start + equal.length, quote.end + SENTENCE_REACH))
        return bool(before or after)

    def _distinguishes(self, words: set[str], exact: str) -> bool:
        """Whether one of `words` is in the sentence of exactly one copy of the quote, in both texts."""
        in_one: set[str] = set(words)
        for name, text in (("old", self.old), ("new", self.new)):
            copies = self._copies_in(name, exact)
            if len(copies) > MAX_COPIES:
                return False
            counts: dict[str, int] = {}
            for start in copies:
                first, last = _sentence_around(text, start, start + len(exact))
                for word in {text[a:b] for a, b in _words_outside(text, (first, last), start, start + len(exact))}:
                    counts[word] = counts.get(word, 0) + 1
            in_one &= {word for word, count in counts.items() if count == 1}
        return bool(in_one)

    def _is_unique_range(self, quote: Any) -> bool:
        """Whether the equal text around the quote occurs once in each text, so that it identifies the copy."""
        equal = self.alignment.range_at(quote.start, quote.start + len(quote.exact.rstrip()))
        if equal is None:
            return False
        if equal.old_start not in self._unique_ranges:
            text = self.old[equal.old_start : equal.old_start + equal.length]
            self._unique_ranges[equal.old_start] = _occurs_once(self.old, text) and _occurs_once(self.new, text)
        return self._unique_ranges[equal.old_start]

    def _sentences(self, quote: Any, selector: Selector) -> tuple[tuple[int, int], tuple[int, int]]:
        return _sentence_around(self.old, quote.start, quote.end), _sentence_around(self.new, selector.start, selector.end)

    def _copies_in(self, name: str, exact: str) -> list[int]:
        if (name, exact) not in self._copies:
            self._copies[name, exact] = occurrences(self.old if name == "old" else self.new, exact)
        return self._copies[name, exact]


def _occurs_once(text: str, part: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentences that contain text[start:end], within its lines and SENTENCE_REACH."""
    first = max(text.rfind("\n", 0, start) + 1, start - SENTENCE_REACH)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + SENTENCE_REACH)
    spans = [(first + a, first + b) for a, b in sentence_spans(text[first:last])]
    touched = [(a, b) for a, b in spans if a < end and b > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The tokens of text[start:end] that are words or figures."""
    return [(a, b) for a, b in tokens_in(text, start, end) if text[b - 1].isalnum() or text[a].isalnum()]


def _words_outside(text: str, sentence: tuple[int, int], start: int, end: int) -> list[tuple[int, int]]:
    """The words of a sentence before `start` and after `end`."""
    return [*_words(text, sentence[0], start), *_words(text, end, sentence[1])]


def _may_be_a_name(word: str) -> bool:
    """Whether a word could name who or what a sentence is about. Short lowercase words, such as “and,” could not."""
    return len(word) > 3 or not word.islower()


@dataclass(frozen=True, slots=True)
class _Side:
    """The tokens of `text` on one side of a quote, nearest first. The first `in_sentence` of them are in its sentence."""

    text: str
    spans: list[tuple[int, int]]
    in_sentence: int

    def keys(self, count: int) -> list[str]:
        """The nearest `count` tokens without typographic differences."""
        return [fold(self.text[start:end]) for start, end in self.spans[:count]]

    def readable(self, count: int) -> str:
        """The text of the nearest `count` tokens on one line."""
        spans = self.spans[:count]
        return " ".join(self.text[min(spans)[0] : max(spans)[1]].split()) if spans else ""


def _before(text: str, start: int, sentence_start: int) -> _Side:
    spans = list(tokens_in(text, max(0, start - SENTENCE_REACH), start))[::-1]
    return _Side(text, spans, sum(span[0] >= sentence_start for span in spans))


def _after(text: str, end: int, sentence_end: int) -> _Side:
    spans = list(tokens_in(text, end, min(end + SENTENCE_REACH, len(text))))
    return _Side(text, spans, sum(span[1] <= sentence_end for span in spans))


def _changed_words(old_side: _Side, new_side: _Side) -> tuple[str, str] | None:
    """The old and new words next to a quote, up to the farthest one of the nearest change; None if nothing changed.

    Compares the rest of the sentence, and at least NEAR_TOKENS tokens. Typographic differences do not count.
    """
    count = min(max(old_side.in_sentence, new_side.in_sentence, NEAR_TOKENS), MAX_TOKENS)
    old, new = old_side.keys(count), new_side.keys(count)
    if old == new:
        return None
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old_end, new_end = len(old), len(new)
    try:
        blocks = common_blocks(old[same:], new[same:])
    except TooDifferent:
        blocks = []
    if blocks:
        old_end, new_end = same + blocks[0].before_at, same + blocks[0].after_at
        if not (_has_word(old[:old_end]) and _has_word(new[:new_end])):
            old_end, new_end = old_end + 1, new_end + 1  # add the next common token, because punctuation alone is not readable
    return old_side.readable(old_end), new_side.readable(new_end)


def _has_word(tokens: Sequence[str]) -> bool:
    return any(token[-1:].isalnum() for token in tokens)
