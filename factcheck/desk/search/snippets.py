"""Builds the snippets of search results: excerpts of the original text with the matching words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from factcheck.web.search_key import search_key, words_beginning, words_in

Snippet = list[tuple[bool, str]]
"""Pieces of text in reading order, each with whether it matches."""

WORDS = 28
"""The maximum number of words of one fragment."""
FRAGMENTS = 2
BEFORE = 8
"""The number of words before the first match of a fragment, if there are as many."""
MAX_MATCHES = 50
"""The number of matches of one text that are considered."""
CUT = "…"
BETWEEN = f" {CUT} "
CODE_POINTS_PER_WORD = 8
"""A first guess at the length of a word with its space, for reading backwards."""

Span = tuple[int, int]


class Marker:
    """Marks matching words in texts. `keys`: the search keys of those words in `texts` that may match.

    `initials`: the first characters of the words that are searched for. `may_match`: whether a word with this key may match.
    """

    def __init__(self, texts: Iterable[str], initials: frozenset[str], may_match: Callable[[str], bool]) -> None:
        self._keys: dict[str, str] = {}  # of words that may match
        others: set[str] = set()
        self._found: dict[str, list[tuple[Span, str]]] = {}
        for text in texts:
            found = self._found[text] = []
            for match in words_beginning(text, initials):
                word = match[0]
                if word in others:
                    continue
                if word not in self._keys:
                    key = search_key(word)
                    if not may_match(key):
                        others.add(word)
                        continue
                    self._keys[word] = key
                found.append((match.span(), word))
        self._matching: dict[str, str] = {}

    @property
    def keys(self) -> set[str]:
        return set(self._keys.values())

    def mark(self, keys: set[str]) -> None:
        """Set the search keys of the words that match."""
        self._matching = {word: key for word, key in self._keys.items() if key in keys}

    def whole(self, text: str) -> Snippet:
        """The complete text with its matches. `text` is one of the texts."""
        return _split_at_matches(text, (0, len(text)), [span for span, word in self._found[text] if word in self._matching])

    def excerpt(self, text: str) -> Snippet:
        """At most FRAGMENTS fragments of WORDS words, those with the most distinct matches; the beginning if nothing matches.

        CUT replaces the text before and after them. `text` is one of the texts.
        """
        matches = [(span, self._matching[word]) for span, word in self._found[text] if word in self._matching][:MAX_MATCHES]
        fragments = _fragments(text, matches)
        snippet: Snippet = [(False, f"{CUT} ")] if text[: fragments[0][0]].strip() else []
        for at, (start, end) in enumerate(fragments):
            pieces = _split_at_matches(text, (start, end), [span for span, _ in matches if start <= span[0] < end])
            snippet += [(False, BETWEEN), *pieces] if at else pieces
        if text[fragments[-1][1] :].strip():
            snippet.append((False, f" {CUT}"))
        return snippet


def _fragments(text: str, matches: list[tuple[Span, str]]) -> list[Span]:
    """The best fragments. They do not overlap and are in reading order."""
    chosen: list[Span] = []
    seen: set[str] = set()
    fragments: dict[Span, Span] = {}  # by the match near its start
    for _ in range(FRAGMENTS):
        unseen = {key for _, key in matches} - seen
        best, most = None, 0
        for span, _ in matches:
            if most == len(unseen):
                break
            fragment = fragments.get(span) or fragments.setdefault(span, _fragment_around(text, span[0]))
            if any(fragment[0] < end and start < fragment[1] for start, end in chosen):
                continue
            number = len({key for (start, _), key in matches if fragment[0] <= start < fragment[1]} & unseen)
            if number > most:
                best, most = fragment, number
        if best is None:
            break
        chosen.append(best)
        seen |= {key for (start, _), key in matches if best[0] <= start < best[1]}
    return sorted(chosen) or [_fragment_from(text, 0)[0]]


def _fragment_around(text: str, match: int) -> Span:
    """WORDS words that begin BEFORE words before the match at `match`, or earlier at the end of the text."""
    fragment, words = _fragment_from(text, _back(text, match, BEFORE))
    return fragment if words >= WORDS else (_back(text, len(text), WORDS), len(text))


def _fragment_from(text: str, start: int) -> tuple[Span, int]:
    """WORDS words from `start`, and their number. The last fragment of a text also contains what follows its last word."""
    ends = [match.end() for match in islice(words_in(text, start), WORDS + 1)]
    is_last = len(ends) <= WORDS
    return (start, len(text) if is_last else ends[WORDS - 1]), min(len(ends), WORDS)


def _back(text: str, end: int, words: int) -> int:
    """The start of the word that is `words` words before `end`, or 0 if there are not as many."""
    length = words * CODE_POINTS_PER_WORD
    while length < end:
        starts = [match.start() for match in words_in(text, end - length, end)][1:]  # the first word may be cut
        if len(starts) >= words:
            return starts[-words]
        length *= 4
    starts = [match.start() for match in words_in(text, 0, end)]
    return starts[-words] if len(starts) > words else 0


def _split_at_matches(text: str, within: Span, matches: list[Span]) -> Snippet:
    start, end = within
    pieces: Snippet = []
    for first, last in matches:
        pieces += [(False, text[start:first]), (True, text[first:last])]
        start = last
    pieces.append((False, text[start:end]))
    return [piece for piece in pieces if piece[1]]
