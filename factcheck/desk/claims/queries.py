"""Queries for the list of all claims. Each page takes a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from factcheck.accounts.models import Person
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.closure import ClosedReason
from factcheck.claims.models import Actor, Claim
from factcheck.verdicts.models import Verdict, VerdictVersion, rating_status
from factcheck.web.names import with_name_containing
from factcheck.web.pagination import KeysetPage, keyset_page_of
from factcheck.web.search import ConstantQuery, constant_queries, parse

NO_VERDICT = "none"
MAX_CLAIMANTS = 200
"""Up to this number of actors, the filter by a claimant names each of them."""

MAX_MATCHING = 200
"""Up to this number of claims, the filter by words names each of them."""


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """An empty value means no filter. `state` may be NO_VERDICT; `claimant` is part of a name; `topic` is a complete topic.
    `words` is a full-text search of statements and contexts.

    Unless `is_closed`, closed claims are left out; with it, all others are.
    """

    words: str = ""
    layer: str = ""
    state: str = ""
    conclusion: str = ""
    claimant: str = ""
    topic: str = ""
    is_closed: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.state) or self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Whether there is a filter other than the state."""
        return any((self.words, self.layer, self.conclusion, self.claimant, self.topic, self.is_closed))


@dataclass(frozen=True, slots=True)
class ClaimListRow:
    """One claim in the list of all claims."""

    id: int
    statement: str
    layer: str
    claimant: str
    said_on: date | None
    said_precision: str
    state: str
    rating: str
    conclusion: str
    rating_status: str
    """"proposed" unless the rating is approved"""
    supports: int
    contradicts: int
    context: int
    articles: int
    closed_reason: str
    """why the claim is closed; empty if it is open"""
    is_claimant_party: bool
    created_at: datetime
    added_by: str


_ROWS = f"""
SELECT c.id, c.statement, c.layer, a.name, c.said_on, c.said_precision, coalesce(v.state, ''), coalesce(r.name, ''),
    coalesce(w.conclusion, ''), v.approved_id, w.id, t.supports, t.contradicts, t.context, n.articles, c.closed_reason,
    {is_claimant_party_sql("c.id", "a")}, c.created_at, p.name
FROM ({{page}}) AS page (id)
JOIN claims_claim c ON c.id = page.id
JOIN claims_actor a ON a.id = c.claimant_id
JOIN accounts_person p ON p.id = c.created_by_id
LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
LEFT JOIN LATERAL (
    SELECT n.id, n.conclusion, n.rating_id FROM verdicts_verdictversion n WHERE n.verdict_id = v.id ORDER BY n.number DESC LIMIT 1
) w ON TRUE
LEFT JOIN verdicts_rating r ON r.id = w.rating_id
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.stance = 'supports') AS supports,
        count(*) FILTER (WHERE i.stance = 'contradicts') AS contradicts, count(*) FILTER (WHERE i.stance = 'context') AS context
    FROM evidence_evidence i WHERE i.claim_id = c.id AND i.withdrawn_at IS NULL
) t
CROSS JOIN LATERAL (
    SELECT count(DISTINCT o.article_id) AS articles FROM claims_mention m JOIN articles_revision o ON o.id = m.revision_id
    WHERE m.claim_id = c.id AND m.withdrawn_at IS NULL
) n
ORDER BY c.created_at {{direction}}, c.id {{direction}}
"""  # noqa: S608  (constants)
"""One claim at a time, by its index: the planner would otherwise aggregate all rows of a table for a page."""


def claim_list_page(person: Person, filters: ClaimFilters, cursor: str = "") -> KeysetPage:
    """One page of ClaimListRow, the newest first. One query, and one more for a filter by a claimant, a topic, or words."""
    return keyset_page_of(_ROWS, _filtered_claims(person, filters), _row, order=("created_at", "id"), cursor=cursor)


def _row(*columns: Any) -> ClaimListRow:
    *claim, state, rating, conclusion, approved, version, supports, contradicts, context, articles, reason = columns[:16]
    status = rating_status(state, approved, version)
    label = ClosedReason(reason).label if reason else ""
    values = [*claim, state, rating, conclusion, status, supports, contradicts, context, articles, label, *columns[16:]]
    return ClaimListRow(*values)


def _said_by(name: str) -> Q:
    """The claims of actors with a name that contains `name`.

    Few actors are named by their ids, which PostgreSQL finds in the index of the claims of an actor. With a subquery, it would
    read all claims if no actor has such a name.
    """
    actors = with_name_containing(Actor.objects.all(), name).values_list("pk", flat=True)
    few = list(actors[: MAX_CLAIMANTS + 1])
    return Q(claimant__in=few if len(few) <= MAX_CLAIMANTS else actors)


def _with_words(text: str) -> Q:
    """The claims whose statement or context contains the words. No claim if the text has no words."""
    query = parse(text)
    if not query:
        return Q(pk__in=[])
    return _found_in_index(Q(words=ConstantQuery(constant_queries([query.sql()], query.parameters)[0])))


def _found_in_index(condition: Q) -> Q:
    """An equal condition. Few claims are named by their ids, which PostgreSQL finds in the index for `condition`.

    It expects a number of claims even for a word or a topic that none has, and would read the whole list to fill a page. If there
    are many claims, it reads the list until the page is full.
    """
    few = list(Claim.objects.filter(condition).order_by().values_list("pk", flat=True)[: MAX_MATCHING + 1])
    return Q(pk__in=few) if len(few) <= MAX_MATCHING else condition


def _filtered_claims(person: Person, filters: ClaimFilters) -> QuerySet[Claim]:
    conditions = Q(closed_at__isnull=not filters.is_closed)
    if filters.layer:
        conditions &= Q(layer=filters.layer)
    if filters.state == NO_VERDICT:
        conditions &= ~Q(Exists(Verdict.objects.filter(claim_id=OuterRef("pk"))))
    elif filters.state:
        conditions &= Q(verdict__state=filters.state)
    if filters.claimant:
        conditions &= _said_by(filters.claimant)
    if filters.topic:
        conditions &= _found_in_index(Q(topics__contains=[filters.topic]))
    if filters.conclusion:
        of_claim = VerdictVersion.objects.filter(verdict__claim_id=OuterRef("pk"))
        newer = VerdictVersion.objects.filter(verdict_id=OuterRef("verdict_id"), number__gt=OuterRef("number"))
        conditions &= Q(Exists(of_claim.filter(~Exists(newer), conclusion=filters.conclusion)))
    if filters.words:
        conditions &= _with_words(filters.words)
    return Claim.objects.visible_to(person).filter(conditions)
