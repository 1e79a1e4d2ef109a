"""Searches articles and claims by full text, checks by headline and statement, and actors by name. Result lists are limited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.articles.models import UNTITLED
from factcheck.desk.search import messages
from factcheck.desk.search.snippets import Marker, Snippet
from factcheck.desk.search.statements import PartHit, WordHit, hits_by_part, hits_by_words
from factcheck.publishing.models import PublicationKind
from factcheck.web.search import parse, words_of_query
from factcheck.web.templatetags.fast_urls import urls_by_id

MAX_HITS = 20
MAX_QUERY = 200


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One search result. The template escapes and marks the pieces of `title` and `snippet`."""

    kind: Literal["claim", "article", "check", "actor"]
    url: str
    title: Snippet
    snippet: Snippet
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`is_wordless`: whether the query is not empty but contains no word. `has_closed`: whether closed rows are included."""

    query: str
    claims: list[SearchHit]
    articles: list[SearchHit]
    checks: list[SearchHit]
    actors: list[SearchHit]
    is_wordless: bool = False
    has_closed: bool = False

    @property
    def all(self) -> list[SearchHit]:
        return [*self.claims, *self.articles, *self.checks, *self.actors]

    @property
    def announcement(self) -> str:
        """The announcement for screen readers."""
        if self.all:
            return messages.results(len(self.all))
        if self.is_wordless:
            return messages.NO_SEARCH_TERM
        return messages.NO_RESULTS if self.query else ""

    @property
    def groups(self) -> list[tuple[str, list[SearchHit]]]:
        groups = [
            ("Claims", self.claims),
            ("Articles", self.articles),
            ("Checks", self.checks),
            ("Actors", self.actors),
        ]
        return [(label, hits) for label, hits in groups if hits]


def search_everything(person: Person, query: str, most: int = MAX_HITS, *, has_closed: bool = False) -> SearchResults:
    """The best `most` results of each kind. `query` may contain quoted phrases, `or`, and `-word`. At most four statements.

    Closed claims and articles are left out unless `has_closed`.
    """
    query = " ".join(query.split())[:MAX_QUERY]
    # all active staff may see the whole library and all claims
    if not query or not (person.is_authenticated and person.is_active):
        return SearchResults(query, [], [], [], [], has_closed=has_closed)
    parsed = parse(query)
    if not parsed:
        return SearchResults(query, [], [], [], [], is_wordless=True, has_closed=has_closed)
    words = words_of_query(parsed)
    by_words = hits_by_words(words.literal, most, has_closed=has_closed)
    by_part = hits_by_part(query, most, has_closed=has_closed)
    texts = [text for row in by_words for text in ((row.title, row.text) if row.kind == "claim" else (row.text,))]
    marker = Marker(texts, words.initials, words.may_match)
    marker.mark(words.matching(marker.keys))
    claim_url, article_url = urls_by_id("desk:claim"), urls_by_id("desk:article")
    titled = [_titled_article(row, query, article_url(row.pk)) for row in by_part if row.kind == "article"]
    urls = {hit.url for hit in titled}
    by_text = [_article(row, marker, article_url(row.pk)) for row in by_words if row.kind == "article"]
    return SearchResults(
        query,
        [_claim(row, marker, claim_url(row.pk)) for row in by_words if row.kind == "claim"],
        [*titled, *(hit for hit in by_text if hit.url not in urls)][:most],
        [_check(row, query) for row in by_part if row.kind == "check"],
        [_actor(row, query) for row in by_part if row.kind == "actor"],
        has_closed=has_closed,
    )


def _claim(row: WordHit, marker: Marker, url: str) -> SearchHit:
    snippet = marker.excerpt(row.text)
    matching = snippet if any(is_match for is_match, _ in snippet) else []
    facts = {"layer": row.layer, "claimant": row.name, "is_claimant_party": row.is_party, "state": row.state}
    return SearchHit("claim", url, marker.whole(row.title), matching, facts)


def _article(row: WordHit, marker: Marker, url: str) -> SearchHit:
    facts = {"outlet": row.name, "published_on": row.day}
    title = [(False, row.title or UNTITLED)]
    return SearchHit("article", url, title, marker.excerpt(row.text), facts)


def _titled_article(row: PartHit, query: str, url: str) -> SearchHit:
    """An article with `query` in its title. It is listed before those whose text matches."""
    facts = {"outlet": row.name, "published_on": row.day}
    return SearchHit("article", url, mark_first_match(row.title, query), [], facts)


def _check(row: PartHit, query: str) -> SearchHit:
    """The check with its headline as the title and its statement below. A check without a headline has the statement."""
    facts: dict[str, Any] = {"published_on": row.published_at}
    if row.publication_kind == PublicationKind.RETRACTED:  # it no longer has a rating
        facts["state"] = row.publication_kind
    else:
        facts |= {"rating": row.name, "conclusion": row.conclusion}
    title = mark_first_match(row.title or row.text, query)
    statement = mark_first_match(row.text, query) if row.title else []
    return SearchHit("check", reverse("public:check", args=[row.slug]), title, statement, facts)


def _actor(row: PartHit, query: str) -> SearchHit:
    url = f"{reverse('desk:claims')}?{urlencode({'claimant': row.title})}"
    return SearchHit("actor", url, mark_first_match(row.title, query), [], {"description": row.text})


def mark_first_match(text: str, query: str) -> Snippet:
    """`text` with the first occurrence of `query` marked, case-insensitive. The joined pieces are `text`."""
    match = re.search(re.escape(query), text, re.IGNORECASE)  # not in a lower-case copy, whose length may differ
    if match is None:
        return [(False, text)]
    start, end = match.span()
    return [piece for piece in ((False, text[:start]), (True, text[start:end]), (False, text[end:])) if piece[1]]
