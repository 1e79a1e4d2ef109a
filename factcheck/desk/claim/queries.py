"""What the claim page reads: mentions with the text around them, and relations in both directions. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.http import Http404

from factcheck.claims.models import Actor, Anchor, Attribution, Claim, Mention, Relation
from factcheck.claims.queries import RelatedClaim, mentions_with_text, related_claim
from factcheck.desk.claim.wording import ComparedWording, compare
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.search import parse

MOST_OTHERS = 20
AROUND = 240
"""Code points of the text shown on each side of a mention, at most."""


def claim_for(person: Any, claim_id: int) -> Claim:
    """Raises Http404 for what is not there or not for this person."""
    known = Claim.objects.visible_to(person).select_related("claimant__source", "created_by").defer("words")
    claim = known.filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    return claim


@dataclass(frozen=True, slots=True)
class MentionInContext:
    """A mention in its context: the words around it, and `wording`, its own words compared with the first mention's."""

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
    """`active` in the order in which the articles appeared; `withdrawn` apart."""

    active: tuple[MentionInContext, ...]
    withdrawn: tuple[MentionInContext, ...]

    @property
    def pending(self) -> int:
        return sum(shown.is_pending for shown in self.active)

    @property
    def articles(self) -> int:
        return len({shown.article.pk for shown in self.active})


def mentions_of(claim: Claim) -> ClaimMentions:
    """Three queries, however many mentions there are."""
    found = mentions_with_text(Mention.objects.filter(claim=claim), AROUND)
    active = [mention for mention in found if mention.withdrawn_at is None]
    withdrawn = [mention for mention in found if mention.withdrawn_at is not None]
    return ClaimMentions(_shown(active), _shown(withdrawn))


def _shown(mentions: list[Mention]) -> tuple[MentionInContext, ...]:
    spans = [list(mention.spans.all()) for mention in mentions]
    wordings = compare([" … ".join(span.exact for span in own) for own in spans])
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


@dataclass(frozen=True, slots=True)
class ClaimRelations:
    active: tuple[RatedRelation, ...]
    withdrawn: tuple[RatedRelation, ...]
    conclusion: str
    """that of the newest version of the claim's own verdict, or empty"""

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
        """A claim and its denial, both rated supported or both refuted: one of the two ratings was read backwards."""
        return tuple(
            r for r in self.active if r.related.is_denial and r.conclusion == self.conclusion in ("supported", "refuted")
        )


def relations_of(claim: Claim) -> ClaimRelations:
    """Both directions in one query, with the current rating of each claim."""

    def newest(of: str, field: str) -> Subquery:
        return Subquery(VerdictVersion.objects.filter(verdict__claim=OuterRef(of)).order_by("-number").values(field)[:1])

    rows: list[Any] = list(
        Relation.objects.of(claim)
        .select_related("claim__claimant", "other__claimant")
        .annotate(
            claim_conclusion=newest("claim_id", "conclusion"),
            claim_rating=newest("claim_id", "rating__name"),
            other_conclusion=newest("other_id", "conclusion"),
            other_rating=newest("other_id", "rating__name"),
        )
    )
    own = next((row.claim_conclusion if row.claim_id == claim.pk else row.other_conclusion for row in rows), "")
    active = tuple(_rated(row, claim) for row in rows if row.withdrawn_at is None)
    withdrawn = tuple(_rated(row, claim) for row in rows if row.withdrawn_at is not None)
    return ClaimRelations(active, withdrawn, own or "")


def _rated(row: Any, claim: Claim) -> RatedRelation:
    related = related_claim(row, claim)
    conclusion, rating = (
        (row.other_conclusion, row.other_rating) if related.is_outgoing else (row.claim_conclusion, row.claim_rating)
    )
    return RatedRelation(related, conclusion or "", rating or "")


def others_for(person: Any, claim: Claim, words: str) -> list[Claim]:
    """Claims that `claim` may be related to: those with `words` in them; without words those of its articles, then the newest."""
    known = Claim.objects.visible_to(person).exclude(pk=claim.pk).select_related("claimant").defer("words", "context")
    if words:
        sought = parse(words)
        if not sought:
            return []
        found = known.filter(Q(words=sought.query) | Q(statement__icontains=words) | Q(claimant__name__icontains=words))
        return list(found.annotate(rank=SearchRank(F("words"), sought.query)).order_by("-rank", "-id")[:MOST_OTHERS])
    here = Mention.objects.filter(claim=claim, withdrawn_at=None).values("revision__article")
    beside = Mention.objects.filter(claim=OuterRef("pk"), withdrawn_at=None, revision__article__in=here)
    return list(known.annotate(is_beside=Exists(beside)).order_by("-is_beside", "-id")[:MOST_OTHERS])


def mention_for(person: Any, mention_id: int) -> Mention:
    """One mention with its article, newest revision's number aside. Raises Http404 as above."""
    known = (
        Mention.objects.visible_to(person)
        .select_related("claim__claimant", "revision__article__outlet")
        .defer("revision__words", "claim__words")
        .prefetch_related("spans", Prefetch("chain", Attribution.objects.select_related("actor")))
    )
    mention = known.filter(pk=mention_id).first()
    if mention is None:
        raise Http404
    return mention


def relation_for(person: Any, relation_id: int) -> Relation:
    known = Relation.objects.visible_to(person).select_related("claim__claimant", "other")
    relation = known.filter(pk=relation_id).first()
    if relation is None:
        raise Http404
    return relation


def actor_for(person: Any, actor_id: int) -> Actor:
    if not person.is_active:
        raise Http404
    actor = Actor.objects.select_related("source").filter(pk=actor_id).first()
    if actor is None:
        raise Http404
    return actor
