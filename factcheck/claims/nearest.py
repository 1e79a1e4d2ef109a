"""Finds the open claims whose statements are nearest to a text, to suggest them for a new claim or as another claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import Any

from django.db import connection

from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import Claim
from factcheck.web.newest_matches import newest_matches
from factcheck.web.search import constant_queries, lexemes_sql, parsed_sql
from factcheck.web.search_key import search_key

MAX_NEAREST = 5
MAX_LENGTH = 1_000
"""Number of code points of the text that are compared. A statement is shorter."""
MAX_KEYWORDS = 6
"""The number of words of the text that select candidates. All words determine their order."""
MAX_MATCHES = 500
"""The number of newest claims with half of the keywords from which candidates are taken: it limits the cost of common words."""
MAX_CANDIDATES = 100
MIN_SHARE = 0.5
"""The share of the words of the text that a suggested statement contains."""

_NEWEST = newest_matches(
    "c.id, c.statement, c.layer, c.claimant_id, c.words",
    "claims_claim c",
    "c.words @@ {half} AND c.closed_at IS NULL AND c.id <> %(other_than)s",
    MAX_MATCHES,
)
_CANDIDATES = f"""
SELECT c.id, c.statement, c.layer, a.name, {is_claimant_party_sql("c.id", "a")}, {lexemes_sql("c.statement")}
FROM (
    SELECT id, statement, layer, claimant_id FROM {_NEWEST} newest ORDER BY ts_rank(words, {{any}}) DESC, id DESC LIMIT %(most)s
) c JOIN claims_actor a ON a.id = c.claimant_id
"""  # noqa: S608  (contains only constants)


@dataclass(frozen=True, slots=True)
class NearestClaim:
    """An open claim with a statement near to a text."""

    id: int
    statement: str
    layer: str
    claimant: str
    is_claimant_party: bool


def nearest_claims(person: Any, text: str, *, other_than: Claim | None = None, most: int = MAX_NEAREST) -> list[NearestClaim]:
    """At most `most` open claims that share most words with `text`, the nearest first, without `other_than`.

    None for fewer than two words. Three queries.
    A candidate contains at least half of the most specific words. The index on `words` reads only the rarest of them.
    """
    key = search_key(text[:MAX_LENGTH])
    if " " not in key or Claim.objects.visible_to(person).query.is_empty():
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lexemes_sql('%s')}", [key])
        lexemes: list[str] = cursor.fetchone()[0]
        if len(lexemes) < 2:
            return []
        keywords = most_specific(lexemes)
        parsed = {"half": half_of(keywords), "any": any_of(keywords)}
        half, any_word = constant_queries([parsed_sql("%(half)s"), parsed_sql("%(any)s")], parsed)
        values = {"most": MAX_CANDIDATES, "other_than": other_than.pk if other_than else 0}
        cursor.execute(_CANDIDATES.format(half=half, any=any_word), values)
        candidates = cursor.fetchall()
    scored = [(similarity(lexemes, own), NearestClaim(*claim)) for *claim, own in candidates]
    scored.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [claim for (share, _), claim in scored[:most] if share >= MIN_SHARE]


def most_specific(lexemes: Iterable[str]) -> list[str]:
    """At most MAX_KEYWORDS of the lexemes: numbers and long words, which are rarer than short ones."""
    order = sorted(lexemes, key=lambda lexeme: (not any(map(str.isdigit, lexeme)), -len(lexeme), lexeme))
    return order[:MAX_KEYWORDS]


def half_of(lexemes: Sequence[str]) -> str:
    """A tsquery for texts that contain at least half of the lexemes, and at least two."""
    number = max(2, ceil(len(lexemes) / 2))
    return " | ".join("(" + " & ".join(map(_quoted, chosen)) + ")" for chosen in combinations(lexemes, number))


def any_of(lexemes: Sequence[str]) -> str:
    """A tsquery for texts that contain any of the lexemes."""
    return " | ".join(map(_quoted, lexemes))


def similarity(lexemes: Collection[str], others: Collection[str]) -> tuple[float, float]:
    """The share of `lexemes` that are in `others`, and the Sørensen–Dice coefficient of both (Dice 1945), each from 0 to 1."""
    common = len(set(lexemes) & set(others))
    return common / max(1, len(lexemes)), 2 * common / max(1, len(lexemes) + len(others))


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
