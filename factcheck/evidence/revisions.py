"""The action that adds a revision to an article, and the placement of everything that quotes the article in that revision."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.accounts.models import Person
from factcheck.archive.actions import Readable
from factcheck.archive.models import Method
from factcheck.articles.actions import NewText, read_and_store, write_revision
from factcheck.articles.locking import reserve_article
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions import contribute
from factcheck.claims.models import Mention
from factcheck.claims.placing import RevisionComparisons, lock_mentions, mark_mentions_being_placed, place_mentions
from factcheck.evidence.models import Evidence
from factcheck.evidence.passages import lock_passages, mark_passages_being_placed, place_passages
from factcheck.ledger.actions import NewEntry, create_once, lock_row, record_many, save_next_version
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid

PLACED_IMMEDIATELY = 200
"""Maximum number of mentions and passages that the request places itself. A job places a larger number in batches."""
BATCH = 100
PLACEMENT_TASK = "place_quotes"


def revise_article(
    *,
    person: Person,
    article: Article,
    content: bytes | Readable,
    media_type: str = "",
    encoding: str = "",
    confirm_encoding: bool = False,
    name: str = "",
    method: Method | str = Method.UPLOAD,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Revision:
    """Add a changed text as the next revision of an article. Earlier revisions do not change.

    Everything that quotes the article is placed by one rule (`claims.placement`): mentions and evidence passages, including those
    that wait for a decision. They become *needs review* or *orphan* if the rule does not place them. More than
    PLACED_IMMEDIATELY become *being placed*, and a job places them. `person` becomes a contributor to all their claims.

    Raises EditConflict if the article is no longer at version `seen_version`, and Invalid for the same reasons as
    `read_and_store` or if the text is unchanged.
    """
    permit(person, "article.revise", article)
    new = read_and_store(
        content,
        uploaded_by=person,
        media_type=media_type,
        encoding=encoding,
        confirm_encoding=confirm_encoding,
        name=name,
        method=method,
    )
    return _revise_article(person=person, article=article, new=new, seen_version=seen_version, token=token)


@create_once(Revision)
def _revise_article(
    *, person: Person, article: Article, new: NewText, seen_version: int | None, token: uuid.UUID | None
) -> Revision:
    row = lock_row(
        article,
        person=person,
        permission="article.revise",
        seen_version=seen_version,
        lock_first=lambda: reserve_article(article.pk),
    )
    mentions, passages = lock_mentions(row.pk), lock_passages(row.pk)
    newest = row.current
    if newest.sha256 == new.canonical.sha256:
        raise Invalid({"content": f"This text is identical to revision {newest.number}. No revision was added."})
    revision = write_revision(person=person, article=row, number=newest.number + 1, new=new)
    save_next_version(row, is_part_changed=True)
    entry = NewEntry(
        action="article.revised",
        subject=row,
        touched=[revision.original, revision],
        before={"sha256": newest.sha256},
        after={
            "revision": revision.number,
            "sha256": revision.sha256,
            "length": revision.length,
            "mentions": len(mentions),
            "passages": len(passages),
        },
    )
    entries: Sequence[NewEntry] = ()
    if len(mentions) + len(passages) <= PLACED_IMMEDIATELY:
        entries = _place(mentions, passages, RevisionComparisons(revision))
    else:
        entries = [*mark_mentions_being_placed(mentions), *mark_passages_being_placed(passages)]
        enqueue_placement(row.pk)
    if mentions or passages:
        contribute([*(mention.claim_id for mention in mentions), *(item.claim_id for item in passages)], person)
    record_many(person=person, entries=[entry, *entries])
    return revision


def place_batch(article_id: int, cache: dict[int, RevisionComparisons] | None = None) -> int:
    """Place up to BATCH mentions and passages of an article that are *being placed*. Returns their number, 0 if there are none.

    The batch is one transaction, so that a job that was killed continues with the next batch. The ledger entries name the person
    who added the newest revision. `cache` preserves the comparisons of texts between batches, by the id of the revision.
    """
    with transaction.atomic():
        reserve_article(article_id)
        Article.objects.select_for_update(no_key=True).only("pk").get(pk=article_id)
        mentions = lock_mentions(article_id, limit=BATCH, only_being_placed=True)
        passages = lock_passages(article_id, limit=BATCH - len(mentions), only_being_placed=True)
        if not mentions and not passages:
            return 0
        revision = Revision.objects.select_related("imported_by").defer("words").filter(article=article_id).latest("number")
        comparisons = (cache or {}).get(revision.pk) or RevisionComparisons(revision)
        if cache is not None:
            cache[revision.pk] = comparisons
        record_many(person=revision.imported_by, entries=_place(mentions, passages, comparisons))
        return len(mentions) + len(passages)


def articles_being_placed() -> list[int]:
    """The ids of the articles with mentions or passages that are *being placed*."""
    anchor = "being_placed"
    ids = set(Mention.objects.active().filter(anchor=anchor).values_list("revision__article", flat=True).distinct())
    ids |= set(Evidence.objects.filter(withdrawn_at=None, anchor=anchor).values_list("revision__article", flat=True).distinct())
    return sorted(ids)


def enqueue_placement(article_id: int) -> None:
    """Enqueue the job that places the mentions and passages of an article, in the transaction of the caller."""
    task = app.configure_task(PLACEMENT_TASK, queueing_lock=f"{PLACEMENT_TASK}:{article_id}")
    try:
        with transaction.atomic():  # a savepoint: the failed statement must not end the transaction
            task.defer(article_id=article_id)
    except AlreadyEnqueued:
        pass  # The queued job starts after this transaction, or waits for the lock on the article, and places these quotes, too.


def _place(mentions: Sequence[Mention], passages: Sequence[Evidence], comparisons: RevisionComparisons) -> list[NewEntry]:
    return [*place_mentions(mentions, comparisons), *place_passages(passages, comparisons)]
