"""The pieces of a text that a search result shows, with the words that were found marked: the text as it stands, not its key."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.web.search_key import search_key, words_in

Snippet = list[tuple[bool, str]]
"""Pieces of text in reading order; true for those that match."""

WORDS = 28
"""Words of one fragment, at most."""
FRAGMENTS = 2
BEFORE = 8
"""Words that a fragment shows before its first match, where there are so many."""
MOST_MATCHES = 50
"""Matches of one text among which the best fragments are chosen."""
BETWEEN = " … "

Span = tuple[int, int]


class Marker:
    """Marks words in texts. `keys` are the search keys of all words of the texts that it was made for."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = {match[0] for text in texts for match in words_in(text)}
        self._keys = {word: search_key(word) for word in words}
        self._matching: dict[str, str] = {}

    @property
    def keys(self) -> set[str]:
        return set(self._keys.values())

    def mark(self, keys: set[str]) -> None:
        """From now on, words with one of these keys match."""
        self._matching = {word: key for word, key in self._keys.items() if key in keys}

    def whole(self, text: str) -> Snippet:
        """All of `text`, with its matches."""
        return _cut(text, (0, len(text)), [match.span() for match in words_in(text) if match[0] in self._matching])

    def excerpt(self, text: str) -> Snippet:
        """At most FRAGMENTS of WORDS words: those with most different matches. The beginning where nothing matches."""
        spans: list[Span] = []
        matches: dict[int, str] = {}  # number of the word -> its key
        for number, match in enumerate(words_in(text)):
            spans.append(match.span())
            if match[0] in self._matching and len(matches) < MOST_MATCHES:
                matches[number] = self._matching[match[0]]
            if len(matches) == MOST_MATCHES and number > max(matches) + WORDS:
                break
        snippet: Snippet = []
        for first in _fragments(matches, len(spans)):
            words = spans[first : first + WORDS]
            start = words[0][0] if first and words else 0
            end = words[-1][1] if first + WORDS < len(spans) else len(text)
            found = [spans[number] for number in matches if first <= number < first + WORDS]
            snippet += [(False, BETWEEN), *_cut(text, (start, end), found)] if snippet else _cut(text, (start, end), found)
        return snippet


def _fragments(matches: dict[int, str], words: int) -> list[int]:
    """The first words of the best fragments that do not overlap, in reading order."""
    chosen: list[int] = []
    seen: set[str] = set()
    for _ in range(FRAGMENTS):
        starts = {max(0, min(number - BEFORE, words - WORDS)) for number in matches}
        free = [start for start in starts if all(abs(start - other) >= WORDS for other in chosen)]
        news = {start: {matches[n] for n in range(start, start + WORDS) if n in matches} - seen for start in free}
        best = max(free, key=lambda start: (len(news[start]), -start), default=None)
        if best is None or not news[best]:
            break
        chosen.append(best)
        seen |= news[best]
    return sorted(chosen) or [0]


def _cut(text: str, within: Span, found: list[Span]) -> Snippet:
    start, end = within
    pieces: Snippet = []
    for first, last in found:
        pieces += [(False, text[start:first]), (True, text[first:last])]
        start = last
    pieces.append((False, text[start:end]))
    return [piece for piece in pieces if piece[1]]
