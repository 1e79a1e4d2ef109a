"""Queries for the claim screens: mentions in context, relations in both directions, and candidates for relations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import Http404

from factcheck.claims.models import Actor, Anchor, Claim, Mention, Party, Relation
from factcheck.claims.queries import RelatedClaim, mentions_with_text, related_claim
from factcheck.desk.claim.wording import ComparedWording, compare_wordings
from factcheck.verdicts.models import VerdictVersion, rating_status
from factcheck.web.search import parse

MAX_CANDIDATES = 20
AROUND = 240
"""Maximum number of code points displayed before and after a mention."""


@dataclass(frozen=True, slots=True)
class MentionInContext:
    """A mention with the text around it. `wording`: its quote compared with that of the first mention."""

    mention: Mention
    before: str
    after: str
    wording: ComparedWording

    @property
    def article(self) -> Any:
        return self.mention.revision.article

    @property
    def chain(self) -> list[str]:
        return [link.actor.name for link in self.mention.chain.all()]

    @property
    def is_pending(self) -> bool:
        return bool(self.mention.anchor != Anchor.ANCHORED)


@dataclass(frozen=True, slots=True)
class ClaimMentions:
    """The mentions of a claim; `active` in the order in which the articles were published."""

    active: tuple[MentionInContext, ...]
    withdrawn: tuple[MentionInContext, ...]

    @property
    def pending(self) -> int:
        return sum(mention.is_pending for mention in self.active)

    @property
    def articles(self) -> int:
        return len({mention.article.pk for mention in self.active})


def claim_mentions(claim: Claim) -> ClaimMentions:
    """The mentions of the claim. Three queries."""
    mentions = mentions_with_text(Mention.objects.filter(claim=claim), AROUND)
    active = [mention for mention in mentions if mention.withdrawn_at is None]
    withdrawn = [mention for mention in mentions if mention.withdrawn_at is not None]
    return ClaimMentions(_in_context(active), _in_context(withdrawn))


def _in_context(mentions: list[Mention]) -> tuple[MentionInContext, ...]:
    spans = [list(mention.spans.all()) for mention in mentions]
    wordings = compare_wordings([" … ".join(span.exact for span in own) for own in spans])
    return tuple(
        MentionInContext(mention, own[0].before, own[-1].after, wording)  # type: ignore[attr-defined]
        for mention, own, wording in zip(mentions, spans, wordings, strict=True)
    )


@dataclass(frozen=True, slots=True)
class RatedRelation:
    """A related claim with the newest rating of the other claim."""

    related: RelatedClaim
    conclusion: str
    rating: str
    rating_status: str
    """"proposed" unless the rating is approved"""


@dataclass(frozen=True, slots=True)
class ClaimRelations:
    active: tuple[RatedRelation, ...]
    withdrawn: tuple[RatedRelation, ...]
    conclusion: str
    """the conclusion of the newest version of the claim's own verdict, or empty"""

    @property
    def denied(self) -> tuple[RatedRelation, ...]:
        """The claims that this claim denies."""
        return tuple(r for r in self.active if r.related.is_denial and r.related.is_outgoing)

    @property
    def denials(self) -> tuple[RatedRelation, ...]:
        """The claims that deny this claim."""
        return tuple(r for r in self.active if r.related.is_denial and not r.related.is_outgoing)

    @property
    def contradictory(self) -> tuple[RatedRelation, ...]:
        """Denials with the same conclusion as the claim, supported or refuted: one of the two ratings is probably reversed."""
        return tuple(
            r for r in self.active if r.related.is_denial and r.conclusion == self.conclusion in ("supported", "refuted")
        )


def claim_relations(claim: Claim) -> ClaimRelations:
    """The relations in both directions, with the newest rating of each claim. One query."""

    def newest(of: str, field: str) -> Subquery:
        return Subquery(VerdictVersion.objects.filter(verdict__claim=OuterRef(of)).order_by("-number").values(field)[:1])

    rows: list[Any] = list(
        Relation.objects.of(claim)
        .select_related("claim__claimant", "other__claimant")
        .annotate(
            claim_conclusion=newest("claim_id", "conclusion"),
            claim_rating=newest("claim_id", "rating__name"),
            claim_version=newest("claim_id", "id"),
            claim_approved=newest("claim_id", "verdict__approved_id"),
            other_version=newest("other_id", "id"),
            other_approved=newest("other_id", "verdict__approved_id"),
            other_conclusion=newest("other_id", "conclusion"),
            other_rating=newest("other_id", "rating__name"),
        )
    )
    own = next((row.claim_conclusion if row.claim_id == claim.pk else row.other_conclusion for row in rows), "")
    active = tuple(_rated_relation(row, claim) for row in rows if row.withdrawn_at is None)
    withdrawn = tuple(_rated_relation(row, claim) for row in rows if row.withdrawn_at is not None)
    return ClaimRelations(active, withdrawn, own or "")


def _rated_relation(row: Any, claim: Claim) -> RatedRelation:
    related = related_claim(row, claim)
    side = "other" if related.is_outgoing else "claim"
    conclusion, rating, version, approved = (
        getattr(row, f"{side}_{name}") for name in ("conclusion", "rating", "version", "approved")
    )
    return RatedRelation(related, conclusion or "", rating or "", rating_status(approved, version))


def related_candidates(person: Any, claim: Claim, query: str) -> list[Claim]:
    """Candidates for a relation: claims that match `query`; for an empty query, claims of the same articles, then the newest."""
    claims = Claim.objects.visible_to(person).exclude(pk=claim.pk).select_related("claimant").defer("words", "context")
    if query:
        parsed = parse(query)
        if not parsed:
            return []
        matches = claims.filter(Q(words=parsed.query) | Q(statement__icontains=query) | Q(claimant__name__icontains=query))
        return list(matches.annotate(rank=SearchRank(F("words"), parsed.query)).order_by("-rank", "-id")[:MAX_CANDIDATES])
    articles = Mention.objects.filter(claim=claim, withdrawn_at=None).values("revision__article")
    in_same_article = Mention.objects.filter(claim=OuterRef("pk"), withdrawn_at=None, revision__article__in=articles)
    return list(claims.annotate(is_near=Exists(in_same_article)).order_by("-is_near", "-id")[:MAX_CANDIDATES])


def visible_mention(person: Any, mention_id: int) -> Mention:
    """The mention with its article. Raises Http404 if it does not exist or the person may not see it."""
    mentions = (
        Mention.objects.visible_to(person)
        .with_parts()
        .select_related("claim__claimant", "revision__article__outlet")
        .defer("revision__words", "claim__words")
    )
    mention = mentions.filter(pk=mention_id).first()
    if mention is None:
        raise Http404
    return mention


def visible_relation(person: Any, relation_id: int) -> Relation:
    relations = Relation.objects.visible_to(person).select_related("claim__claimant", "other")
    relation = relations.filter(pk=relation_id).first()
    if relation is None:
        raise Http404
    return relation


def visible_party(person: Any, party_id: int) -> Party:
    parties = Party.objects.visible_to(person).select_related("claim__claimant", "source", "actor")
    party = parties.filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party


def visible_actor(person: Any, actor_id: int) -> Actor:
    if not person.is_active:
        raise Http404
    actor = Actor.objects.select_related("source").filter(pk=actor_id).first()
    if actor is None:
        raise Http404
    return actor
