"""Actions that close and reopen articles."""

from __future__ import annotations

import uuid

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.articles.locking import reserve_article
from factcheck.articles.models import Article, ArticleClosedReason
from factcheck.ledger.actions import change_once, lock_row, record, save_next_version
from factcheck.web.decisions import permit


@change_once("article.close", "article")
def close_article(
    *, person: Person, article: Article, seen_version: int | None, note: str = "", token: uuid.UUID | None = None
) -> Article:
    """Close an article that was imported by mistake. The library and searches leave it out; nothing is deleted.

    Raises Refused if an open claim has a mention or evidence in the article.
    """
    row = lock_row(
        article,
        person=person,
        permission="article.close",
        seen_version=seen_version,
        typed={"note": note},
        lock_first=lambda: reserve_article(article.pk),
    )
    permit(person, "article.close", row)  # a mention may have been added before the lock
    before, after = save_next_version(
        row,
        closed_at=timezone.now(),
        closed_by=person,
        closed_reason=ArticleClosedReason.BY_MISTAKE.value,
        closed_note=note.strip(),
    )
    record(person=person, action="article.closed", subject=row, before=before, after=after, reason=note.strip())
    return row


@change_once("article.reopen", "article")
def reopen_article(*, person: Person, article: Article, seen_version: int | None, token: uuid.UUID | None = None) -> Article:
    """Reopen a closed article."""
    row = lock_row(
        article,
        person=person,
        permission="article.reopen",
        seen_version=seen_version,
        lock_first=lambda: reserve_article(article.pk),
    )
    before, after = save_next_version(row, closed_at=None, closed_by=None, closed_reason="", closed_note="")
    record(person=person, action="article.reopened", subject=row, before=before, after=after)
    return row
