"""Queries for the reading desk: the claims of an article, and its closed claims. The number of queries is constant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from factcheck.articles.models import Revision
from factcheck.claims.choices import Anchor, Mode
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import Claim, Mention
from factcheck.desk.reading.sentences import starts_in
from factcheck.desk.reading.texts import text_of
from factcheck.verdicts.models import rating_status
from factcheck.web.typography import shorten

TextRange = tuple[int, int]
"""Start and end in code points, half-open."""


@dataclass(slots=True)
class ReadingRow:
    """One claim of the article. `mentions`: mention id → its ranges in this revision.

    `sentence` is the start of the sentence of its first range; the claims of one sentence are a group. In an article with more
    than MAX_ROWS claims, the fields after `quote` are empty until `complete` reads them for the rows that the page lists.
    """

    id: int
    layer: str
    state: str
    created_by: int
    start: int
    """of its first range"""
    mentions: dict[int, list[TextRange]] = field(default_factory=dict)
    modes: list[str] = field(default_factory=list)
    sentence: int = 0
    number: int = 1
    """of its sentence among the sentences of the listed claims"""
    reference: int = 1
    """of this claim among the listed claims"""
    quote: str = ""
    """the words of its first mention, shortened; `complete` sets it"""
    statement: str = ""
    claimant: str = ""
    rating: str = ""
    conclusion: str = ""
    """of the newest version of the verdict; empty if there is none"""
    rating_status: str = ""
    """"proposed" unless the rating is approved"""
    supports: int = 0
    contradicts: int = 0
    context: int = 0
    said_on: date | None = None
    said_precision: str = "day"
    place: str = ""
    topics: list[str] = field(default_factory=list)
    is_claimant_party: bool = False
    is_complete: bool = False

    def set_details(
        self, statement: str, claimant: str, rating: str, conclusion: str, approved: int | None, version: int | None, *more: Any
    ) -> None:
        """Store the values of `_DETAILS`."""
        self.statement, self.claimant, self.rating, self.conclusion = statement, claimant, rating, conclusion
        self.rating_status = rating_status(self.state, approved, version)
        self.supports, self.contradicts, self.context = more[:3]
        said_on, self.said_precision, self.place, self.topics, self.is_claimant_party = more[3:]
        self.said_on = date.fromisoformat(said_on) if isinstance(said_on, str) else said_on
        self.is_complete = True

    @property
    def marks(self) -> str:
        """For the browser: ranges as `START-END`, separated by spaces; mentions separated by semicolons."""
        return ";".join(" ".join(f"{start}-{end}" for start, end in places) for places in self.mentions.values())

    @property
    def mode_labels(self) -> str:
        return ", ".join(dict.fromkeys(Mode(mode).label for mode in self.modes))


MAX_PARTS, MAX_QUOTE = 3, 160
"""The parts of a mention, and the characters, that the heading of its sentence quotes."""
STAYS_ANCHOR = "stays"
"""The `anchor` of a mention that stays in an earlier revision by a person's decision."""


@dataclass(slots=True)
class PendingMention:
    """A mention that could not be placed in the newest revision. `quote` is its text in revision `number`."""

    id: int
    claim_id: int
    statement: str
    anchor: str
    number: int
    quote: str


@dataclass(frozen=True, slots=True)
class UnplacedMentions:
    """The mentions of an article that wait for a decision, and those that stay in an earlier revision."""

    pending: list[PendingMention]
    earlier: list[PendingMention]


MAX_CLOSED = 50
"""Maximum number of closed claims that the reading desk lists."""


@dataclass(frozen=True, slots=True)
class ClosedClaims:
    """The closed claims with a mention in an article. `listed` is empty until the person asks for them."""

    count: int
    listed: list[Claim]


def closed_claims(article_id: int, *, is_listed: bool) -> ClosedClaims:
    """The number of closed claims, and with `is_listed` the newest MAX_CLOSED of them. One query, or two with `is_listed`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {CLOSED_NUMBER}", {"article": article_id})
        (number,) = cursor.fetchone()
    return with_list(article_id, number, is_listed=is_listed)


def with_list(article_id: int, number: int, *, is_listed: bool) -> ClosedClaims:
    """The `number` of closed claims, and with `is_listed` the newest MAX_CLOSED of them. One query, or none."""
    if not (is_listed and number):
        return ClosedClaims(number, [])
    return ClosedClaims(number, list(_closed(article_id).only("pk", "statement", "closed_reason").order_by("-pk")[:MAX_CLOSED]))


def _closed(article_id: int) -> QuerySet[Claim]:
    mentions = Mention.objects.filter(revision__article=article_id).active()
    return Claim.objects.filter(closed_at__isnull=False, pk__in=mentions.values("claim"))


CLOSED_NUMBER = """
(SELECT count(*) FROM claims_claim c WHERE c.closed_at IS NOT NULL AND c.id IN (
    SELECT m.claim_id FROM claims_mention m JOIN articles_revision r ON r.id = m.revision_id
    WHERE r.article_id = %(article)s AND m.withdrawn_at IS NULL
))
"""
"""SQL for the number of `_closed`."""


MAX_ROWS = 200
"""The claims that a page lists at most. An article with more of them is listed in parts (`desk.reading.parts`)."""

# OFFSET 0: each claim by its key. The planner would otherwise read all claims of the newsroom in order to find the newest few.
_CLAIM = """
    SELECT c.id, c.statement, c.layer, c.claimant_id, c.said_on, c.said_precision, c.place, c.topics, c.created_by_id,
        v.id AS verdict, coalesce(v.state, '') AS state, v.approved_id AS approved
    FROM claims_claim c LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
    WHERE c.id = x.claim_id AND c.closed_at IS NULL OFFSET 0
"""
# One claim's evidence at a time, by its index. A grouped subquery would be inlined and aggregated again for every row.
_DETAILS = """
    SELECT c.statement, a.name AS claimant, coalesce(w.name, '') AS rating, coalesce(w.conclusion, '') AS conclusion,
        c.approved, w.id AS version, n.supports, n.contradicts, n.context,
        c.said_on, c.said_precision, c.place, c.topics, {is_party} AS is_party
    FROM claims_actor a
    LEFT JOIN LATERAL (
        SELECT n.id, n.conclusion, r.name FROM verdicts_verdictversion n LEFT JOIN verdicts_rating r ON r.id = n.rating_id
        WHERE n.verdict_id = c.verdict ORDER BY n.number DESC LIMIT 1
    ) w ON TRUE
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.stance = 'supports') AS supports,
            count(*) FILTER (WHERE e.stance = 'contradicts') AS contradicts,
            count(*) FILTER (WHERE e.stance = 'context') AS context
        FROM evidence_evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL
    ) n
    WHERE a.id = c.claimant_id {where} OFFSET 0
"""
# The details are part of this statement if there are few claims. The condition is evaluated once. The rows are one JSON text, of
# which a page whose markup is kept needs only a digest.
_ROWS = """
WITH marked AS (
    SELECT m.id AS mention, m.claim_id, m.mode, m.revision_id, r.number, s.start, s."end", s.position, s.exact,
        CASE WHEN m.stays_in_revision AND m.anchor IN ('needs_review', 'orphan') THEN 'stays'
            WHEN m.anchor = 'anchored' AND m.changed_context <> '[]' THEN 'changed_context' ELSE m.anchor END AS anchor
    FROM articles_revision r
    JOIN claims_mention m ON m.revision_id = r.id AND m.withdrawn_at IS NULL {of_claim}
    JOIN claims_span s ON s.mention_id = m.id
    WHERE r.article_id = %(article)s AND (r.id = %(revision)s OR m.anchor <> 'anchored')
), size AS MATERIALIZED (SELECT count(DISTINCT claim_id) <= {max_rows} AS is_small FROM marked)
SELECT (SELECT is_small FROM size) AS is_small, coalesce(json_agg(json_build_array(
    x.mention, x.revision_id, x.number, x.anchor, x.mode, x.start, x."end",
    CASE WHEN x.anchor <> 'anchored' THEN x.exact END, CASE WHEN x.anchor <> 'anchored' THEN c.statement END,
    c.id, c.layer, c.state, c.created_by_id, {columns}
) ORDER BY x.start, x."end" DESC, x.mention, x.position), '[]')::text AS found
FROM marked x
CROSS JOIN LATERAL ({claim}) c
LEFT JOIN LATERAL ({details}) d ON TRUE
"""
_COLUMNS = (
    "d.statement, d.claimant, d.rating, d.conclusion, d.approved, d.version, d.supports, d.contradicts, d.context, "
    "d.said_on, d.said_precision, d.place, d.topics, d.is_party"
)
"""Those of `_DETAILS`."""
_IS_PARTY = is_claimant_party_sql("c.id", "a")
_SOME = (  # composed of constants
    f"SELECT coalesce(json_agg(json_build_array(x.claim_id, {_COLUMNS}) ORDER BY x.claim_id), '[]')::text"  # noqa: S608
    " FROM unnest(%(claims)s::bigint[]) AS x (claim_id)"
    f" CROSS JOIN LATERAL ({_CLAIM}) c CROSS JOIN LATERAL ({_DETAILS.format(is_party=_IS_PARTY, where='')}) d"
)


@cache
def rows_sql(of_claim: str = "") -> str:
    """A query for one row: `is_small` and `found` of `rows_of`. It has the parameters `article`, `revision`, and those of
    `of_claim`.
    """
    details = _DETAILS.format(is_party=_IS_PARTY, where="AND (SELECT is_small FROM size)")
    return _ROWS.format(of_claim=of_claim, max_rows=MAX_ROWS, claim=_CLAIM, details=details, columns=_COLUMNS)


def reading_rows(revision: Revision, *, claim_id: int | None = None) -> tuple[list[ReadingRow], UnplacedMentions]:
    """The open claims of a revision in the order of the text, and the other mentions of the article. With `claim_id`, only
    those of that claim, complete. Otherwise, `complete` must be called for the rows that are displayed.
    """
    with connection.cursor() as cursor:
        # The SQL has the condition only for a single claim: one statement for both cases would read all mentions.
        sql = rows_sql("AND m.claim_id = %(claim)s" if claim_id else "")
        cursor.execute(sql, {"article": revision.article_id, "revision": revision.pk, "claim": claim_id})
        rows, unplaced = rows_of(revision, *cursor.fetchone())
    if claim_id:
        complete(rows, revision)
    return rows, unplaced


def rows_of(revision: Revision, is_small: bool, found: str) -> tuple[list[ReadingRow], UnplacedMentions]:
    """The rows in `found`. `is_small`: whether it contains their details."""
    rows: dict[int, ReadingRow] = {}
    pending: dict[int, PendingMention] = {}
    for mention, of_revision, number, anchor, mode, start, end, exact, statement, claim, *values in json.loads(found):
        if anchor != Anchor.ANCHORED.value:
            row_of_mention = pending.setdefault(mention, PendingMention(mention, claim, statement, anchor, number, ""))
            row_of_mention.quote = f"{row_of_mention.quote} … {exact}" if row_of_mention.quote else exact
        if of_revision != revision.pk:
            continue
        row = rows.get(claim)
        if row is None:
            layer, state, created_by, *details = values
            row = rows[claim] = ReadingRow(claim, layer, state, created_by, start)
            if is_small:
                row.set_details(*details)
        if mention not in row.mentions:
            row.mentions[mention] = []
            row.modes.append(mode)
        row.mentions[mention].append((start, end))
    listed = list(rows.values())
    for row, sentence in zip(listed, starts_in(revision, [row.start for row in listed]), strict=True):
        row.sentence = sentence
    unplaced = list(pending.values())
    return listed, UnplacedMentions(
        [m for m in unplaced if m.anchor != STAYS_ANCHOR], [m for m in unplaced if m.anchor == STAYS_ANCHOR]
    )


def complete(rows: Sequence[ReadingRow], revision: Revision, details: str = "") -> None:
    """Add the quotes to these rows, and what `reading_rows` has not read: from `details`, the value of `details_of` for these and
    perhaps other claims, or with one query.
    """
    text = text_of(revision) if rows else ""
    for row in rows:
        first = next(iter(row.mentions.values()))
        row.quote = shorten(" … ".join(text[start:end] for start, end in first[:MAX_PARTS]), MAX_QUOTE)
    missing = {row.id: row for row in rows if not row.is_complete}
    if not missing:
        return
    for claim, *values in json.loads(details or details_of(list(missing))):
        if claim in missing:
            missing[claim].set_details(*values)


def details_of(claims: list[int]) -> str:
    """What rows show of these claims, as JSON. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SOME, {"claims": claims})
        (found,) = cursor.fetchone()
    return str(found)
