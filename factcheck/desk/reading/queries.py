"""Queries for the reading desk: the text, its claims, and the selected claim. The number of queries is constant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.http import Http404

from factcheck.accounts.visibility import sees_newsroom
from factcheck.articles.models import Article, Revision
from factcheck.articles.paragraphs import Paragraph, paragraphs
from factcheck.claims.choices import Anchor, Mode
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import Claim, Mention
from factcheck.claims.sentences import sentence_starts
from factcheck.verdicts.models import rating_status
from factcheck.web.database.composed import ComposedRows
from factcheck.web.typography import shorten

TextRange = tuple[int, int]
"""Start and end in code points, half-open."""


@dataclass(slots=True)
class ReadingRow:
    """One claim of the article. `mentions`: mention id → its ranges in this revision.

    `sentence` is the start of the sentence of its first range; the claims of one sentence are a group.
    """

    id: int
    statement: str
    layer: str
    claimant: str
    state: str
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
    created_by: int = 0
    is_claimant_party: bool = False
    mentions: dict[int, list[TextRange]] = field(default_factory=dict)
    modes: list[str] = field(default_factory=list)
    sentence: int = 0
    quote: str = ""
    """the words of its first mention, shortened"""

    @property
    def start(self) -> int:
        return min((place[0] for places in self.mentions.values() for place in places), default=0)

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


@dataclass(frozen=True, slots=True)
class ReadingText:
    """One revision for display. `tail` is the white space after the last paragraph."""

    article: Article
    revision: Revision
    newest: int
    paragraphs: list[Paragraph]
    tail: str

    @property
    def earlier(self) -> range:
        """Numbers of the older revisions."""
        return range(1, self.newest)

    @property
    def checksum(self) -> int:
        """CRC-32 of the text in UTF-8. The browser compares it with the text on the page."""
        return crc32(self.revision.text.encode())

    @property
    def is_newest(self) -> bool:
        return bool(self.revision.number == self.newest)


def _with_articles() -> QuerySet[Revision]:
    return Revision.objects.select_related("article__outlet").defer("words")


@ComposedRows
def _newest_revision(article_id: int) -> QuerySet[Revision]:
    return _with_articles().filter(article=article_id).order_by("-number")[:1]


def reading_text(person: Any, article_id: int, number: int | None = None) -> ReadingText:
    """The newest revision, or revision `number`. Raises Http404 if it does not exist or the person may not see it.

    One query; two for an earlier revision.
    """
    newest = next(iter(_newest_revision(article_id)), None) if sees_newsroom(person) else None
    revision = _with_number(newest, number) if newest else None
    if newest is None or revision is None:
        raise Http404
    parts, tail = paragraphs(revision.text)
    return ReadingText(revision.article, revision, newest.number, parts, tail)


def _with_number(newest: Revision, number: int | None) -> Revision | None:
    """The revision of the same article with this number. No query for the newest one, which None means, too."""
    if number in (None, newest.number):
        return newest
    return _with_articles().filter(article=newest.article_id, number=number).first()


MAX_CLOSED = 50
"""Maximum number of closed claims that the reading desk lists."""


@dataclass(frozen=True, slots=True)
class ClosedClaims:
    """The closed claims with a mention in an article. `listed` is empty until the person asks for them."""

    count: int
    listed: list[Claim]


def closed_claims(article_id: int, *, is_listed: bool) -> ClosedClaims:
    """The number of closed claims, and with `is_listed` the newest MAX_CLOSED of them. One query, or two with `is_listed`."""
    ((_, number),) = _closed_number(article_id) or [(1, 0)]
    newest = _closed(article_id).only("pk", "statement", "closed_reason").order_by("-pk")[:MAX_CLOSED]
    return ClosedClaims(number, list(newest) if is_listed else [])


def _closed(article_id: int) -> QuerySet[Claim]:
    mentions = Mention.objects.filter(revision__article=article_id).active()
    return Claim.objects.filter(closed_at__isnull=False, pk__in=mentions.values("claim"))


@ComposedRows
def _closed_number(article_id: int) -> QuerySet[Claim, tuple[int, int]]:
    return _closed(article_id).order_by().values(all=Value(1)).annotate(number=Count("pk")).values_list("all", "number")


def submitted_revision(person: Any, article_id: int, number: str) -> Revision | None:
    """The revision that the form names, with its article; None if there is none. One query; two for an earlier revision."""
    if not (number.isascii() and number.isdigit() and len(number) < 8 and sees_newsroom(person)):
        return None
    newest = next(iter(_newest_revision(article_id)), None)
    return _with_number(newest, int(number)) if newest else None


_ROWS = """
WITH marked AS (
    SELECT m.id AS mention, m.claim_id, m.mode, m.revision_id, r.number, s.start, s."end", s.position, s.exact,
        CASE WHEN m.stays_in_revision AND m.anchor IN ('needs_review', 'orphan') THEN 'stays'
            WHEN m.anchor = 'anchored' AND m.changed_context <> '[]' THEN 'changed_context' ELSE m.anchor END AS anchor
    FROM articles_revision r
    JOIN claims_mention m ON m.revision_id = r.id AND m.withdrawn_at IS NULL {of_claim}
    JOIN claims_span s ON s.mention_id = m.id
    WHERE r.article_id = %(article)s AND (r.id = %(revision)s OR m.anchor <> 'anchored')
)
SELECT x.mention, x.revision_id, x.number, x.anchor, x.mode, x.start, x."end", x.exact,
    c.id, c.statement, c.layer, c.claimant, c.state, c.rating, c.conclusion, c.approved, c.version,
    n.supports, n.contradicts, n.context,
    c.said_on, c.said_precision, c.place, c.topics, c.created_by_id, c.is_party
FROM marked x
-- OFFSET 0: each claim by its key. The planner would otherwise read all claims of the newsroom in order to find the newest few.
CROSS JOIN LATERAL (
    SELECT c.id, c.statement, c.layer, a.name AS claimant, coalesce(v.state, '') AS state,
        coalesce(w.name, '') AS rating, coalesce(w.conclusion, '') AS conclusion, v.approved_id AS approved, w.id AS version,
        c.said_on, c.said_precision, c.place, c.topics, c.created_by_id, {is_party} AS is_party
    FROM claims_claim c
    JOIN claims_actor a ON a.id = c.claimant_id
    LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
    LEFT JOIN LATERAL (
        SELECT n.id, n.conclusion, r.name FROM verdicts_verdictversion n LEFT JOIN verdicts_rating r ON r.id = n.rating_id
        WHERE n.verdict_id = v.id ORDER BY n.number DESC LIMIT 1
    ) w ON TRUE
    WHERE c.id = x.claim_id AND c.closed_at IS NULL OFFSET 0
) c
-- One claim's evidence at a time, by its index. A grouped subquery would be inlined and aggregated again for every row.
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.stance = 'supports') AS supports,
        count(*) FILTER (WHERE e.stance = 'contradicts') AS contradicts, count(*) FILTER (WHERE e.stance = 'context') AS context
    FROM evidence_evidence e WHERE e.claim_id = x.claim_id AND e.withdrawn_at IS NULL
) n
ORDER BY x.start, x."end" DESC, x.mention, x.position
"""
_IS_PARTY = is_claimant_party_sql("c.id", "a")


def reading_rows(revision: Revision, *, claim_id: int | None = None) -> tuple[list[ReadingRow], UnplacedMentions]:
    """The open claims of a revision in the order of the text, and the other mentions of the article. With `claim_id`, only
    those of that claim.
    """
    rows: dict[int, ReadingRow] = {}
    pending: dict[int, PendingMention] = {}
    with connection.cursor() as cursor:
        # The SQL has the condition only for a single claim: one statement for both cases would read all mentions.
        sql = _ROWS.format(of_claim="AND m.claim_id = %(claim)s" if claim_id else "", is_party=_IS_PARTY)
        cursor.execute(sql, {"article": revision.article_id, "revision": revision.pk, "claim": claim_id})
        for (
            mention,
            of_revision,
            number,
            anchor,
            mode,
            start,
            end,
            exact,
            claim,
            statement,
            layer,
            claimant,
            state,
            rating,
            conclusion,
            approved,
            version,
            *details,
        ) in cursor:
            if anchor != Anchor.ANCHORED.value:
                row_of_mention = pending.setdefault(mention, PendingMention(mention, claim, statement, anchor, number, ""))
                row_of_mention.quote = f"{row_of_mention.quote} … {exact}" if row_of_mention.quote else exact
            if of_revision != revision.pk:
                continue
            row = rows.get(claim)
            if row is None:
                row = rows[claim] = ReadingRow(
                    claim,
                    statement,
                    layer,
                    claimant,
                    state,
                    rating,
                    conclusion,
                    rating_status(state, approved, version),
                    *details,
                )
            if mention not in row.mentions:
                row.mentions[mention] = []
                row.modes.append(mode)
            row.mentions[mention].append((start, end))
    found = list(rows.values())
    for row, sentence in zip(found, sentence_starts(revision.text, [row.start for row in found]), strict=True):
        row.sentence = sentence
        first = next(iter(row.mentions.values()))
        row.quote = shorten(" … ".join(revision.text[start:end] for start, end in first[:MAX_PARTS]), MAX_QUOTE)
    unplaced = list(pending.values())
    return found, UnplacedMentions(
        [m for m in unplaced if m.anchor != STAYS_ANCHOR], [m for m in unplaced if m.anchor == STAYS_ANCHOR]
    )
