"""Finds articles and claims by their words (PostgreSQL full text), checks and actors by name. Bounded: the best few of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.articles.models import INDEXED_CODE_POINTS, Article
from factcheck.claims.models import Actor
from factcheck.desk.search.snippets import Marker, Snippet
from factcheck.publishing.models import Publication
from factcheck.web.search import TextQuery, keys_matching, parse

MOST = 20
RANKED = 500
"""Matches among which the best are chosen: the newest, so that a word that stands everywhere costs no more than a rare one."""
LONGEST = 200

_CLAIMS = """
WITH asked AS (SELECT {query} AS query),
matching AS (
    SELECT c.id, c.words FROM claims_claim c, asked WHERE c.words @@ asked.query ORDER BY c.id DESC LIMIT %(ranked)s
),
best AS (
    SELECT m.id, ts_rank_cd(m.words, asked.query) AS rank FROM matching m, asked ORDER BY rank DESC, m.id DESC LIMIT %(most)s
)
SELECT c.id, c.layer, a.name, coalesce(v.state, ''), c.statement, c.context
FROM best b JOIN claims_claim c ON c.id = b.id JOIN claims_actor a ON a.id = c.claimant_id
LEFT JOIN verdicts_verdict v ON v.claim_id = c.id ORDER BY b.rank DESC, c.id DESC
"""

# Only the newest revision of each article is found.
_ARTICLES = """
WITH asked AS (SELECT {query} AS query),
matching AS (
    SELECT r.id, r.words FROM articles_revision r, asked WHERE r.words @@ asked.query
    AND NOT EXISTS (SELECT 1 FROM articles_revision n WHERE n.article_id = r.article_id AND n.number > r.number)
    ORDER BY r.id DESC LIMIT %(ranked)s
),
best AS (
    SELECT m.id, ts_rank_cd(m.words, asked.query) AS rank FROM matching m, asked ORDER BY rank DESC, m.id DESC LIMIT %(most)s
)
SELECT t.id, t.title, coalesce(s.name, ''), t.published_on, left(r.text, %(searched)s)
FROM best b JOIN articles_revision r ON r.id = b.id JOIN articles_article t ON t.id = r.article_id
LEFT JOIN articles_source s ON s.id = t.outlet_id ORDER BY b.rank DESC, r.id DESC
"""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found. `title` and `snippet` are pieces to be escaped and marked by the template."""

    kind: Literal["claim", "article", "check", "actor"]
    url: str
    title: Snippet
    snippet: Snippet
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`is_wordless`: something was typed, and no word in it can be looked for."""

    words: str
    claims: list[SearchHit]
    articles: list[SearchHit]
    checks: list[SearchHit]
    actors: list[SearchHit]
    is_wordless: bool = False

    @property
    def all(self) -> list[SearchHit]:
        return [*self.claims, *self.articles, *self.checks, *self.actors]

    @property
    def announcement(self) -> str:
        """What a screen reader announces about the result."""
        if self.all:
            return f"{len(self.all)} found."
        if self.is_wordless:
            return "There is no word to look for."
        return "Nothing was found." if self.words else ""

    @property
    def groups(self) -> list[tuple[str, list[SearchHit]]]:
        search_everything = [
            ("Claims", self.claims),
            ("Articles", self.articles),
            ("Checks", self.checks),
            ("Actors", self.actors),
        ]
        return [(label, hits) for label, hits in search_everything if hits]


def search_everything(person: Person, words: str, most: int = MOST) -> SearchResults:
    """The best `most` of each kind for `words` (quotes, OR and a minus as on the web). Six queries; none without a word."""
    words = " ".join(words.split())[:LONGEST]
    # everybody who works here sees the whole library and all claims; nobody else sees anything
    if not words or not (person.is_authenticated and person.is_active):
        return SearchResults(words, [], [], [], [])
    sought = parse(words)
    if not sought:
        return SearchResults(words, [], [], [], [], is_wordless=True)
    claims, articles = _rows(_CLAIMS, sought, most), _rows(_ARTICLES, sought, most)
    marker = Marker([text for row in claims for text in row[4:]] + [row[4] for row in articles])
    marker.mark(keys_matching(marker.keys, sought))
    by_text = [_article(pk, [(False, title)], marker.excerpt(text), outlet, day) for pk, title, outlet, day, text in articles]
    return SearchResults(
        words,
        [_claim(*row, marker=marker) for row in claims],
        _articles(words, by_text, most),
        _checks(words, most),
        _actors(words, most),
    )


def _claim(pk: int, layer: str, claimant: str, state: str, statement: str, context: str, *, marker: Marker) -> SearchHit:
    snippet = marker.excerpt(context)
    shown = snippet if any(is_match for is_match, _ in snippet) else []
    facts = {"layer": layer, "claimant": claimant, "state": state}
    return SearchHit("claim", reverse("desk:claim", args=[pk]), marker.whole(statement), shown, facts)


def _articles(words: str, by_words: list[SearchHit], most: int) -> list[SearchHit]:
    """Articles with `words` in their title, then those found by their text."""
    titled = Article.objects.filter(title__icontains=words).order_by("-id")
    by_title = [
        _article(pk, marked(title, words), [], outlet or "", day)
        for pk, title, outlet, day in titled.values_list("pk", "title", "outlet__name", "published_on")[:most]
    ]
    known = {hit.url for hit in by_words}
    return ([hit for hit in by_title if hit.url not in known] + by_words)[:most]


def _article(pk: int, title: Snippet, snippet: Snippet, outlet: str, day: date | None) -> SearchHit:
    facts = {"outlet": outlet, "published_on": day}
    return SearchHit("article", reverse("desk:article", args=[pk]), title, snippet, facts)


def _checks(words: str, most: int) -> list[SearchHit]:
    published = Publication.objects.filter(is_current=True, statement__icontains=words).order_by("-published_at", "-id")
    rows = published.values_list("slug", "statement", "rating", "conclusion", "published_at")[:most]
    return [
        SearchHit(
            "check",
            reverse("public:check", args=[slug]),
            marked(statement, words),
            [],
            {"rating": rating, "conclusion": conclusion, "published_on": at},
        )
        for slug, statement, rating, conclusion, at in rows
    ]


def _actors(words: str, most: int) -> list[SearchHit]:
    rows = Actor.objects.filter(name__icontains=words).order_by("name", "id").values_list("name", "description")[:most]
    claims = reverse("desk:claims")
    return [
        SearchHit("actor", f"{claims}?{urlencode({'claimant': name})}", marked(name, words), [], {"description": description})
        for name, description in rows
    ]


def marked(text: str, words: str) -> Snippet:
    """The first place where `words` stand in `text`, upper and lower case alike. The pieces joined are `text`."""
    search_everything = re.search(re.escape(words), text, re.IGNORECASE)  # in `text` itself: a lower-case copy can be longer
    if search_everything is None:
        return [(False, text)]
    start, end = search_everything.span()
    return [piece for piece in ((False, text[:start]), (True, text[start:end]), (False, text[end:])) if piece[1]]


def _rows(statement: str, sought: TextQuery, most: int) -> list[tuple[Any, ...]]:
    limits = {"most": most, "ranked": RANKED, "searched": INDEXED_CODE_POINTS}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(query=sought.sql()), {**sought.parameters, **limits})
        return list(cursor.fetchall())
