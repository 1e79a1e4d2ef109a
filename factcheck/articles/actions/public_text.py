"""The action that decides whether readers may see the whole text of an article."""

from __future__ import annotations

import uuid

from factcheck.accounts.models import Person
from factcheck.articles.locking import reserve_article
from factcheck.articles.models import Article
from factcheck.ledger.actions import change_once, lock_row, record, save_next_version
from factcheck.web.errors import Invalid, Refused

WHICH_RIGHT = "Say what permits the newsroom to show the whole text, such as an agreement with the outlet."
UNCHANGED = "This is the current setting, so nothing was saved."


@change_once("article.show_text", "article")
def show_text(
    *,
    person: Person,
    article: Article,
    may_show_text: bool,
    reason: str,
    seen_version: int | None,
    token: uuid.UUID | None = None,
) -> Article:
    """Decide whether the public page of an article has its whole text, or only the quoted passages in context.

    Raises Invalid(reason) if the whole text is shown without a reason, and Refused if nothing changes.
    """
    typed = {"may_show_text": may_show_text}
    row = lock_row(
        article,
        person=person,
        permission="article.show_text",
        seen_version=seen_version,
        typed=typed,
        lock_first=lambda: reserve_article(article.pk),
    )
    if may_show_text and not reason.strip():
        raise Invalid({"reason": WHICH_RIGHT})
    before, after = save_next_version(row, may_show_text=may_show_text)
    if not after:
        raise Refused(UNCHANGED)
    action = "article.text_shown" if may_show_text else "article.text_withheld"
    record(person=person, action=action, subject=row, before=before, after=after, reason=reason.strip())
    return row
