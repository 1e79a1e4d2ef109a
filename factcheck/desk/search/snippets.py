"""Builds the snippets of search results: excerpts of the original text with the matching words marked."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.web.search_key import search_key, words_in

Snippet = list[tuple[bool, str]]
"""Pieces of text in reading order, each with whether it matches."""

WORDS = 28
"""The maximum number of words of one fragment."""
FRAGMENTS = 2
BEFORE = 8
"""The number of words before the first match of a fragment, if there are as many."""
MAX_MATCHES = 50
"""The number of matches of one text that are considered."""
BETWEEN = " … "

Span = tuple[int, int]


class Marker:
    """Marks matching words in texts. `keys`: the search keys of all words in `texts`."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = {match[0] for text in texts for match in words_in(text)}
        self._keys = {word: search_key(word) for word in words}
        self._matching: dict[str, str] = {}

    @property
    def keys(self) -> set[str]:
        return set(self._keys.values())

    def mark(self, keys: set[str]) -> None:
        """Set the search keys of the words that match."""
        self._matching = {word: key for word, key in self._keys.items() if key in keys}

    def whole(self, text: str) -> Snippet:
        """The complete text with its matches."""
        return _split_at_matches(text, (0, len(text)), [match.span() for match in words_in(text) if match[0] in self._matching])

    def excerpt(self, text: str) -> Snippet:
        """At most FRAGMENTS fragments of WORDS words, those with the most distinct matches; the beginning if nothing matches."""
        spans: list[Span] = []
        matches: dict[int, str] = {}  # number of the word -> its key
        for number, match in enumerate(words_in(text)):
            spans.append(match.span())
            if match[0] in self._matching and len(matches) < MAX_MATCHES:
                matches[number] = self._matching[match[0]]
            if len(matches) == MAX_MATCHES and number > max(matches) + WORDS:
                break
        snippet: Snippet = []
        for first in _fragments(matches, len(spans)):
            words = spans[first : first + WORDS]
            start = words[0][0] if first and words else 0
            end = words[-1][1] if first + WORDS < len(spans) else len(text)
            marked = [spans[number] for number in matches if first <= number < first + WORDS]
            pieces = _split_at_matches(text, (start, end), marked)
            snippet += [(False, BETWEEN), *pieces] if snippet else pieces
        return snippet


def _fragments(matches: dict[int, str], words: int) -> list[int]:
    """The numbers of the first words of the best fragments. Fragments do not overlap and are in reading order."""
    chosen: list[int] = []
    seen: set[str] = set()
    for _ in range(FRAGMENTS):
        starts = {max(0, min(number - BEFORE, words - WORDS)) for number in matches}
        available = [start for start in starts if all(abs(start - other) >= WORDS for other in chosen)]
        unseen = {start: {matches[n] for n in range(start, start + WORDS) if n in matches} - seen for start in available}
        best = max(available, key=lambda start: (len(unseen[start]), -start), default=None)
        if best is None or not unseen[best]:
            break
        chosen.append(best)
        seen |= unseen[best]
    return sorted(chosen) or [0]


def _split_at_matches(text: str, within: Span, matches: list[Span]) -> Snippet:
    start, end = within
    pieces: Snippet = []
    for first, last in matches:
        pieces += [(False, text[start:first]), (True, text[first:last])]
        start = last
    pieces.append((False, text[start:end]))
    return [piece for piece in pieces if piece[1]]
