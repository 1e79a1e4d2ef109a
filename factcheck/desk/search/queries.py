"""Searches articles and claims by full text, checks by headline and statement, and actors by name. Result lists are limited."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Person
from factcheck.desk.search import messages
from factcheck.desk.search.hits import FoundRows, SearchHit
from factcheck.desk.search.statements import hits_by_part, hits_by_words
from factcheck.web.search import parse, words_of_query

MAX_HITS = 20
MAX_QUERY = 200


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`found` is None if nothing was searched for. `is_wordless`: whether the query is not empty but contains no word.

    `has_closed`: whether closed rows are included.
    """

    query: str
    found: FoundRows | None = None
    is_wordless: bool = False
    has_closed: bool = False

    @property
    def claims(self) -> list[SearchHit]:
        return self.found.claims if self.found else []

    @property
    def articles(self) -> list[SearchHit]:
        return self.found.articles if self.found else []

    @property
    def checks(self) -> list[SearchHit]:
        return self.found.checks if self.found else []

    @property
    def actors(self) -> list[SearchHit]:
        return self.found.actors if self.found else []

    @property
    def all(self) -> list[SearchHit]:
        return self.found.all if self.found else []

    @property
    def announcement(self) -> str:
        """The announcement for screen readers."""
        if self.all:
            return messages.results(len(self.all))
        if self.is_wordless:
            return messages.NO_SEARCH_TERM
        return messages.NO_RESULTS if self.query else ""


def search_everything(
    person: Person, query: str, most: int = MAX_HITS, *, has_closed: bool = False, has_excerpts: bool = True
) -> SearchResults:
    """The best `most` results of each kind. `query` may contain quoted phrases, `or`, and `-word`. Three statements.

    Composing the results takes at most two more: for the texts of excerpts, and for other forms of a word. Closed claims and
    articles are left out unless `has_closed`.
    """
    query = " ".join(query.split())[:MAX_QUERY]
    # all active staff may see the whole library and all claims
    if not query or not (person.is_authenticated and person.is_active):
        return SearchResults(query, has_closed=has_closed)
    parsed = parse(query)
    if not parsed:
        return SearchResults(query, is_wordless=True, has_closed=has_closed)
    words = words_of_query(parsed)
    rows = hits_by_words(words.literal, most, has_closed=has_closed), hits_by_part(query, most, has_closed=has_closed)
    return SearchResults(query, FoundRows(query, words, rows, most, has_excerpts=has_excerpts), has_closed=has_closed)
