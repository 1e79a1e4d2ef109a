"""Queries for the screen after a new revision: which mentions moved to the new text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Anchor, Mention


@dataclass(frozen=True, slots=True)
class UnmovedMention:
    """A mention that was not placed in the new text, with its quote in the older revision and its claim."""

    pk: int
    claim_id: int
    statement: str
    quote: str
    revision: int


@dataclass(frozen=True, slots=True)
class RevisionOutcome:
    """`moved`: the number of mentions in the new revision. A person has to decide about the others."""

    moved: int
    needs_review: list[UnmovedMention]
    orphans: list[UnmovedMention]


def revision_outcome(article: Article, revision: Revision) -> RevisionOutcome:
    """The current mentions of the article without withdrawn ones. Three queries."""
    mentions = Mention.objects.filter(revision__article=article, withdrawn_at=None)
    rows = mentions.exclude(anchor=Anchor.ANCHORED).select_related("claim", "revision").defer("revision__text", "revision__words")
    pending = list(rows.prefetch_related("spans").order_by("id"))
    return RevisionOutcome(
        moved=mentions.filter(revision=revision, anchor=Anchor.ANCHORED).count(),
        needs_review=_unmoved_mentions(mention for mention in pending if mention.anchor == Anchor.NEEDS_REVIEW),
        orphans=_unmoved_mentions(mention for mention in pending if mention.anchor == Anchor.ORPHAN),
    )


def _unmoved_mentions(mentions: Iterable[Mention]) -> list[UnmovedMention]:
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
