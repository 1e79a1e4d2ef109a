"""The results of a search, composed from its rows when something reads them first.

The markup of a page is kept under the rows (`web.templatetags.markup`). If it is kept, nothing composes the results, and the
texts of the articles are not read (decision 84).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode

from django.urls import reverse

from factcheck.articles.models import UNTITLED
from factcheck.desk.search.snippets import Marker, Snippet
from factcheck.desk.search.statements import PartHit, Rows, WordHit, texts_of
from factcheck.publishing.models import PublicationKind
from factcheck.web.markup_cache import reads_unnoted
from factcheck.web.search import QueryWords
from factcheck.web.templatetags.fast_urls import urls_by_id, urls_by_slug


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One search result. The template escapes and marks the pieces of `title` and `snippet`."""

    kind: Literal["claim", "article", "check", "actor"]
    url: str
    title: Snippet
    snippet: Snippet
    facts: dict[str, Any]


class FoundRows:
    """The rows of a search and its results, at most `most` of each kind. Unless `has_excerpts`, texts have no excerpts."""

    def __init__(self, query: str, words: QueryWords, rows: tuple[Rows, Rows], most: int, *, has_excerpts: bool) -> None:
        self.known = (query, words, rows, most, has_excerpts)

    @staticmethod
    def markup_key(found: FoundRows) -> Any:
        """What the results depend on. The text of an article is represented by its digest."""
        return found.known

    def __bool__(self) -> bool:
        return any(self.known[2])

    @property
    def claims(self) -> list[SearchHit]:
        return self._hits[0]

    @property
    def articles(self) -> list[SearchHit]:
        return self._hits[1]

    @property
    def checks(self) -> list[SearchHit]:
        return self._hits[2]

    @property
    def actors(self) -> list[SearchHit]:
        return self._hits[3]

    @property
    def all(self) -> list[SearchHit]:
        return [hit for hits in self._hits for hit in hits]

    @property
    def groups(self) -> list[tuple[str, list[SearchHit]]]:
        """The kinds that have results, each with its label."""
        return [group for group in zip(("Claims", "Articles", "Checks", "Actors"), self._hits, strict=True) if group[1]]

    @cached_property
    def _hits(self) -> tuple[list[SearchHit], list[SearchHit], list[SearchHit], list[SearchHit]]:
        query, words, rows, most, has_excerpts = self.known
        by_words, by_part = [WordHit._make(row) for row in rows[0]], [PartHit._make(row) for row in rows[1]]
        # Texts do not change while their digests, which are in the key, are equal; and a stem depends on its word alone.
        with reads_unnoted():
            texts = _texts(by_words) if has_excerpts else {}
            titles = [row.title for row in by_words if row.kind == "claim"]
            marker = Marker([*titles, *texts.values()], words.initials, words.may_match)
            marker.mark(words.matching(marker.keys))
        claim_url, article_url, check_url = urls_by_id("desk:claim"), urls_by_id("desk:article"), urls_by_slug("public:check")
        titled = [_titled_article(row, query, article_url(row.pk)) for row in by_part if row.kind == "article"]
        urls = {hit.url for hit in titled}
        excerpts = {row: marker.excerpt(text) for row, text in texts.items()}
        by_text = [_article(row, excerpts.get(row, []), article_url(row.pk)) for row in by_words if row.kind == "article"]
        return (
            [_claim(row, marker, excerpts.get(row, []), claim_url(row.pk)) for row in by_words if row.kind == "claim"],
            [*titled, *(hit for hit in by_text if hit.url not in urls)][:most],
            [_check(row, query, check_url(row.slug)) for row in by_part if row.kind == "check"],
            [_actor(row, query) for row in by_part if row.kind == "actor"],
        )


def _texts(rows: Iterable[WordHit]) -> dict[WordHit, str]:
    """The text of each row from which an excerpt is taken: the context of a claim, or the text of an article."""
    revisions = [row.place for row in rows if row.kind == "article"]
    texts = texts_of(revisions) if revisions else {}
    return {row: texts[row.place] if row.kind == "article" else row.text for row in rows}


def _claim(row: WordHit, marker: Marker, excerpt: Snippet, url: str) -> SearchHit:
    snippet = excerpt if any(is_match for is_match, _ in excerpt) else []
    facts = {"layer": row.layer, "claimant": row.name, "is_claimant_party": row.is_party, "state": row.state}
    return SearchHit("claim", url, marker.whole(row.title), snippet, facts)


def _article(row: WordHit, excerpt: Snippet, url: str) -> SearchHit:
    facts = {"outlet": row.name, "published_on": row.day}
    return SearchHit("article", url, [(False, row.title or UNTITLED)], excerpt, facts)


def _titled_article(row: PartHit, query: str, url: str) -> SearchHit:
    """An article with `query` in its title. It is listed before those whose text matches."""
    facts = {"outlet": row.name, "published_on": row.day}
    return SearchHit("article", url, mark_first_match(row.title, query), [], facts)


def _check(row: PartHit, query: str, url: str) -> SearchHit:
    """The check with its headline as the title and its statement below. A check without a headline has the statement."""
    facts: dict[str, Any] = {"published_on": row.published_at}
    if row.publication_kind == PublicationKind.RETRACTED:  # it no longer has a rating
        facts["state"] = row.publication_kind
    else:
        facts |= {"rating": row.name, "conclusion": row.conclusion}
    title = mark_first_match(row.title or row.text, query)
    statement = mark_first_match(row.text, query) if row.title else []
    return SearchHit("check", url, title, statement, facts)


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
