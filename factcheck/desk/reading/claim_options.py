"""The claims that a person can choose from for a mention or for evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import Claim
from factcheck.verdicts.lost_reviews import Edit, lost_reviews
from factcheck.web.newest_matches import newest_matches
from factcheck.web.search import all_words_sql, any_word_sql, constant_queries, is_wordless
from factcheck.web.search_key import search_key

MAX_OPTIONS = 20
MAX_OWN = 10
"""The number of claims of the article that come before better matches of other articles."""
_OF_OPTIONS = Edit(contributes="reviewed.claim_id = ANY(%(claims)s)")


@dataclass(slots=True)
class ClaimOption:
    """A claim that a person can choose for a mention or for evidence."""

    id: int
    statement: str
    layer: str
    claimant: str
    articles: list[str]
    is_here: bool
    is_claimant_party: bool
    is_review_lost: bool = False
    """Whether the person would lose the right to approve the verdict that is waiting for review."""


# Rank: whether all search words match, then the share of the statement that they cover, then whether they name the claimant.
# Each branch reads the newest claims until there are enough, so that the cost does not depend on the number of claims.
# `own`: the claims of the article, the best of which come before all others; the rest are ranked like the others.
_OPTIONS = """
WITH speakers AS MATERIALIZED (
    SELECT a.id FROM claims_actor a WHERE to_tsvector('simple', factcheck_search_key(a.name)) @@ {names}
), own AS MATERIALIZED (
    SELECT DISTINCT m.claim_id AS id FROM articles_revision r JOIN claims_mention m ON m.revision_id = r.id
    WHERE r.article_id = %(own)s AND m.withdrawn_at IS NULL
), candidates AS (
    SELECT DISTINCT ON (id) * FROM (
        {candidates} UNION ALL {of_article}
        UNION ALL SELECT {columns} FROM claims_claim c WHERE c.id = %(first)s AND c.closed_at IS NULL
    ) found ORDER BY id
), ranked AS (
    SELECT c.id, c.statement, c.layer, c.claimant_id, c.id IN (SELECT id FROM own) AS is_own,
        (c.words @@ {every})::int + ts_rank(c.words, {any_word}, 2)
            + CASE WHEN c.claimant_id IN (SELECT id FROM speakers) THEN 0.02 ELSE 0 END AS rank
    FROM candidates c
), best AS (
    SELECT *, row_number() OVER (
        ORDER BY (id = %(first)s) DESC NULLS LAST, is_own AND own_rank <= %(most_own)s DESC, rank DESC, id DESC
    ) AS place
    FROM (SELECT *, row_number() OVER (PARTITION BY is_own ORDER BY rank DESC, id DESC) AS own_rank FROM ranked) r
    ORDER BY place LIMIT %(most)s
)
SELECT f.id, f.statement, f.layer, a.name,
       array_remove(array_agg(DISTINCT coalesce(nullif(t.title, ''), nullif(t.opening, ''))), NULL),
       coalesce(bool_or(t.id = %(article)s), FALSE), {is_party}
FROM best f
JOIN claims_actor a ON a.id = f.claimant_id
LEFT JOIN claims_mention m ON m.claim_id = f.id AND m.withdrawn_at IS NULL
LEFT JOIN articles_revision r ON r.id = m.revision_id
LEFT JOIN articles_article t ON t.id = r.article_id
GROUP BY f.id, f.statement, f.layer, a.id, f.place ORDER BY f.place
"""
_COLUMNS = "c.id, c.statement, c.layer, c.claimant_id, c.words"
MAX_MATCHES = 300
"""The number of newest claims of each branch."""
_NEWEST = f"(SELECT {_COLUMNS} FROM claims_claim c WHERE c.closed_at IS NULL {{condition}} ORDER BY c.id DESC LIMIT %(matches)s)"  # noqa: S608
_OF_ARTICLE = (
    f"(SELECT {_COLUMNS} FROM (SELECT id FROM own ORDER BY id DESC LIMIT %(matches)s) o "  # noqa: S608
    f"CROSS JOIN LATERAL {_NEWEST.format(condition='AND c.id = o.id')} c)"
)
_OF_SPEAKERS = _NEWEST.format(condition="AND c.claimant_id = s.id")
_WITH_WORDS = newest_matches(_COLUMNS, "claims_claim c", "c.closed_at IS NULL AND c.words @@ {words}", MAX_MATCHES)
_MATCHING = " UNION ALL ".join(
    [
        f"SELECT * FROM {_WITH_WORDS.format(words='{every}')} AS all_words",  # noqa: S608
        f"SELECT * FROM {_WITH_WORDS.format(words='{any_word}')} AS any_words",  # noqa: S608
        f"(SELECT {_COLUMNS} FROM speakers s CROSS JOIN LATERAL {_OF_SPEAKERS} c LIMIT %(matches)s)",  # noqa: S608
    ]
)


def matching_claims(
    person: Any, query: str, *, article_id: int | None = None, first: int | None = None, is_own_first: bool = False
) -> list[ClaimOption]:
    """Claim `first`, then open claims that share words with `query`, best match first; the newest ones for an empty query.

    `is_own_first`: before them, at most MAX_OWN claims of the article: the best of its newest MAX_MATCHES claims and of those
    that share words. Four queries.
    """
    query = query.strip()[:2000]
    has_words = not is_wordless(query)
    if not (has_words or is_own_first or first is not None) or not Claim.objects.visible_to(person).exists():
        return []
    most = MAX_OPTIONS if has_words or is_own_first else 1
    key = search_key(query)
    functions = [all_words_sql("%(words)s"), any_word_sql("%(words)s"), any_word_sql("%(words)s", "simple")]
    names = ("every", "any_word", "names")
    queries = dict(zip(names, constant_queries(functions, {"words": key}), strict=True))
    # An empty search would match every claim.
    candidates = _MATCHING.format(**queries) if key else _NEWEST.format(condition="" if has_words else "AND false")
    with connection.cursor() as cursor:
        cursor.execute(
            _OPTIONS.format(
                candidates=candidates,
                of_article=_OF_ARTICLE,
                columns=_COLUMNS,
                is_party=is_claimant_party_sql("f.id", "a"),
                **queries,
            ),
            {
                "matches": MAX_MATCHES if key else most,
                "most": most,
                "most_own": MAX_OWN,
                "article": article_id,
                "own": article_id if is_own_first else None,
                "first": first,
            },
        )
        options = [ClaimOption(*row) for row in cursor.fetchall()]
    lost = lost_reviews(person, _OF_OPTIONS, {"claims": [option.id for option in options]}, most=MAX_OPTIONS)
    for option in options:
        option.is_review_lost = any(option.id == review.claim_id for review in lost)
    return options
