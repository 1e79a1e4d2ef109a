"""What became of the mentions of an article when its text changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Anchor, Mention


@dataclass(frozen=True, slots=True)
class UnmovedMention:
    """A mention that did not move: its words in the older revision, and the claim they stand for."""

    pk: int
    claim_id: int
    statement: str
    quote: str
    revision: int


@dataclass(frozen=True, slots=True)
class RevisionOutcome:
    """`standing`: how many mentions stand in this revision; the others wait for a person."""

    standing: int
    needs_review: list[UnmovedMention]
    orphans: list[UnmovedMention]


def outcome_of(article: Article, revision: Revision) -> RevisionOutcome:
    """The mentions of the article as they are now, withdrawn ones left out. Three queries."""
    mentions = Mention.objects.filter(revision__article=article, withdrawn_at=None)
    rows = mentions.exclude(anchor=Anchor.ANCHORED).select_related("claim", "revision").defer("revision__text", "revision__words")
    left = list(rows.prefetch_related("spans").order_by("id"))
    return RevisionOutcome(
        standing=mentions.filter(revision=revision, anchor=Anchor.ANCHORED).count(),
        needs_review=_left(mention for mention in left if mention.anchor == Anchor.NEEDS_REVIEW),
        orphans=_left(mention for mention in left if mention.anchor == Anchor.ORPHAN),
    )


def _left(mentions: Iterable[Mention]) -> list[UnmovedMention]:
    return [
        UnmovedMention(
            pk=mention.pk,
            claim_id=mention.claim_id,
            statement=mention.claim.statement,
            quote=" … ".join(span.exact for span in mention.spans.all()),
            revision=mention.revision.number,
        )
        for mention in mentions
    ]
