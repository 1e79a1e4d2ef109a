"""What the evidence screens read: an item with its custody, articles to take a passage from, their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from factcheck.articles.models import Article
from factcheck.articles.queries import articles_matching
from factcheck.claims.models import Claim, Mention
from factcheck.claims.sentences import sentence_spans
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import NEWEST_REVISION_NUMBER, BoardItem, board_item

MOST_ARTICLES = 20


def item_for(person: Any, evidence_id: int) -> BoardItem:
    """One item with everything its page says. Raises Http404 for what is not there or not for this person."""
    row = (
        Evidence.objects.filter(claim__in=Claim.objects.visible_to(person))
        .select_related(
            "claim__claimant", "source", "origin", "revision__article__outlet", "capture", "created_by", "withdrawn_by"
        )
        .defer("revision__text", "revision__words", "claim__words")
        .annotate(newest=NEWEST_REVISION_NUMBER)
        .filter(pk=evidence_id)
        .first()
    )
    if row is None:
        raise Http404
    return board_item(row, row.claim)


def articles_for(person: Any, claim: Claim, words: str) -> QuerySet[Article]:
    """Articles to take a passage from: where the claim appears first, then the newest; with `words` only those that hold them."""
    appears = Mention.objects.filter(claim=claim, withdrawn_at=None, revision__article=OuterRef("pk"))
    found = Article.objects.visible_to(person).select_related("outlet").annotate(appears=Exists(appears))
    if words:
        found = articles_matching(found, words)
    return found.order_by("-appears", "-imported_at", "-id")[:MOST_ARTICLES]


def article_for(person: Any, article_id: str) -> Article | None:
    """The article that an address names; None without one. Raises Http404 for what is not there or not for this person."""
    if not article_id:
        return None
    known = Article.objects.visible_to(person).select_related("outlet")
    article = known.filter(pk=int(article_id)).first() if article_id.isdecimal() and len(article_id) < 18 else None
    if article is None:
        raise Http404
    return article


@dataclass(frozen=True, slots=True)
class SentenceOption:
    """`span` is "start-end" in code points, as a tick sends it."""

    span: str
    text: str
    is_ticked: bool


def paragraphs_of(text: str, ticked: set[str] = frozenset()) -> list[list[SentenceOption]]:  # type: ignore[assignment]
    """The sentences of a text, in paragraphs: a line end between two sentences begins a new one."""
    found: list[list[SentenceOption]] = []
    at = 0
    for start, end in sentence_spans(text):
        if not found or "\n" in text[at:start]:
            found.append([])
        span = f"{start}-{end}"
        found[-1].append(SentenceOption(span, text[start:end], span in ticked))
        at = end
    return found
