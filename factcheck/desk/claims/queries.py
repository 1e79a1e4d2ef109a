"""Queries for the list of all claims. Each page takes a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from factcheck.accounts.models import Person
from factcheck.claims.models import Actor, Claim, Mention
from factcheck.evidence.models import Evidence
from factcheck.verdicts.models import Verdict, VerdictVersion, rating_status
from factcheck.verdicts.queries import newest_version_value
from factcheck.web.names import with_name_containing
from factcheck.web.pagination import KeysetPage, keyset_page
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

    pk: int
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
    added_at: datetime | None = None
    added_by: str = ""


def claim_list_page(person: Person, filters: ClaimFilters, cursor: str = "") -> KeysetPage:
    """One page of ClaimListRow, the newest first. Four queries."""
    page = keyset_page(_filtered_claims(person, filters), order=("created_at", "id"), cursor=cursor)
    return replace(page, items=claim_list_rows(page.items))


def claim_list_rows(claims: list[Claim]) -> list[ClaimListRow]:
    """Claims as rows with counts and the newest rating. The claims are those of `_filtered_claims`. Three queries."""
    ids = [claim.pk for claim in claims]
    if not ids:
        return []
    stances: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    active = Evidence.objects.filter(claim_id__in=ids, withdrawn_at=None).order_by()
    for pk, stance, number in active.values_list("claim_id", "stance").annotate(Count("id")):
        stances[pk][stance] = number
    mentions = Mention.objects.filter(claim_id__in=ids, withdrawn_at=None).order_by()
    articles = dict(mentions.values_list("claim_id").annotate(Count("revision__article_id", distinct=True)))
    # The newest versions by their ids: DISTINCT ON would read all versions.
    verdicts = Verdict.objects.filter(claim_id__in=ids).order_by().values(newest=newest_version_value("claim_id", "pk"))
    versions = VerdictVersion.objects.filter(pk__in=verdicts)
    verdict = ("verdict__state", "verdict__approved_id", "pk")
    newest = versions.values_list("verdict__claim_id", "rating__name", "conclusion", *verdict)
    ratings = {pk: (name or "", conclusion, rating_status(*status)) for pk, name, conclusion, *status in newest}
    return [
        _claim_list_row(claim, stances[claim.pk], articles.get(claim.pk, 0), *ratings.get(claim.pk, ("", "", "")))
        for claim in claims
    ]


def _claim_list_row(
    claim: Claim, stances: dict[str, int], articles: int, rating: str, conclusion: str, rating_status: str
) -> ClaimListRow:
    verdict = getattr(claim, "verdict", None)
    return ClaimListRow(
        pk=claim.pk,
        statement=claim.statement,
        layer=claim.layer,
        claimant=claim.claimant.name,
        said_on=claim.said_on,
        said_precision=claim.said_precision,
        state=verdict.state if verdict else "",
        rating=rating,
        conclusion=conclusion,
        rating_status=rating_status,
        supports=stances.get("supports", 0),
        contradicts=stances.get("contradicts", 0),
        context=stances.get("context", 0),
        articles=articles,
        closed_reason=claim.get_closed_reason_display(),
        is_claimant_party=claim.is_claimant_party,
        added_at=claim.created_at,
        added_by=claim.created_by.name,
    )


def _said_by(name: str) -> Q:
    """The claims of actors with a name that contains `name`.

    Few actors are named by their ids, which PostgreSQL finds in the index of the claims of an actor. With a subquery, it would
    read all claims if no actor has such a name.
    """
    actors = with_name_containing(Actor.objects.all(), name).values_list("pk", flat=True)
    few = list(actors[: MAX_CLAIMANTS + 1])
    return Q(claimant__in=few if len(few) <= MAX_CLAIMANTS else actors)


def _with_words(text: str) -> Q:
    """The claims whose statement or context contains the words. No claim if the text has no words.

    Few claims are named by their ids, which PostgreSQL finds in the index of the words: it would otherwise read the whole list to
    fill a page. For common words, it reads the list until the page is full.
    """
    query = parse(text)
    if not query:
        return Q(pk__in=[])
    condition = Q(words=ConstantQuery(constant_queries([query.sql()], query.parameters)[0]))
    few = list(Claim.objects.filter(condition).order_by().values_list("pk", flat=True)[: MAX_MATCHING + 1])
    return Q(pk__in=few) if len(few) <= MAX_MATCHING else condition


def _filtered_claims(person: Person, filters: ClaimFilters) -> QuerySet[Claim]:
    rows = Claim.objects.visible_to(person).with_claimant_party()
    rows = rows.select_related("claimant", "verdict", "created_by").defer("words", "context")
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
        conditions &= Q(topics__contains=[filters.topic])
    if filters.conclusion:
        of_claim = VerdictVersion.objects.filter(verdict__claim_id=OuterRef("pk"))
        newer = VerdictVersion.objects.filter(verdict_id=OuterRef("verdict_id"), number__gt=OuterRef("number"))
        conditions &= Q(Exists(of_claim.filter(~Exists(newer), conclusion=filters.conclusion)))
    if filters.words:
        conditions &= _with_words(filters.words)
    return rows.filter(conditions)
