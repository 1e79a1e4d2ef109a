"""Queries for the reading desk: the text, its claims, and the selected claim. The number of queries is constant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from django.db import connection
from django.http import Http404

from factcheck.articles.models import Article, Revision
from factcheck.articles.paragraphs import Paragraph, paragraphs
from factcheck.claims.models import Anchor, Claim, Mention, Mode
from factcheck.claims.queries import RelatedClaim, related_claims
from factcheck.claims.sentences import sentence_starts
from factcheck.desk.reading.copying import values_for_other_layer
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import EvidenceBoard, evidence_board
from factcheck.verdicts.models import rating_status

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
    mentions: dict[int, list[TextRange]] = field(default_factory=dict)
    modes: list[str] = field(default_factory=list)
    sentence: int = 0

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
class MarkedPassage:
    """A passage of this revision that is evidence for a claim."""

    id: int
    claim_id: int
    statement: str
    stance: str
    start: int
    end: int
    quote: str


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


def reading_text(person: Any, article_id: int, number: int | None = None) -> ReadingText:
    """The newest revision, or revision `number`. Raises Http404 if it does not exist or the person may not see it."""
    visible = Article.objects.visible_to(person).filter(pk=article_id)
    revisions = Revision.objects.filter(article__in=visible).select_related("article__outlet").defer("words").order_by("-number")
    newest = revisions.first()
    if newest is None:
        raise Http404
    revision = newest if number in (None, newest.number) else revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    parts, tail = paragraphs(revision.text)
    return ReadingText(revision.article, revision, newest.number, parts, tail)


def submitted_revision(person: Any, article_id: int, number: str) -> Revision | None:
    """The revision that the form names, with its article. One query; None if there is no such revision."""
    if not (number.isascii() and number.isdigit() and len(number) < 8):
        return None
    visible = Article.objects.visible_to(person).filter(pk=article_id)
    revisions = Revision.objects.filter(article__in=visible, number=int(number)).select_related("article__outlet").defer("words")
    return next(iter(revisions), None)  # at most one: the number is unique


_ROWS = """
WITH marked AS (
    SELECT m.id AS mention, m.claim_id, m.mode, m.anchor, m.revision_id, r.number, s.start, s."end", s.position, s.exact
    FROM articles_revision r
    JOIN claims_mention m ON m.revision_id = r.id AND m.withdrawn_at IS NULL {of_claim}
    JOIN claims_span s ON s.mention_id = m.id
    WHERE r.article_id = %(article)s AND (r.id = %(revision)s OR m.anchor <> 'anchored')
)
SELECT x.mention, x.revision_id, x.number, x.anchor, x.mode, x.start, x."end", x.exact,
    c.id, c.statement, c.layer, c.claimant, c.state, c.rating, c.conclusion, c.approved, c.version,
    n.supports, n.contradicts, n.context,
    c.said_on, c.said_precision, c.place, c.topics, c.created_by_id
FROM marked x
-- OFFSET 0: each claim by its key. The planner would otherwise read all claims of the newsroom in order to find the newest few.
CROSS JOIN LATERAL (
    SELECT c.id, c.statement, c.layer, a.name AS claimant, coalesce(v.state, '') AS state,
        coalesce(w.name, '') AS rating, coalesce(w.conclusion, '') AS conclusion, v.approved_id AS approved, w.id AS version,
        c.said_on, c.said_precision, c.place, c.topics, c.created_by_id
    FROM claims_claim c
    JOIN claims_actor a ON a.id = c.claimant_id
    LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
    LEFT JOIN LATERAL (
        SELECT n.id, n.conclusion, r.name FROM verdicts_verdictversion n LEFT JOIN verdicts_rating r ON r.id = n.rating_id
        WHERE n.verdict_id = v.id ORDER BY n.number DESC LIMIT 1
    ) w ON TRUE
    WHERE c.id = x.claim_id OFFSET 0
) c
-- One claim's evidence at a time, by its index. A grouped subquery would be inlined and aggregated again for every row.
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.stance = 'supports') AS supports,
        count(*) FILTER (WHERE e.stance = 'contradicts') AS contradicts, count(*) FILTER (WHERE e.stance = 'context') AS context
    FROM evidence_evidence e WHERE e.claim_id = x.claim_id AND e.withdrawn_at IS NULL
) n
ORDER BY x.start, x."end" DESC, x.mention, x.position
"""


def reading_rows(revision: Revision, *, claim_id: int | None = None) -> tuple[list[ReadingRow], list[PendingMention]]:
    """The claims of a revision in the order of the text, and the pending mentions of the article. With `claim_id`, only those of
    that claim.
    """
    rows: dict[int, ReadingRow] = {}
    pending: dict[int, PendingMention] = {}
    with connection.cursor() as cursor:
        # The SQL has the condition only for a single claim: one statement for both cases would read all mentions.
        sql = _ROWS.format(of_claim="AND m.claim_id = %(claim)s" if claim_id else "")
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
                    claim, statement, layer, claimant, state, rating, conclusion, rating_status(approved, version), *details
                )
            if mention not in row.mentions:
                row.mentions[mention] = []
                row.modes.append(mode)
            row.mentions[mention].append((start, end))
    found = list(rows.values())
    for row, sentence in zip(found, sentence_starts(revision.text, [row.start for row in found]), strict=True):
        row.sentence = sentence
    return found, list(pending.values())


def marked_passages(revision: Revision) -> list[MarkedPassage]:
    values = (
        Evidence.objects.filter(revision=revision, withdrawn_at=None)
        .order_by("start", "id")
        .values_list("id", "claim_id", "claim__statement", "stance", "start", "end", "exact")
    )
    # a constraint ensures that a passage has offsets, which the types do not express
    return [MarkedPassage(*row) for row in values]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Wording:
    """A mention in the panel of the selected claim: its article, quote, mode, and attribution chain."""

    id: int
    article_id: int
    article: str
    quote: str
    mode: str
    chain: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class SelectedClaim:
    """The selected claim with the content of its panel."""

    claim: Claim
    state: str
    here: list[Wording]
    elsewhere: list[Wording]
    relations: list[RelatedClaim]
    board: EvidenceBoard

    @property
    def copied(self) -> dict[str, str]:
        """Values of a new claim in another layer of the same words: form field → value."""
        return values_for_other_layer(self.claim)

    @property
    def articles(self) -> int:
        return len({wording.article_id for wording in (*self.here, *self.elsewhere)})


def selected_claim(person: Any, claim_id: int, article: Article) -> SelectedClaim:
    """The selected claim. Raises Http404 if it does not exist or the person may not see it."""
    claim = Claim.objects.visible_to(person).select_related("claimant", "created_by", "verdict").filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    wordings = _wordings(claim, article)
    return SelectedClaim(
        claim=claim,
        state=claim.verdict.state if hasattr(claim, "verdict") else "",
        here=[w for w in wordings if w.is_here],
        elsewhere=[w for w in wordings if not w.is_here],
        relations=related_claims(claim),
        board=evidence_board(claim, person),
    )


def _wordings(claim: Claim, article: Article) -> list[Wording]:
    mentions = (
        Mention.objects.filter(claim=claim)
        .active()
        .select_related("revision__article")
        .only("mode", "revision__article__title")
        .prefetch_related("spans", "chain__actor")
        .order_by("revision__article_id", "id")
    )
    return [
        Wording(
            id=mention.pk,
            article_id=mention.revision.article_id,
            article=mention.revision.article.title,
            quote=" … ".join(span.exact for span in mention.spans.all()),
            mode=mention.get_mode_display(),
            chain=tuple(link.actor.name for link in mention.chain.all()),
            is_here=mention.revision.article_id == article.pk,
        )
        for mention in mentions
    ]
