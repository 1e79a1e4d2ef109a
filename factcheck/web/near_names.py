"""Existing names that nearly match a new one: other spellings, parts of the name, and abbreviations."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from django.db import connection, models

from factcheck.web.names import names_table

Row = TypeVar("Row", bound=models.Model)

MAX_NEAR_NAMES = 5
"""Maximum number of rows that are offered for one new name."""
MIN_RATIO = 0.8
"""Two keys whose similarity (Ratcliff and Obershelp, difflib) is at least this are nearly the same."""
MIN_WORD = 4
"""Minimum length of the longest word of a name that is a part of another one, in code points."""
_ARTICLES = frozenset({"the", "a", "an", "of", "and", "for"})
_ACRONYM = (3, 8)
"""Minimum and maximum length of an abbreviation."""

# A name that shares at least half of the trigrams contains both trigrams of at least one pair, whatever the pairs are. The pairs
# combine trigrams from different parts of the alphabet, because neighbors in a word are rarely independent. Each pair uses the
# index and is limited, so that a frequent one costs no more than a rare one. The other
# branches find names that are one word of the text, spelled-out forms of an abbreviation, and abbreviations of the text.
_CANDIDATES = """
WITH search AS MATERIALIZED (
    SELECT k.key, name_grams(k.key) AS grams FROM (SELECT name_key(name_identity(%(name)s::text)) AS key) AS k
), pairs AS MATERIALIZED (
    SELECT ARRAY[grams[i], grams[i + cardinality(grams) / 2]] AS pair
    FROM search, generate_series(1, cardinality(grams) / 2) AS i
), resembling AS (
    SELECT matching.id FROM pairs CROSS JOIN LATERAL (
        SELECT t.id FROM {names} t WHERE name_grams(name_key(t.key)) @> pairs.pair LIMIT %(per_pair)s
    ) AS matching GROUP BY matching.id ORDER BY count(*) DESC, matching.id LIMIT %(most)s
), part AS (
    SELECT t.id FROM search CROSS JOIN LATERAL unnest(string_to_array(search.key, ' ')) AS word
    JOIN {names} t ON name_key(t.key) COLLATE "C" = word WHERE length(word) >= {shortest_word} LIMIT %(most)s
), spelled_out AS (
    SELECT t.id FROM {names} t
    WHERE %(acronym)s <> '' AND name_key(t.key) COLLATE "C" >= left(%(acronym)s, 1)
        AND name_key(t.key) COLLATE "C" < chr(ascii(%(acronym)s) + 1) AND name_key(t.key) LIKE %(initials)s
    LIMIT %(most)s
), abbreviated AS (
    SELECT t.id FROM {names} t, search
    WHERE position(' ' IN search.key) > 0 AND name_key(t.key) COLLATE "C" >= left(search.key, 1)
        AND name_key(t.key) COLLATE "C" < chr(ascii(search.key) + 1)
        AND length(t.name) BETWEEN {shortest} AND {longest} AND t.name = upper(t.name) AND position(' ' IN t.name) = 0
    LIMIT %(per_pair)s
)
SELECT n.owner_id, n.name, name_key(n.key), search.key FROM {names} n, search
WHERE n.id IN (
    SELECT id FROM resembling UNION SELECT id FROM part UNION SELECT id FROM spelled_out UNION SELECT id FROM abbreviated)
"""


@dataclass(frozen=True, slots=True)
class NearName:
    """A row with a name that nearly matches. `alias` is that name if it is not the displayed one."""

    row: Any
    alias: str = ""


def near_names(rows: models.QuerySet[Row], name: str, limit: int = MAX_NEAR_NAMES) -> list[NearName]:
    """The rows whose names nearly match `name`, best first. Two queries, or one if there are none.

    The number of examined names is limited, so a near match can be missing if the parts of `name` are very frequent.
    """
    word = name.strip()
    is_acronym = word.isupper() and word.isalpha() and _ACRONYM[0] <= len(word) <= _ACRONYM[1]
    parameters: dict[str, str | int] = {
        "name": name,
        "acronym": word.lower() if is_acronym else "",
        "initials": "% ".join(word.lower()) + "%" if is_acronym else "",
        "per_pair": 300,
        "most": 100,
    }
    shortest, longest = _ACRONYM
    table = names_table(rows.model)
    statement = _CANDIDATES.format(names=table, shortest=shortest, longest=longest, shortest_word=MIN_WORD)
    best: dict[int, tuple[float, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for owner, known, known_key, key in cursor.fetchall():
            score = nearness(key, known_key, is_acronym=is_acronym, is_known_acronym=known.isupper() and known.isalpha())
            if score and score > best.get(owner, (0.0, ""))[0]:
                best[owner] = (score, known)
    by_id: dict[int, Any] = rows.in_bulk(sorted(best, key=lambda pk: (-best[pk][0], pk))[:limit]) if best else {}
    found = sorted(by_id, key=lambda pk: (-best[pk][0], pk))
    return [NearName(by_id[pk], "" if by_id[pk].name == best[pk][1] else best[pk][1]) for pk in found]


def nearness(key: str, other: str, *, is_acronym: bool = False, is_known_acronym: bool = False) -> float:
    """How nearly two normalized names match, from 0 (not) to 1."""
    if key == other or key.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    ordered, others_ordered = _significant_words(key), _significant_words(other)
    words, others = set(ordered), set(others_ordered)
    ratio = SequenceMatcher(None, " ".join(ordered), " ".join(others_ordered), autojunk=False).ratio() if words and others else 0
    smaller = min(words, others, key=len)
    if words and others and (words <= others or others <= words) and max(map(len, smaller)) >= MIN_WORD:
        return max(0.9, ratio)
    if (is_acronym and _abbreviates(key, other)) or (is_known_acronym and _abbreviates(other, key)):
        return 0.85
    return ratio if ratio >= MIN_RATIO else 0.0


def _significant_words(key: str) -> list[str]:
    return [word for word in key.split() if word not in _ARTICLES]


def _abbreviates(acronym: str, key: str) -> bool:
    """Whether the letters of `acronym` are initials of `key` in this order, beginning with the first word."""
    initials = iter(word[0] for word in key.split())
    return len(key.split()) > 1 and key.startswith(acronym[:1]) and all(letter in initials for letter in acronym)
