"""Queries for the evidence screens: an item, and articles to take a passage from."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from factcheck.articles.models import Article
from factcheck.articles.queries import articles_matching
from factcheck.claims.models import Claim, Mention
from factcheck.claims.parties import claim_parties
from factcheck.desk.evidence import messages
from factcheck.desk.history.entry_presenter import PresentedEntry, present_entries
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import CORRECTIONS, NEWEST_REVISION_NUMBER, NUMBER_OF_CORRECTIONS, BoardItem, board_item
from factcheck.verdicts.models import Verdict
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.markdown import cited_numbers

MAX_ARTICLES = 20
MAX_CORRECTIONS = 50
"""The newest corrections that the page of an item displays. The history has all of them."""


def visible_item(person: Any, evidence_id: int) -> BoardItem:
    """The item with everything that its page displays. Raises Http404 if it does not exist or the person may not see it."""
    row = (
        Evidence.objects.filter(claim__in=Claim.objects.visible_to(person))
        .select_related(
            "address_watch__newest",
            "claim__claimant",
            "source",
            "origin",
            "revision__article__outlet",
            "capture",
            "created_by",
            "withdrawn_by",
        )
        .defer("revision__text", "revision__words", "claim__words")
        .annotate(newest=NEWEST_REVISION_NUMBER, corrections=NUMBER_OF_CORRECTIONS)
        .filter(pk=evidence_id)
        .first()
    )
    if row is None:
        raise Http404
    return board_item(row, row.claim, claim_parties(row.claim))


def corrections_of(item: BoardItem) -> list[PresentedEntry]:
    """The newest corrections of the item, each with the values before and after, newest first."""
    if not item.corrections:
        return []
    entries = CORRECTIONS.filter(object_id=item.row.pk).select_related("person")
    return present_entries(entries.order_by("-number")[:MAX_CORRECTIONS])


def candidate_articles(person: Any, claim: Claim, query: str) -> QuerySet[Article]:
    """Open articles to take a passage from: those that mention the claim, then the newest; with `query`, only matching ones."""
    appears = Mention.objects.filter(claim=claim, withdrawn_at=None, revision__article=OuterRef("pk"))
    articles = Article.objects.visible_to(person).open().select_related("outlet").annotate(appears=Exists(appears))
    if query:
        articles = articles_matching(articles, query)
    return articles.order_by("-appears", "-imported_at", "-id")[:MAX_ARTICLES]


def requested_article(person: Any, article_id: str) -> Article | None:
    """The article with this id; None for an empty id. Raises Http404 if it does not exist or the person may not see it."""
    if not article_id:
        return None
    articles = Article.objects.visible_to(person).select_related("outlet")
    article = articles.filter(pk=int(article_id)).first() if article_id.isdecimal() and len(article_id) < 18 else None
    if article is None:
        raise Http404
    return article


def withdrawal_effect(row: Evidence) -> str:
    """What the withdrawal of an item changes for the verdict of its claim; empty if nothing."""
    verdict = Verdict.objects.filter(claim=row.claim_id).first()
    if verdict is None or row.withdrawn_at:
        return ""
    version = verdict.latest
    cited = {*cited_numbers(version.rationale), *numbers_in_plain_text(version.summary)}
    sentences = [messages.WITHDRAWAL_EFFECTS.get(verdict.state, "")]
    if row.number in cited:
        sentences.append(messages.withdrawn_but_cited(row.number))
    return " ".join(sentence for sentence in sentences if sentence)
