"""The claims from which a screen lets the person choose another one: for a relation, a merge, or a duplicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q, Value
from django.http import HttpRequest

from factcheck.claims.models import Actor, Claim, ClaimQuerySet, Mention
from factcheck.claims.nearest import nearest_claims
from factcheck.web.names import with_name_containing
from factcheck.web.search import parse

MAX_CANDIDATES = 20
MAX_QUERY = 500
"""Maximum length of a search in code points."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """At most MAX_CANDIDATES claims for the search `query`. `has_more`: whether others match."""

    query: str
    claims: list[Claim]
    has_more: bool


def requested_candidates(request: HttpRequest, claim: Claim) -> Candidates:
    """The candidates for the search `q` of the request."""
    return candidates(request.user, claim, request.GET.get("q", "").strip()[:MAX_QUERY])


def candidates(person: Any, claim: Claim, query: str) -> Candidates:
    """Other open claims that match `query`, the best match first. One query.

    Without a query: those with the nearest statements, then those of the same articles, then the newest. Four queries, each of
    which reads a bounded number of rows from an index.
    """
    found = list(_matches(person, claim, query)[: MAX_CANDIDATES + 1]) if query else _near(person, claim)
    return Candidates(query, found[:MAX_CANDIDATES], len(found) > MAX_CANDIDATES)


def _others(person: Any, claim: Claim) -> ClaimQuerySet:
    return Claim.objects.visible_to(person).exclude(pk=claim.pk)


def _with_claimant(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.with_claimant_party().select_related("claimant").defer("words", "context")


def _near(person: Any, claim: Claim) -> list[Claim]:
    """At most MAX_CANDIDATES + 1 claims."""
    nearest = nearest_claims(person, claim.statement, other_than=claim, most=MAX_CANDIDATES)
    others = _others(person, claim).open().order_by("-id")
    articles = Mention.objects.filter(claim=claim, withdrawn_at=None).values("revision__article")
    mentions = Mention.objects.filter(withdrawn_at=None, revision__article__in=articles)
    of_same_articles = others.filter(pk__in=mentions.values("claim"))
    most = MAX_CANDIDATES + 1
    of_same, newest = (
        rows.annotate(part=Value(part)).values_list("part", "pk")[:most] for part, rows in enumerate((of_same_articles, others))
    )
    found = sorted(of_same.union(newest, all=True), key=lambda row: (row[0], -row[1]))
    ids = list(dict.fromkeys([*(row.id for row in nearest), *(pk for _, pk in found)]))[:most]
    loaded = _with_claimant(_others(person, claim)).in_bulk(ids)
    return [loaded[pk] for pk in ids if pk in loaded]


def _matches(person: Any, claim: Claim, query: str) -> Any:
    parsed = parse(query)
    if not parsed:
        return []
    matches = _with_claimant(_others(person, claim).open()).filter(
        Q(words=parsed.query)
        | Q(statement__icontains=query)
        | Q(claimant__in=with_name_containing(Actor.objects.all(), query).values("pk"))
    )
    return matches.annotate(rank=SearchRank(F("words"), parsed.query)).order_by("-rank", "-id")
