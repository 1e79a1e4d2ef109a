"""What a new revision of an article does to the mentions in it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from factcheck.accounts.models import Person
from factcheck.articles.actions import add_revision
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mentions import spans_as_values, write_spans
from factcheck.claims.anchoring import Ambiguous, Selector, Unanchored, find
from factcheck.claims.models import Anchor, Mention
from factcheck.ledger.actions import expect_version, record
from factcheck.web.decisions import permit
from factcheck.web.models import Once


@transaction.atomic
def revise_article(
    *,
    person: Person,
    article: Article,
    content: bytes,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
    **how: Any,
) -> Revision:
    """Add a revision and carry the mentions over. Raises Stale where the article is no longer version `seen_version`.

    A mention moves by itself only where each of its quotes occurs exactly once in the new text, or where prefix and suffix
    decide uniquely. The others stay on the old revision and become *needs review* (several places) or *orphan* (none).
    """
    permit(person, "article.revise", article)
    once = Once(person, token, "revision", {"article": article, "content": content, **how})
    if made := once.first(Revision):
        return made
    expect_version(Article.objects.select_for_update(no_key=True).get(pk=article.pk), seen_version, what="article")
    # locked before the ledger's head is: whoever changes a mention takes the two in the same order
    mentions = list(
        Mention.objects.select_for_update(of=("self",), no_key=True)
        .filter(revision__article_id=article.pk, withdrawn_at=None, anchor=Anchor.ANCHORED)
        .prefetch_related("spans")
        .order_by("id")
    )
    revision = add_revision(person=person, article=article, content=content, **how)
    once.done(revision)
    for mention in mentions:
        _carry(mention, revision, person)
    return revision


def _carry(mention: Mention, revision: Revision, person: Person) -> None:
    """Move the mention to the revision, or leave it where it was as one that waits. Its entry keeps the place that it had."""
    spans, found = list(mention.spans.all()), list[Selector]()
    anchor = Anchor.ANCHORED
    for span in spans:
        try:
            found.append(find(revision.text, span.exact, span.prefix, span.suffix))
        except Ambiguous:
            anchor = Anchor.NEEDS_REVIEW if anchor is Anchor.ANCHORED else anchor
        except Unanchored:
            anchor = Anchor.ORPHAN
    before: dict[str, Any] = {"revision": mention.revision_id, "anchor": mention.anchor, "spans": spans_as_values(spans)}
    after = {**before, "anchor": anchor.value}
    mention.anchor = anchor
    mention.version += 1
    if anchor is Anchor.ANCHORED:
        after |= {"revision": revision.pk, "spans": spans_as_values(found)}
        mention.revision = revision
        mention.save(update_fields=["anchor", "revision", "version"])
        mention.spans.all().delete()
        write_spans(mention, found)
    else:
        mention.save(update_fields=["anchor", "version"])
    contribute(mention.claim_id, person)
    record(person=person, action="mention.carried", subject=mention, before=before, after=after)
