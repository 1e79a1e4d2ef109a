"""What the claim page reads: mentions with the text around them, and relations in both directions. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Greatest, Least, Substr
from django.http import Http404

from factcheck.claims.models import Actor, Anchor, Attribution, Claim, Mention, Relation, Span
from factcheck.claims.surroundings import words_after, words_before
from factcheck.desk.claim.wording import Compared, compare
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.search import parse

MOST_OTHERS = 20
AROUND = 240
"""Code points shown on each side of a mention, at most; cut at the paragraph."""
BACKWARDS: dict[str, str] = {
    Relation.RelationKind.DENIES: "is denied by",
    Relation.RelationKind.COUNTERS: "is countered by",
    Relation.RelationKind.PART_OF: "has as a part",
    Relation.RelationKind.SAME_AS: "is the same as",
}
"""What a relation says, read from its other claim."""


def claim_for(person: Any, claim_id: int) -> Claim:
    """Raises Http404 for what is not there or not for this person."""
    known = Claim.objects.visible_to(person).select_related("claimant__source", "created_by").defer("words")
    claim = known.filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    return claim


@dataclass(frozen=True, slots=True)
class Shown:
    """A mention in its context: the words around it, and `wording`, its own words compared with the first mention's."""

    mention: Mention
    before: str
    after: str
    wording: Compared

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
class Mentions:
    """`active` in the order in which the articles appeared; `withdrawn` apart."""

    active: tuple[Shown, ...]
    withdrawn: tuple[Shown, ...]

    @property
    def pending(self) -> int:
        return sum(shown.is_pending for shown in self.active)

    @property
    def articles(self) -> int:
        return len({shown.article.pk for shown in self.active})


def mentions_of(claim: Claim) -> Mentions:
    """Three queries, however many mentions there are."""
    text = "mention__revision__text"
    spans = Span.objects.annotate(
        before=Substr(text, Greatest(F("start") - AROUND, 1), Least(F("start"), Value(AROUND + 1))),
        after=Substr(text, F("end") + 1, AROUND + 1),
    )
    found = list(
        Mention.objects.filter(claim=claim)
        .select_related("revision__article__outlet", "created_by")
        .defer("revision__text", "revision__words")
        .prefetch_related(Prefetch("spans", spans), Prefetch("chain", Attribution.objects.select_related("actor")))
        .order_by(F("revision__article__published_on").asc(nulls_last=True), "id")
    )
    active = [mention for mention in found if mention.withdrawn_at is None]
    withdrawn = [mention for mention in found if mention.withdrawn_at is not None]
    return Mentions(_shown(active), _shown(withdrawn))


def _shown(mentions: list[Mention]) -> tuple[Shown, ...]:
    spans = [list(mention.spans.all()) for mention in mentions]
    wordings = compare([" … ".join(span.exact for span in own) for own in spans])
    return tuple(
        Shown(mention, words_before(own[0].before, AROUND), words_after(own[-1].after, AROUND), wording)  # type: ignore[attr-defined]
        for mention, own, wording in zip(mentions, spans, wordings, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Related:
    """A relation read from one of its claims: `words` lead to the other claim."""

    relation: Relation
    words: str
    other: Claim
    conclusion: str
    rating: str
    is_denial: bool


@dataclass(frozen=True, slots=True)
class Relations:
    active: tuple[Related, ...]
    withdrawn: tuple[Related, ...]
    conclusion: str
    """of the claim's own newest version, where there is one"""

    @property
    def denies(self) -> tuple[Related, ...]:
        return tuple(r for r in self.active if r.is_denial and r.words == "denies")

    @property
    def denied_by(self) -> tuple[Related, ...]:
        return tuple(r for r in self.active if r.is_denial and r.words != "denies")

    @property
    def clashing(self) -> tuple[Related, ...]:
        """A claim and its denial, both rated supported or both refuted: one of the two was read backwards."""
        return tuple(r for r in self.active if r.is_denial and r.conclusion == self.conclusion in ("supported", "refuted"))


def relations_of(claim: Claim) -> Relations:
    """Both directions in one query, with how the other claim is rated now."""

    def newest(of: str, field: str) -> Subquery:
        return Subquery(VerdictVersion.objects.filter(verdict__claim=OuterRef(of)).order_by("-number").values(field)[:1])

    rows = (
        Relation.objects.filter(Q(claim=claim) | Q(other=claim))
        .select_related("claim__claimant", "other__claimant")
        .defer("claim__words", "other__words")
        .annotate(
            claim_conclusion=newest("claim_id", "conclusion"),
            claim_rating=newest("claim_id", "rating__name"),
            other_conclusion=newest("other_id", "conclusion"),
            other_rating=newest("other_id", "rating__name"),
        )
        .order_by("id")
    )
    found = list(rows)
    own = next((r.claim_conclusion if r.claim_id == claim.pk else r.other_conclusion for r in found), "")
    related = [(r.withdrawn_at is None, _related(r, claim)) for r in found]
    return Relations(tuple(r for is_on, r in related if is_on), tuple(r for is_on, r in related if not is_on), own or "")


def _related(row: Any, claim: Claim) -> Related:
    is_denial = row.relation_kind == Relation.RelationKind.DENIES
    if row.claim_id == claim.pk:
        words = row.get_relation_kind_display()
        return Related(row, words, row.other, row.other_conclusion or "", row.other_rating or "", is_denial)
    words = BACKWARDS[row.relation_kind]
    return Related(row, words, row.claim, row.claim_conclusion or "", row.claim_rating or "", is_denial)


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
        Mention.objects.filter(claim__in=Claim.objects.visible_to(person))
        .select_related("claim__claimant", "revision__article__outlet")
        .defer("revision__words", "claim__words")
        .prefetch_related("spans", Prefetch("chain", Attribution.objects.select_related("actor")))
    )
    mention = known.filter(pk=mention_id).first()
    if mention is None:
        raise Http404
    return mention


def relation_for(person: Any, relation_id: int) -> Relation:
    known = Relation.objects.filter(claim__in=Claim.objects.visible_to(person)).select_related("claim__claimant", "other")
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
