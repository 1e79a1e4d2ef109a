"""Queries for the claim screens: mentions in context, and relations in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from factcheck.claims.choices import Anchor
from factcheck.claims.models import Actor, Attribution, Claim, Mention, Party, Relation, Span, is_claimant_party
from factcheck.claims.queries import RelatedClaim, mentions_in_order, related_claim, spans_with_text, with_excerpt
from factcheck.desk.claim.wording import ComparedWording, compare_wordings
from factcheck.verdicts.models import rating_status
from factcheck.verdicts.queries import newest_version_value
from factcheck.web.database.composed import ComposedRows

AROUND = 240
"""Maximum number of code points displayed before and after a mention."""


@dataclass(frozen=True, slots=True)
class MentionInContext:
    """A mention with the text around it. `wording`: its quote compared with that of the first mention."""

    mention: Mention
    before: str
    after: str
    wording: ComparedWording
    links: tuple[Attribution, ...]
    """its attribution chain"""

    @property
    def article(self) -> Any:
        return self.mention.revision.article

    @property
    def chain(self) -> list[str]:
        return [link.actor.name for link in self.links]

    @property
    def quote(self) -> str:
        return "".join(piece.text for piece in self.wording.pieces)

    @property
    def has_changed_context(self) -> bool:
        """Whether the quote is placed, but nobody has confirmed the changed words next to it."""
        return self.mention.anchor == Anchor.ANCHORED and bool(self.mention.changed_context)

    @property
    def is_pending(self) -> bool:
        return self.has_changed_context or self.mention.is_missing or self.mention.anchor == Anchor.BEING_PLACED


@dataclass(frozen=True, slots=True)
class ClaimMentions:
    """The mentions of a claim; `active` in the order in which the articles were published."""

    active: tuple[MentionInContext, ...]
    withdrawn: tuple[MentionInContext, ...]

    @property
    def pending(self) -> int:
        return sum(mention.is_pending for mention in self.active)

    @property
    def changed(self) -> int:
        """Number of pending mentions with a changed context."""
        return sum(mention.has_changed_context for mention in self.active)

    @property
    def orphans(self) -> int:
        return sum(mention.mention.is_missing and mention.mention.anchor == Anchor.ORPHAN for mention in self.active)

    @property
    def to_review(self) -> int:
        """Number of pending mentions for whose quotes the newest revision has candidates."""
        return sum(mention.mention.is_missing and mention.mention.anchor == Anchor.NEEDS_REVIEW for mention in self.active)

    @property
    def being_placed(self) -> int:
        return sum(mention.mention.anchor == Anchor.BEING_PLACED for mention in self.active)

    @property
    def articles(self) -> int:
        return len({mention.article.pk for mention in self.active})

    @property
    def marked_article(self) -> Any:
        """The first article whose newest revision has a mention of the claim, so that its words can be marked; or None."""
        return next((mention.article for mention in self.active if mention.mention.anchor == Anchor.ANCHORED), None)


@ComposedRows
def _mentions(claim_id: int) -> QuerySet[Mention]:
    return mentions_in_order(Mention.objects.filter(claim=claim_id))


@ComposedRows
def _spans(claim_id: int) -> QuerySet[Span]:
    return spans_with_text(AROUND).filter(mention__claim=claim_id).order_by("mention", "position")


@ComposedRows
def _links(claim_id: int) -> QuerySet[Attribution]:
    return Attribution.objects.filter(mention__claim=claim_id).select_related("actor").order_by("mention", "position")


MENTION_QUERIES = (_mentions, _spans, _links)
"""What `claim_mentions` reads."""


def claim_mentions(claim: Claim) -> ClaimMentions:
    """The mentions of the claim. Three queries."""
    mentions, spans, links = _mentions(claim.pk), defaultdict(list), defaultdict(list)
    for span in _spans(claim.pk):
        spans[span.mention_id].append(with_excerpt(span, AROUND))
    for link in _links(claim.pk):
        links[link.mention_id].append(link)
    active = [mention for mention in mentions if mention.withdrawn_at is None]
    withdrawn = [mention for mention in mentions if mention.withdrawn_at is not None]
    return ClaimMentions(_in_context(active, spans, links), _in_context(withdrawn, spans, links))


def _in_context(
    mentions: list[Mention], spans: Mapping[int, list[Span]], links: Mapping[int, list[Attribution]]
) -> tuple[MentionInContext, ...]:
    of_mentions = [spans[mention.pk] for mention in mentions]
    wordings = compare_wordings([" … ".join(span.exact for span in own) for own in of_mentions])
    return tuple(
        MentionInContext(mention, own[0].before, own[-1].after, wording, tuple(links[mention.pk]))  # type: ignore[attr-defined]
        for mention, own, wording in zip(mentions, of_mentions, wordings, strict=True)
    )


@dataclass(frozen=True, slots=True)
class RatedRelation:
    """A related claim with the newest rating of the other claim."""

    related: RelatedClaim
    conclusion: str
    rating: str
    rating_status: str
    """"proposed" unless the rating is approved"""
    is_claimant_party: bool
    """whether the claimant of the other claim is a party to that claim"""


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


@ComposedRows
def _relations(claim_id: int) -> QuerySet[Relation]:
    return (
        Relation.objects.of(claim_id)
        .select_related("claim__claimant", "other__claimant")
        .annotate(
            claim_conclusion=newest_version_value("claim_id", "conclusion"),
            claim_rating=newest_version_value("claim_id", "rating__name"),
            claim_version=newest_version_value("claim_id", "id"),
            claim_approved=newest_version_value("claim_id", "verdict__approved_id"),
            claim_state=newest_version_value("claim_id", "verdict__state"),
            other_version=newest_version_value("other_id", "id"),
            other_approved=newest_version_value("other_id", "verdict__approved_id"),
            other_state=newest_version_value("other_id", "verdict__state"),
            other_conclusion=newest_version_value("other_id", "conclusion"),
            claim_claimant_party=is_claimant_party("claim"),
            other_claimant_party=is_claimant_party("other"),
            other_rating=newest_version_value("other_id", "rating__name"),
        )
    )


RELATION_QUERIES = (_relations,)
"""What `claim_relations` reads."""


def claim_relations(claim: Claim) -> ClaimRelations:
    """The relations in both directions, with the newest rating of each claim. One query."""
    rows: list[Any] = _relations(claim.pk)
    own = next((row.claim_conclusion if row.claim_id == claim.pk else row.other_conclusion for row in rows), "")
    active = tuple(_rated_relation(row, claim) for row in rows if row.withdrawn_at is None)
    withdrawn = tuple(_rated_relation(row, claim) for row in rows if row.withdrawn_at is not None)
    return ClaimRelations(active, withdrawn, own or "")


def _rated_relation(row: Any, claim: Claim) -> RatedRelation:
    related = related_claim(row, claim)
    side = "other" if related.is_outgoing else "claim"
    conclusion, rating, *verdict = (
        getattr(row, f"{side}_{name}") for name in ("conclusion", "rating", "state", "approved", "version")
    )
    return RatedRelation(related, conclusion or "", rating or "", rating_status(*verdict), getattr(row, f"{side}_claimant_party"))


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
    actor: Actor | None = Actor.objects.select_related("source", "merged_into").filter(pk=actor_id).first()
    if actor is None:
        raise Http404
    return actor
