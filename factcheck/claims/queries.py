"""Queries for a claim that several screens share: its mentions with the text around them, and its relations."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Least, Substr

from factcheck.claims.excerpts import excerpt_after, excerpt_before
from factcheck.claims.models import Claim, Mention, MentionQuerySet, Relation, Span
from factcheck.web.database.composed import ComposedRows

_INVERSE_LABELS: dict[str, str] = {
    Relation.RelationKind.DENIES: "is denied by",
    Relation.RelationKind.COUNTERS: "is countered by",
    Relation.RelationKind.PART_OF: "includes",
    Relation.RelationKind.SAME_AS: "is the same as",
}


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A relation from the point of view of one of its claims. `label` is "denies" or "is denied by", for example."""

    relation: Relation
    label: str
    other: Claim
    is_outgoing: bool
    """Whether the relation starts from that claim."""

    @property
    def is_denial(self) -> bool:
        """Whether one of the claims denies the other."""
        return self.relation.relation_kind == Relation.RelationKind.DENIES


def relation_label(kind: str, *, is_outgoing: bool) -> str:
    """What a relation is called from the point of view of the claim that it starts from, or of the other one."""
    return str(Relation.RelationKind(kind).label) if is_outgoing else _INVERSE_LABELS[kind]


def related_claim(relation: Relation, claim: Claim) -> RelatedClaim:
    """Return `relation` from the point of view of `claim`. Both of its claims must be loaded."""
    is_outgoing = relation.claim_id == claim.pk
    label = relation_label(relation.relation_kind, is_outgoing=is_outgoing)
    return RelatedClaim(relation, label, relation.other if is_outgoing else relation.claim, is_outgoing)


@ComposedRows
def _active_relations(claim_id: int) -> QuerySet[Relation]:
    return Relation.objects.of(claim_id).active()


def related_claims(claim: Claim) -> list[RelatedClaim]:
    """Return the active relations of a claim in both directions. Takes one query."""
    return [related_claim(row, claim) for row in _active_relations(claim.pk)]


def mentions_with_text(rows: MentionQuerySet, context: int) -> MentionQuerySet:
    """Mentions with their articles, spans, and chains, in the order of the articles' dates of publication, for `with_excerpts`.

    Takes three queries.
    """
    return mentions_in_order(rows).with_parts(spans_with_text(context))


def mentions_in_order(rows: MentionQuerySet) -> MentionQuerySet:
    """Mentions with their articles, in the order of the articles' dates of publication."""
    return (
        rows.select_related("revision__article__outlet", "created_by")
        .defer("revision__text", "revision__words")
        .order_by(F("revision__article__published_on").asc(nulls_last=True), "id")
    )


def spans_with_text(context: int) -> QuerySet[Span]:
    """Spans with up to `context` code points of the text on each side, and one more, for `with_excerpt`."""
    text = "mention__revision__text"
    return Span.objects.annotate(
        before=Substr(text, Greatest(F("start") - context, 1), Least(F("start"), Value(context + 1))),
        after=Substr(text, F("end") + 1, context + 1),
    )


def with_excerpts(mentions: list[Mention], context: int) -> list[Mention]:
    """The mentions of `mentions_with_text` with the text around each span as `before` and `after`.

    It has up to `context` code points, and is limited to the paragraph and to whole words.
    """
    for mention in mentions:
        for span in mention.spans.all():
            with_excerpt(span, context)
    return mentions


def with_excerpt(span: Span, context: int) -> Span:
    """A span of `spans_with_text`, whose `before` and `after` are limited to the paragraph and to whole words."""
    span.before = excerpt_before(span.before, context)  # type: ignore[attr-defined]
    span.after = excerpt_after(span.after, context)  # type: ignore[attr-defined]
    return span
